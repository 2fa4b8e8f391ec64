use huabiao_facts::SiteFacts;
use huabiao_finding::Check;
use huabiao_scoring::Scorecard;

/// What a run says of one site: what was observed, judged and scored.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteResult {
    /// What was observed.
    pub facts: SiteFacts,
    /// What the rules say of it.
    pub checks: Vec<Check>,
    /// What the indicator set makes of that.
    pub scorecard: Scorecard,
}
