use std::collections::HashSet;

use chrono::NaiveDate;
use huabiao_facts::{
    ColumnKind, Confidence, DateFrom, ListItem, PageKind, PageVisit, Published, SiteFacts,
};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::portal::nothing_seen;
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
    let mut reasons = seen.gaps();
    if seen.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let mut check = Check::new(ID);
    // One wrong date is one fault: where the document itself has it, the lists that
    // repeat it are not accused too, and a list's entry is accused once.
    let mut told: HashSet<&str> = HashSet::new();
    let mut unsure = false;
    for &visit in &seen.pages {
        let Some(published) = ahead(&seen, visit) else {
            continue;
        };
        if is_of_publication(visit, published) {
            told.insert(address(visit));
            check.findings.push(article(&seen, visit, published));
        } else if !announces(title(visit)) {
            unsure = true;
        }
    }
    let columns = seen
        .pages
        .iter()
        .filter_map(|visit| visit.page.column.as_ref());
    let listed = columns.flat_map(|column| &column.items);
    let agree = listed.filter(|item| agrees(&seen, item)).count();
    for &visit in &seen.pages {
        let Some(column) = &visit.page.column else {
            continue;
        };
        let items: Vec<&ListItem> = column.items.iter().collect();
        let events = is_of_events(visit);
        for item in items.iter().filter(|item| is_ahead(&seen, item)) {
            if events || announces(&item.title) || is_of_dates(column.kind) {
                continue;
            }
            let documents = is_list_of_documents(column.kind);
            match fits(&seen, &items, item, agree) {
                true if documents || is_contradicted(&seen, item) => {
                    list(&seen, &mut check, &mut told, visit, item);
                }
                _ => unsure |= !is_told(&seen, &told, item),
            }
        }
    }
    if let Ok(home) = seen.home() {
        let items: Vec<&ListItem> = home.page.dated_items.iter().collect();
        for (at, item) in items.iter().enumerate() {
            if !is_ahead(&seen, item) || announces(&item.title) {
                continue;
            }
            // Lists of several kinds stand one after the other: only those beside it
            // speak for it.
            let from = at.saturating_sub(BESIDE);
            let around = items.get(from..items.len().min(at + BESIDE + 1));
            let around = around.unwrap_or_default();
            let agree = around.iter().filter(|item| agrees(&seen, item)).count();
            if is_contradicted(&seen, item) && agree > BESIDE && agree + 1 == around.len() {
                list(&seen, &mut check, &mut told, home, item);
            } else {
                unsure |= !is_told(&seen, &told, item);
            }
        }
    }
    if unsure {
        reasons.push(nothing_seen(PUBLICATION));
    }
    check.reach(Reach::from_reasons(reasons))
}

/// The date that a document shows, where it is still to come.
fn ahead<'a>(seen: &Seen<'_>, visit: &'a PageVisit) -> Option<&'a Published> {
    visit.page.published.as_ref().filter(|published| {
        visit.page.kind == PageKind::Article
            && published.confidence == Confidence::High
            && matches!(published.from, DateFrom::Script | DateFrom::Visible)
            && seen.is_future(published.date)
    })
}

/// Whether a word calls the date of a document that of its publication. A bare one may
/// be the day of an event, and what a calendar of releases announces is not out.
fn is_of_publication(visit: &PageVisit, published: &Published) -> bool {
    let named = [title(visit), visit.page.column_name.as_str()];
    let calendar = |text: &&str| CALENDARS.iter().any(|word| text.contains(word));
    is_called_published(&published.snippet) && !named.iter().any(calendar)
}

/// Whether an entry of a list shows one date and it is still to come.
fn is_ahead(seen: &Seen<'_>, item: &ListItem) -> bool {
    // One of several dates may be that on which something ends.
    !item.several_dates && item.date.is_some_and(|date| seen.is_future(date))
}

/// The day that the document of an entry gives for itself, where it was read.
fn own(seen: &Seen<'_>, item: &ListItem) -> Option<NaiveDate> {
    seen.read(item.url.as_deref()?).and_then(published)
}

/// What the document of an entry gives for its day, where it was read.
fn of_page<'a>(seen: &Seen<'a>, item: &ListItem) -> Option<&'a Published> {
    seen.read(item.url.as_deref()?)?.page.published.as_ref()
}

/// Whether a document calls its day that of its publication.
fn is_called(published: &Published) -> bool {
    published.from == DateFrom::Meta || is_called_published(&published.snippet)
}

/// The same, or has it in its byline.
fn is_said(published: &Published) -> bool {
    let byline = BYLINES.iter().any(|word| published.snippet.contains(word));
    byline || is_called(published)
}

/// Whether the list shows the day that the document of an entry says to be its own, and
/// which has come.
fn agrees(seen: &Seen<'_>, item: &ListItem) -> bool {
    of_page(seen, item).is_some_and(|published| {
        is_said(published) && item.date == Some(published.date) && !seen.is_future(published.date)
    })
}

