use huabiao_facts::GuideElement;

use super::TRAIL;

/// The elements that a line names in short words, with text behind a colon or on the
/// next line: a cell 地址 and a cell beside it, 办公时间、地址.
pub(super) fn short_labels(line: &str, next: Option<&str>) -> Vec<GuideElement> {
    let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let line = line.trim_start_matches(TRAIL).trim_start_matches(NUMBER);
    match line.split_once(['：', ':']) {
        Some((words, text)) if !text.is_empty() => named(words),
        _ => {
            let found = named(line.trim_end_matches(['：', ':']));
            let is_label = |text: &str| SHORT.iter().any(|(word, _)| *word == text);
            let next = next.map_or("", str::trim);
            let filled = !next.is_empty() && !is_label(next);
            if filled { found } else { Vec::new() }
        }
    }
}

/// The elements that a label of few characters names at the end of its words.
pub(super) fn named(label: &str) -> Vec<GuideElement> {
    if label.chars().count() > LABEL {
        return Vec::new();
    }
    let of = |word: &str| {
        // 发布时间 is none of a guide.
        let is_end = |end: &str| word == end || end != "时间" && word.ends_with(end);
        let known = SHORT.iter().find(|(end, _)| is_end(end));
        known.map(|(_, element)| *element)
    };
    label.split('、').filter_map(of).collect()
}

/// Words that name an element of a guide, alone or with a word before them.
const SHORT: [(&str, GuideElement); 30] = [
    ("依据", GuideElement::Basis),
    ("条件", GuideElement::Conditions),
    ("材料", GuideElement::Materials),
    ("地址", GuideElement::Place),
    ("地点", GuideElement::Place),
    ("主办部门", GuideElement::Office),
    ("承办部门", GuideElement::Office),
    ("主办单位", GuideElement::Office),
    ("承办单位", GuideElement::Office),
    ("费用", GuideElement::Fees),
    ("收费", GuideElement::Fees),
    ("时间", GuideElement::Hours),
    ("时限", GuideElement::Hours),
    ("电话", GuideElement::Telephone),
    ("流程", GuideElement::Procedure),
    ("程序", GuideElement::Procedure),
    ("步骤", GuideElement::Procedure),
    ("服务对象", GuideElement::Conditions),
    ("办理对象", GuideElement::Conditions),
    ("申请对象", GuideElement::Conditions),
    ("资料", GuideElement::Materials),
    ("要件", GuideElement::Materials),
    ("处所", GuideElement::Place),
    ("场所", GuideElement::Place),
    ("机构", GuideElement::Office),
    ("科室", GuideElement::Office),
    ("机关", GuideElement::Office),
    ("部门", GuideElement::Office),
    ("期限", GuideElement::Hours),
    ("联系方式", GuideElement::Telephone),
];

/// Characters of the longest label of short words.
pub(super) const LABEL: usize = 8;

/// What numbers a label.
pub(super) const NUMBER: [char; 14] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '．', '、', '）',
];
