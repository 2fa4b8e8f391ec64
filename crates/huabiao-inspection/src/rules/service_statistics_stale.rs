use chrono::NaiveDate;
use huabiao_facts::{LinkPlace, PageVisit, SiteFacts, Statistics, StatisticsOf};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::column_pages::{ColumnPages, column_pages};
use crate::column_state::holds_statistics;
use crate::portal::{nothing_seen, unless_portal};
use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, page_evidence};
use crate::services::{is_elsewhere, names_statistics};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "办事统计未公开或未更新",
        en: "statistics of services missing or old",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/service-statistics-stale.zh.md"),
        en: include_str!("../../docs/rules/service-statistics-stale.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：办事服务（办事统计）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

pub(super) fn check(site: &SiteFacts, limits: &Limits) -> Check {
    if site.profile.services == Some(false) {
        return Check::new(ID).reach(Reach::NotApplicable(Reason::NoServices));
    }
    if let Some(check) = unless_portal(ID, site) {
        return check;
    }
    let seen = Seen::new(site);
    let all: Vec<(&PageVisit, &Statistics)> = seen
        .pages
        .iter()
        .copied()
        .flat_map(|visit| {
            let statistics = visit.page.statistics.iter();
            statistics.map(move |statistics| (visit, statistics))
        })
        .filter(|(_, statistics)| statistics.of == StatisticsOf::Services)
        .collect();
    let mut check = Check::new(ID);
    let mut reasons = seen.gaps();
    if is_elsewhere(&seen) {
        reasons.push(nothing_seen("政务服务平台上的办事统计"));
    }
    if all.is_empty() {
        if is_named(&seen) {
            reasons.push(nothing_seen("可判读的办事统计"));
        }
        if site.profile.services.is_none() {
            reasons.push(Reason::ServicesUnknown);
        }
        if seen.is_shell() {
            reasons.push(nothing_seen("足够的站内页面"));
        }
        match seen.home() {
            Ok(home) if reasons.is_empty() => check.findings.push(
                Finding::new(ID, address(home))
                    .group("missing")
                    .value("pages", count(seen.pages.len()))
                    .evidence(page_evidence(home)),
            ),
            _ if seen.pages.is_empty() => return check.reach(Reach::Nothing(reasons)),
            _ => return check.reach(Reach::Part(reasons)),
        }
        return check;
    }
    // The end of the running month is no day in the future here.
    let day = |statistics: &Statistics| statistics.day.map(|day| day.min(site.today));
    let newest: Option<(NaiveDate, _)> = all
        .iter()
        .filter_map(|(visit, statistics)| Some((day(statistics)?, (*visit, *statistics))))
        .max_by_key(|(day, _)| *day);
    let undated = all.iter().filter(|(_, one)| one.day.is_none()).count();
    let Some((newest, (visit, statistics))) = newest else {
        reasons.push(Reason::Undated {
            entries: count(undated),
        });
        return check.reach(Reach::Part(reasons));
    };
    let age = seen.age(newest);
    check = check.measure("age_days", age);
    if age <= i64::from(limits.statistics_days) {
        return check;
    }
    if undated > 0 {
        reasons.push(Reason::Undated {
            entries: count(undated),
        });
    }
    if !reasons.is_empty() {
        return check.reach(Reach::Part(reasons));
    }
    let group = if age > i64::from(limits.statistics_quarter_days) {
        "quarter"
    } else {
        "month"
    };
    // The column is not kept up, whichever of its pages was the last.
    let place = column_of(&seen, visit).unwrap_or(visit);
    let mut finding = Finding::new(ID, address(place))
        .group(group)
        .value("age_days", age)
        .value("newest", newest)
        .evidence(Evidence {
            line: Some(statistics.line),
            snippet: Some(statistics.snippet.clone()),
            ..page_evidence(visit)
        });
    if address(place) != address(visit) {
        finding = finding.target(address(visit));
    }
    check.findings.push(finding);
    check
}

/// The first page of the column of such statistics that lists a page.
fn column_of<'a>(seen: &Seen<'a>, visit: &PageVisit) -> Option<&'a PageVisit> {
    let lists = |column: &ColumnPages<'_>| {
        let items = column.pages.iter().flat_map(|(_, list)| &list.items);
        let mut urls = items.filter_map(|item| item.url.as_deref());
        urls.any(|url| {
            let listed = seen.read(url);
            listed.is_some_and(|listed| address(listed) == address(visit))
        })
    };
    let columns = column_pages(seen);
    let column = columns.iter().find(|column| {
        let first = column.pages.first();
        let name = first.map_or("", |(_, list)| list.name.as_str());
        lists(column) && holds_statistics(seen, column, name)
    })?;
    column.pages.first().map(|(visit, _)| *visit)
}

/// Whether a link or a title speaks of such statistics: then they are there in a form
/// that was not read.
fn is_named(seen: &Seen<'_>) -> bool {
    let says = names_statistics;
    seen.pages.iter().any(|visit| {
        let page = &visit.page;
        let mut links = page.links.iter().filter(|link| {
            let url = link.url.as_deref().unwrap_or_default();
            link.place == LinkPlace::Anchor && is_followed(link) && !seen.outcome(url).is_dead()
        });
        let mut scripted = page.scripted.iter();
        says(&page.title)
            || says(&page.headline)
            || scripted.any(|link| says(&link.text))
            || links.any(|link| says(&link.text))
    })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (pages, newest, age) = (of("pages"), of("newest"), of("age_days"));
    match (lang, finding.group.as_str()) {
        (Lang::En, "missing") => {
            format!("none of the {pages} pages of the site gives statistics of services")
        }
        (Lang::En, _) => {
            format!("the newest statistics of services are of {newest}, {age} days old")
        }
        (Lang::Zh, "missing") => format!("全站{pages}个页面均未公开办事统计数据"),
        (Lang::Zh, _) => format!("办事统计数据截至{newest}，已{age}天未更新"),
    }
}

const ID: RuleId = RuleId::new("service-statistics-stale");
