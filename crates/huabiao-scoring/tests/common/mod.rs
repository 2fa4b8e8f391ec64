#![allow(dead_code, reason = "each test file uses its own part")]

use huabiao_finding::{Check, Finding, Population, RuleId};
use huabiao_scoring::{Line, Scorecard, Subject};
use huabiao_types::SiteCategory;

/// The rules of the crate that inspects, as the set names them.
pub(crate) const RULES: [&str; 15] = [
    "asset-dead",
    "column-blank",
    "column-stale",
    "consultation-missing",
    "date-future",
    "external-link-dead",
    "guide-missing",
    "home-stale",
    "link-dead",
    "link-hidden",
    "link-hijacked",
    "mark-missing",
    "meta-missing",
    "outlink-wrong",
    "site-unreachable",
];

pub(crate) fn portal() -> Subject {
    Subject {
        site_code: Some("3701000001".parse().expect("a code")),
        host: "www.example.gov.cn".into(),
        name: "示例市人民政府".into(),
        category: Some(SiteCategory::Portal),
        services: Some(true),
    }
}

pub(crate) fn department() -> Subject {
    Subject {
        category: Some(SiteCategory::Department),
        ..portal()
    }
}

/// Every rule run, everything looked at, nothing found.
pub(crate) fn spotless() -> Vec<Check> {
    let rule = |id: &str| id.parse::<RuleId>().expect("a rule id");
    RULES
        .iter()
        .map(|id| match *id {
            "site-unreachable" => Check::new(rule(id)).measure("failed_permille", 0),
            "guide-missing" => Check::new(rule(id)).measure("guides", 20),
            "meta-missing" => Check::new(rule(id))
                .population(pages("articles", id))
                .population(pages("columns", id)),
            _ => Check::new(rule(id)),
        })
        .collect()
}

/// The first five addresses that [`find`] gives.
fn pages(of: &str, rule: &str) -> Population {
    let urls: Vec<String> = (0..5).map(|n| url(rule, n)).collect();
    Population::new(of, "www.example.gov.cn", urls.iter().map(String::as_str))
}

fn url(rule: &str, n: usize) -> String {
    format!("http://www.example.gov.cn/{rule}/{n}/")
}

pub(crate) fn check<'a>(checks: &'a mut [Check], rule: &str) -> &'a mut Check {
    checks
        .iter_mut()
        .find(|check| check.rule.as_str() == rule)
        .expect("a rule that was run")
}

/// `count` findings of `rule`, each on its own page.
pub(crate) fn find(checks: &mut [Check], rule: &str, group: &str, count: usize) {
    let check = check(checks, rule);
    for _ in 0..count {
        let url = url(rule, check.findings.len());
        let finding = Finding::new(check.rule.clone(), url).group(group);
        check.findings.push(finding);
    }
}

/// As [`find`], for stale columns of a kind.
pub(crate) fn stale(checks: &mut [Check], group: &str, kind: &str, count: usize) {
    find(checks, "column-stale", group, count);
    let check = check(checks, "column-stale");
    let from = check.findings.len() - count;
    for finding in &mut check.findings[from..] {
        *finding = finding.clone().value("kind", kind);
    }
}

pub(crate) fn line<'a>(card: &'a Scorecard, id: &str) -> &'a Line {
    card.lines
        .iter()
        .find(|line| line.indicator.as_str() == id)
        .expect("an indicator of the set")
}
