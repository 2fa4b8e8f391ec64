mod forms;
mod month;
mod numerals;
mod scanner;
mod time;

use chrono::{NaiveDate, NaiveTime};

use self::numerals::numerals;
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

/// Finds the dates of a text, in order. `month_first` decides on `8/11/2017`.
pub(crate) fn scan(text: &str, month_first: bool, limit: usize) -> Vec<Found> {
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
        let scanner = Scanner { text, bytes };
        if let Some(mut date) = scanner.date(start, at, month_first) {
            let (time, end) = scanner.time(date.end);
            date.time = date.time.or(time);
            date.utc = time.is_some() && scanner.is_utc(end);
            date.end = end;
            at = date.end.max(at);
            found.push(date);
        }
    }
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
