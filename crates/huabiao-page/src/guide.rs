use huabiao_facts::GuideElement;

use crate::regions::{Area, Regions};
use crate::skeleton::Skeleton;
use crate::tag::Tag;
use crate::terms::{self, Hit, Term};

/// A label of a key element in the content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    pub(crate) element: GuideElement,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The labels of key elements in the content, in the order of the page: at the
/// beginning of a line or cell, after a number, in brackets, or before a colon.
pub(crate) fn labels(
    skeleton: &Skeleton,
    regions: &Regions,
    terms: &[Hit],
    from: u32,
) -> Vec<Label> {
    let mut found = Vec::new();
    for hit in terms {
        let Term::Guide(element) = hit.term else {
            continue;
        };
        if hit.start < from {
            continue;
        }
        let Some(line) = skeleton.line_at(hit.start) else {
            continue;
        };
        if line.hidden || line.control {
            continue;
        }
        let area = regions.area(line.node, hit.start);
        if matches!(
            area,
            Area::Footer | Area::Nav | Area::Header | Area::Comment
        ) {
            continue;
        }
        let before = skeleton.slice(line.start, hit.start);
        let after = skeleton.slice(hit.end, line.end);
        if is_label(before, after, cell(skeleton, line.node)) {
            found.push(Label {
                element,
                start: hit.start,
                end: hit.end,
            });
        }
    }
    found
}

/// The elements that words of labels name anywhere at the beginning of a line, an element
/// or a part of a sentence, hidden parts and buttons included: each may introduce what
/// stands elsewhere.
pub(crate) fn named(
    skeleton: &Skeleton,
    regions: &Regions,
    terms: &[Hit],
    from: u32,
) -> Vec<GuideElement> {
    let buttons = skeleton.lines.iter().filter(|line| line.control);
    let buttons = buttons.flat_map(|line| {
        let hits = terms::of_text(skeleton.slice(line.start, line.end)).into_iter();
        hits.map(move |hit| Hit {
            start: line.start + hit.start,
            ..hit
        })
    });
    let mut found: Vec<GuideElement> = terms
        .iter()
        .copied()
        .chain(buttons)
        .filter_map(|hit| {
            let Term::Guide(element) = hit.term else {
                return None;
            };
            let line = skeleton.line_at(hit.start)?;
            let area = regions.area(line.node, hit.start);
            let before = skeleton.slice(line.start, hit.start).chars().next_back();
            let leads = before.is_none_or(|c| !c.is_alphabetic() || NUMERALS.contains(c));
            let here = hit.start >= from && !matches!(area, Area::Footer | Area::Comment);
            (here && leads).then_some(element)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The elements of some labels, in the order of the clause.
pub(crate) fn elements(labels: &[Label]) -> Vec<GuideElement> {
    let mut found: Vec<GuideElement> = labels.iter().map(|label| label.element).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn is_label(before: &str, after: &str, cell: bool) -> bool {
    let lead: String = before
        .chars()
        .rev()
        .take_while(|c| !matches!(c, '。' | '；' | ';' | '，' | ','))
        .filter(|c| !c.is_whitespace())
        .collect();
    let numbered = lead.chars().count() <= 8
        && lead.chars().all(|c| {
            c.is_ascii_digit()
                || "一二三四五六七八九十、.．（）()【】[]第：:*●■◆•·—-及和与服务本办理行政许可"
                    .contains(c)
        });
    let colon = after.trim_start().starts_with(['：', ':', '】', '］', ']']);
    let end = after.trim().is_empty();
    let head = after.trim_start();
    let short = head.chars().count() <= 6;
    // An element of its own, or a space: `<span>设定依据</span><span>…`.
    let apart = after.starts_with(char::is_whitespace);
    (numbered && (colon || end || short || apart || cell)) || (colon && lead.chars().count() <= 12)
}

fn cell(skeleton: &Skeleton, node: u32) -> bool {
    skeleton.nodes.get(node as usize).is_some_and(|node| {
        matches!(node.tag, Tag::Td | Tag::Th | Tag::Dt) || node.tag.heading() > 0
    })
}

/// What numbers a label and is a letter.
const NUMERALS: &str = "一二三四五六七八九十";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_running_text() {
        assert!(is_label("一、", "", false));
        assert!(is_label("（三）", "：身份证", false));
        assert!(is_label("", "及要求", false));
        assert!(is_label("", "身份证、户口本原件各一份", true));
        assert!(is_label("2. ", " 《登记条例》第三条规定的情形", false));
        assert!(!is_label("请各单位按照", "准备齐全后报送", false));
        assert!(!is_label("", "应当真实有效，不得伪造", false));
    }
}
