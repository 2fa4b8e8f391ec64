use chrono::NaiveDate;

/// A date whose day and month are set apart: `11 2017-08`, `2017-08 11`,
/// `08-11 2017`, `2017 08-11`.
pub(super) fn split_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    // Most entries have fewer digits than the shortest date.
    if bytes.iter().filter(|byte| byte.is_ascii_digit()).count() < DIGITS {
        return None;
    }
    let mut numbers: Vec<(u32, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < bytes.len() && numbers.len() < 24 {
        if !bytes.get(at)?.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at - start <= 4 {
            numbers.push((text.get(start..at)?.parse().ok()?, start, at));
        } else {
            numbers.push((0, start, at));
        }
    }
    for window in numbers.windows(3) {
        let &[a, b, c] = window else { continue };
        let gap =
            |x: (u32, usize, usize), y: (u32, usize, usize)| text.get(x.2..y.1).unwrap_or_default();
        let marks = |gap: &str| matches!(gap.trim(), "-" | "/" | "." | "年" | "月");
        let blank =
            |gap: &str| !gap.is_empty() && gap.trim_matches(['日', '/', ' ', '\n']).is_empty();
        let alone = |x: (u32, usize, usize)| x.2 - x.1 <= 2;
        let year = |x: (u32, usize, usize)| x.2 - x.1 == 4 && (1990..=2050).contains(&x.0);
        let found = if year(a) && marks(gap(a, b)) && blank(gap(b, c)) && alone(b) && alone(c) {
            Some((a.0, b.0, c.0))
        } else if alone(a) && blank(gap(a, b)) && year(b) && marks(gap(b, c)) && alone(c) {
            Some((b.0, c.0, a.0))
        } else if alone(a) && alone(b) && marks(gap(a, b)) && blank(gap(b, c)) && year(c) {
            Some((c.0, a.0, b.0))
        } else if year(a) && blank(gap(a, b)) && marks(gap(b, c)) && alone(b) && alone(c) {
            Some((a.0, b.0, c.0))
        } else {
            None
        };
        if let Some((year, month, day)) = found
            && let Some(date) = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        {
            return Some(date);
        }
    }
    None
}

/// Digits of `1 2017-8`.
const DIGITS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_set_apart() {
        for text in [
            "11\n2017-08\n标题",
            "2017-08\n11",
            "08-11\n2017 标题",
            "11 2017.08",
        ] {
            assert_eq!(
                split_date(text).map(|date| date.to_string()).as_deref(),
                Some("2017-08-11"),
                "{text:?}"
            );
        }
        assert_eq!(split_date("第3条 12 个 2017"), None);
    }
}
