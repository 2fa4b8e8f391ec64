/// By what a plan decides. All of it is a choice of the office; the defaults are this
/// project's, no rule gives numbers.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(
    feature = "serde",
    serde(default, deny_unknown_fields, rename_all = "kebab-case")
)]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Criteria {
    /// How many of the last inspections are looked at.
    pub runs: usize,
    /// With how many failed ones of these a site cannot be kept up.
    pub failed: usize,
    /// People that a site needs at least.
    pub staff: u16,
    /// Articles in a year that a site needs at least.
    pub articles: u32,
    /// Visits in a month that the site of a subordinate unit needs at least.
    pub visits: u64,
    /// From which share in permille of what another site has too it goes into that one.
    pub duplicate: u16,
    /// The platform to which sites go that are kept; empty if there is none.
    pub platform: String,
}

impl Default for Criteria {
    fn default() -> Self {
        Self {
            runs: 4,
            failed: 2,
            staff: 2,
            articles: 50,
            visits: 3_000,
            duplicate: 600,
            platform: String::new(),
        }
    }
}
