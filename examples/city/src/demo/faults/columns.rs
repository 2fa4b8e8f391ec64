//! Columns and home pages that nobody keeps up.

use chrono::Days;

use super::{Fault, expected, fault};
use crate::demo::content;
use crate::demo::draft::{Draft, Leads, Place, Shape};
use crate::demo::planted::Expected;

pub(super) const FAULTS: &[Fault] = &[
    fault("blank-column", blank_column, "空白栏目", "a blank column"),
    fault(
        "blank-columns",
        blank_columns,
        "空白栏目5个以上（单项否决）",
        "five blank columns (veto)",
    ),
    fault(
        "long-stale",
        long_stale,
        "应更新但长期未更新的栏目",
        "a column long without update",
    ),
    fault(
        "stale-columns",
        stale_columns,
        "动态、公告、文件类栏目5个以上未更新（单项否决）",
        "five stale columns (veto)",
    ),
    fault(
        "stale-home",
        stale_home,
        "首页超过两周未更新（单项否决）",
        "a home page without news for two weeks (veto)",
    ),
    fault(
        "stale-interpretation",
        stale_interpretation,
        "政策解读栏目超过6个月未更新",
        "interpretations not updated for half a year",
    ),
    fault(
        "stale-news",
        stale_news,
        "动态要闻栏目超过两周未更新",
        "a news column not updated for two weeks",
    ),
    fault(
        "stale-notice",
        stale_notice,
        "通知公告栏目超过6个月未更新",
        "notices not updated for half a year",
    ),
    fault(
        "stale-policy",
        stale_policy,
        "政策文件栏目超过6个月未更新",
        "policy documents not updated for half a year",
    ),
];

/// Moves the days of a column back and drops what it repeats from elsewhere. The days
/// count from when it was planted, so a column that nobody keeps up grows older.
fn age(draft: &mut Draft, slug: &'static str, from: u64, step: u64) {
    let ago = |days| {
        let day = draft.planted.checked_sub_days(Days::new(days));
        day.unwrap_or(draft.planted)
    };
    let days: Vec<_> = (0..10).map(|n| ago(from + n * step)).collect();
    let column = draft.column(slug);
    column.aged = true;
    column
        .entries
        .retain(|entry| !matches!(entry.leads, Leads::Elsewhere(_)));
    for (entry, day) in column.entries.iter_mut().zip(days) {
        entry.date = day;
        entry.listed = day;
    }
}

fn stale(draft: &mut Draft, slug: &'static str, from: u64, group: &'static str) -> Expected {
    age(draft, slug, from, 11);
    expected("column-stale", draft.url(Place::Column(slug)), group)
}

fn stale_news(draft: &mut Draft) -> Vec<Expected> {
    vec![stale(draft, "xwdt", 38, "news")]
}

fn stale_notice(draft: &mut Draft) -> Vec<Expected> {
    vec![stale(draft, "tzgg", 214, "notice")]
}

fn stale_policy(draft: &mut Draft) -> Vec<Expected> {
    vec![stale(draft, "zcwj", 231, "notice")]
}

fn stale_interpretation(draft: &mut Draft) -> Vec<Expected> {
    vec![stale(draft, "zcjd", 245, "interpretation")]
}

fn stale_home(draft: &mut Draft) -> Vec<Expected> {
    age(draft, "tzgg", 33, 9);
    age(draft, "zcwj", 41, 17);
    vec![
        expected("home-stale", draft.url(Place::Home), "home"),
        stale(draft, "xwdt", 25, "news"),
    ]
}

fn stale_columns(draft: &mut Draft) -> Vec<Expected> {
    let unit = draft.site.short().to_owned();
    for (slug, name) in [("jcdt", "基层动态"), ("hydt", "行业动态")] {
        let titles =
            crate::demo::prose::news(&unit, draft.site.index as u64 + slug.len() as u64, 3);
        let entries = titles
            .into_iter()
            .map(|title| {
                let mut entry = content::entry(draft, &unit, format!("{title}（{name}）"), 90);
                entry.leads = Leads::File("pdf");
                entry
            })
            .collect();
        content::add(draft, slug, name, "工作动态", Shape::List, entries);
    }
    vec![
        expected("home-stale", draft.url(Place::Home), "home"),
        stale(draft, "xwdt", 64, "news"),
        stale(draft, "tzgg", 260, "notice"),
        stale(draft, "zcwj", 275, "notice"),
        stale(draft, "jcdt", 90, "news"),
        stale(draft, "hydt", 120, "news"),
    ]
}

fn long_stale(draft: &mut Draft) -> Vec<Expected> {
    let unit = draft.site.short().to_owned();
    let entries = ["上半年统计数据", "年度统计公报", "行业运行数据"]
        .map(|title| {
            let mut entry = content::entry(draft, &unit, format!("{unit}{title}"), 400);
            entry.leads = Leads::File("xlsx");
            entry
        })
        .to_vec();
    content::add(draft, "tjsj", "统计数据", "数据发布", Shape::List, entries);
    vec![stale(draft, "tjsj", 470, "long")]
}

fn blank(draft: &mut Draft, slug: &'static str, name: &str, official: &'static str) -> Expected {
    content::add(draft, slug, name, official, Shape::List, Vec::new());
    expected("column-blank", draft.url(Place::Column(slug)), "")
}

fn blank_column(draft: &mut Draft) -> Vec<Expected> {
    vec![blank(draft, "rsxx", "人事信息", "人事信息")]
}

fn blank_columns(draft: &mut Draft) -> Vec<Expected> {
    vec![
        blank(draft, "zxgh", "专项规划", "规划计划"),
        blank(draft, "tjsj", "统计数据", "数据发布"),
        blank(draft, "rsxx", "人事信息", "人事信息"),
        blank(draft, "zjdc", "征集调查", "征集调查"),
        blank(draft, "zxft", "在线访谈", "在线访谈"),
    ]
}
