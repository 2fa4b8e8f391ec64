#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use huabiao_bulletin::{BEIJING, BulletinInput, Method, RejectedRow, SiteEntry};
use huabiao_facts::{ColumnKind, Coverage};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason};
use huabiao_inspection::{ColumnState, Freshness};
use huabiao_scoring::{DeductionsFor, IndicatorSet, ScoreOptions, Subject, score};
use huabiao_types::SiteCategory;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Every rule run, everything looked at, nothing found.
pub(crate) fn spotless() -> Vec<Check> {
    huabiao_inspection::ALL
        .iter()
        .map(|rule| match rule.id.as_str() {
            "guide-missing" => Check::new(rule.id.clone()).measure("guides", 20),
            "meta-missing" => Check::new(rule.id.clone())
                .measure("articles", 40)
                .measure("columns", 12),
            "site-unreachable" => Check::new(rule.id.clone())
                .measure("visits", 140)
                .measure("failed_permille", 0),
            _ => Check::new(rule.id.clone()),
        })
        .collect()
}

pub(crate) fn check<'a>(checks: &'a mut [Check], rule: &str) -> &'a mut Check {
    checks
        .iter_mut()
        .find(|check| check.rule.as_str() == rule)
        .unwrap()
}

pub(crate) fn dead_links(checks: &mut [Check], host: &str, count: usize) {
    let check = check(checks, "link-dead");
    for n in 0..count {
        let group = if n < 2 { "home" } else { "other" };
        check.findings.push(
            Finding::new(check.rule.clone(), format!("http://{host}/"))
                .target(format!("http://{host}/zwgk/2026/{n}.html"))
                .group(group)
                .value("line", 120_u32)
                .value("outcome", "dead.404")
                .value("text", "关于印发工作要点的通知")
                .evidence(Evidence {
                    at: "2026-11-24T02:03:04Z".parse().ok(),
                    outcome: Some("dead.404".into()),
                    attempts: Some(3),
                    ..Evidence::default()
                }),
        );
    }
}

pub(crate) fn blank_columns(checks: &mut [Check], host: &str, count: usize) {
    let check = check(checks, "column-blank");
    for n in 0..count {
        check.findings.push(
            Finding::new(check.rule.clone(), format!("http://{host}/lm{n}/"))
                .value("name", format!("栏目{n}"))
                .value("why", "列表为空"),
        );
    }
}

pub(crate) fn stale_columns(checks: &mut [Check], host: &str, count: usize) {
    let check = check(checks, "column-stale");
    for n in 0..count {
        check.findings.push(
            Finding::new(check.rule.clone(), format!("http://{host}/dt{n}/"))
                .group("news")
                .value("kind", "news")
                .value("level", 1_u32)
                .value("name", format!("工作动态{n}"))
                .value("items", 20_u32)
                .value("newest", day("2026-10-01"))
                .value("age_days", 55_u32)
                .value("limit_days", 14_u32),
        );
    }
}

pub(crate) fn marks(checks: &mut [Check], host: &str, groups: &[&str]) {
    let check = check(checks, "mark-missing");
    for group in groups {
        let finding = Finding::new(check.rule.clone(), format!("http://{host}/")).group(*group);
        check.findings.push(finding);
    }
}

pub(crate) fn unobserved(checks: &mut [Check]) {
    let reason = Reason::NeedsDays { needs: 7, has: 1 };
    check(checks, "site-unreachable").reach = Reach::Nothing(vec![reason]);
}

pub(crate) fn site(
    name: &str,
    host: &str,
    category: SiteCategory,
    unit: &str,
    checks: Vec<Check>,
) -> SiteEntry {
    let subject = Subject {
        site_code: None,
        host: host.into(),
        name: name.into(),
        category: Some(category),
        services: Some(true),
    };
    let options = ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    };
    let column = |name: &str, state| ColumnState {
        url: format!("http://{host}/dt/"),
        name: name.into(),
        kind: ColumnKind::News,
        items: 20,
        newest: Some(day("2026-11-20")),
        state,
        why: huabiao_inspection::ColumnWhy::NoLimit,
        pages: Vec::new(),
    };
    SiteEntry {
        name: name.into(),
        host: host.into(),
        home: format!("http://{host}/"),
        code: None,
        category: Some(category),
        unit_name: unit.into(),
        scorecard: score(IndicatorSet::cn_2019_site(), &subject, &checks, &options),
        checks,
        columns: vec![
            column("工作动态", Freshness::Fresh),
            column("领导信息", Freshness::NoDuty),
        ],
        coverage: Coverage {
            pages: 86,
            requests: 120,
            ..Coverage::default()
        },
    }
}

