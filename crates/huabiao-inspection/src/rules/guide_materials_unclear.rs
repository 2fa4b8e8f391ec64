use huabiao_facts::{GuideElement, GuideSection, SiteFacts};
use huabiao_finding::{Check, Finding, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::guides::{Guides, finding, sections};
use crate::rule::value;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "办理材料格式要求不明确",
        en: "form of the materials unclear",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/guide-materials-unclear.zh.md"),
        en: include_str!("../../docs/rules/guide-materials-unclear.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：办事服务（办事指南，材料格式）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    Guides::check(ID, site, |_, visit| {
        if !visit.page.guide.contains(&GuideElement::Materials) {
            // That is another rule's fault.
            return Some(Vec::new());
        }
        let (_, sections) = sections(visit, GuideElement::Materials)?;
        if sections.iter().any(|section| !section.links.is_empty()) {
            // What the linked list says of the form was not read.
            return None;
        }
        let text: String = sections
            .iter()
            .flat_map(|section| section.text.chars())
            .filter(|c| !c.is_whitespace())
            .collect();
        let unclear = unclear(&text);
        let first: &GuideSection = sections.first()?;
        if unclear.is_empty() {
            return Some(Vec::new());
        }
        Some(vec![
            finding(ID, visit, first).value("unclear", unclear.join("、")),
        ])
    })
}

/// What a list of materials leaves open.
fn unclear(text: &str) -> Vec<&'static str> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let none = text.chars().count() < MIN_CHARS
        || NONE.iter().any(|word| text.starts_with(word))
        // What is not handed in has no number.
        || has(&WAIVED);
    if none {
        return Vec::new();
    }
    let mut unclear = Vec::new();
    if !has(&FORMS) {
        unclear.push(FORM);
    }
    if !has_number(text) {
        unclear.push(NUMBER);
    }
    unclear
}

/// Whether a text says how many copies: a number or 各 before a measure word.
fn has_number(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let measure = matches!(c, '份' | '套' | '张' | '式' | '册' | '本');
        if measure && (before.is_ascii_digit() || NUMERALS.contains(before)) {
            return true;
        }
        // A number in brackets: （2）份.
        if !matches!(c, '）' | ')') {
            before = c;
        }
    }
    // A row of a table: 原件 1 纸质.
    let counted = |word: &&str| {
        text.match_indices(*word).any(|(at, word)| {
            let after = text.get(at + word.len()..).unwrap_or_default();
            let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
            let figures = after.len() - rest.len();
            (1..=2).contains(&figures) && !rest.starts_with(['.', '．', '、'])
        })
    };
    text.contains("份数") || COUNTED.iter().any(counted)
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, unclear) = (value(finding, "title"), value(finding, "unclear"));
    match lang {
        Lang::En => {
            let words = [
                (FORM, "original or copy, paper or electronic"),
                (NUMBER, "the number of copies"),
            ];
            let unclear: Vec<&str> = words
                .into_iter()
                .filter(|(word, _)| unclear.contains(word))
                .map(|(_, words)| words)
                .collect();
            format!(
                "the guide “{title}” does not say of its materials: {}",
                unclear.join("; ")
            )
        }
        Lang::Zh => format!("办事指南“{title}”的办理材料未说明{unclear}"),
    }
}

const ID: RuleId = RuleId::new("guide-materials-unclear");

const FORM: &str = "原件或复印件、纸质或电子";
const NUMBER: &str = "份数";

/// Words that say in which form materials are handed in.
const FORMS: [&str; 14] = [
    "原件", "复印", "正本", "副本", "纸质", "电子", "扫描", "影印", "照片", "书面", "打印", "拍照",
    "上传", "盖章",
];

/// Those after which a bare number is that of copies.
const COUNTED: [&str; 4] = ["原件", "复印件", "正本", "副本"];

/// Words with which a section says that nothing need be handed in.
const NONE: [&str; 6] = ["无", "不需要", "无需", "免提交", "零材料", "不需"];

/// Words with which a list says of a material that nobody has to hand it in.
const WAIVED: [&str; 9] = [
    "免提交",
    "免于提交",
    "无需提交",
    "不再提交",
    "免交",
    "系统核验",
    "免证办",
    "自动调取",
    "自动获取",
];

/// Numerals before a measure word.
const NUMERALS: &str = "一二三四五六七八九十两叁贰壹各每几";

/// Characters below which a section is no list of materials.
const MIN_CHARS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_and_unclear() {
        assert!(unclear("1．申请表（原件1份，纸质）；2．身份证复印件一份").is_empty());
        assert!(unclear("身份证原件及复印件（2）份").is_empty());
        assert!(unclear("身份证（电子证照，免提交）").is_empty());
        assert!(unclear("免证办（系统自动调取电子证照）").is_empty());
        assert!(unclear("身份证原件1纸质必要照片原件2纸质必要").is_empty());
        assert_eq!(unclear("身份证原件2.户口本复印件"), [NUMBER]);
        assert_eq!(unclear("身份证原件及复印件"), [NUMBER]);
        assert_eq!(unclear("申请表一式三份；营业执照"), [FORM]);
        assert_eq!(unclear("《实施办法》中要求的材料"), [FORM, NUMBER]);
        assert!(unclear("无需提交材料").is_empty());
        assert!(unclear("申请表").is_empty(), "too short to be a list");
        assert_eq!(
            unclear("本人身份证、户口本原件"),
            [NUMBER],
            "a booklet is no number"
        );
    }
}
