use chrono::NaiveTime;

use super::month::month;
use super::order::{Order, either};
use super::scanner::Scanner;
use super::{Form, Found};

/// The forms in which dates are written.
impl Scanner<'_> {
    pub(super) fn date(&self, start: usize, end: usize, month_first: bool) -> Option<Found> {
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
            if self.chinese {
                let day = self.make(start, after, year, b, a, Form::YearLast);
                let month = self.make(start, after, year, a, b, Form::YearLast);
                return either(day, Order::Day, month, Order::Month);
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
            // 26/03/09 and 26.03.09 in Chinese lists; some systems write 03/09/26.
            if self.chinese && mark != "-" {
                let read = |year: u32, month, day| {
                    (1..=40)
                        .contains(&year)
                        .then(|| self.make(start, next, 2000 + year, month, day, Form::ShortYear))
                        .flatten()
                };
                let (year, month) = (read(a, b, c), read(c, a, b));
                return either(year, Order::Year, month, Order::Month);
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
}

const MARKS: [&str; 9] = ["-", "/", ".", "－", "／", "．", "–", "—", "_"];
