//! Counting over an estate.
#![allow(clippy::unwrap_used)]

mod common;

use common::{find, portal, spotless};
use huabiao_finding::{Check, Finding};
use huabiao_scoring::{
    DeductionsFor, IndicatorSet, ScoreOptions, Scorecard, Subject, Summary, score,
};
use huabiao_types::SiteCategory::{self, Department, Portal};

fn site(category: Option<SiteCategory>, checks: Vec<Check>) -> (Scorecard, Vec<Check>) {
    let subject = Subject {
        category,
        ..portal()
    };
    let options = ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    };
    (
        score(IndicatorSet::cn_2019_site(), &subject, &checks, &options),
        checks,
    )
}

fn with(rule: &str, group: &str, count: usize) -> Vec<Check> {
    let mut checks = spotless();
    find(&mut checks, rule, group, count);
    checks
}

#[test]
fn nobody_fails_a_rate_that_could_not_be_met_yet() {
    let failed = site(Some(Department), with("column-blank", "", 5));
    let open = site(Some(Department), vec![]);
    let rate = |sites: &[&(Scorecard, Vec<Check>)]| {
        let entries: Vec<(&Scorecard, &[Check])> =
            sites.iter().map(|(c, k)| (c, k.as_slice())).collect();
        let counts = Summary::of(&entries).counts;
        (
            counts.unqualified,
            counts.pass_rate.map(|rate| rate.to_string()),
        )
    };
    assert_eq!(rate(&[&failed, &open]), (1, None));
    assert_eq!(rate(&[&failed]), (1, Some("0.00%".to_owned())));
    let good = site(Some(Department), spotless());
    assert_eq!(
        rate(&[&failed, &open, &good]),
        (1, Some("50.00%".to_owned()))
    );
}

#[test]
fn an_estate_is_counted() {
    let sites = [
        site(Some(Department), with("link-dead", "home", 2)),
        site(Some(Portal), spotless()),
        site(Some(Department), with("column-blank", "", 5)),
        site(Some(Department), with("mark-missing", "icp", 1)),
        site(Some(Department), with("link-dead", "home", 2)),
        site(None, vec![]),
        site(Some(Department), spotless()),
    ];
    let entries: Vec<(&Scorecard, &[Check])> =
        sites.iter().map(|(c, k)| (c, k.as_slice())).collect();
    let summary = Summary::of(&entries);
    let counts = summary.counts;
    assert_eq!((counts.sites, counts.judged, counts.qualified), (7, 6, 5));
    assert_eq!((counts.unqualified, counts.undetermined), (1, 1));
    assert_eq!(counts.pass_rate.unwrap().to_string(), "83.33%");

    // The site of no known kind is undetermined, and nothing of its kind qualified.
    assert_eq!(summary.categories[2].counts.pass_rate, None);

    let kinds: Vec<_> = summary.categories.iter().map(|c| c.category).collect();
    assert_eq!(kinds, [Some(Portal), Some(Department), None]);
    let departments = &summary.categories[1].ranking;
    let ranks: Vec<_> = departments.ranks.iter().map(|r| (r.rank, r.site)).collect();
    assert_eq!(ranks, [(1, 6), (2, 0), (2, 4), (4, 3)]);
    assert_eq!(departments.unranked, [2]);

    let links = summary
        .problems
        .iter()
        .find(|p| p.rule.as_str() == "link-dead")
        .unwrap();
    assert_eq!(
        (links.findings, links.sites.as_slice(), links.not_checked),
        (4, &[(0, 2), (4, 2)][..], 0)
    );
    assert_eq!(summary.problems[0].rule.as_str(), "column-blank");
    assert_eq!(summary.findings, 10);
    assert_eq!(summary.findings_by_site, [2, 0, 5, 1, 2, 0, 0]);
    assert_eq!(summary.spotless, [1, 6]);
    assert_eq!(summary.vetoes.len(), 1);
    assert_eq!(
        (
            summary.vetoes[0].indicator.as_str(),
            summary.vetoes[0].sites.as_slice()
        ),
        ("V4.3", &[2][..])
    );
}

/// A dead picture in the head of every page is one problem, on two sites two.
#[test]
fn one_target_on_many_pages_is_one_problem() {
    let dead = |count: u32| {
        let mut checks = with("asset-dead", "other", 0);
        let check = checks.iter_mut().find(|c| c.rule.as_str() == "asset-dead");
        let check = check.unwrap();
        for n in 0..count {
            for target in ["http://a.gov.cn/logo.png", "http://a.gov.cn/foot.png"] {
                let page = format!("http://a.gov.cn/{n}.html");
                check
                    .findings
                    .push(Finding::new(check.rule.clone(), page).target(target));
            }
        }
        site(Some(Department), checks)
    };
    let sites = [dead(3), dead(40)];
    let entries: Vec<(&Scorecard, &[Check])> =
        sites.iter().map(|(c, k)| (c, k.as_slice())).collect();
    let summary = Summary::of(&entries);
    let problem = &summary.problems[0];
    assert_eq!(problem.rule.as_str(), "asset-dead");
    assert_eq!(
        (problem.findings, problem.distinct, problem.pages),
        (86, 4, 43)
    );
    assert_eq!(problem.sites, [(0, 2), (1, 2)]);
    assert_eq!((summary.findings, summary.distinct), (86, 4));
    assert_eq!(summary.distinct_by_site, [2, 2]);
    assert_eq!(summary.categories[0].distinct, 4);
}

/// A site on which only another rule's problem was seen has none of this rule.
#[test]
fn a_part_brings_no_site_into_the_count() {
    let seen = |part: bool| {
        let mut checks = with("link-hijacked", "other", 1);
        let rule = "link-hijacked";
        let check = checks.iter_mut().find(|c| c.rule.as_str() == rule).unwrap();
        if part {
            let own = check.findings[0].clone();
            let whole = Finding::new("link-hidden".parse().unwrap(), own.url.clone());
            check.findings[0] = own.part_of(&whole);
        }
        site(Some(Department), checks)
    };
    let sites = [seen(false), seen(true)];
    let entries: Vec<(&Scorecard, &[Check])> =
        sites.iter().map(|(c, k)| (c, k.as_slice())).collect();
    let summary = Summary::of(&entries);
    let problem = &summary.problems[0];
    assert_eq!((problem.findings, problem.distinct), (2, 1));
    assert_eq!(problem.sites, [(0, 1)]);
}
