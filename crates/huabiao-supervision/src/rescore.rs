use std::collections::BTreeSet;

use huabiao_finding::{Check, Finding};
use huabiao_registry::Site;
use huabiao_scoring::{IndicatorSet, ScoreOptions, Scorecard, Subject, score};
use serde::Serialize;

use crate::{ProblemId, ProblemKey};

/// A score before and after appeals and dismissals.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rescored {
    /// The card as the inspection gave it.
    pub before: Scorecard,
    /// The card without what appeals and dismissals took away.
    pub after: Scorecard,
    /// The findings that were taken away, in the order of the checks.
    pub removed: Vec<Finding>,
}

/// Scores a site again without the problems that appeals and dismissals took away
/// ([`Ledger::withdrawn`](crate::Ledger::withdrawn)). The same checks and decisions give
/// the same card.
pub fn rescore(
    set: &IndicatorSet,
    subject: &Subject,
    site: &Site,
    checks: &[Check],
    options: &ScoreOptions,
    withdrawn: &BTreeSet<ProblemId>,
) -> Rescored {
    let (kept, removed) = without(checks, site, withdrawn);
    Rescored {
        before: score(set, subject, checks, options),
        after: score(set, subject, &kept, options),
        removed,
    }
}

/// The checks without the findings of some problems, and the findings taken away.
///
/// Where nothing is left of a check, the numbers that its findings state go with them:
/// an appeal that says that a site was not unreachable also says that the share of
/// failed visits was not what was measured. An indicator that needs such a number then
/// says that it was not measured.
pub fn without(
    checks: &[Check],
    site: &Site,
    withdrawn: &BTreeSet<ProblemId>,
) -> (Vec<Check>, Vec<Finding>) {
    let mut removed = Vec::new();
    let mut kept = Vec::with_capacity(checks.len());
    for check in checks {
        let mut check = check.clone();
        let (away, left): (Vec<Finding>, Vec<Finding>) = check
            .findings
            .into_iter()
            .partition(|finding| withdrawn.contains(&ProblemKey::of(finding, site).id()));
        check.findings = left;
        if check.findings.is_empty() {
            let stated = |name: &str| away.iter().any(|finding| finding.values.contains_key(name));
            check.measures.retain(|measure| !stated(&measure.name));
        }
        removed.extend(away);
        kept.push(check);
    }
    (kept, removed)
}
