use huabiao_facts::GuideElement;

use super::short::short_labels;

/// Elements that lines give in other words than a label: generous, for it speaks for
/// the guide.
pub(super) fn unlabelled(title: &str, lines: &[&str]) -> Vec<GuideElement> {
    let has = |words: &[&str]| {
        lines
            .iter()
            .any(|line| words.iter().any(|word| line.contains(word)))
    };
    let begins = |words: &[&str]| {
        lines.iter().any(|line| {
            words.iter().any(|word| {
                let mut chars = line.chars().filter(|c| !c.is_whitespace());
                word.chars().all(|wanted| chars.next() == Some(wanted))
            })
        })
    };
    let count = |words: &[&str]| -> usize {
        let of = |line: &str| -> usize { words.iter().map(|w| line.matches(w).count()).sum() };
        lines.iter().map(|line| of(line)).sum()
    };
    let mut found: Vec<GuideElement> = lines
        .iter()
        .enumerate()
        .flat_map(|(at, line)| short_labels(line, lines.get(at + 1).copied()))
        .collect();
    let mut add = |is: bool, element| {
        if is {
            found.push(element);
        }
    };
    let papers = ["材料要求", "所需材料", "资料要求", "材料清单", "申报材料"];
    add(
        papers.iter().any(|word| title.contains(word)) || count(&["原件", "复印件"]) >= 3,
        GuideElement::Materials,
    );
    add(
        begins(&[
            "地址：",
            "地址:",
            "邮寄地址",
            "通讯地址",
            "通信地址",
            "单位地址",
        ]),
        GuideElement::Place,
    );
    add(
        begins(&["电话：", "电话:", "联系人", "热线"]) || has(&["电话：", "电话:"]),
        GuideElement::Telephone,
    );
    add(
        has(&[
            "个工作日",
            "日内办结",
            "日内答复",
            "月内给予",
            "即时办结",
            "当场办结",
        ]),
        GuideElement::Hours,
    );
    add(
        has(&["免费办理", "不收取任何费用", "不收取费用", "元/"]),
        GuideElement::Fees,
    );
    // Who handles it: named as a unit, in the address, or as the one who accepts.
    let named = |line: &&&str| {
        let line: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        let place = PLACES.iter().any(|word| line.starts_with(word));
        let body = BODIES.iter().any(|word| line.contains(word));
        UNITS.iter().any(|word| line.starts_with(word))
            || place && body
            || ACTS.iter().any(|act| {
                BODIES
                    .iter()
                    .any(|body| line.contains(&format!("{body}{act}")))
            })
    };
    add(
        lines.iter().any(|line| named(&&&**line)),
        GuideElement::Office,
    );
    let stages = [
        &["提交", "提出申请", "填写", "递交"][..],
        &["受理", "审核", "审查", "审批", "核准"][..],
        &["领取", "发放", "发证", "送达", "办结", "答复"][..],
    ];
    let steps = lines
        .iter()
        .filter(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()))
        .count();
    add(
        steps >= 3 && stages.iter().all(|stage| has(stage)),
        GuideElement::Procedure,
    );
    found.sort_unstable();
    found.dedup();
    found
}

/// Words that begin a line with an address.
const PLACES: [&str; 4] = ["地址", "办公地址", "联系地址", "邮寄地址"];

/// Ends of the names of bodies and their parts.
const BODIES: [&str; 11] = [
    "主管部门",
    "委员会",
    "办公室",
    "服务中心",
    "窗口",
    "大厅",
    "局",
    "处",
    "科",
    "所",
    "中心",
];

/// What a body does with an application.
const ACTS: [&str; 6] = ["受理", "审核", "审批", "办理", "提出申请", "办证"];

/// Words that introduce a body.
const UNITS: [&str; 6] = [
    "单位名称",
    "联系单位",
    "联系部门",
    "联系科室",
    "主管部门",
    "业务科室",
];