/// Whether the document of an entry gives a day that has come.
fn is_contradicted(seen: &Seen<'_>, item: &ListItem) -> bool {
    own(seen, item).is_some_and(|own| !seen.is_future(own))
}

/// Whether a list shows that its dates are those of publication: the documents of most
/// other entries that were read give the same day and no more than as many lie ahead.
/// Where the document of the entry gives another day, a byline counts beside a word for
/// publication, and one other entry is enough if all that were read agree and the other
/// lists of the site (`elsewhere` entries) bear theirs out.
fn fits(seen: &Seen<'_>, items: &[&ListItem], item: &ListItem, elsewhere: usize) -> bool {
    let count = |is: &dyn Fn(&ListItem) -> bool| items.iter().filter(|item| is(item)).count();
    let agree = count(&|item| agrees(seen, item));
    let called = count(&|item| agrees(seen, item) && of_page(seen, item).is_some_and(is_called));
    let ahead = count(&|item| is_ahead(seen, item));
    let differ = count(&|item| {
        let date = item.date.filter(|date| !seen.is_future(*date));
        date.is_some() && own(seen, item).is_some_and(|own| Some(own) != date)
    });
    let enough = match (own(seen, item), of_page(seen, item)) {
        (Some(own), Some(published)) if !seen.is_future(own) && is_said(published) => {
            agree >= MIN_AGREE || agree > 0 && differ == 0 && elsewhere >= MIN_AGREE
        }
        (None, _) => called >= MIN_AGREE,
        _ => false,
    };
    enough && agree > differ && agree >= ahead
}

/// Whether the document of an entry was already accused.
fn is_told(seen: &Seen<'_>, told: &HashSet<&str>, item: &ListItem) -> bool {
    told.contains(key(seen, item))
}

fn key<'a>(seen: &Seen<'a>, item: &'a ListItem) -> &'a str {
    let url = item.url.as_deref();
    match (url.and_then(|url| seen.read(url)), url) {
        (Some(page), _) => address(page),
        (None, Some(url)) => url,
        (None, None) => &item.title,
    }
}

/// Whether a column is one of events, sessions or terms, whose days are still to come.
fn is_of_events(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let column = page.column.as_ref().map_or("", |column| &column.name);
    [column, &page.headline, &page.column_name, &page.title]
        .iter()
        .any(|text| EVENTS.iter().any(|word| text.contains(word)))
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

/// Accuses an entry of a list, once.
fn list<'a>(
    seen: &Seen<'a>,
    check: &mut Check,
    told: &mut HashSet<&'a str>,
    visit: &'a PageVisit,
    item: &'a ListItem,
) {
    let Some(date) = item.date else {
        return;
    };
    if !told.insert(key(seen, item)) {
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

/// Columns that show when something ends or begins.
fn is_of_dates(kind: ColumnKind) -> bool {
    matches!(kind, ColumnKind::Interview | ColumnKind::Survey)
}

/// Columns of documents.
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
    let snippet = snippet.replace("发布会", "");
    CALLED.iter().any(|word| snippet.contains(word))
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

/// Entries whose documents must bear the dates of a list out.
const MIN_AGREE: usize = 2;

/// Entries looked at on either side of one.
const BESIDE: usize = 2;

/// What no page shows of a date.
const PUBLICATION: &str = "将来日期即发布日期的说明";

/// Words beside the day of publication in a byline.
const BYLINES: [&str; 6] = ["作者", "来源", "浏览", "点击", "编辑", "阅读"];

/// Words that call a day that of publication.
const CALLED: [&str; 9] = [
    "上传",
    "信息时间",
    "公布",
    "公开",
    "发布",
    "发文",
    "发稿",
    "发表",
    "更新",
];

/// Words of lists of what will be released.
const CALENDARS: [&str; 5] = ["安排", "日历", "日程", "时间表", "预告"];

/// Words of the names of columns of events.
const EVENTS: [&str; 32] = [
    "义诊",
    "会议",
    "停水",
    "停电",
    "停气",
    "公示",
    "听证",
    "培训",
    "安排",
    "展览",
    "开庭",
    "开标",
    "报名",
    "拍卖",
    "招考",
    "招聘",
    "接种",
    "挂牌",
    "放假",
    "日历",
    "日程",
    "时间表",
    "比赛",
    "活动",
    "演出",
    "竞赛",
    "竞买",
    "考试",
    "讲座",
    "计划",
    "赛事",
    "预告",
];

/// Words of announcements.
const COMING: [&str; 16] = [
    "举行",
    "举办",
    "召开",
    "公示至",
    "培训",
    "开庭",
    "开考",
    "截止",
    "截至",
    "报名",
    "拍卖",
    "招聘会",
    "活动",
    "考试",
    "讲座",
    "预告",
];
