use chrono::{NaiveDate, NaiveTime};

use super::Sources;
use super::address::in_address;
use crate::day::{Found, is_chinese, scan, scan_chinese};

/// The first date of a stamp, in the site's own time.
pub(super) fn stamped(value: &str, sources: &Sources<'_>) -> Option<Found> {
    use chrono::Datelike;

    let mut found = first(value, sources)?;
    if let (true, Some(time)) = (found.utc, found.time) {
        let named = in_address(sources.url);
        let hour = chrono::Timelike::hour(&time);
        let west = |date: NaiveDate| (found.date - date).num_days() == 1 && hour < 9;
        let east = |date: NaiveDate| (date - found.date).num_days() == 1 && hour >= 12;
        if time == NaiveTime::MIN {
            // A day written as a moment.
        } else if let Some(named) = named
            && (west(named) || east(named))
        {
            found.date = named;
            found.time = None;
        } else if let Some(zone) = sources.zone {
            let summer = zone.summer && (4..=10).contains(&found.date.month());
            let moment = found.date.and_time(time)
                + chrono::TimeDelta::hours(zone.hours + i64::from(summer));
            found.date = moment.date();
            found.time = Some(moment.time());
        }
    }
    Some(found)
}

/// The first date of a short text.
pub(super) fn first(value: &str, sources: &Sources<'_>) -> Option<Found> {
    let value = value.get(..80.min(value.len())).unwrap_or(value);
    let days = if is_chinese(&sources.skeleton.text) {
        scan_chinese(value, 1)
    } else {
        scan(value, false, 1)
    };
    days.into_iter()
        .find(|found| found.other.is_none() && plausible(found.date))
}

pub(super) fn plausible(date: NaiveDate) -> bool {
    use chrono::Datelike;
    (1990..=2050).contains(&date.year())
}
