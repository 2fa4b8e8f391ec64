use chrono::NaiveDate;
use huabiao_facts::{ColumnKind, LinkKind, PageVisit, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::column_entries::Entries;
use crate::column_pages::column_pages;
use crate::column_state::holds_statistics;
use crate::portal::nothing_seen;
use crate::seen::{Seen, is_followed};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "数据发布情况",
        en: "data published",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/data-published.zh.md"),
        en: include_str!("../../docs/rules/data-published.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站加分指标：信息发布（数据发布）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let mut newest: Option<NaiveDate> = None;
    let mut pages: Vec<&PageVisit> = Vec::new();
    for column in column_pages(&seen) {
        if column
            .pages
            .iter()
            .all(|(_, list)| list.kind != ColumnKind::Data)
            || column
                .pages
                .first()
                .is_some_and(|(_, list)| holds_statistics(&seen, &column, &list.name))
        {
            continue;
        }
        newest = newest.max(Entries::new(&seen, &column).newest);
        for (visit, list) in &column.pages {
            pages.push(visit);
            let entries = list.items.iter().filter_map(|item| item.url.as_deref());
            pages.extend(entries.filter_map(|url| seen.read(url)));
        }
    }
    let mut check = Check::new(ID);
    let mut reasons = seen.gaps();
    if pages.is_empty() && !reasons.is_empty() {
        reasons.push(nothing_seen("数据发布栏目"));
        return check.reach(Reach::Nothing(reasons));
    }
    if let Some(newest) = newest {
        check = check.measure("data_age_days", seen.age(newest));
    }
    let charts = pages.iter().any(|visit| shows_charts(visit));
    let downloads = pages.iter().any(|visit| gives_files(visit));
    // That there are none is only known when everything was read.
    for (name, seen) in [("data_charts", charts), ("data_downloads", downloads)] {
        if seen || reasons.is_empty() {
            check = check.measure(name, i64::from(seen));
        }
    }
    check.reach(Reach::from_reasons(reasons))
}

fn shows_charts(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let says = |text: &str| CHARTS.iter().any(|word| text.contains(word));
    says(&page.title) || says(&page.headline) || page.links.iter().any(|link| says(&link.text))
}

/// Whether a page offers data sets: tables to download, or an interface.
fn gives_files(visit: &PageVisit) -> bool {
    visit
        .page
        .links
        .iter()
        .filter(|link| is_followed(link))
        .any(|link| {
            let path = link.url.as_deref().unwrap_or_default().to_lowercase();
            let path = path.split(['?', '#']).next().unwrap_or_default();
            let table = link.kind == LinkKind::Attachment
                && TABLES.iter().any(|ending| path.ends_with(ending));
            table || INTERFACES.iter().any(|word| link.text.contains(word))
        })
}

fn describe(_: &Finding, lang: Lang) -> String {
    match lang {
        Lang::En => "data published".to_owned(),
        Lang::Zh => "数据发布".to_owned(),
    }
}

const ID: RuleId = RuleId::new("data-published");

/// Words of data shown as pictures.
const CHARTS: [&str; 8] = [
    "图表",
    "图解",
    "可视化",
    "一图",
    "数说",
    "图说",
    "数据图",
    "统计图",
];

/// Endings of tables.
const TABLES: [&str; 6] = [".xls", ".xlsx", ".csv", ".json", ".xml", ".et"];

/// Words of entrances to data sets.
const INTERFACES: [&str; 5] = ["数据下载", "数据接口", "开放数据", "数据开放", "下载数据"];
