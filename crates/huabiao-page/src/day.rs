use chrono::{NaiveDate, NaiveTime};

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

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
}

impl Scanner<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn date(&self, start: usize, end: usize, month_first: bool) -> Option<Found> {
        let before = start.checked_sub(1).map_or(b' ', |at| self.byte(at));
        if before.is_ascii_alphabetic() && before != b'T' {
            return None;
        }
        let value = self.number(start, end)?;
        match end - start {
            4 if (1900..=2100).contains(&value) => self.year_first(start, end, value),
            8 | 14 => self.compact(start, end),
            1 | 2 => {
                if (1..=31).contains(&value) {
                    self.day_first(start, end, value, month_first)
                        .or_else(|| self.short_year(start, end, value))
                } else {
                    self.short_year(start, end, value)
                }
            }
            _ => None,
        }
    }

    fn number(&self, start: usize, end: usize) -> Option<u32> {
        if end - start > 9 {
            return Some(0);
        }
        self.text.get(start..end)?.parse().ok()
    }

    /// A number of at most `width` digits at `at`.
    fn digits(&self, at: usize, width: usize) -> Option<(u32, usize)> {
        let mut end = at;
        while end < at + width && self.byte(end).is_ascii_digit() {
            end += 1;
        }
        if end == at || self.byte(end).is_ascii_digit() {
            return None;
        }
        Some((self.number(at, end)?, end))
    }

    fn spaces(&self, mut at: usize) -> usize {
        let limit = at + 3;
        while at < limit && matches!(self.byte(at), b' ' | b'\n') {
            at += 1;
        }
        at
    }

    fn eat(&self, at: usize, word: &str) -> Option<usize> {
        self.bytes
            .get(at..)?
            .starts_with(word.as_bytes())
            .then_some(at + word.len())
    }

    fn year_first(&self, start: usize, end: usize, year: u32) -> Option<Found> {
        let at = self.spaces(end);
        if let Some(after) = self.eat(at, "年") {
            let (month, after) = self.digits(self.spaces(after), 2)?;
            let after = self.eat(self.spaces(after), "月")?;
            let (day, after) = self.digits(self.spaces(after), 2)?;
            let tail = self.spaces(after);
            let after = self
                .eat(tail, "日")
                .or_else(|| self.eat(tail, "号"))
                .unwrap_or(after);
            return self.make(start, after, year, month, day, Form::Chinese);
        }
        for mark in MARKS {
            if let Some(after) = self.eat(end, mark).or_else(|| {
                // Spaces around a dash: 2017 - 08 - 11
                (at > end).then(|| self.eat(at, mark)).flatten()
            }) {
                let (month, after) = self.digits(self.spaces(after), 2)?;
                let after = self.eat(self.spaces(after), mark)?;
                let (day, after) = self.digits(self.spaces(after), 2)?;
                return self.make(start, after, year, month, day, Form::YearFirst);
            }
        }
        // 2017 Aug 11
        let (word, after) = self.word(at)?;
        let month = month(word)?;
        let (day, after) = self.digits(self.spaces(after), 2)?;
        self.make(start, after, year, month, day, Form::Named)
    }

    fn compact(&self, start: usize, end: usize) -> Option<Found> {
        let year = self.number(start, start + 4)?;
        let month = self.number(start + 4, start + 6)?;
        let day = self.number(start + 6, start + 8)?;
        if !(1990..=2050).contains(&year) {
            return None;
        }
        let mut found = self.make(start, end, year, month, day, Form::Compact)?;
        if end - start == 14 {
            found.time = NaiveTime::from_hms_opt(
                self.number(start + 8, start + 10)?,
                self.number(start + 10, start + 12)?,
                self.number(start + 12, start + 14)?,
            );
        }
        Some(found)
    }

    fn day_first(&self, start: usize, end: usize, a: u32, month_first: bool) -> Option<Found> {
        for mark in [".", "/", "-"] {
            let Some(after) = self.eat(end, mark) else {
                continue;
            };
            let after = if mark == "." {
                self.spaces(after)
            } else {
                after
            };
            let Some((b, after)) = self.digits(after, 2) else {
                break;
            };
            let Some(after) = self.eat(after, mark) else {
                break;
            };
            let after = if mark == "." {
                self.spaces(after)
            } else {
                after
            };
            let Some((year, after)) = self.digits(after, 4) else {
                break;
            };
            if !(1900..=2100).contains(&year) {
                break;
            }
            let swap = b > 12 || (month_first && mark != "." && a <= 12);
            let (day, month) = if swap { (b, a) } else { (a, b) };
            return self.make(start, after, year, month, day, Form::YearLast);
        }
        // August 11th, 2017
        let mut after = end;
        for suffix in ["st", "nd", "rd", "th", "er", "º", "ª"] {
            if let Some(next) = self.eat(after, suffix) {
                after = next;
                break;
            }
        }
        if let Some((month, from)) = self.month_before(start) {
            let mut tail = self.spaces(after);
            if let Some(next) = self.eat(tail, ",").or_else(|| self.eat(tail, ".")) {
                tail = self.spaces(next);
            }
            for word in ["of ", "de ", "del ", "at "] {
                if let Some(next) = self.eat(tail, word) {
                    tail = next;
                }
            }
            if let Some((year, end)) = self.year(tail) {
                return self.make(from, end, year, month, a, Form::Named);
            }
        }
        // 11 August 2017, 11. August 2017, 11 de agosto de 2017
        let mut at = self.eat(after, ".").unwrap_or(after);
        at = self.eat(at, "-").unwrap_or_else(|| self.spaces(at));
        for word in ["of ", "de ", "di "] {
            if let Some(next) = self.eat(at, word) {
                at = next;
            }
        }
        let (word, after) = self.word(at)?;
        let month = month(word)?;
        let mut tail = after;
        loop {
            let before = tail;
            tail = self.spaces(tail);
            for mark in [".", ",", "-", "'", "’", "/", "de ", "del ", "of "] {
                if let Some(next) = self.eat(tail, mark) {
                    tail = next;
                }
            }
            if tail == before {
                break;
            }
        }
        let (year, end) = self.year(tail)?;
        self.make(start, end, year, month, a, Form::Named)
    }

    /// A year of four digits, or two digits after a short form.
    fn year(&self, at: usize) -> Option<(u32, usize)> {
        let (year, end) = self.digits(at, 4)?;
        (1900..=2100).contains(&year).then_some((year, end))
    }

    fn short_year(&self, start: usize, end: usize, a: u32) -> Option<Found> {
        if end - start != 2 {
            return None;
        }
        let before = start.checked_sub(1).map_or(b' ', |at| self.byte(at));
        if matches!(before, b'-' | b'/' | b'.' | b':') {
            return None;
        }
        for mark in ["-", "/", "."] {
            let Some(after) = self.eat(end, mark) else {
                continue;
            };
            let (b, next) = self.digits(after, 2)?;
            if next - after != 2 {
                return None;
            }
            let after = self.eat(next, mark)?;
            // A time may follow without a gap: 19-10-0817:00
            let (c, next) = if mark == "-" && self.byte(after + 4) == b':' {
                (self.number(after, after + 2)?, after + 2)
            } else {
                self.digits(after, 2)?
            };
            if next - after != 2 || matches!(self.byte(next), b'-' | b'/' | b'.' | b':' | b'%') {
                return None;
            }
            // 17-08-11 in Chinese lists; 11.08.17 and 11/08/17 elsewhere.
            let (year, month, day) = if mark == "-" { (a, b, c) } else { (c, b, a) };
            let (month, day) = if month > 12 {
                (day, month)
            } else {
                (month, day)
            };
            if !(1..=40).contains(&year) {
                return None;
            }
            return self.make(start, next, 2000 + year, month, day, Form::ShortYear);
        }
        None
    }

    /// The word of letters at `at`.
    fn word(&self, at: usize) -> Option<(&str, usize)> {
        let rest = self.text.get(at..)?;
        let end = rest
            .char_indices()
            .find(|(index, c)| !c.is_alphabetic() || *index > 30)
            .map_or(rest.len(), |(index, _)| index);
        (end > 0).then(|| (rest.get(..end).unwrap_or_default(), at + end))
    }

    /// The name of a month right before `start`, and where it begins.
    fn month_before(&self, start: usize) -> Option<(u32, usize)> {
        let head = self.text.get(..start)?;
        let head = head.trim_end_matches([' ', '.', '\n']);
        if start - head.len() > 4 {
            return None;
        }
        let from = head
            .char_indices()
            .rev()
            .take(12)
            .take_while(|(_, c)| c.is_alphabetic())
            .last()?
            .0;
        Some((month(head.get(from..)?)?, from))
    }

    fn make(
        &self,
        start: usize,
        end: usize,
        year: u32,
        month: u32,
        day: u32,
        form: Form,
    ) -> Option<Found> {
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        Some(Found {
            start,
            end,
            date,
            time: None,
            form,
            utc: false,
        })
    }

    fn is_utc(&self, end: usize) -> bool {
        // Fractions of a second.
        let mut at = end;
        if self.byte(at) == b'.' {
            at += 1;
            while self.byte(at).is_ascii_digit() {
                at += 1;
            }
        }
        ["Z", "+00:00", "+0000", " +0000", " UTC", " GMT"]
            .iter()
            .any(|zone| self.eat(at, zone).is_some())
    }

    /// A time of day right after a date, and where it ends.
    fn time(&self, end: usize) -> (Option<NaiveTime>, usize) {
        let mut at = end;
        let limit = end + 12;
        while at < limit {
            match self.byte(at) {
                b' ' | b',' | b'T' | b'|' | b'-' | b'\n' | b'(' => at += 1,
                b'a' if self.byte(at + 1) == b't' => at += 2,
                b'u' if self.byte(at + 1) == b'm' => at += 2,
                _ => break,
            }
        }
        let read = || {
            let (hour, next) = self.digits(at, 2)?;
            let next = self
                .eat(next, ":")
                .or_else(|| self.eat(next, "："))
                .or_else(|| self.eat(next, "时"))?;
            let (minute, next) = self.digits(next, 2)?;
            let (second, next) = self
                .eat(next, ":")
                .and_then(|next| self.digits(next, 2))
                .unwrap_or((0, next));
            let tail = self.spaces(next);
            let half = self
                .text
                .get(tail..tail + 2)
                .unwrap_or_default()
                .to_ascii_lowercase();
            let hour = match half.as_str() {
                "pm" if hour < 12 => hour + 12,
                "am" if hour == 12 => 0,
                _ => hour,
            };
            Some((NaiveTime::from_hms_opt(hour, minute, second.min(59))?, next))
        };
        match read() {
            Some((time, end)) => (Some(time), end),
            None => (None, end),
        }
    }
}

