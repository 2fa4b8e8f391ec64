use chrono::NaiveDate;
use huabiao_facts::{ColumnKind, SiteFacts};

use crate::Limits;

/// One column of a site, all pages of its list together, and its state on the day.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ColumnState {
    /// The address of the first page of its list.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: ColumnKind,
    /// Entries seen.
    pub items: u32,
    /// The latest date among them.
    pub newest: Option<NaiveDate>,
    /// The state.
    pub state: Freshness,
    /// What decided, in a few words for people.
    pub why: String,
}

/// Whether a column was kept up.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Freshness {
    /// Updated within its limit.
    Fresh,
    /// Not updated within its limit.
    Stale,
    /// It has nothing at all.
    Blank,
    /// Nothing demands that it be updated.
    NoDuty,
    /// What was seen does not tell.
    Unknown,
}

impl Freshness {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Fresh => "fresh",
            Self::NoDuty => "no-duty",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
        }
    }
}

/// The columns of a site with their states, in the order of discovery.
pub fn columns(site: &SiteFacts, limits: &Limits) -> Vec<ColumnState> {
    let _ = (site, limits);
    Vec::new()
}
