//! The city under inspection: what is found is what was planted.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::NaiveDate;
use huabiao::crawler::{Config, Crawler};
use huabiao::facts::{Records, SiteProfile};
use huabiao::finding::{Answer, Check};
use huabiao::inspection::{ALL, Limits, inspect};
use tokio::task::JoinSet;

use super::{City, Expected, Site, plan};

fn profile(site: &Site) -> SiteProfile {
    SiteProfile {
        code: site.code.parse().ok(),
        name: site.name.clone(),
        host: site.host.clone(),
        aliases: Vec::new(),
        home: site.url("/"),
        category: Some(site.category),
        unit: site.unit.parse().ok(),
        services: Some(site.services),
    }
}

/// The checks of every site, by its host.
async fn inspected(city: &City) -> BTreeMap<String, Vec<Check>> {
    let serving = city.serve().await.unwrap();
    let crawler = Crawler::new(Config {
        pins: serving.pins.clone(),
        roots: serving.roots.clone(),
        pause: Duration::ZERO,
        per_host: 8,
        timeout: Duration::from_secs(3),
        visit_timeout: Duration::from_secs(3),
        backoff: Duration::from_millis(20),
        max_pages: 200,
        ..Config::default()
    })
    .unwrap();
    let visits = city.visits();
    let mut tasks = JoinSet::new();
    for site in city.sites() {
        let (crawler, profile) = (crawler.clone(), profile(site));
        let earlier = visits[&site.host].clone();
        let today = city.today;
        tasks.spawn(async move {
            let mut facts = crawler.crawl(&profile, today, earlier).await;
            // The books of the city's offices are in order: nothing is open.
            facts.records = Records {
                letters: Some(Vec::new()),
                fault_reports: Some(Vec::new()),
                ..Records::default()
            };
            (profile.host, inspect(&facts, &Limits::default(), ALL))
        });
    }
    tasks.join_all().await.into_iter().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_is_what_was_planted() {
    let city = City::new(NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
    let seen = inspected(&city).await;
    assert_eq!(seen.len(), 91);
    let finds = |host: &str, owed: &Expected| {
        seen[host]
            .iter()
            .flat_map(|check| &check.findings)
            .any(|finding| owed.is(finding))
    };

    let missed: Vec<&str> = city
        .faults()
        .iter()
        .filter(|fault| !fault.expected.iter().all(|owed| finds(&fault.host, owed)))
        .map(|fault| fault.id.as_str())
        .collect();
    let all = city.faults().len();
    assert!(
        missed.len() * 20 <= all,
        "{} of {all} missed: {missed:?}",
        missed.len()
    );

    let owed: Vec<&Expected> = city
        .faults()
        .iter()
        .flat_map(|fault| &fault.expected)
        .collect();
    let unplanted: Vec<String> = seen
        .values()
        .flat_map(|checks| checks.iter().flat_map(|check| &check.findings))
        .filter(|finding| !owed.iter().any(|owed| owed.is(finding)))
        .map(|finding| format!("{} {} {:?}", finding.rule, finding.url, finding.target))
        .collect();
    assert!(unplanted.is_empty(), "{unplanted:#?}");

    // Silence is not enough: where nothing was put in, everything was looked at.
    for (host, checks) in &seen {
        if plan::PLAN.iter().any(|(planned, _)| planned == host) {
            continue;
        }
        for check in checks {
            let answer = check.answer();
            // The city speaks neither IPv6 nor over names of its own, so nobody asks.
            let asked = !PROBED.contains(&check.rule.as_str());
            assert!(
                !asked || matches!(answer, Answer::NotApplicable | Answer::NotFound),
                "{host} {}: {answer:?} {:?}",
                check.rule,
                check.reach
            );
        }
    }
}

/// Rules that ask a site for more than its pages.
const PROBED: [&str; 5] = [
    "https-missing",
    "ipv6-missing",
    "search-broken",
    "search-miss",
    "search-ungrouped",
];
