use chrono::NaiveDate;
use url::Url;

/// The day that a path names: `/2021/1/4/`, `/20210104/`, `/t20210104_7.html`,
/// `/2021-01-04-title`, `/202101/t20210104_7.html`.
pub(super) fn in_address(url: &Url) -> Option<NaiveDate> {
    let path = url.path();
    let bytes = path.as_bytes();
    let mut at = 0;
    let mut best = None;
    while at < bytes.len() {
        if !bytes.get(at)?.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let number = |from: usize, to: usize| path.get(from..to)?.parse::<u32>().ok();
        let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        let date = match at - start {
            8 if !before
                .is_some_and(|byte| byte.is_ascii_alphabetic() && byte != b't' && byte != b'c') =>
            {
                day(
                    number(start, start + 4)?,
                    number(start + 4, start + 6)?,
                    number(start + 6, at)?,
                )
            }
            4 => {
                // 2021/1/4, 2021-01-04, 2021/0104
                let mark = bytes.get(at).copied();
                if matches!(mark, Some(b'/' | b'-' | b'_' | b'.')) {
                    let digits = |from: usize| {
                        let mut to = from;
                        while bytes.get(to).is_some_and(u8::is_ascii_digit) {
                            to += 1;
                        }
                        to
                    };
                    let month_end = digits(at + 1);
                    let year = number(start, at)?;
                    if month_end - at - 1 == 4 {
                        day(year, number(at + 1, at + 3)?, number(at + 3, at + 5)?)
                    } else if bytes.get(month_end).copied() == mark
                        || bytes.get(month_end) == Some(&b'-')
                        || bytes.get(month_end) == Some(&b'/')
                    {
                        let day_end = digits(month_end + 1);
                        match (number(at + 1, month_end), number(month_end + 1, day_end)) {
                            (Some(month), Some(date))
                                if month_end - at <= 3 && day_end - month_end <= 3 =>
                            {
                                day(year, month, date)
                            }
                            _ => None,
                        }
                    } else {
                        None
                    }
                } else {
                    None
                }
            }
            2 if before.is_some_and(|byte| matches!(byte, b'/' | b'-' | b'_'))
                && bytes.get(at) == Some(&b'-')
                && bytes.get(at + 3) == Some(&b'-')
                && bytes
                    .get(at + 4..at + 8)
                    .is_some_and(|year| year.iter().all(u8::is_ascii_digit))
                && !bytes.get(at + 8).is_some_and(u8::is_ascii_digit) =>
            {
                // 29-10-2021
                match (
                    number(start, at),
                    number(at + 1, at + 3),
                    number(at + 4, at + 8),
                ) {
                    (Some(date), Some(month), Some(year)) => day(year, month, date),
                    _ => None,
                }
            }
            6 if bytes.get(at) == Some(&b'/') => {
                // 202101/04/
                let month = number(start + 4, at)?;
                let rest = path.get(at + 1..)?;
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                if (1..=2).contains(&digits) && rest.as_bytes().get(digits) == Some(&b'/') {
                    day(
                        number(start, start + 4)?,
                        month,
                        rest.get(..digits)?.parse().ok()?,
                    )
                } else {
                    None
                }
            }
            _ => None,
        };
        best = date.or(best);
    }
    best
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1995..=2050).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn address(path: &str) -> String {
        let url = Url::parse("http://a.gov.cn").unwrap().join(path).unwrap();
        in_address(&url)
            .map(|date| date.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn days_in_addresses() {
        for path in [
            "/c1/2017/8/11/abc.html",
            "/201708/t20170811_21250993.html",
            "/2017-08-11/title.html",
            "/2017/0811/c1.html",
            "/20170811/a.html",
            "/2017/08-11/a.html",
            "/201708/11/a.html",
            "/art/2017/8/11/art_12_345.html",
            "/news/11-08-2017",
        ] {
            assert_eq!(address(path), "2017-08-11", "{path}");
        }
        for path in [
            "/c12345678/",
            "/2017/08/",
            "/20179911.html",
            "/id2017/1/2",
            "/123420170811/",
        ] {
            assert!(
                matches!(address(path).as_str(), "" | "2017-01-02"),
                "{path}"
            );
        }
    }
}
