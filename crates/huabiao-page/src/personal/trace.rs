use std::collections::BTreeSet;

use huabiao_facts::PersonalKind;

use super::card::luhn;
use super::identity;

/// Notes every number in a text that could be that of a person, masked: figures of full
/// width count as figures, and one or two spaces or hyphens between groups as nothing.
/// Whether it is a person's is not asked.
pub(super) fn numbers(text: &str, found: &mut BTreeSet<String>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut row = Row::default();
    let mut between = 0;
    while let Some(mut rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        if row.figures.is_empty() {
            // Most of a page is no figure.
            let begins = |byte: &u8| byte.is_ascii_digit() || *byte == FULL_WIDTH;
            let Some(skipped) = rest.iter().position(begins) else {
                break;
            };
            at += skipped;
            rest = rest.get(skipped..).unwrap_or_default();
        }
        if let Some((figure, length)) = figure(rest) {
            if between > 0 {
                row.groups.push(row.figures.len());
            }
            between = 0;
            row.figures.push(figure);
            at += length;
            continue;
        }
        let gap = if row.figures.is_empty() { 0 } else { gap(rest) };
        if gap > 0 && between < SEPARATORS {
            between += 1;
            at += gap;
            continue;
        }
        row.ends_in_x = between == 0 && is_x(rest) || between == 1 && is_x(rest);
        row.close(found);
        between = 0;
        at += 1;
    }
    row.close(found);
}

/// Groups of figures.
#[derive(Debug, Default)]
struct Row {
    figures: Vec<u8>,
    /// Where groups begin, but for the first.
    groups: Vec<usize>,
    ends_in_x: bool,
}

impl Row {
    /// Notes what its groups make, and begins anew.
    fn close(&mut self, found: &mut BTreeSet<String>) {
        if self.figures.len() >= SHORTEST {
            let mut bounds = vec![0];
            bounds.append(&mut self.groups);
            bounds.push(self.figures.len());
            for (at, begin) in bounds.iter().enumerate() {
                // Bounds rise, so what is too far stays too far.
                let ends = bounds.iter().skip(at + 1);
                let ends = ends.take_while(|end| **end <= begin + LONGEST);
                for end in ends.filter(|end| **end >= begin + SHORTEST) {
                    let number = self.figures.get(*begin..*end).unwrap_or_default();
                    note(number, found);
                    if self.ends_in_x && *end == self.figures.len() {
                        note(&[number, b"X"].concat(), found);
                    }
                }
            }
        }
        self.figures.clear();
        self.groups.clear();
        self.ends_in_x = false;
    }
}

fn note(number: &[u8], found: &mut BTreeSet<String>) {
    let mut keep = |kind, number: &[u8]| {
        let mut masked = number.to_vec();
        super::mask(kind, &mut masked);
        found.extend(String::from_utf8(masked));
    };
    let figures = number.iter().all(u8::is_ascii_digit);
    match number {
        [b'1', b'3'..=b'9', ..] if number.len() == 11 => keep(PersonalKind::Mobile, number),
        [b'8', b'6', rest @ ..] if number.len() == 13 => keep(PersonalKind::Mobile, rest),
        _ if number.len() == 15 && is_old_identity(number) => {
            keep(PersonalKind::IdNumber, number);
        }
        _ => {}
    }
    // Others write figures of their own behind it.
    if let Some(first) = number.get(..18)
        && identity::is_identity(first)
    {
        keep(PersonalKind::IdNumber, first);
    }
    if figures && (16..=19).contains(&number.len()) && luhn(number) {
        keep(PersonalKind::BankCard, number);
    }
}

/// Whether 15 figures may be an identity number of the first generation: no figure checks
/// it, only the province and the day of birth.
fn is_old_identity(number: &[u8]) -> bool {
    let two = |at: usize| match number.get(at..at + 2) {
        Some([tens, ones]) => (tens - b'0') * 10 + (ones - b'0'),
        _ => 0,
    };
    number.iter().all(u8::is_ascii_digit)
        && identity::begins_with_province(number)
        && (1..=12).contains(&two(8))
        && (1..=31).contains(&two(10))
}

/// The figure at the beginning, and its bytes.
const fn figure(rest: &[u8]) -> Option<(u8, usize)> {
    match rest {
        [figure @ b'0'..=b'9', ..] => Some((*figure, 1)),
        [0xef, 0xbc, last @ 0x90..=0x99, ..] => Some((*last - 0x90 + b'0', 3)),
        _ => None,
    }
}

/// The bytes of a separator at the beginning; 0 where there is none.
const fn gap(rest: &[u8]) -> usize {
    match rest {
        [b' ' | b'-', ..] => 1,
        // No-break space, middle dot.
        [0xc2, 0xa0 | 0xb7, ..] => 2,
        // Spaces and hyphens of full width, dashes.
        [0xe3, 0x80, 0x80, ..] | [0xef, 0xbc, 0x8d, ..] | [0xe2, 0x80, 0x80..=0x95, ..] => 3,
        _ => 0,
    }
}

const fn is_x(rest: &[u8]) -> bool {
    matches!(
        rest,
        [b'x' | b'X', ..] | [0xef, 0xbc, 0xb8, ..] | [0xef, 0xbd, 0x98, ..]
    )
}

/// The first byte of a figure of full width.
const FULL_WIDTH: u8 = 0xef;

/// Separators between two groups.
const SEPARATORS: usize = 2;

/// Figures of the shortest number.
const SHORTEST: usize = 11;

/// Figures of the longest number, and two behind it.
const LONGEST: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut all = BTreeSet::new();
        numbers(text, &mut all);
        all.into_iter().collect()
    }

    #[test]
    fn whatever_stands_around_it() {
        let id = format!("110{}2X", "*".repeat(13));
        for text in [
            "编号：11010519491231002X（示例）",
            "11010519491231002x",
            "110105 19491231 002X",
            "110105-1949-1231-002X",
            "value=\"11010519491231002X\"",
            "A11010519491231002X",
            "１１０１０５１９４９１２３１００２Ｘ",
            "残疾证号11010519491231002X43",
        ] {
            assert!(found(text).contains(&id), "{text}: {:?}", found(text));
        }
        let card = "6222***********0018";
        for text in [
            "6222020000000000018",
            "6222 0200 0000 0000 018",
            "6222-0200-0000-0000-018",
        ] {
            assert_eq!(found(text), [card], "{text}");
        }
        assert_eq!(
            found("电话 8613800000000、(138) 0000 0001"),
            ["138****0000"]
        );
        assert_eq!(found("138 0000 0000 139 0000 0000").len(), 2);
    }

    #[test]
    fn other_figures_are_none() {
        for text in [
            "",
            "2026-11-25 2026-11-26",
            "12345678901",
            "11010519491231002",
            "1 2 3",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
