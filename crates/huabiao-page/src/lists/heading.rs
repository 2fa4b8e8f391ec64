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
    /// Hold days that say nothing of when the entry came: a hearing, the begin of force.
    events: Vec<Range<usize>>,
}

/// What the dates of a column are.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Dates {
    Published,
    /// A day in the life of the document before its publication.
    Other,
    /// A day of something else.
    Event,
    Unknown,
}

impl Cells {
    /// Whether a date that begins at `start` is not that of publication.
    pub(super) fn is_other(&self, start: usize) -> bool {
        let mut cells = self.others.iter().chain(&self.events);
        cells.any(|cell| cell.contains(&start))
    }

    /// Whether a date that begins at `start` may not stand for that of publication even
    /// where no other date is shown.
    pub(super) fn is_event(&self, start: usize) -> bool {
        self.events.iter().any(|cell| cell.contains(&start))
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
                Dates::Event => told.events.push(cell),
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
    } else if of(&EVENTS) {
        Dates::Event
    } else if of(&PUBLISHED) && (of(&DAYS) || PUBLISHED.contains(&head.as_str())) {
        Dates::Published
    } else if head.chars().count() <= 8
        && DAYS
            .iter()
            .any(|word| head.strip_suffix(word).is_some_and(|lead| !lead.is_empty()))
    {
        Dates::Event
    } else {
        Dates::Unknown
    }
}

/// Ends of headings over days.
const DAYS: [&str; 2] = ["日期", "时间"];
/// Words of headings over days of publication.
const PUBLISHED: [&str; 13] = [
    "发布", "更新", "公开", "公布", "上网", "上传", "发表", "公示", "公告", "录入", "添加", "刊登",
    "信息",
];
/// Words of headings over days of the document that come before its publication.
const OTHER: [&str; 5] = ["成文", "发文", "印发", "签发", "制定"];
/// Words of headings over days of something else.
const EVENTS: [&str; 12] = [
    "截止", "截至", "失效", "有效", "生效", "施行", "实施", "结束", "开标", "报名", "考试", "活动",
];