pub(crate) fn input(sites: Vec<SiteEntry>) -> BulletinInput {
    BulletinInput {
        title: None,
        issuer: "明川市人民政府办公室".into(),
        from: day("2026-11-17"),
        to: day("2026-11-24"),
        today: day("2026-11-25"),
        offset: BEIJING,
        rectify_by: None,
        method: Method {
            set: IndicatorSet::cn_2019_site().clone(),
            deductions_for: DeductionsFor::Everyone,
            pages_a_site: Some(2000),
        },
        sites,
        rejected: Vec::new(),
        notes: Vec::new(),
        taken_out: None,
    }
}

/// One of each verdict, and one without findings.
pub(crate) fn small() -> BulletinInput {
    use SiteCategory::{Department, District, Portal};
    let mut portal = spotless();
    dead_links(&mut portal, "www.mingchuan.gov.cn", 3);
    marks(&mut portal, "www.mingchuan.gov.cn", &["icp", "police"]);
    let mut blank = spotless();
    blank_columns(&mut blank, "mzj.mingchuan.gov.cn", 7);
    stale_columns(&mut blank, "mzj.mingchuan.gov.cn", 5);
    let mut open = spotless();
    unobserved(&mut open);
    let mut input = input(vec![
        site(
            "明川市人民政府",
            "www.mingchuan.gov.cn",
            Portal,
            "市政府办公室",
            portal,
        ),
        site(
            "明川市民政局",
            "mzj.mingchuan.gov.cn",
            Department,
            "市民政局",
            blank,
        ),
        site(
            "明川市教育局",
            "jyj.mingchuan.gov.cn",
            Department,
            "市教育局",
            spotless(),
        ),
        site("清河区人民政府", "www.qinghe.gov.cn", District, "", open),
    ]);
    input.rectify_by = Some(day("2026-12-10"));
    input.rejected.push(RejectedRow {
        line: 7,
        column: "网站标识码".into(),
        reason: "12位，应为10位".into(),
    });
    input
}

/// As many sites and findings as a city has.
pub(crate) fn city() -> BulletinInput {
    use SiteCategory::{Department, District, DistrictSubordinate, Portal, SubordinateUnit};
    let mut sites = Vec::new();
    for (category, count, name) in [
        (Portal, 1, "明川市人民政府门户网站"),
        (Department, 59, "明川市某局网站"),
        (SubordinateUnit, 14, "明川市某中心网站"),
        (District, 11, "某区人民政府门户网站"),
        (DistrictSubordinate, 6, "某区某局网站"),
    ] {
        for n in 1..=count {
            let host = format!("s{}.mingchuan.gov.cn", sites.len() + 1);
            let mut checks = spotless();
            match (sites.len() * 7) % 11 {
                1 | 5 => {
                    dead_links(&mut checks, &host, 3 + n);
                    marks(&mut checks, &host, &["icp"]);
                }
                2 => blank_columns(&mut checks, &host, 2),
                3 if n % 4 == 0 => blank_columns(&mut checks, &host, 6),
                4 if n % 3 == 0 => stale_columns(&mut checks, &host, 7),
                6 => unobserved(&mut checks),
                7 => dead_links(&mut checks, &host, 300),
                8 => marks(
                    &mut checks,
                    &host,
                    &["police", "party-mark", "fault-report"],
                ),
                _ => {}
            }
            sites.push(site(
                &format!("{name}{n}"),
                &host,
                category,
                &format!("责任单位{n}"),
                checks,
            ));
        }
    }
    input(sites)
}