/// Dates in Chinese numerals.
fn numerals(text: &str, found: &mut Vec<Found>, limit: usize) {
    let mut added = false;
    for at in memchr::memmem::find_iter(text.as_bytes(), "年") {
        if found.len() >= limit {
            break;
        }
        let Some(head) = text.get(..at) else { continue };
        let Some(start) = head
            .char_indices()
            .rev()
            .take(4)
            .take_while(|(_, c)| digit(*c).is_some())
            .map(|(index, _)| index)
            .nth(3)
        else {
            continue;
        };
        let year = head
            .get(start..)
            .unwrap_or_default()
            .chars()
            .filter_map(digit)
            .fold(0, |year, digit| year * 10 + digit);
        let rest = text.get(at + "年".len()..).unwrap_or_default();
        let Some((month, length)) = small_number(rest, '月') else {
            continue;
        };
        let rest = rest.get(length..).unwrap_or_default();
        let Some((day, after)) = small_number(rest, '日') else {
            continue;
        };
        let Some(date) = i32::try_from(year)
            .ok()
            .filter(|year| (1900..=2100).contains(year))
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        else {
            continue;
        };
        added = true;
        found.push(Found {
            start,
            end: at + "年".len() + length + after,
            date,
            time: None,
            form: Form::Numerals,
            utc: false,
        });
    }
    if added {
        found.sort_by_key(|found| found.start);
    }
}

