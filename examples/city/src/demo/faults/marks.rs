//! Marks in the foot and tags in the head.

use super::{Fault, expected, fault};
use crate::demo::draft::{Draft, Place};
use crate::demo::names::REGION;
use crate::demo::planted::Expected;

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "mark-code",
        |d| mark(d, "site-code"),
        "页脚缺少网站标识码",
        "no identification code in the foot",
    ),
    fault(
        "mark-contact",
        |d| mark(d, "contact"),
        "页脚缺少联系方式",
        "no contact in the foot",
    ),
    fault(
        "mark-icp",
        |d| mark(d, "icp"),
        "页脚缺少ICP备案编号",
        "no ICP filing number in the foot",
    ),
    fault(
        "mark-party",
        |d| mark(d, "party-mark"),
        "页脚缺少党政机关网站标识",
        "no party-and-government mark in the foot",
    ),
    fault(
        "mark-police",
        |d| mark(d, "police"),
        "页脚缺少公安机关备案标识",
        "no public-security filing mark in the foot",
    ),
    fault(
        "mark-report",
        |d| mark(d, "fault-report"),
        "页脚缺少“我为政府网站找错”入口",
        "no entrance for fault reports in the foot",
    ),
    fault(
        "mark-sponsor",
        |d| mark(d, "sponsor"),
        "页脚缺少主办单位",
        "no sponsor in the foot",
    ),
    fault(
        "meta-article",
        meta_article,
        "内容页缺少发布日期、来源标签",
        "a document without date and source tags",
    ),
    fault(
        "meta-column",
        meta_column,
        "栏目页缺少栏目标签",
        "a column page without column tags",
    ),
    fault(
        "meta-home",
        meta_home,
        "首页缺少站点标签",
        "a home page without site tags",
    ),
    fault(
        "wrong-code",
        wrong_code,
        "页脚网站标识码与登记不一致",
        "another identification code than registered",
    ),
];

fn mark(draft: &mut Draft, group: &'static str) -> Vec<Expected> {
    let marks = &mut draft.marks;
    match group {
        "contact" => marks.contact = false,
        "fault-report" => marks.fault_report = false,
        "icp" => marks.icp = false,
        "party-mark" => marks.party = false,
        "police" => marks.police = false,
        "site-code" => marks.code = None,
        "sponsor" => marks.sponsor = false,
        _ => panic!("no mark is called {group}"),
    }
    let mut owed = vec![expected("mark-missing", draft.url(Place::Home), group)];
    if group == "fault-report" {
        let home = draft.url(Place::Home);
        owed.push(expected("fault-entrance-missing", home, "home"));
    }
    owed
}

fn wrong_code(draft: &mut Draft) -> Vec<Expected> {
    draft.marks.code = Some(format!("{REGION}{}", 9000 + draft.site.index));
    vec![expected(
        "mark-missing",
        draft.url(Place::Home),
        "site-code-wrong",
    )]
}

fn meta_home(draft: &mut Draft) -> Vec<Expected> {
    draft.home_tags = false;
    vec![expected("meta-missing", draft.url(Place::Home), "site")]
}

fn meta_column(draft: &mut Draft) -> Vec<Expected> {
    draft.column("zcwj").untagged = &["ColumnDescription", "ColumnKeywords"];
    vec![expected(
        "meta-missing",
        draft.url(Place::Column("zcwj")),
        "column",
    )]
}

fn meta_article(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    if let Place::Entry(slug, at) = place
        && let Some(entry) = draft.column(slug).entries.get_mut(at)
    {
        entry.untagged = &["ContentSource", "PubDate"];
    }
    vec![expected("meta-missing", draft.url(place), "article")]
}
