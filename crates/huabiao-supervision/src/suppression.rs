use chrono::NaiveDate;
use huabiao_finding::RuleId;
use serde::{Deserialize, Serialize};

use crate::{ProblemId, ProblemKey};

/// What a dismissal teaches beyond its own problem: findings of one rule with one target
/// are no faults on this site, until a day. It always runs out.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Suppression {
    /// The dismissed problem.
    pub taught_by: ProblemId,
    /// The host of the site.
    pub site: String,
    /// The rule.
    pub rule: RuleId,
    /// The other end of the link, see [`place`](crate::place).
    pub target: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
}

impl Suppression {
    /// Whether it keeps a finding away on `day`.
    pub fn covers(&self, key: &ProblemKey, day: NaiveDate) -> bool {
        day <= self.until
            && key.site == self.site
            && key.rule == self.rule
            && key.target == self.target
    }
}

/// How far a dismissal reaches.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DismissalReach {
    /// This problem only.
    #[default]
    Problem,
    /// Every finding of the same rule with the same target on the same site: a link in
    /// the footer of every page needs one dismissal, not a thousand.
    TargetOnSite,
}
