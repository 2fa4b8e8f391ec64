use crate::skeleton::{Node, Skeleton};
use crate::tag::Tag;

/// The row of a table that an element stands in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Row {
    pub(super) table: u32,
    pub(super) row: u32,
    /// The place of the cell in its row, from 0.
    pub(super) column: usize,
}

/// The row and the column of an element, if it stands in a table.
pub(super) fn row_of(skeleton: &Skeleton, node: u32) -> Option<Row> {
    let cell = above(skeleton, node, &[Tag::Td, Tag::Th])?;
    let row = above(
        skeleton,
        skeleton.nodes.get(cell as usize)?.parent,
        &[Tag::Tr],
    )?;
    let table = above(
        skeleton,
        skeleton.nodes.get(row as usize)?.parent,
        &[Tag::Table],
    )?;
    let column = cells(skeleton, row).position(|index| index == cell)?;
    Some(Row { table, row, column })
}

/// The text of a row, cells apart.
pub(super) fn text(skeleton: &Skeleton, row: u32) -> &str {
    skeleton
        .nodes
        .get(row as usize)
        .and_then(|node| skeleton.text.get(node.range()))
        .unwrap_or_default()
}

/// The texts of the cells of a row.
pub(super) fn cell_texts(skeleton: &Skeleton, row: u32) -> impl Iterator<Item = &str> {
    cells(skeleton, row).filter_map(|index| {
        let node = skeleton.nodes.get(index as usize)?;
        Some(skeleton.text.get(node.range())?.trim())
    })
}

/// The row that names the columns: the first one with as many cells that holds no long
/// number; `None` when that is the row itself.
pub(super) fn heading(skeleton: &Skeleton, at: Row) -> Option<u32> {
    let wanted = cells(skeleton, at.row).count();
    let table = skeleton.nodes.get(at.table as usize)?;
    let rows = (at.table + 1)..table.end;
    rows.filter(|&index| is(skeleton, index, &[Tag::Tr]))
        .take(ROWS)
        .find(|&index| cells(skeleton, index).count() == wanted)
        .filter(|&index| {
            let figures = |byte: &u8| byte.is_ascii_digit();
            index != at.row && text(skeleton, index).bytes().filter(figures).count() < 8
        })
}

/// Rows of a table, the outer ones only.
pub(super) fn rows(skeleton: &Skeleton, table: u32) -> impl Iterator<Item = u32> {
    let end = skeleton
        .nodes
        .get(table as usize)
        .map_or(0, |node| node.end);
    ((table + 1)..end)
        .filter(|&index| is(skeleton, index, &[Tag::Tr]))
        .take(MOST_ROWS)
}

fn cells(skeleton: &Skeleton, row: u32) -> impl Iterator<Item = u32> {
    let end = skeleton.nodes.get(row as usize).map_or(0, |node| node.end);
    ((row + 1)..end).filter(move |&index| {
        is(skeleton, index, &[Tag::Td, Tag::Th])
            && skeleton
                .nodes
                .get(index as usize)
                .and_then(|node| above(skeleton, node.parent, &[Tag::Tr]))
                == Some(row)
    })
}

fn is(skeleton: &Skeleton, index: u32, tags: &[Tag]) -> bool {
    skeleton
        .nodes
        .get(index as usize)
        .is_some_and(|node| tags.contains(&node.tag))
}

/// The nearest of some elements at or above one.
fn above(skeleton: &Skeleton, from: u32, tags: &[Tag]) -> Option<u32> {
    let mut index = from;
    for _ in 0..DEPTH {
        let node: &Node = skeleton.nodes.get(index as usize)?;
        if tags.contains(&node.tag) {
            return Some(index);
        }
        if node.parent >= index {
            return None;
        }
        index = node.parent;
    }
    None
}

/// Elements above one another that are looked at.
const DEPTH: usize = 40;
/// Rows among which the heading is sought.
const ROWS: usize = 5;
/// Rows of one table that are looked at.
const MOST_ROWS: usize = 2_000;
