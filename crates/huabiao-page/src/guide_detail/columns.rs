use huabiao_facts::GuideElement;

use super::short::LABEL;
use crate::skeleton::Node;
use crate::tag::Tag;
use crate::view::View;

/// The elements that the head row of a table names with something below them: words, a
/// picture, or cells that stand in no order that could be told.
pub(super) fn in_columns(view: &View<'_>, from: u32, until: u32) -> Vec<GuideElement> {
    let nodes = &view.skeleton.nodes;
    let is_row = |node: &Node| node.tag == Tag::Tr && !node.hidden;
    let mut found = Vec::new();
    for (at, row) in nodes.iter().enumerate() {
        if !is_row(row) || row.from.text < from || row.from.text >= until {
            continue;
        }
        let heads = cells(nodes, at);
        if heads.len() < COLUMNS {
            continue;
        }
        let named: Vec<(usize, GuideElement)> = heads
            .iter()
            .enumerate()
            .filter_map(|(column, head)| {
                Some((
                    column,
                    head_of(view.skeleton.slice(head.from.text, head.to.text))?,
                ))
            })
            .collect();
        if named.len() < COLUMNS - 1 || named.len() * 2 <= heads.len() {
            continue;
        }
        let mut below = nodes.iter().enumerate().skip(row.end as usize);
        let values = below.find(|(_, node)| is_row(node));
        let values = values.map_or_else(Vec::new, |(at, _)| cells(nodes, at));
        let understood = values.len() == heads.len();
        found.extend(named.into_iter().filter_map(|(column, element)| {
            let filled = values
                .get(column)
                .is_some_and(|cell| cell.chars() > 0 || cell.to.media > cell.from.media);
            (filled || !understood).then_some(element)
        }));
    }
    found
}

/// The cells of a row.
fn cells(nodes: &[Node], row: usize) -> Vec<&Node> {
    let end = nodes.get(row).map_or(row, |node| node.end as usize);
    let inside = nodes.get(row + 1..end).unwrap_or_default().iter();
    inside
        .filter(|node| node.parent as usize == row && matches!(node.tag, Tag::Td | Tag::Th))
        .collect()
}

/// The element that a cell of a head row names.
fn head_of(text: &str) -> Option<GuideElement> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.chars().count() > LABEL {
        return None;
    }
    let known = HEADS.iter().find(|(word, _)| text.contains(word));
    known.map(|(_, element)| *element)
}

/// Words of the cells of head rows.
const HEADS: [(&str, GuideElement); 24] = [
    ("依据", GuideElement::Basis),
    ("条件", GuideElement::Conditions),
    ("对象", GuideElement::Conditions),
    ("材料", GuideElement::Materials),
    ("资料", GuideElement::Materials),
    ("要件", GuideElement::Materials),
    ("地点", GuideElement::Place),
    ("地址", GuideElement::Place),
    ("窗口", GuideElement::Place),
    ("电话", GuideElement::Telephone),
    ("联系方式", GuideElement::Telephone),
    ("收费", GuideElement::Fees),
    ("费用", GuideElement::Fees),
    ("时限", GuideElement::Hours),
    ("期限", GuideElement::Hours),
    ("时间", GuideElement::Hours),
    ("流程", GuideElement::Procedure),
    ("程序", GuideElement::Procedure),
    ("步骤", GuideElement::Procedure),
    ("科室", GuideElement::Office),
    ("部门", GuideElement::Office),
    ("机构", GuideElement::Office),
    ("单位", GuideElement::Office),
    ("事项", GuideElement::Name),
];

/// Cells of a row from which on it may be the head of a table.
const COLUMNS: usize = 4;
