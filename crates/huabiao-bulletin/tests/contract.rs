//! What scoring and inspection, which do not know each other, have in common.
#![allow(clippy::unwrap_used)]

use huabiao_inspection::{ALL, Limits};
use huabiao_scoring::{DecidedBy, Indicator, IndicatorSet, Part};

#[test]
fn the_limits_of_the_set_are_those_of_the_rules() {
    let set = serde_json::to_value(&IndicatorSet::cn_2019_site().limits).unwrap();
    assert_eq!(set, serde_json::to_value(Limits::default()).unwrap());
}

#[test]
fn every_rule_that_can_fail_a_site_exists() {
    let set = IndicatorSet::cn_2019_site();
    let crawled = |i: &&Indicator| i.part == Part::Veto && i.decided_by == DecidedBy::Crawler;
    for indicator in set.indicators.iter().filter(crawled) {
        for id in indicator.rules() {
            let exists = ALL.iter().any(|rule| rule.id == *id);
            assert!(exists, "{} reads {id}", indicator.id);
        }
    }
}
