//! The TOML of a calendar.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::calendar::Special;
use crate::{Calendar, CalendarError, CalendarProblem, Notice};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarDoc {
    id: String,
    weekend: Vec<Spanned<String>>,
    first: Spanned<Datetime>,
    settled: Spanned<Datetime>,
    #[serde(default)]
    notices: Vec<NoticeDoc>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeDoc {
    #[serde(default)]
    number: String,
    title: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    rest: Vec<Spanned<String>>,
    #[serde(default)]
    work: Vec<Spanned<String>>,
}

pub(crate) fn parse(text: &str) -> Result<Calendar, CalendarError> {
    let doc: CalendarDoc = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let reason = error.message().to_owned();
        at_byte(text, at, CalendarProblem::Shape { reason })
    })?;
    let mut weekend = [false; 7];
    for name in &doc.weekend {
        let day: Weekday = name.get_ref().parse().map_err(|_| {
            let found = name.get_ref().clone();
            at_byte(text, name.span().start, CalendarProblem::Weekday { found })
        })?;
        let at = usize::try_from(day.num_days_from_monday()).unwrap_or(0);
        if let Some(free) = weekend.get_mut(at) {
            *free = true;
        }
    }
    let first = date(text, &doc.first)?;
    let settled = date(text, &doc.settled)?;
    if settled < first {
        return Err(at_byte(
            text,
            doc.settled.span().start,
            CalendarProblem::Order,
        ));
    }
    let mut notices = Vec::new();
    let mut special = BTreeMap::new();
    for (notice, doc) in doc.notices.into_iter().enumerate() {
        for (entries, worked) in [(&doc.rest, false), (&doc.work, true)] {
            for entry in entries {
                let named = entry_days(entry.get_ref())
                    .map_err(|problem| at_byte(text, entry.span().start, problem))?;
                let (first, last, name) = named;
                for day in first.iter_days().take_while(|day| *day <= last) {
                    let name = name.to_owned();
                    special.insert(
                        day,
                        Special {
                            worked,
                            name,
                            notice,
                        },
                    );
                }
            }
        }
        notices.push(Notice {
            number: doc.number,
            title: doc.title,
            address: doc.address,
        });
    }
    Ok(Calendar {
        id: doc.id,
        weekend,
        first,
        settled,
        notices,
        special,
    })
}

fn entry_days(entry: &str) -> Result<(NaiveDate, NaiveDate, &str), CalendarProblem> {
    let unusable = || CalendarProblem::Entry {
        found: entry.to_owned(),
    };
    let (days, name) = entry.split_once(' ').ok_or_else(unusable)?;
    let (first, last) = days.split_once('/').unwrap_or((days, days));
    let parse = |day: &str| day.parse::<NaiveDate>().map_err(|_| unusable());
    let (first, last) = (parse(first)?, parse(last)?);
    let name = name.trim();
    if name.is_empty() {
        return Err(unusable());
    }
    if last < first {
        return Err(CalendarProblem::Order);
    }
    let days = (last - first).num_days() + 1;
    if days > LIMIT {
        return Err(CalendarProblem::TooLong { days, limit: LIMIT });
    }
    Ok((first, last, name))
}

fn date(text: &str, value: &Spanned<Datetime>) -> Result<NaiveDate, CalendarError> {
    let found = value.get_ref().to_string();
    found.parse().map_err(|_| {
        let reason = format!("`{found}` is not a day");
        at_byte(text, value.span().start, CalendarProblem::Shape { reason })
    })
}

fn at_byte(text: &str, byte: usize, problem: CalendarProblem) -> CalendarError {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    CalendarError {
        line: before.matches('\n').count() + 1,
        column: before
            .get(line_start..)
            .map_or(0, |line| line.chars().count())
            + 1,
        problem,
    }
}

/// Days of one entry at most. The longest holiday so far has ten.
const LIMIT: i64 = 31;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn calendar(entry: &str) -> Result<Calendar, CalendarError> {
        parse(&format!(
            "id = \"x\"\nweekend = [\"sunday\"]\nfirst = 2026-01-01\nsettled = 2026-12-31\n\
             [[notices]]\ntitle = \"t\"\nrest = [{entry:?}]\n"
        ))
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (entry, says) in [
            ("2026-10-01", "line 7, column 9: `2026-10-01` is not"),
            ("2026-13-01 x", "line 7, column 9: `2026-13-01 x` is not"),
            ("2026-10-02/2026-10-01 x", "the last day stands before"),
            ("2026-01-01/2026-12-31 x", "365 days in a row are more"),
            ("2026-10-01  ", "is not"),
        ] {
            let error = calendar(entry).unwrap_err().to_string();
            assert!(error.contains(says), "{entry}: {error}");
        }
        let error =
            parse("id = \"x\"\nweekend = [\"someday\"]\nfirst = 2026-01-01\nsettled = 2026-12-31");
        assert_eq!(
            error.unwrap_err().to_string(),
            "line 2, column 12: `someday` is not a day of the week"
        );
        let error = parse("id = \"x\"\nweekend = []\nfirst = 2026-01-02\nsettled = 2026-01-01");
        assert_eq!((error.unwrap_err().line), 4);
    }

    #[test]
    fn a_later_notice_replaces_days() {
        let text = "id = \"x\"\nweekend = [\"sunday\"]\nfirst = 2026-01-01\nsettled = 2026-12-31\n\
             [[notices]]\ntitle = \"1\"\nrest = [\"2026-10-01/2026-10-02 a\"]\n\
             [[notices]]\ntitle = \"2\"\nwork = [\"2026-10-02 b\"]\n";
        let calendar = parse(text).unwrap();
        let day = |text: &str| text.parse().unwrap();
        assert!(!calendar.is_working(day("2026-10-01")));
        assert!(calendar.is_working(day("2026-10-02")));
        assert_eq!(calendar.notice(day("2026-10-02")).unwrap().title, "2");
    }
}
