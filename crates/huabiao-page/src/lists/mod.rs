mod children;
mod description_list;
mod element_list;
mod entry;
mod entry_date;
mod heading;
mod line_list;
mod split_date;

use chrono::NaiveDate;

use self::children::Children;
use self::element_list::element_list;
use self::entry::title;
use self::line_list::line_list;
use crate::day::Found;
use crate::regions::{Area, Regions};
use crate::skeleton::Skeleton;

pub(crate) use self::entry::Entry;

/// Children of one element that look alike and hold one entry each.
#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) node: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) entries: Vec<Entry>,
    pub(crate) dated: usize,
    pub(crate) area: Area,
    /// Characters of all entries.
    pub(crate) chars: u32,
}

impl List {
    /// Entries with a title of some length.
    pub(crate) fn titled(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.length >= 8)
            .count()
    }

    pub(crate) fn newest(&self) -> Option<NaiveDate> {
        self.entries.iter().filter_map(|entry| entry.date).max()
    }
}

/// Finds the lists of a page; none overlaps another.
pub(crate) fn find(
    skeleton: &Skeleton,
    regions: &Regions,
    days: &[Found],
    headline: Option<(u32, u32)>,
) -> Vec<List> {
    let children = Children::of(skeleton);
    let mut lists: Vec<List> = Vec::new();
    for index in 0..skeleton.nodes.len() {
        if let Some(list) = element_list(skeleton, regions, days, &children, index) {
            lists.push(list);
        }
        if let Some(list) = line_list(skeleton, regions, days, index) {
            lists.push(list);
        }
    }
    lists.retain(|list| {
        list.entries.len() >= 3
            || !headline.is_some_and(|(start, _)| {
                list.entries
                    .iter()
                    .any(|entry| entry.start <= start && start < entry.end)
            })
    });
    // Dated ones first, then the longest; what overlaps a better one goes.
    lists.sort_by_key(|list| {
        core::cmp::Reverse((
            list.dated > 0,
            list.dated * 4 + list.titled() * 2 + list.entries.len().min(60),
            list.start,
        ))
    });
    let mut kept: Vec<List> = Vec::new();
    for list in lists {
        if kept.len() >= LISTS {
            break;
        }
        if kept
            .iter()
            .all(|other| list.end <= other.start || other.end <= list.start)
        {
            kept.push(list);
        }
    }
    kept.sort_by_key(|list| list.start);
    for list in &mut kept {
        list.entries.retain_mut(|entry| {
            entry.title = title(skeleton, entry.source);
            entry.title.chars().count() >= 2
                && !NO_ENTRY.contains(&entry.title.as_str())
                // The pattern of an entry that a script fills.
                && !entry.title.contains("{{")
        });
    }
    kept
}

fn finish(
    skeleton: &Skeleton,
    index: u32,
    area: Area,
    entries: Vec<Entry>,
    count: usize,
) -> Option<List> {
    let dated = entries.iter().filter(|entry| entry.shows_date).count();
    let node = skeleton.nodes.get(index as usize)?;
    let linked = entries.iter().filter(|entry| entry.link.is_some()).count();
    let chars = entries.iter().map(|entry| entry.chars).sum();
    let list = List {
        node: index,
        start: node.from.text,
        end: node.to.text.max(node.from.text + 1),
        entries,
        dated,
        area,
        chars,
    };
    let enough = if dated > 0 {
        linked * 2 >= list.entries.len() && (dated * 2 >= list.entries.len() || dated >= 3)
    } else {
        list.entries.len() >= 2 && linked * 2 >= list.entries.len()
    };
    (enough && (dated >= 3 || list.entries.len() * 3 >= count * 2)).then_some(list)
}

/// Anchors that turn the pages of a list or lead to more of it.
const NO_ENTRY: [&str; 12] = [
    "上一页",
    "下一页",
    "上页",
    "下页",
    "首页",
    "尾页",
    "末页",
    "第一页",
    "最后一页",
    "更多",
    "更多>>",
    "more",
];
/// Lists kept of one page.
const LISTS: usize = 200;
