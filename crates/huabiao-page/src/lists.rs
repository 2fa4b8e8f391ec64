use chrono::NaiveDate;

use crate::day::{Form, Found};
use crate::hints::Hints;
use crate::regions::{Area, Regions};
use crate::sink::fold;
use crate::skeleton::{RawLink, Role, Skeleton};
use crate::tag::Tag;

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

/// One entry of a list.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) title: String,
    /// Where the title lies: a part of the text, less its date, or an attribute.
    source: Title,
    length: usize,
    pub(crate) link: Option<u32>,
    pub(crate) date: Option<NaiveDate>,
    pub(crate) line: u32,
    pub(crate) chars: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Where a title is taken from.
#[derive(Clone, Copy, Debug)]
enum Title {
    Attribute(u32),
    Text {
        from: usize,
        to: usize,
        date: Option<(usize, usize)>,
    },
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
        if let Some(list) = children_list(skeleton, regions, days, &children, index) {
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

struct Children {
    first: Vec<u32>,
    all: Vec<u32>,
}

impl Children {
    fn of(skeleton: &Skeleton) -> Self {
        let count = skeleton.nodes.len();
        let mut first = vec![0_u32; count + 1];
        let parent = |index: usize| {
            skeleton
                .nodes
                .get(index)
                .map(|node| node.parent as usize)
                .filter(|&parent| parent < index)
        };
        for index in 0..count {
            if let Some(slot) = parent(index).and_then(|parent| first.get_mut(parent + 1)) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut first {
            sum += *slot;
            *slot = sum;
        }
        let mut next = first.clone();
        let mut all = vec![0; sum as usize];
        for index in 0..count {
            if let Some(at) = parent(index).and_then(|parent| next.get_mut(parent)) {
                if let Some(slot) = all.get_mut(*at as usize) {
                    *slot = u32::try_from(index).unwrap_or(u32::MAX);
                }
                *at += 1;
            }
        }
        Self { first, all }
    }

    fn get(&self, index: usize) -> &[u32] {
        let from = self.first.get(index).copied().unwrap_or(0) as usize;
        let to = self.first.get(index + 1).copied().unwrap_or(0) as usize;
        self.all.get(from..to).unwrap_or_default()
    }
}

fn children_list(
    skeleton: &Skeleton,
    regions: &Regions,
    days: &[Found],
    children: &Children,
    index: usize,
) -> Option<List> {
    let node = skeleton.nodes.get(index)?;
    let kids = children.get(index);
    if kids.is_empty() || node.hidden || node.links().is_empty() && kids.len() < 3 {
        return None;
    }
    if matches!(node.tag, Tag::Select | Tag::Span) {
        return None;
    }
    let area = regions.area(u32::try_from(index).ok()?, node.from.text);
    if matches!(area, Area::Footer | Area::Nav | Area::Paging) {
        return None;
    }
    // Menus in the head area hold no dates.
    let first = days.partition_point(|found| found.start < node.from.text as usize);
    let dates = days
        .get(first)
        .is_some_and(|found| found.end <= node.to.text as usize);
    if area == Area::Header && !dates {
        return None;
    }
    if node.tag == Tag::Dl
        && let Some(entries) = pairs(skeleton, days, kids)
    {
        let count = entries.len();
        return finish(skeleton, u32::try_from(index).ok()?, area, entries, count);
    }
    // The tag that most children have.
    let mut counts: [(Option<Tag>, usize); 4] = [(None, 0); 4];
    for &kid in kids {
        let tag = skeleton.nodes.get(kid as usize)?.tag;
        if let Some(slot) = counts
            .iter_mut()
            .find(|(known, _)| *known == Some(tag) || known.is_none())
        {
            *slot = (Some(tag), slot.1 + 1);
        }
    }
    let (tag, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let tag = tag?;
    if !matches!(
        tag,
        Tag::Li
            | Tag::Tr
            | Tag::Dd
            | Tag::Dl
            | Tag::Div
            | Tag::P
            | Tag::Table
            | Tag::Td
            | Tag::Article
            | Tag::Section
            | Tag::Ul
            | Tag::Tbody
    ) || count == 0
    {
        return None;
    }
    let mut entries = Vec::new();
    let mut last_end = 0;
    for &kid in kids {
        let child = skeleton.nodes.get(kid as usize)?;
        if child.tag != tag || child.hidden || child.from.text < last_end {
            continue;
        }
        if let Some(entry) = entry(
            skeleton,
            days,
            child.range(),
            child.links(),
            child.line,
            child.chars(),
        ) {
            last_end = child.to.text;
            entries.push(entry);
        }
    }
    // One or two blocks make a list only where blocks are entries by their nature.
    if entries.len() < 3
        && !matches!(tag, Tag::Li | Tag::Tr | Tag::Dd | Tag::Dl)
        && !(node.hints.has(Hints::LIST) && entries.len() == count)
    {
        return None;
    }
    finish(skeleton, u32::try_from(index).ok()?, area, entries, count)
}

/// The entries of a description list whose terms and descriptions take turns, a title
/// and its date in either order.
fn pairs(skeleton: &Skeleton, days: &[Found], kids: &[u32]) -> Option<Vec<Entry>> {
    if kids.len() < 4 || !kids.len().is_multiple_of(2) {
        return None;
    }
    let mut entries = Vec::new();
    for pair in kids.chunks_exact(2) {
        let &[term, description] = pair else {
            return None;
        };
        let term = skeleton.nodes.get(term as usize)?;
        let description = skeleton.nodes.get(description as usize)?;
        if (term.tag, description.tag) != (Tag::Dt, Tag::Dd) || term.hidden || description.hidden {
            return None;
        }
        let entry = entry(
            skeleton,
            days,
            term.range().start..description.range().end,
            term.links().start..description.links().end,
            term.line,
            term.chars().saturating_add(description.chars()),
        )?;
        // Else it explains words, or heads groups of links.
        entry.date?;
        entries.push(entry);
    }
    Some(entries)
}

/// A list whose entries are lines, with breaks between them.
fn line_list(skeleton: &Skeleton, regions: &Regions, days: &[Found], index: usize) -> Option<List> {
    let node = skeleton.nodes.get(index)?;
    if node.hidden || node.links().len() < 3 || !matches!(node.tag, Tag::Td | Tag::Div | Tag::P) {
        return None;
    }
    let first = skeleton
        .lines
        .partition_point(|line| line.start < node.from.text);
    let own = u32::try_from(index).ok()?;
    let lines: Vec<_> = skeleton
        .lines
        .get(first..)?
        .iter()
        .take_while(|line| line.start < node.to.text)
        .filter(|line| line.node == own && line.link_chars > 0)
        .take(ENTRIES)
        .collect();
    if lines.len() < 3 {
        return None;
    }
    let area = regions.area(own, node.from.text);
    if matches!(area, Area::Footer | Area::Nav | Area::Paging) {
        return None;
    }
    let mut entries = Vec::new();
    for line in &lines {
        let from = skeleton
            .links
            .partition_point(|link| link.start < line.start);
        let to = skeleton.links.partition_point(|link| link.start < line.end);
        entries.extend(entry(
            skeleton,
            days,
            line.range(),
            from..to,
            node.line,
            line.chars,
        ));
    }
    finish(skeleton, own, area, entries, lines.len())
}

fn finish(
    skeleton: &Skeleton,
    index: u32,
    area: Area,
    entries: Vec<Entry>,
    count: usize,
) -> Option<List> {
    let dated = entries.iter().filter(|entry| entry.date.is_some()).count();
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

fn entry(
    skeleton: &Skeleton,
    days: &[Found],
    range: core::ops::Range<usize>,
    links: core::ops::Range<usize>,
    line: u32,
    chars: u32,
) -> Option<Entry> {
    if !(2..=500).contains(&chars) {
        return None;
    }
    let text = skeleton.text.get(range.clone())?;
    let anchors = skeleton
        .links
        .get(links.clone())
        .unwrap_or_default()
        .iter()
        .enumerate()
        .filter(|(_, link)| matches!(link.role, Role::Anchor | Role::Bare));
    let mut best: Option<(usize, &RawLink, usize)> = None;
    let mut anchors_count = 0;
    let mut longer = 0;
    for (offset, link) in anchors {
        anchors_count += 1;
        let length = (link.end - link.start) as usize;
        longer += usize::from(length >= 24);
        if best.is_none_or(|(_, _, known)| length > known) {
            best = Some((links.start + offset, link, length));
        }
    }
    // Several long anchors: a block of entries, not one.
    if longer >= 3 || anchors_count > 8 {
        return None;
    }
    let from = days.partition_point(|found| found.start < range.start);
    let inside = days
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|found| found.end <= range.end);
    let mut date = None;
    for found in inside {
        if found.form == Form::Compact {
            continue;
        }
        let in_title = best.is_some_and(|(_, link, _)| {
            found.start >= link.start as usize && found.end <= link.end as usize
        });
        let edge = found.end + 3 >= range.end || found.start <= range.start + 3 || {
            let before = text.get(..found.start - range.start).unwrap_or_default();
            let after = text.get(found.end - range.start..).unwrap_or_default();
            before.ends_with('\n')
                || after.starts_with('\n')
                || before.trim_end().ends_with(['[', '(', '（', '【'])
        };
        let told = text
            .get(..found.start - range.start)
            .unwrap_or_default()
            .trim_end()
            .ends_with(['：', ':']);
        if !edge
            && (in_title
                || !told && matches!(found.form, Form::Chinese | Form::Numerals | Form::Named))
        {
            continue;
        }
        if in_title
            && found.form == Form::Chinese
            && text
                .get(found.end - range.start..)
                .is_some_and(|tail| tail.trim().chars().count() > 2)
        {
            continue;
        }
        date = Some(found);
        if !in_title {
            break;
        }
    }
    let date_value = date.map(|found| found.date).or_else(|| split(text));
    let mut link = None;
    let mut source = Title::Text {
        from: range.start,
        to: range.end,
        date: date.map(|found| (found.start, found.end)),
    };
    if let Some((index, raw, _)) = best {
        link = u32::try_from(index).ok();
        let own = skeleton.slice(raw.start, raw.end).trim();
        let full = raw.alt.as_deref().unwrap_or_default().trim();
        let cut = own.trim_end_matches(['.', '…', '·']);
        if own.is_empty() {
            if !full.is_empty() {
                source = Title::Attribute(u32::try_from(index).ok()?);
            }
        } else if cut.len() < own.len() && full.starts_with(cut.trim_end()) {
            source = Title::Attribute(u32::try_from(index).ok()?);
        } else {
            source = Title::Text {
                from: raw.start as usize,
                to: raw.end as usize,
                date: date.map(|found| (found.start, found.end)),
            };
        }
    }
    let length = match source {
        Title::Attribute(_) => best
            .and_then(|(_, raw, _)| raw.alt.as_deref())
            .map_or(0, |alt| alt.trim().chars().count()),
        Title::Text { from, to, date } => {
            let dated = date
                .filter(|(start, end)| *start >= from && *end <= to)
                .map_or(0, |(start, end)| end - start);
            skeleton
                .text
                .get(from..to)
                .unwrap_or_default()
                .chars()
                .filter(|c| !c.is_whitespace())
                .count()
                .saturating_sub(dated)
        }
    };
    if length < 2 || link.is_none() && date_value.is_none() {
        return None;
    }
    let short = u32::try_from(length).unwrap_or(u32::MAX);
    if link.is_none() && (length < 4 || chars > 120) {
        return None;
    }
    // The line under a headline is no entry.
    if link.is_none() && BYLINE.iter().any(|word| text.contains(word)) {
        return None;
    }
    // A paragraph with a link in it is no entry.
    let around = if date_value.is_some() { 24 } else { 0 };
    if short.saturating_mul(5) + around < chars && text.matches('\n').count() < 2 {
        return None;
    }
    Some(Entry {
        title: String::new(),
        source,
        length,
        link,
        date: date_value,
        line,
        chars,
        start: u32::try_from(range.start).unwrap_or(u32::MAX),
        end: u32::try_from(range.end).unwrap_or(u32::MAX),
    })
}

fn title(skeleton: &Skeleton, source: Title) -> String {
    match source {
        Title::Attribute(link) => skeleton
            .links
            .get(link as usize)
            .and_then(|link| link.alt.as_deref())
            .map(|alt| fold(alt, 200))
            .unwrap_or_default(),
        Title::Text { from, to, date } => {
            let text = skeleton.text.get(from..to).unwrap_or_default();
            let Some((start, end)) = date.filter(|(start, end)| *start >= from && *end <= to)
            else {
                return fold(text, 200);
            };
            let head = text.get(..start - from).unwrap_or_default();
            let tail = text.get(end - from..).unwrap_or_default();
            let joined = format!("{head} {tail}");
            fold(
                joined
                    .trim_matches(|c: char| c.is_whitespace() || "[]【】()（）·•-|：:".contains(c)),
                200,
            )
        }
    }
}

/// A date whose day and month are set apart: `11 2017-08`, `2017-08 11`,
/// `08-11 2017`, `2017 08-11`.
fn split(text: &str) -> Option<NaiveDate> {
    let mut numbers: Vec<(u32, usize, usize)> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && numbers.len() < 24 {
        if !bytes.get(at)?.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at - start <= 4 {
            numbers.push((text.get(start..at)?.parse().ok()?, start, at));
        } else {
            numbers.push((0, start, at));
        }
    }
    for window in numbers.windows(3) {
        let &[a, b, c] = window else { continue };
        let gap =
            |x: (u32, usize, usize), y: (u32, usize, usize)| text.get(x.2..y.1).unwrap_or_default();
        let marks = |gap: &str| matches!(gap.trim(), "-" | "/" | "." | "年" | "月");
        let blank =
            |gap: &str| !gap.is_empty() && gap.trim_matches(['日', '/', ' ', '\n']).is_empty();
        let alone = |x: (u32, usize, usize)| x.2 - x.1 <= 2;
        let year = |x: (u32, usize, usize)| x.2 - x.1 == 4 && (1990..=2050).contains(&x.0);
        let found = if year(a) && marks(gap(a, b)) && blank(gap(b, c)) && alone(b) && alone(c) {
            Some((a.0, b.0, c.0))
        } else if alone(a) && blank(gap(a, b)) && year(b) && marks(gap(b, c)) && alone(c) {
            Some((b.0, c.0, a.0))
        } else if alone(a) && alone(b) && marks(gap(a, b)) && blank(gap(b, c)) && year(c) {
            Some((c.0, a.0, b.0))
        } else if year(a) && blank(gap(a, b)) && marks(gap(b, c)) && alone(b) && alone(c) {
            Some((a.0, b.0, c.0))
        } else {
            None
        };
        if let Some((year, month, day)) = found
            && let Some(date) = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        {
            return Some(date);
        }
    }
    None
}

/// Words of the line under a headline.
const BYLINE: [&str; 7] = ["浏览", "阅读", "点击", "来源", "作者", "字体", "访问"];
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
/// Lines looked at in one element.
const ENTRIES: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_set_apart() {
        for text in [
            "11\n2017-08\n标题",
            "2017-08\n11",
            "08-11\n2017 标题",
            "11 2017.08",
        ] {
            assert_eq!(
                split(text).map(|date| date.to_string()).as_deref(),
                Some("2017-08-11"),
                "{text:?}"
            );
        }
        assert_eq!(split("第3条 12 个 2017"), None);
    }
}