/// A number up to 31 in numerals, before `unit`; and its length with the unit.
fn small_number(text: &str, unit: char) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut any = false;
    for (index, c) in text.char_indices().take(5) {
        if c == unit {
            return any.then_some((value, index + c.len_utf8()));
        }
        any = true;
        if c == '十' {
            value = if value == 0 { 10 } else { value * 10 };
        } else if c == '廿' {
            value = 20;
        } else {
            value += digit(c)?;
        }
        if value > 99 {
            return None;
        }
    }
    None
}

const fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | '零' | 'Ｏ' | 'O' | '０' | '◯' => 0,
        '一' | '１' | '元' => 1,
        '二' | '２' => 2,
        '三' | '３' => 3,
        '四' | '４' => 4,
        '五' | '５' => 5,
        '六' | '６' => 6,
        '七' | '７' => 7,
        '八' | '８' => 8,
        '九' | '９' => 9,
        _ => return None,
    })
}

/// The month that a word names in one of the languages known, from 1.
fn month(word: &str) -> Option<u32> {
    // Chinese follows most numbers; no month is written so.
    if word.len() < 3
        || word.len() > 24
        || word.as_bytes().first().is_some_and(|&byte| byte >= 0xe0)
    {
        return None;
    }
    let lower = word.to_lowercase();
    MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == lower))
        .and_then(|index| u32::try_from(index + 1).ok())
}

