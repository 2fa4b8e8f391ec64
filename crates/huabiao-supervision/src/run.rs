use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A run of the inspection whose checks go into the ledger.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Run {
    /// What names it.
    pub id: String,
    /// The day of its observations.
    pub day: NaiveDate,
    /// What it was made for.
    pub purpose: Purpose,
}

/// What a run was made for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To inspect. Whether it looked before or after a report of the same day, nobody
    /// knows, so it says nothing about repairs of that day.
    #[default]
    Inspection,
    /// To look again at what was reported as repaired; it began after those reports.
    Recheck,
}

impl Run {
    /// Whether it looked after something that was reported on `day`.
    pub fn is_after(&self, day: NaiveDate) -> bool {
        self.day > day || (self.day == day && self.purpose == Purpose::Recheck)
    }
}
