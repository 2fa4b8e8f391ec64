use super::entry::entry;
use super::heading::Cells;
use super::{List, finish};
use crate::day::Found;
use crate::regions::{Area, Regions};
use crate::skeleton::Skeleton;
use crate::tag::Tag;

/// A list whose entries are lines, with breaks between them.
pub(super) fn line_list(
    skeleton: &Skeleton,
    regions: &Regions,
    days: &[Found],
    index: usize,
) -> Option<List> {
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
            &Cells::default(),
        ));
    }
    finish(skeleton, own, area, entries, lines.len())
}

/// Lines looked at in one element.
const ENTRIES: usize = 2_000;
