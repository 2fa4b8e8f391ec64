use huabiao_facts::{Column, ColumnKind, ListItem, PageKind};

use crate::blank;
use crate::day::Found;
use crate::lists::{Entry, List};
use crate::resolve::{Resolved, Resolver};
use crate::script::{Signs, fills_list};
use crate::skeleton::Role;
use crate::unlisted::{hidden_newest, holds_newer, says_closed};
use crate::view::View;

/// What a column page lists.
pub(crate) fn read(view: &View<'_>, resolver: &Resolver, days: &[Found]) -> Column {
    let lists = view.column_lists();
    let mut items: Vec<ListItem> = Vec::new();
    for list in &lists {
        items.extend(
            list.entries
                .iter()
                .take(ITEMS - items.len().min(ITEMS))
                .map(|entry| item(view, entry)),
        );
    }
    let newest = lists.iter().filter_map(|list| list.newest()).max();
    let newest = newest.max(hidden_newest(view, days).filter(|_| !items.is_empty()));
    let name = name(view);
    let filled = if items.is_empty() {
        filled_by_script(view)
    } else {
        // Where only lists beside it were seen, its own is shown in another way.
        let beside = lists.iter().all(|list| is_beside(view, list));
        beside || adds_entries(view) || holds_newer(view, newest)
    };
    let (blank, why) = blank::decide(view, &items, filled, &lists);
    Column {
        kind: kind(view, &name),
        name,
        items,
        newest,
        blank,
        why,
        filled_by_script: filled,
        front: lists.len() > 1,
        next: next(view, resolver),
        page: page(view),
    }
}

/// Entries with dates on a page that is no column, and in the lists of a column
/// page that are not its own.
pub(crate) fn dated_items(view: &View<'_>, kind: PageKind) -> Vec<ListItem> {
    let own = if kind == PageKind::Column {
        view.column_lists()
    } else {
        Vec::new()
    };
    view.lists
        .iter()
        .filter(|list| list.dated > 0 && own.iter().all(|other| other.node != list.node))
        .flat_map(|list| &list.entries)
        .filter(|entry| entry.date.is_some())
        .take(ITEMS)
        .map(|entry| item(view, entry))
        .collect()
}

fn item(view: &View<'_>, entry: &Entry) -> ListItem {
    ListItem {
        title: entry.title.clone(),
        url: view.address(entry.link).map(str::to_owned),
        date: entry.date,
        several_dates: entry.several_dates,
        line: entry.line,
    }
}

fn name(view: &View<'_>) -> String {
    let name = view.column_name();
    if !name.is_empty() {
        // A template may keep the official name of another column; then the trail,
        // which people see, decides.
        let title = view.skeleton.title.as_str();
        let shown = view.trail_name().filter(|trail| {
            !title.is_empty() && !title.contains(&name) && title.contains(trail.as_str())
        });
        return shown.unwrap_or(name);
    }
    if let Some((start, end)) = view.headline {
        let text = view.skeleton.slice(start, end);
        if text.chars().count() <= 24 && !is_side_heading(text) {
            return crate::sink::fold(text, 60);
        }
    }
    crate::sink::fold(first_of_title(view), 60)
}

/// Whether a list is one that stands beside the content of many pages: 推荐阅读.
fn is_beside(view: &View<'_>, list: &List) -> bool {
    let lines = &view.skeleton.lines;
    let index = lines.partition_point(|line| line.start < list.start);
    let above = index.checked_sub(1).and_then(|index| lines.get(index));
    above.is_some_and(|line| is_side_heading(view.skeleton.slice(line.start, line.end)))
}

fn is_side_heading(text: &str) -> bool {
    let text = crate::headline::squeeze(text);
    SIDE.contains(&text.trim_end_matches(['：', ':', '>', '》']))
}

/// The title up to the first dash: what the page is, before the name of the site.
fn first_of_title<'a>(view: &'a View<'_>) -> &'a str {
    let title = view.skeleton.title.trim();
    let mut parts = title.split(['-', '_', '|', '—', '–']);
    parts.next().unwrap_or_default()
}

