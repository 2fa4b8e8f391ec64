use chrono::{DateTime, Datelike, SecondsFormat, Utc};

use crate::Error;

/// RFC 3339 with nine digits of a second: exact, and sorted as text in the order
/// of time. That holds for years of four digits only.
pub(super) fn to_text(at: DateTime<Utc>) -> Result<String, Error> {
    if (0..=9999).contains(&at.year()) {
        return Ok(at.to_rfc3339_opts(SecondsFormat::Nanos, true));
    }
    Err(Error::Conflict {
        what: format!("a visit in the year {} cannot be stored", at.year()),
    })
}

/// The text from which on to look for visits since `at`.
pub(super) fn from_which(at: DateTime<Utc>) -> String {
    match to_text(at) {
        Ok(text) => text,
        Err(_) if at.year() < 0 => String::new(),
        Err(_) => "A".to_owned(),
    }
}

pub(super) fn from_text(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_survive_and_sort_as_text() {
        let texts = [
            "0000-01-01T00:00:00Z",
            "2026-11-24T08:00:00Z",
            "2026-11-24T08:00:00.000000001Z",
            "2026-11-24T08:00:00.5Z",
            "2026-12-31T23:59:60.25Z",
            "9999-12-31T23:59:59.999999999Z",
        ];
        let mut last = from_which(DateTime::<Utc>::MIN_UTC);
        for text in texts {
            let at = from_text(text).expect(text);
            let stored = to_text(at).expect(text);
            assert_eq!(from_text(&stored), Ok(at));
            assert!(last < stored, "{last} < {stored}");
            last = stored;
        }
        assert!(last < from_which(DateTime::<Utc>::MAX_UTC));
        assert!(to_text(DateTime::<Utc>::MAX_UTC).is_err());
    }
}
