use core::ops::Range;

use super::children::Children;
use crate::skeleton::Skeleton;
use crate::tag::Tag;

/// What the heading of a table says of the dates in its columns.
pub(super) struct Heading {
    columns: Vec<Dates>,
}

/// The cells of one row whose dates the heading explains.
#[derive(Default)]
pub(super) struct Cells {
    /// Holds the day of publication.
    pub(super) published: Option<Range<usize>>,
    /// Hold other days.
    others: Vec<Range<usize>>,
}

/// What the dates of a column are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Dates {
    Published,
    Other,
    Unknown,
}

impl Cells {
    /// Whether a date that begins at `start` is not that of publication.
    pub(super) fn is_other(&self, start: usize) -> bool {
        self.others.iter().any(|cell| cell.contains(&start))
    }
}

impl Heading {
    /// The heading of the rows that are the children of `index`.
    pub(super) fn of(skeleton: &Skeleton, children: &Children, index: usize) -> Option<Self> {
        let node = skeleton.nodes.get(index)?;
        let first = |index: usize, tag: Tag| {
            let is = |kid: &&u32| {
                skeleton
                    .nodes
                    .get(**kid as usize)
                    .is_some_and(|node| node.tag == tag)
            };
            children.get(index).iter().find(is).copied()
        };
        let parent = node.parent as usize;
        let head = if node.tag == Tag::Tbody && parent < index {
            first(parent, Tag::Thead)
        } else {
            first(index, Tag::Thead)
        };
        let row = head
            .and_then(|head| first(head as usize, Tag::Tr))
            .or_else(|| first(index, Tag::Tr))?;
        let columns: Vec<Dates> = cells(skeleton, children, row)
            .map(|cell| dates(skeleton.text.get(cell).unwrap_or_default()))
            .collect();
        let tells = columns.iter().any(|dates| *dates != Dates::Unknown);
        tells.then_some(Self { columns })
    }

    /// The cells of a row, where it has as many as the heading.
    pub(super) fn cells(&self, skeleton: &Skeleton, children: &Children, row: u32) -> Cells {
        let mut told = Cells::default();
        if cells(skeleton, children, row).count() != self.columns.len() {
            return told;
        }
        for (cell, dates) in cells(skeleton, children, row).zip(&self.columns) {
            match dates {
                Dates::Published => told.published = told.published.or(Some(cell)),
                Dates::Other => told.others.push(cell),
                Dates::Unknown => {}
            }
        }
        told
    }
}

fn cells<'a>(
    skeleton: &'a Skeleton,
    children: &'a Children,
    row: u32,
) -> impl Iterator<Item = Range<usize>> + 'a {
    children
        .get(row as usize)
        .iter()
        .filter_map(|&cell| skeleton.nodes.get(cell as usize))
        .filter(|cell| matches!(cell.tag, Tag::Td | Tag::Th))
        .map(|cell| cell.range())
}

fn dates(head: &str) -> Dates {
    let head: String = head
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(12)
        .collect();
    let of = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if of(&OTHER) {
        Dates::Other
    } else if of(&PUBLISHED) && (of(&["日期", "时间"]) || PUBLISHED.contains(&head.as_str())) {
        Dates::Published
    } else {
        Dates::Unknown
    }
}

/// Words of headings over days of publication.
const PUBLISHED: [&str; 7] = ["发布", "更新", "公开", "公布", "上网", "上传", "发表"];
/// Words of headings over days of something else.
const OTHER: [&str; 17] = [
    "截止", "截至", "失效", "有效", "生效", "施行", "实施", "结束", "成文", "发文", "印发", "签发",
    "制定", "开标", "报名", "考试", "活动",
];