/// Whether scripts may fill the list: the page tells that something is fetched, or
/// it holds the marks of a template.
pub(crate) fn filled_by_script(view: &View<'_>) -> bool {
    let begin = view.begin();
    let rest = view.skeleton.text.get(begin as usize..);
    if rest.is_some_and(|rest| rest.contains("{{")) {
        return true;
    }
    let mut scripts = view.skeleton.scripts.iter().map(|script| script.signs);
    scripts.any(|signs| {
        signs.any(Signs::FRAMEWORK)
            || signs.any(Signs::FETCHES) && signs.any(Signs::PUTS)
            || signs.any(Signs::LOAD)
    })
}

/// Whether an inline script fetches something and puts it before the entries that the
/// page brings along, or in their place.
fn adds_entries(view: &View<'_>) -> bool {
    view.skeleton.scripts.iter().any(|script| {
        let range = script.start as usize..script.end as usize;
        script.signs.any(Signs::FETCHES.or(Signs::LOAD))
            && fills_list(view.skeleton.code.get(range).unwrap_or_default())
    })
}

/// The next page of the list.
fn next(view: &View<'_>, resolver: &Resolver) -> Option<String> {
    if let Some(file) = view
        .pass
        .paging
        .as_ref()
        .and_then(crate::script::Paging::next)
        && let Resolved::Address(url) = resolver.resolve(&file)
    {
        return Some(url.into());
    }
    view.skeleton
        .links
        .iter()
        .zip(view.addresses)
        .filter(|(link, _)| link.role == Role::Anchor)
        .find_map(|(link, address)| {
            let text = view.skeleton.slice(link.start, link.end).trim();
            let text = text.trim_matches(['>', '<', '[', ']', ' ', '»', '›']);
            let next = matches!(
                text,
                "下一页" | "下页" | "后一页" | "next" | "Next" | "下一頁"
            );
            let address = (*address)?;
            (next && address != view.url.as_str()).then(|| address.to_owned())
        })
}

fn page(view: &View<'_>) -> u32 {
    if let Some(paging) = &view.pass.paging {
        return paging.current.saturating_add(1).min(100_000);
    }
    let name = view.url.path().rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    stem.rsplit_once(['_', '-'])
        .and_then(|(_, number)| (number.len() <= 3).then(|| number.parse::<u32>().ok())?)
        .filter(|number| (1..1000).contains(number))
        .unwrap_or(1)
}

fn kind(view: &View<'_>, name: &str) -> ColumnKind {
    let by = |text: &str| {
        KINDS
            .iter()
            .find(|(word, _)| text.contains(word))
            .map(|(_, kind)| *kind)
    };
    // A column of a topic, or one that is no more, has no duty of its own.
    let topic = view.regions.trail.as_ref().is_some_and(|trail| {
        trail.steps.iter().rev().skip(1).any(|step| {
            !step.name.contains("公开")
                && ["专题", "专栏", "往期"]
                    .iter()
                    .any(|word| step.name.contains(word))
        })
    });
    if topic || says_closed(view) {
        return ColumnKind::Archive;
    }
    // Where the official name and the title tell of different kinds, nobody knows.
    if let (Some(official), Some(shown)) = (by(name), by(first_of_title(view)))
        && official != shown
    {
        return ColumnKind::Other;
    }
    // Nor is the official kind to be believed where the official name was not.
    let believed = view
        .meta("ColumnName")
        .is_none_or(|official| official.trim() == name);
    // Systems give one type to everything. Where a column is called nothing of the kind,
    // the type of the shortest duty is no evidence: 部门电话 are no news.
    let by_type = |text: &str| by(text).filter(|kind| *kind != ColumnKind::News);
    by(name)
        .or_else(|| {
            let kind = view.meta("ColumnType").filter(|_| believed);
            kind.and_then(by_type)
        })
        .or_else(|| {
            let trail = view.regions.trail.as_ref()?;
            trail
                .steps
                .iter()
                .rev()
                .skip(1)
                .find_map(|step| by(&step.name))
        })
        .unwrap_or_default()
}

/// Headings of lists that stand beside the content.
const SIDE: [&str; 14] = [
    "推荐阅读",
    "相关阅读",
    "延伸阅读",
    "热门推荐",
    "热点推荐",
    "热门文章",
    "热门信息",
    "热点排行",
    "点击排行",
    "阅读排行",
    "最新推荐",
    "推荐信息",
    "推荐文章",
    "猜你喜欢",
];

