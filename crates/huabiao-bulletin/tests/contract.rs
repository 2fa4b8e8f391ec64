//! What scoring and inspection, which do not know each other, have in common.
#![allow(clippy::unwrap_used)]

use huabiao_inspection::{ALL, Limits};
use huabiao_scoring::IndicatorSet;

#[test]
fn the_limits_of_the_set_are_those_of_the_rules() {
    let set = serde_json::to_value(&IndicatorSet::cn_2019_site().limits).unwrap();
    assert_eq!(set, serde_json::to_value(Limits::default()).unwrap());
}

#[test]
fn every_rule_that_the_set_reads_exists() {
    for indicator in &IndicatorSet::cn_2019_site().indicators {
        let conditions = indicator.when.iter().flat_map(|condition| &condition.rules);
        let steps = indicator.steps.iter().flat_map(|step| &step.rules);
        for id in conditions.chain(steps).chain(&indicator.leads) {
            assert!(
                ALL.iter().any(|rule| rule.id == *id),
                "{} reads {id}",
                indicator.id
            );
        }
    }
}
