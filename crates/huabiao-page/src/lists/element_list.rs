use super::children::Children;
use super::description_list::pairs;
use super::entry::entry;
use super::heading::{Cells, Heading};
use super::{List, finish};
use crate::day::Found;
use crate::hints::Hints;
use crate::regions::{Area, Regions};
use crate::skeleton::Skeleton;
use crate::tag::Tag;

/// A list whose entries are children of one element.
pub(super) fn element_list(
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
    let heading = (tag == Tag::Tr && dates)
        .then(|| Heading::of(skeleton, children, index))
        .flatten();
    let mut entries = Vec::new();
    let mut last_end = 0;
    for &kid in kids {
        let child = skeleton.nodes.get(kid as usize)?;
        if child.tag != tag || child.hidden || child.from.text < last_end {
            continue;
        }
        let cells = heading.as_ref().map_or_else(Cells::default, |heading| {
            heading.cells(skeleton, children, kid)
        });
        if let Some(entry) = entry(
            skeleton,
            days,
            child.range(),
            child.links(),
            child.line,
            child.chars(),
            &cells,
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
