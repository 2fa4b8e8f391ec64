use serde::{Deserialize, Serialize};

/// A length of time as rules give it.
///
/// ```
/// use huabiao_calendar::Period;
///
/// assert_eq!(Period::WorkingDays(3).to_string(), "3个工作日");
/// assert_eq!(Period::Days(30).to_string(), "30日");
/// ```
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// Days of the calendar, rest days among them (日). The last day is not moved
    /// when it is a rest day; see
    /// [`Calendar::on_or_after`](crate::Calendar::on_or_after).
    Days(u16),
    /// Working days (工作日), worked rest days among them.
    WorkingDays(u16),
}

impl core::fmt::Display for Period {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Days(n) => write!(f, "{n}日"),
            Self::WorkingDays(n) => write!(f, "{n}个工作日"),
        }
    }
}
