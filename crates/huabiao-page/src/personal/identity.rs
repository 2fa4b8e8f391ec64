use chrono::NaiveDate;

use super::credit;

/// Whether 18 characters are an identity number (公民身份号码): its check character by
/// ISO 7064 MOD 11-2, a region of China, a possible day of birth.
///
/// Source: GB 11643-1999. The first six figures may name a region that is no more, so
/// only the province is looked at. Numbers of 15 figures have no check character and
/// are not looked for.
pub(super) fn is_identity(number: &[u8]) -> bool {
    let Some((&check, figures)) = number.split_last() else {
        return false;
    };
    if number.len() != 18 || !figures.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: usize = figures
        .iter()
        .zip(WEIGHTS)
        .map(|(figure, weight)| usize::from(figure - b'0') * weight)
        .sum();
    CHECKS.get(sum % 11) == Some(&check.to_ascii_uppercase())
        && begins_with_province(figures)
        && is_birth(figures)
}

/// Whether the first two figures are those of a province.
pub(super) fn begins_with_province(figures: &[u8]) -> bool {
    figures.iter().take(2).all(u8::is_ascii_digit) && PROVINCES.contains(&value(figures, 0, 2))
}

/// Whether the number is also a unified social credit code by that code's own checks.
pub(super) fn is_also_credit_code(number: &[u8]) -> bool {
    credit::is_credit_code(number)
}

fn is_birth(figures: &[u8]) -> bool {
    let year = value(figures, 6, 10);
    let day = NaiveDate::from_ymd_opt(
        i32::try_from(year).unwrap_or(0),
        value(figures, 10, 12),
        value(figures, 12, 14),
    );
    day.is_some() && YEARS.contains(&year)
}

fn value(figures: &[u8], from: usize, to: usize) -> u32 {
    figures
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .fold(0, |sum, figure| sum * 10 + u32::from(figure - b'0'))
}

const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [u8; 11] = *b"10X98765432";

/// Years in which somebody now alive, or named on a page, may be born.
const YEARS: core::ops::RangeInclusive<u32> = 1900..=2035;

/// The first two figures by GB/T 2260, and those of residents of Taiwan, Hong Kong and
/// Macao.
const PROVINCES: [u32; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_character_region_and_day() {
        assert!(is_identity(b"11010519491231002X"));
        assert!(is_identity(b"11010519491231002x"));
        assert!(is_identity(b"440524188001010014") == YEARS.contains(&1880));
        // The last figure is wrong, then no such day, no such province.
        assert!(!is_identity(b"110105194912310021"));
        assert!(!is_identity(b"110105194913310020"));
        assert!(!is_identity(b"990105194912310022"));
        assert!(!is_identity(b"1101051949123100"));
        assert!(!is_identity(b"X1010519491231002X"));
        assert!(!is_identity(b""));
    }

    #[test]
    fn every_wrong_last_figure_is_refused() {
        let right = b"11010519491231002X";
        for last in *b"0123456789" {
            let mut wrong = *right;
            wrong[17] = last;
            assert!(!is_identity(&wrong));
        }
    }
}