/// Entries kept of one page.
const ITEMS: usize = 1_000;

/// Words in the names of columns, the more telling first.
const KINDS: [(&str, ColumnKind); 86] = [
    ("解读", ColumnKind::Interpretation),
    ("访谈", ColumnKind::Interview),
    ("征集", ColumnKind::Survey),
    ("调查", ColumnKind::Survey),
    ("征求意见", ColumnKind::Survey),
    ("问卷", ColumnKind::Survey),
    ("信箱", ColumnKind::Consultation),
    ("邮箱", ColumnKind::Consultation),
    ("投诉", ColumnKind::Consultation),
    ("咨询", ColumnKind::Consultation),
    ("留言", ColumnKind::Consultation),
    ("信访", ColumnKind::Consultation),
    ("互动", ColumnKind::Consultation),
    ("回复", ColumnKind::Consultation),
    ("问答", ColumnKind::Consultation),
    ("答复", ColumnKind::Consultation),
    ("往届", ColumnKind::Archive),
    ("往期", ColumnKind::Archive),
    ("往年", ColumnKind::Archive),
    ("历史", ColumnKind::Archive),
    ("归档", ColumnKind::Archive),
    ("存档", ColumnKind::Archive),
    ("旧版", ColumnKind::Archive),
    ("老版", ColumnKind::Archive),
    ("废止", ColumnKind::Archive),
    ("回顾", ColumnKind::Archive),
    ("春节", ColumnKind::Archive),
    ("国庆", ColumnKind::Archive),
    ("中秋", ColumnKind::Archive),
    ("元宵", ColumnKind::Archive),
    ("法规库", ColumnKind::Archive),
    ("规章库", ColumnKind::Archive),
    ("专题", ColumnKind::Archive),
    ("专栏", ColumnKind::Archive),
    ("公开指南", ColumnKind::Disclosure),
    ("公开目录", ColumnKind::Disclosure),
    ("公开制度", ColumnKind::Disclosure),
    ("公开年报", ColumnKind::Disclosure),
    ("年度报告", ColumnKind::Disclosure),
    ("年报", ColumnKind::Disclosure),
    ("依申请公开", ColumnKind::Disclosure),
    ("办事", ColumnKind::Service),
    ("办理", ColumnKind::Service),
    ("服务", ColumnKind::Service),
    ("下载", ColumnKind::Service),
    ("行政许可", ColumnKind::Service),
    ("便民", ColumnKind::Service),
    ("规划", ColumnKind::Plan),
    ("计划", ColumnKind::Plan),
    ("人事", ColumnKind::Personnel),
    ("任免", ColumnKind::Personnel),
    ("招考", ColumnKind::Personnel),
    ("招聘", ColumnKind::Personnel),
    ("招录", ColumnKind::Personnel),
    ("录用", ColumnKind::Personnel),
    ("公务员", ColumnKind::Personnel),
    ("数据", ColumnKind::Data),
    ("统计", ColumnKind::Data),
    ("财政", ColumnKind::Data),
    ("预算", ColumnKind::Data),
    ("决算", ColumnKind::Data),
    ("公告", ColumnKind::Notice),
    ("通知", ColumnKind::Notice),
    ("公示", ColumnKind::Notice),
    ("公报", ColumnKind::Notice),
    ("政策", ColumnKind::Policy),
    ("法规", ColumnKind::Policy),
    ("文件", ColumnKind::Policy),
    ("法律", ColumnKind::Policy),
    ("规章", ColumnKind::Policy),
    ("概况", ColumnKind::Standing),
    ("简介", ColumnKind::Standing),
    ("机构", ColumnKind::Standing),
    ("职能", ColumnKind::Standing),
    ("职责", ColumnKind::Standing),
    ("领导之窗", ColumnKind::Standing),
    ("领导信息", ColumnKind::Standing),
    ("联系", ColumnKind::Standing),
    ("关于我们", ColumnKind::Standing),
    ("动态", ColumnKind::News),
    ("要闻", ColumnKind::News),
    ("新闻", ColumnKind::News),
    ("活动", ColumnKind::News),
    ("资讯", ColumnKind::News),
    ("报道", ColumnKind::News),
    ("快讯", ColumnKind::News),
];
