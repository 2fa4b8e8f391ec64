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
    for id in IndicatorSet::cn_2019_site().rules() {
        let exists = ALL.iter().any(|rule| rule.id == *id);
        assert!(exists, "the set reads {id}");
    }
}
