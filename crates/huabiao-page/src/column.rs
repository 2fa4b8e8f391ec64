use huabiao_facts::{Column, ColumnKind, ListItem, PageKind};

use crate::blank;
use crate::column_kind;
use crate::day::Found;
use crate::lists::{Entry, List};
use crate::more_pages::tells_of_more;
use crate::resolve::{Resolved, Resolver};
use crate::script::{Signs, calls, fills_list};
use crate::skeleton::{Role, ScriptKind};
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
    let next = next(view, resolver);
    Column {
        kind: kind(view, &name),
        name,
        items,
        newest,
        blank,
        why,
        filled_by_script: filled,
        front: lists.len() > 1,
        more: next.is_none() && tells_of_more(view),
        next,
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
    let builds = Signs::FRAMEWORK.or(Signs::FETCHES).or(Signs::LOAD);
    view.skeleton.scripts.iter().any(|script| {
        let range = script.start as usize..script.end as usize;
        script.signs.any(builds)
            || script.kind == ScriptKind::Inline && view.skeleton.code.get(range).is_some_and(calls)
    })
}

/// Whether scripts fill a list where the page has none: it fetches and puts something
/// there, by what everybody would read so. A call by another name may do anything.
pub(crate) fn is_filled_by_script(view: &View<'_>) -> bool {
    let rest = view.skeleton.text.get(view.begin() as usize..);
    rest.is_some_and(|rest| rest.contains("{{"))
        || view.skeleton.scripts.iter().any(|script| {
            let signs = script.signs;
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
    let by = column_kind::by_name;
    // A column of a topic, or one that is no more, has no duty of its own.
    let topic = view.regions.trail.as_ref().is_some_and(|trail| {
        trail.steps.iter().rev().skip(1).any(|step| {
            !step.name.contains("公开")
                && ["专题", "专栏", "往期"]
                    .iter()
                    .any(|word| step.name.contains(word))
        })
    });
    let is_over = |step: &str| {
        step.starts_with(['原', '(', '（']) && step.contains('原')
            || OVER.iter().any(|word| step.contains(word))
    };
    let mut steps = view.regions.trail.iter().flat_map(|trail| &trail.steps);
    let over = is_over(name) || steps.any(|step| is_over(&step.name));
    if topic || over || says_closed(view) {
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

/// Words of campaigns, meetings and counts that end.
const OVER: [&str; 13] = [
    "专项斗争",
    "专项行动",
    "两会",
    "主题教育",
    "党史学习教育",
    "全运会",
    "扫黑除恶",
    "普查",
    "机构改革前",
    "攻坚战",
    "疫情防控",
    "脱贫攻坚",
    "运动会",
];

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
