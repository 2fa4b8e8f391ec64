use chrono::{Days, NaiveDate};

/// Reads a day, with or without a time behind it: `2026-03-05`, `2026/3/5 8:00`,
/// `2026年3月5日`, `20260305`, the number of a spreadsheet, or a form that is given.
pub(super) fn date(text: &str, forms: &[String]) -> Option<NaiveDate> {
    let text = text.trim();
    for form in forms {
        if let Ok((day, _)) = NaiveDate::parse_and_remainder(text, form) {
            return plausible(day);
        }
    }
    for form in FORMS {
        if let Ok((day, rest)) = NaiveDate::parse_and_remainder(text, form)
            && rest
                .chars()
                .next()
                .is_none_or(|c| c == 'T' || c.is_whitespace())
        {
            return plausible(day);
        }
    }
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return plausible(NaiveDate::parse_from_str(text, "%Y%m%d").ok()?);
    }
    serial(text)
}

/// The day that a spreadsheet keeps as a number of days.
fn serial(text: &str) -> Option<NaiveDate> {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'E' | 'e');
    if text.is_empty() || !text.chars().all(digit) {
        return None;
    }
    let days = text.parse::<f64>().ok()?;
    if !SERIALS.contains(&days) {
        return None;
    }
    // Within these limits the number is a whole one of five digits.
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days as u64))
}

fn plausible(day: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike;
    YEARS.contains(&day.year()).then_some(day)
}

const FORMS: [&str; 4] = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"];

/// From 1982 to 2119 in the count of spreadsheets.
const SERIALS: std::ops::Range<f64> = 30_000.0..80_000.0;

const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_people_and_spreadsheets_write_them() {
        for text in [
            "2026-03-05",
            "2026/3/5",
            " 2026-3-5 08:00:12",
            "2026-03-05T08:00:12+08:00",
            "2026.03.05",
            "2026年3月5日",
            "2026年3月5日 8时",
            "20260305",
            "46086",
            "4.60863333E4",
        ] {
            assert_eq!(
                date(text, &[]),
                NaiveDate::from_ymd_opt(2026, 3, 5),
                "{text}"
            );
        }
        for text in [
            "",
            "2026",
            "2026-02-30",
            "昨天",
            "2026-03-051",
            "0026-03-05",
            "1",
            "1e9",
            "NaN",
        ] {
            assert_eq!(date(text, &[]), None, "{text}");
        }
        let form = ["%d.%m.%Y".to_owned()];
        assert_eq!(
            date("05.03.2026", &form),
            NaiveDate::from_ymd_opt(2026, 3, 5)
        );
    }
}
