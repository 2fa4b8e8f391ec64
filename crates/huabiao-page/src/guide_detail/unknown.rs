use super::TRAIL;
use super::content;
use super::short::{LABEL, NUMBER, named};
use crate::guide::Label;
use crate::skeleton::{Line, Skeleton};
use crate::tag::Tag;
use crate::view::View;

/// How many labels name nothing known: the first cell of a row with a cell beside it, or
/// a few characters before a colon.
pub(super) fn unknown_labels(view: &View<'_>, labels: &[Label], from: u32, end: u32) -> u32 {
    let skeleton = view.skeleton;
    let lines: Vec<&Line> = content(view, from, end).collect();
    let mut count = 0;
    for (at, line) in lines.iter().enumerate() {
        let text = skeleton.slice(line.start, line.end);
        let known = labels.partition_point(|label| label.start < line.start);
        if labels
            .get(known)
            .is_some_and(|label| label.start < line.end)
        {
            continue;
        }
        let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let words = squeezed
            .trim_start_matches(TRAIL)
            .trim_start_matches(NUMBER);
        let words = match words.split_once(['：', ':']) {
            Some((words, text)) if !text.is_empty() => words,
            Some(_) => continue,
            None if begins_row(skeleton, line, lines.get(at + 1).copied()) => words,
            None => continue,
        };
        let length = words.chars().count();
        let is_word = words
            .chars()
            .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let other = OTHERS.iter().any(|other| words.contains(other));
        if (2..=LABEL).contains(&length) && is_word && !other && named(words).is_empty() {
            count += 1;
        }
    }
    count
}

/// Whether a line is all of the first cell of a row, and the next line stands in a later
/// cell of the same row.
fn begins_row(skeleton: &Skeleton, line: &Line, next: Option<&Line>) -> bool {
    let cell = |line: &Line| {
        let mut index = line.node;
        for _ in 0..6 {
            let node = skeleton.nodes.get(index as usize)?;
            if matches!(node.tag, Tag::Td | Tag::Th) {
                return Some((index, node.parent, node.from.text, node.to.text));
            }
            if node.parent >= index {
                return None;
            }
            index = node.parent;
        }
        None
    };
    let (Some(here), Some(there)) = (cell(line), next.and_then(cell)) else {
        return false;
    };
    let first = skeleton
        .nodes
        .get(here.1 as usize)
        .is_some_and(|row| row.from.text + 1 >= here.2);
    let whole = line.end + 1 >= here.3;
    first && whole && here.1 == there.1 && here.0 != there.0
}

/// Words in the labels of guides that introduce none of the ten elements.
const OTHERS: [&str; 34] = [
    "事项类型",
    "事项编码",
    "编码",
    "编号",
    "类型",
    "层级",
    "数量",
    "通办",
    "结果",
    "网办",
    "深度",
    "次数",
    "快递",
    "预约",
    "中介",
    "备注",
    "说明",
    "附件",
    "版本",
    "发布",
    "来源",
    "浏览",
    "字号",
    "下载",
    "问题",
    "提示",
    "标签",
    "主题",
    "监督",
    "投诉",
    "年检",
    "审查",
    "权利",
    "义务",
];
