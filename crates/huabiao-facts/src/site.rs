use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use huabiao_types::{SiteCategory, SiteCode, UnitCode};

use crate::{Outcome, PageVisit, Probes, Records};

/// Everything that was observed of one site up to now; what rules read.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, PartialEq)]
pub struct SiteFacts {
    /// Which site.
    pub profile: SiteProfile,
    /// The day on which the run looks at it, in the site's own time.
    pub today: NaiveDate,
    /// Pages that were read, the home page first, then in order of discovery.
    pub pages: Vec<PageVisit>,
    /// How each address that a page names ended, by the address as in
    /// [`Link::url`](crate::Link::url).
    pub targets: BTreeMap<String, Target>,
    /// Visits of the home page, this run's and earlier ones, oldest first.
    pub visits: Vec<Visit>,
    /// What the run did not look at.
    pub coverage: Coverage,
    /// What was asked beyond the pages.
    #[cfg_attr(feature = "serde", serde(default))]
    pub probes: Probes,
    /// What the books of the office say, beside what was seen.
    #[cfg_attr(feature = "serde", serde(default))]
    pub records: Records,
}

impl SiteFacts {
    /// The home page, if it could be read.
    pub fn home(&self) -> Option<&PageVisit> {
        self.pages.first().filter(|visit| visit.depth == 0)
    }

    /// How `url` ended, or `None` when nobody asked for it.
    pub fn outcome(&self, url: &str) -> Option<Outcome> {
        self.targets.get(url).map(|target| target.outcome)
    }
}

/// What the registry says of a site, as far as rules need it.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SiteProfile {
    /// The identification code (网站标识码), if one is registered.
    pub code: Option<SiteCode>,
    /// The registered name (网站名称).
    pub name: String,
    /// The host of the home page, lower case; with `:port` unless it is the usual one.
    pub host: String,
    /// Other hosts that are the same site.
    pub aliases: Vec<String>,
    /// The address of the home page.
    pub home: String,
    /// What kind of site it is, if known.
    pub category: Option<SiteCategory>,
    /// Who answers for it (主办单位), by code.
    pub unit: Option<UnitCode>,
    /// Whether its body has outward services (对外服务职能); `None` is unknown.
    pub services: Option<bool>,
}

/// How one address ended.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    /// The outcome, confirmed where it is dead.
    pub outcome: Outcome,
    /// Requests that led to this outcome.
    pub attempts: u32,
    /// When the last answer came; `None` when nothing was asked.
    pub at: Option<DateTime<Utc>>,
    /// Where redirects led, when they did.
    pub landed: Option<String>,
    /// What was seen, in a few words: the title of an error page, the system's
    /// message; at most 200 characters.
    pub detail: String,
    /// Words of a taken-over page, see [`Page::takeover`](crate::Page::takeover).
    pub takeover: Vec<String>,
}

/// One attempt to open the home page (站点访问).
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Visit {
    /// When it began.
    pub at: DateTime<Utc>,
    /// How it ended.
    pub outcome: Outcome,
    /// Milliseconds until the page was complete or the attempt given up.
    pub millis: u32,
}

/// What a run did not look at.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Coverage {
    /// Pages read.
    pub pages: u32,
    /// Requests sent.
    pub requests: u32,
    /// Addresses of the site left out because a budget was used up.
    pub over_budget: u32,
    /// Addresses of the site that robots.txt excludes.
    pub robots: u32,
    /// Addresses of the site that belong to an endless series.
    pub traps: u32,
    /// Columns whose list a script fills, so that nobody saw it.
    pub unseen_lists: u32,
}

impl Coverage {
    /// Whether every page of the site that can be reached was read.
    pub fn is_complete(&self) -> bool {
        self.over_budget == 0 && self.robots == 0 && self.unseen_lists == 0
    }
}
