use chrono::NaiveTime;

use super::scanner::Scanner;

/// The time of day after a date.
impl Scanner<'_> {
    pub(super) fn is_utc(&self, end: usize) -> bool {
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
    pub(super) fn time(&self, end: usize) -> (Option<NaiveTime>, usize) {
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