const MARKS: [&str; 9] = ["-", "/", ".", "－", "／", "．", "–", "—", "_"];

/// English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech,
/// Scandinavian, Turkish, Russian, Ukrainian, Indonesian.
const MONTHS: [&str; 12] = [
    "jan january januar jänner jan janv janvier enero ene gennaio gen janeiro januari stycznia styczeń leden ledna ocak января январь січня januar ianuarie يناير",
    "feb february februar feber févr février fevrier fév febrero febbraio fevereiro fev februari lutego luty únor února şubat февраля февраль лютого februarie فبراير",
    "mar march märz maerz mär mrz mars marzo março maart mrt marca marzec březen března mart марта март березня maret martie مارس märts",
    "apr april avril avr abril abr aprile kwietnia kwiecień duben dubna nisan апреля апрель квітня aprilie أبريل",
    "may mai mayo maggio mag maio mei maja maj květen května mayıs мая май травня مايو mai",
    "jun june juni juin junio giugno giu junho jun czerwca czerwiec červen června haziran июня июнь червня iunie يونيو",
    "jul july juli juillet juil julio luglio lug julho lipca lipiec červenec července temmuz июля июль липня iulie يوليو",
    "aug august août aout agosto ago augustus aug sierpnia sierpień srpen srpna ağustos августа август серпня agustus augusti أغسطس",
    "sep sept september septembre septiembre setembro settembre set września wrzesień září eylül сентября сентябрь вересня septembrie سبتمبر",
    "oct okt october oktober octobre octubre outubro out ottobre ott października październik říjen října ekim октября октябрь жовтня octombrie أكتوبر",
    "nov november novembre noviembre novembro listopada listopad kasım ноября ноябрь noiembrie نوفمبر november",
    "dec dez december dezember décembre decembre déc diciembre dic dicembre dezembro grudnia grudzień prosinec prosince aralık декабря декабрь грудня desember des decembrie ديسمبر",
];

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
