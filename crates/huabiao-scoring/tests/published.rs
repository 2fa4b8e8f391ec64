//! Every published result that can be recomputed is.
#![allow(clippy::unwrap_used)]

mod cases;

use cases::{Cases, TEXT, answered};
use huabiao_scoring::{IndicatorSet, Points, ScoreOptions, Subject, Verdict, score};
use huabiao_types::SiteCategory;

#[test]
fn published_results_come_out_as_printed() {
    let cases: Cases = toml::from_str(TEXT).unwrap();
    let mut recomputed = 0;
    for case in &cases.cases {
        let result = case
            .recompute()
            .unwrap_or_else(|error| panic!("{}: {error}", case.id));
        if let Some(result) = result {
            assert!(result.agrees, "{}: {}", case.id, result.computed);
            recomputed += 1;
        }
        if let Some(share) = &case.share {
            assert_eq!(share.computed(), share.stated, "{}", case.id);
        }
    }
    assert_eq!((cases.cases.len(), recomputed), (146, 63));
}

/// All answered and no fault is full marks, and only then.
#[test]
fn full_marks_need_every_answer() {
    let set = IndicatorSet::cn_2019_site();
    let bonus: Vec<String> = set.indicators.iter().map(|i| i.id.to_string()).collect();
    let checks = answered(set, &bonus);
    let portal = Subject {
        site_code: None,
        host: "www.example.gov.cn".into(),
        name: "示例".into(),
        category: Some(SiteCategory::Portal),
        services: Some(true),
    };
    let of =
        |checks: &[huabiao_finding::Check]| score(set, &portal, checks, &ScoreOptions::default());
    let full = of(&checks);
    assert!(!full.partial, "{:?} {:?}", full.not_covered, full.in_part);
    assert_eq!(full.points, Some(Points::whole(100)));
    assert_eq!(
        (full.bonus, full.total),
        (Some(Points::whole(30)), Some(Points::whole(130)))
    );
    assert_eq!(full.verdict, Verdict::Qualified);
    for n in 0..checks.len() {
        let mut fewer = checks.clone();
        let gone = fewer.remove(n).rule;
        let read = set
            .indicators
            .iter()
            .any(|i| i.rules().any(|rule| *rule == gone));
        let card = of(&fewer);
        assert_eq!(card.partial, read, "{gone}");
        assert!(
            card.total.unwrap_or_default() <= Points::whole(130),
            "{gone}"
        );
    }
}
