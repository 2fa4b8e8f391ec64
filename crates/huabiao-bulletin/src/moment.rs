use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use huabiao_types::Lang;

use crate::input::BEIJING;

/// A moment on the clock of a place.
pub(crate) fn moment(at: DateTime<Utc>, offset: FixedOffset) -> String {
    at.with_timezone(&offset)
        .format("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// When something was seen in a check that ended on the day `to`. Nothing is seen after
/// that: where the clock says so, the check was given an earlier day than the clock's, as
/// in a rehearsal. Then that day stands there alone, and the moment in the evidence.
pub(crate) fn seen_on(at: DateTime<Utc>, to: NaiveDate, offset: FixedOffset) -> String {
    match at.with_timezone(&offset).date_naive() <= to {
        true => moment(at, offset),
        false => to.to_string(),
    }
}

/// The heading of a column of moments: by which clock.
pub(crate) fn seen_at(offset: FixedOffset, lang: Lang) -> String {
    let seconds = offset.local_minus_utc();
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    let utc = match (minutes / 60, minutes % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    };
    match (lang, offset == BEIJING) {
        (Lang::En, true) => format!("Seen at (Beijing time, {utc})"),
        (Lang::En, false) => format!("Seen at ({utc})"),
        (Lang::Zh, true) => format!("发现时间（北京时间，{utc}）"),
        (Lang::Zh, false) => format!("发现时间（{utc}）"),
    }
}
