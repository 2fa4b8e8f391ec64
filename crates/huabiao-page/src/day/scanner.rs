use chrono::NaiveDate;

use super::{Form, Found};

/// A text and its bytes, with steps over it.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    /// It belongs to a Chinese page.
    pub(super) chinese: bool,
}

impl Scanner<'_> {
    #[inline]
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn number(&self, start: usize, end: usize) -> Option<u32> {
        if end - start > 9 {
            return Some(0);
        }
        self.text.get(start..end)?.parse().ok()
    }

    /// A number of at most `width` digits at `at`.
    #[inline]
    pub(super) fn digits(&self, at: usize, width: usize) -> Option<(u32, usize)> {
        let mut end = at;
        while end < at + width && self.byte(end).is_ascii_digit() {
            end += 1;
        }
        if end == at || self.byte(end).is_ascii_digit() {
            return None;
        }
        Some((self.number(at, end)?, end))
    }

    #[inline]
    pub(super) fn spaces(&self, mut at: usize) -> usize {
        let limit = at + 3;
        while at < limit && matches!(self.byte(at), b' ' | b'\n') {
            at += 1;
        }
        at
    }

    #[inline]
    pub(super) fn eat(&self, at: usize, word: &str) -> Option<usize> {
        self.bytes
            .get(at..)?
            .starts_with(word.as_bytes())
            .then_some(at + word.len())
    }

    /// The word of letters at `at`.
    pub(super) fn word(&self, at: usize) -> Option<(&str, usize)> {
        let rest = self.text.get(at..)?;
        let end = rest
            .char_indices()
            .find(|(index, c)| !c.is_alphabetic() || *index > 30)
            .map_or(rest.len(), |(index, _)| index);
        (end > 0).then(|| (rest.get(..end).unwrap_or_default(), at + end))
    }

    pub(super) fn make(
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
            order: None,
            other: None,
        })
    }
}
