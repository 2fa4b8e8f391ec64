mod forms;
mod month;
mod numerals;
mod order;
mod scanner;
mod time;

use chrono::{NaiveDate, NaiveTime};

use self::numerals::numerals;
use self::order::{Order, settle};
use self::scanner::Scanner;

/// A date in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) date: NaiveDate,
    pub(crate) time: Option<NaiveTime>,
    pub(crate) form: Form,
    /// The time is universal time: `Z` or `+00:00` follows.
    pub(crate) utc: bool,
    /// The order of its numbers, where the year is not plainly the first.
    order: Option<Order>,
    /// The day that it names when its numbers are read in another order. Then nobody
    /// knows which of the two it is.
    pub(crate) other: Option<NaiveDate>,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    /// 2017年8月11日
    Chinese,
    /// 二〇一七年八月十一日
    Numerals,
    /// 2017-08-11, 2017/8/11, 2017.08.11
    YearFirst,
    /// 20170811
    Compact,
    /// 11.08.2017, 8/11/2017
    YearLast,
    /// 11 August 2017, August 11, 2017
    Named,
    /// 17-08-11, 11.08.17
    ShortYear,
}

/// Finds the dates of a text, in order. `month_first` decides on `8/11/2017` in texts
/// that are not Chinese.
pub(crate) fn scan(text: &str, month_first: bool, limit: usize) -> Vec<Found> {
    find(text, is_chinese(text), month_first, limit)
}

/// Finds the dates of a text that belongs to a Chinese page, though it may hold nothing
/// but numbers.
pub(crate) fn scan_chinese(text: &str, limit: usize) -> Vec<Found> {
    find(text, true, false, limit)
}

/// Whether a text is mostly Chinese, by its beginning.
pub(crate) fn is_chinese(text: &str) -> bool {
    let (mut other, mut chinese) = (0, 0);
    for c in text.chars().take(3_000) {
        match c {
            '\u{4e00}'..='\u{9fff}' => chinese += 1,
            'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{1fff}' => other += 1,
            _ => {}
        }
    }
    chinese > other
}

fn find(text: &str, chinese: bool, month_first: bool, limit: usize) -> Vec<Found> {
    let bytes = text.as_bytes();
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < bytes.len() && found.len() < limit {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let scanner = Scanner {
            text,
            bytes,
            chinese,
        };
        if let Some(mut date) = scanner.date(start, at, month_first) {
            let (time, end) = scanner.time(date.end);
            date.time = date.time.or(time);
            date.utc = time.is_some() && scanner.is_utc(end);
            date.end = end;
            at = date.end.max(at);
            found.push(date);
        }
    }
    settle(&mut found);
    numerals(text, &mut found, limit);
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn one(text: &str) -> String {
        scan(text, false, 10)
            .iter()
            .map(|found| found.date.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn chinese_forms() {
        for text in [
            "发布时间：2017年08月11日",
            "2017 年 8 月 11 日",
            "2017-08-11",
            "【2017/8/11】",
            "2017.08.11",
            "２ 2017－08－11",
            "二〇一七年八月十一日",
            "二○一七年八月十一日",
            "20170811",
            "17-08-11",
        ] {
            assert_eq!(one(text), "2017-08-11", "{text}");
        }
    }

    #[test]
    fn short_forms_on_chinese_pages() {
        for (text, dates) in [
            ("要闻 26/03/09", "2026-03-09"),
            ("要闻 [26.03.09]", "2026-03-09"),
            ("要闻 '26/03/09", "2026-03-09"),
            ("要闻 26-03-09", "2026-03-09"),
            ("要闻 26/02/27", "2026-02-27"),
            ("要闻 02/27/26", "2026-02-27"),
            ("要闻 02/27/2026", "2026-02-27"),
            // What others show of the order of the numbers.
            ("要闻 03/09/26 通知 02/27/26", "2026-03-09 2026-02-27"),
            ("要闻 03/09/2026 通知 02/27/2026", "2026-03-09 2026-02-27"),
            ("要闻 12/03/09 通知 13/03/08", "2012-03-09 2013-03-08"),
        ] {
            assert_eq!(one(text), dates, "{text}");
            let found = scan(text, false, 9);
            assert!(found.iter().all(|found| found.other.is_none()), "{text}");
        }
        for text in ["要闻 03/09/26", "要闻 03/09/2026", "要闻 9.3.2026"] {
            let found = scan(text, true, 9);
            assert!(found.iter().all(|found| found.other.is_some()), "{text}");
        }
        assert!(scan_chinese("12/03/09", 1)[0].other.is_some());
        assert_eq!(one("Posted 11/08/17"), "2017-08-11");
    }

    #[test]
    fn other_languages() {
        for text in [
            "11 August 2017",
            "August 11th, 2017",
            "Aug. 11, 2017",
            "11. August 2017",
            "11 août 2017",
            "11 de agosto de 2017",
            "11.08.2017",
            "11-Aug-2017",
            "11 sierpnia 2017",
            "11 августа 2017",
            "Friday, 11 Aug 2017",
        ] {
            assert_eq!(one(text), "2017-08-11", "{text}");
        }
        assert_eq!(scan("8/11/2017", true, 9)[0].date.to_string(), "2017-08-11");
        assert_eq!(one("8/11/2017"), "2017-11-08");
        assert_eq!(one("8/21/2017"), "2017-08-21");
    }

    #[test]
    fn times() {
        let found = scan(
            "2021-01-08T09:05:59 2021-01-08 10:30 2021年1月8日 11：20 Jan 8, 2021 3:04 PM",
            false,
            9,
        );
        let times: Vec<String> = found
            .iter()
            .map(|found| found.time.unwrap().to_string())
            .collect();
        assert_eq!(times, ["09:05:59", "10:30:00", "11:20:00", "15:04:00"]);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "2017-13-11",
            "2017年第8号",
            "0851-25782065",
            "1024*768",
            "172.16.2017.1",
            "5100000016",
            "2017年2月30日",
            "财税〔2017〕49号",
            "12:30:15",
            "v1.2.3",
            "99%",
            "2017-2018",
            "",
        ] {
            assert_eq!(one(text), "", "{text}");
        }
    }
}
