use std::collections::HashSet;

use chrono::NaiveDate;
use huabiao_facts::{
    ColumnKind, Confidence, DateFrom, ListItem, PageKind, PageVisit, Published, SiteFacts,
};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, page_evidence, published};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "发布日期晚于当前日期",
        en: "date in the future",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/date-future.zh.md"),
        en: include_str!("../../docs/rules/date-future.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：安全、泄密事故等严重问题（弄虚作假，如伪造发稿日期）",
        certainty: Certainty::Uncertain,
        note: "条文指伪造发稿日期；日期晚于当前日期可能只是笔误，须由人认定",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let reasons = seen.gaps();
    if seen.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let mut check = Check::new(ID);
    // One wrong date is one fault: where the document itself has it, the lists that
    // repeat it are not accused too, and a list's entry is accused once.
    let mut told: HashSet<&str> = HashSet::new();
    for &visit in &seen.pages {
        if let Some(published) = stated(visit).filter(|p| seen.is_future(p.date)) {
            told.insert(address(visit));
            check.findings.push(article(&seen, visit, published));
        }
    }
    for &visit in &seen.pages {
        let Some(column) = &visit.page.column else {
            continue;
        };
        for item in &column.items {
            let sure = is_list_of_documents(column.kind) && !announces(&item.title);
            list(&seen, &mut check, &mut told, visit, item, sure);
        }
    }
    if let Ok(home) = seen.home() {
        for item in &home.page.dated_items {
            list(&seen, &mut check, &mut told, home, item, false);
        }
    }
    check.reach(Reach::from_reasons(reasons))
}

/// The date that a document states for itself in words that people see.
fn stated(visit: &PageVisit) -> Option<&Published> {
    visit.page.published.as_ref().filter(|published| {
        visit.page.kind == PageKind::Article
            && published.confidence == Confidence::High
            && matches!(published.from, DateFrom::Script | DateFrom::Visible)
            // The bare date of an announcement may be that of the event.
            && (!announces(title(visit)) || is_called_published(&published.snippet))
    })
}

fn article(seen: &Seen<'_>, visit: &PageVisit, published: &Published) -> Finding {
    Finding::new(ID, address(visit))
        .group("article")
        .value("ahead_days", -seen.age(published.date))
        .value("date", published.date)
        .value("title", title(visit))
        .evidence(Evidence {
            snippet: Some(published.snippet.clone()),
            ..page_evidence(visit)
        })
}

/// Accuses an entry of a list when its date lies in the future and either the list is
/// surely one of documents, or the document itself gives another date.
fn list<'a>(
    seen: &Seen<'a>,
    check: &mut Check,
    told: &mut HashSet<&'a str>,
    visit: &'a PageVisit,
    item: &'a ListItem,
    sure: bool,
) {
    // One of several dates may be that on which something ends.
    if item.several_dates {
        return;
    }
    let Some(date) = item.date.filter(|date| seen.is_future(*date)) else {
        return;
    };
    let page = item.url.as_deref().and_then(|url| seen.read(url));
    let own: Option<NaiveDate> = page.and_then(published);
    if !(sure || own.is_some_and(|own| !seen.is_future(own))) {
        return;
    }
    let key = match (page, item.url.as_deref()) {
        (Some(page), _) => address(page),
        (None, Some(url)) => url,
        (None, None) => &item.title,
    };
    if !told.insert(key) {
        return;
    }
    let mut finding = Finding::new(ID, address(visit))
        .group("list")
        .value("ahead_days", -seen.age(date))
        .value("date", date)
        .value("title", item.title.as_str());
    if let Some(url) = &item.url {
        finding = finding.target(url.as_str());
    }
    check.findings.push(finding.evidence(Evidence {
        line: Some(item.line),
        snippet: Some(format!("{} {date}", item.title)),
        ..page_evidence(visit)
    }));
}

fn title(visit: &PageVisit) -> &str {
    if visit.page.headline.is_empty() {
        &visit.page.title
    } else {
        &visit.page.headline
    }
}

/// Columns whose dates are those of publication. Surveys show when they end and
/// interviews when they begin.
fn is_list_of_documents(kind: ColumnKind) -> bool {
    matches!(
        kind,
        ColumnKind::Data
            | ColumnKind::Interpretation
            | ColumnKind::News
            | ColumnKind::Notice
            | ColumnKind::Personnel
            | ColumnKind::Plan
            | ColumnKind::Policy
    )
}

/// Whether a word before a date says that it is the day of publication.
fn is_called_published(snippet: &str) -> bool {
    ["发布", "发表", "发文", "公布", "更新"]
        .iter()
        .any(|word| snippet.contains(word))
}

/// Whether a title speaks of something to come, whose day the list may show.
fn announces(title: &str) -> bool {
    COMING.iter().any(|word| title.contains(word))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (title, date, ahead) = (of("title"), of("date"), of("ahead_days"));
    match lang {
        Lang::En => format!("“{title}” is dated {date}, {ahead} days after the day of the check"),
        Lang::Zh => format!("“{title}”标注的日期为{date}，晚于检查日{ahead}天"),
    }
}

const ID: RuleId = RuleId::new("date-future");

/// Words of announcements.
const COMING: [&str; 10] = [
    "举行",
    "举办",
    "召开",
    "开考",
    "截止",
    "报名",
    "招聘会",
    "活动",
    "讲座",
    "预告",
];
