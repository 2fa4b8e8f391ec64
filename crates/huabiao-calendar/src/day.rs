use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One day of a [`Calendar`](crate::Calendar).
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// What it is.
    pub kind: DayKind,
    /// Whether notices settle it. Where `false`, `kind` follows from the day of the
    /// week alone and a notice may yet say otherwise.
    pub certain: bool,
}

/// Whether a day is worked, and why.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayKind {
    /// A holiday, or a day off beside one (放假).
    Holiday {
        /// Its name.
        name: String,
    },
    /// A day of the weekend that is worked in exchange for a day off (调休上班).
    MadeUp {
        /// The holiday for which it is worked.
        name: String,
    },
    /// An ordinary day of the weekend (周末).
    Weekend,
    /// An ordinary working day (工作日).
    Working,
}

impl DayKind {
    /// Whether the day counts as a working day.
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::MadeUp { .. } | Self::Working)
    }
}
