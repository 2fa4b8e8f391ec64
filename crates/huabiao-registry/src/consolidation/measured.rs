use chrono::NaiveDate;

use crate::RecordId;

/// What was measured of a site, as far as somebody measured it. What nobody measured
/// never counts against a site.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Measured {
    /// Which site.
    pub site: RecordId,
    /// Its inspections, the oldest first.
    #[cfg_attr(feature = "serde", serde(default))]
    pub inspections: Vec<Inspected>,
    /// How many people keep it (专职人员).
    #[cfg_attr(feature = "serde", serde(default))]
    pub staff: Option<u16>,
    /// Visits of a month.
    #[cfg_attr(feature = "serde", serde(default))]
    pub visits: Option<u64>,
    /// Articles published in the last year.
    #[cfg_attr(feature = "serde", serde(default))]
    pub articles: Option<u32>,
    /// Titles of what it published, for finding out whether another site has the same;
    /// empty if nobody collected them.
    #[cfg_attr(feature = "serde", serde(default))]
    pub titles: Vec<String>,
}

/// One inspection and how it ended.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Inspected {
    /// The day.
    pub day: NaiveDate,
    /// Whether it passed; `None` if that could not be said.
    pub passed: Option<bool>,
}

impl Measured {
    /// A site of which nothing was measured yet.
    pub const fn of(site: RecordId) -> Self {
        Self {
            site,
            inspections: Vec::new(),
            staff: None,
            visits: None,
            articles: None,
            titles: Vec::new(),
        }
    }

    /// How often it failed in the last `runs` inspections that said anything.
    pub fn failed(&self, runs: usize) -> usize {
        let told = self.inspections.iter().rev().filter_map(|run| run.passed);
        told.take(runs).filter(|passed| !passed).count()
    }
}
