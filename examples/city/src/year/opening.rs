use chrono::{Datelike, NaiveDate};

use super::timeline::Timeline;
use crate::demo::City;
use crate::output::Scope;

/// The inspection of the first quarter, from which the year goes on.
pub(crate) struct Opening {
    /// The city as it was inspected.
    pub(crate) city: City,
    /// What was found.
    pub(crate) scope: Scope,
}

/// The day of the first inspection in the year of `day`.
pub(crate) fn first_day(day: NaiveDate) -> NaiveDate {
    let quarters = Timeline::of_year(day.year());
    quarters.first().map_or(day, |quarter| quarter.checked)
}
