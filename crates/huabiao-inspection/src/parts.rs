use std::collections::HashSet;

use huabiao_finding::{Check, PartOf};

/// Lets findings be parts only of findings that are there: the rule of the whole may not
/// have been asked, or may not have been able to tell.
pub(crate) fn settle(checks: &mut [Check]) {
    let of = |check: &Check| check.findings.iter().any(|f| f.part_of.is_some());
    if !checks.iter().any(of) {
        return;
    }
    let rules: HashSet<_> = checks
        .iter()
        .flat_map(|check| &check.findings)
        .filter_map(|finding| finding.part_of.as_ref().map(|whole| whole.rule.clone()))
        .collect();
    let wholes: HashSet<(String, PartOf)> = checks
        .iter()
        .filter(|check| rules.contains(&check.rule))
        .flat_map(|check| &check.findings)
        .map(|whole| {
            let key = PartOf {
                rule: whole.rule.clone(),
                group: whole.group.clone(),
                target: whole.target.clone(),
            };
            (whole.url.clone(), key)
        })
        .collect();
    for finding in checks.iter_mut().flat_map(|check| &mut check.findings) {
        let is_there = |whole: &PartOf| wholes.contains(&(finding.url.clone(), whole.clone()));
        if !finding.part_of.as_ref().is_some_and(is_there) {
            finding.part_of = None;
        }
    }
}
