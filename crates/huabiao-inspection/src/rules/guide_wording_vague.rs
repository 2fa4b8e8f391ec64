use huabiao_facts::{GuideElement, SiteFacts};
use huabiao_finding::{Check, Finding, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::guides::{Guides, finding, sections};
use crate::rule::value;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "办理材料表述含糊",
        en: "vague wording of the materials",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/guide-wording-vague.zh.md"),
        en: include_str!("../../docs/rules/guide-wording-vague.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：办事服务（办事指南，含糊表述）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    Guides::check(ID, site, |_, visit| {
        if !visit.page.guide.contains(&GuideElement::Materials) {
            return Some(Vec::new());
        }
        let (_, sections) = sections(visit, GuideElement::Materials)?;
        // Once a guide, at the first place.
        let found = sections.iter().find_map(|section| {
            let words = vague(&section.text)?;
            Some(finding(ID, visit, section).value("words", words))
        });
        Some(found.into_iter().collect())
    })
}

/// The first vague wording of a list of materials.
fn vague(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    for at in 0..chars.len() {
        let rest = chars.get(at..)?;
        let Some(head) = HEADS.iter().find(|head| starts_with(rest, head)) else {
            continue;
        };
        let length = head.chars().count();
        let between: Vec<char> = rest
            .iter()
            .skip(length)
            .take_while(|c| !STOPS.contains(**c))
            .take(REACH)
            .copied()
            .collect();
        let Some(noun) = (0..between.len()).find_map(|from| {
            let rest = between.get(from..)?;
            NOUNS
                .iter()
                .find(|noun| starts_with(rest, noun))
                .map(|noun| from + noun.chars().count())
        }) else {
            continue;
        };
        let end = at + length + noun;
        // A heading, or a wish that is denied, leaves nothing open.
        let after: String = chars.iter().skip(end).take(3).collect();
        let tail: String = chars
            .iter()
            .skip(end)
            .take_while(|c| !STOPS.contains(**c))
            .take(TAIL)
            .collect();
        let clause = chars.get(..at)?.iter().rposition(|c| STOPS.contains(*c));
        let before: String = chars
            .get(clause.map_or(0, |stop| stop + 1)..at)?
            .iter()
            .collect();
        let denied = DENIALS.iter().any(|word| before.contains(word))
            || before.ends_with('无')
            // 除……其他材料外; 其他材料均已取消.
            || tail.starts_with('外')
            || DROPPED.iter().any(|word| tail.contains(word))
            || after.trim_start_matches(['：', ':']).starts_with('无');
        let heading = after.starts_with(['：', ':', '名', '清', '目']);
        if denied || heading {
            continue;
        }
        let from = chars
            .get(..at)?
            .iter()
            .rposition(|c| STOPS.contains(*c))
            .map_or(0, |stop| stop + 1)
            .max(at.saturating_sub(LEAD));
        return Some(chars.get(from..end)?.iter().collect());
    }
    None
}

fn starts_with(text: &[char], word: &str) -> bool {
    word.chars()
        .enumerate()
        .all(|(at, c)| text.get(at) == Some(&c))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, words) = (value(finding, "title"), value(finding, "words"));
    match lang {
        Lang::En => format!("the guide “{title}” asks for materials in vague words: “{words}”"),
        Lang::Zh => format!("办事指南“{title}”的办理材料表述含糊：“{words}”"),
    }
}

const ID: RuleId = RuleId::new("guide-wording-vague");

/// Words that leave open what follows.
const HEADS: [&str; 6] = ["其他", "其它", "等相关", "等有关", "等必要", "等所需"];

/// What is left open.
const NOUNS: [&str; 5] = ["材料", "资料", "文件", "证件", "手续"];

/// What ends the phrase.
const STOPS: &str = "。；;，,、\n（(）)《》“”0123456789．";

/// Characters between the two.
const REACH: usize = 14;

/// Characters before them that are shown.
const LEAD: usize = 16;

/// Characters after them in which it may be dropped.
const TAIL: usize = 10;

/// Words that drop what was asked for before.
const DROPPED: [&str; 7] = ["取消", "不再", "无需", "无须", "不需", "免于", "免提交"];

/// Words that deny the wish.
const DENIALS: [&str; 12] = [
    "无需",
    "无须",
    "不需",
    "不必",
    "不用",
    "没有",
    "不得",
    "不再",
    "不要求",
    "不收取",
    "免提交",
    "免于",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_vague() {
        for (text, words) in [
            (
                "1．申请表；2．法律、法规规定的其他材料。",
                Some("法规规定的其他材料"),
            ),
            ("视具体情况所需其他材料", Some("视具体情况所需其他材料")),
            ("身份证等有关证明材料", Some("身份证等有关证明材料")),
            ("其他材料：照片2张", None),
            ("无其他材料", None),
            ("无需提供其他材料", None),
            ("除上述材料外不得要求提供其他相关材料", None),
            ("其他材料：无", None),
            ("申请表（原件1份）；身份证（复印件1份）", None),
            ("其他单位出具的合同，材料齐全", None),
            ("其他证明申请表", None),
            (
                "除法律、行政法规规定的其他材料外，不得要求提交其他材料",
                None,
            ),
            ("身份证（原件1份），其他证明材料均已取消", None),
        ] {
            assert_eq!(vague(text).as_deref(), words, "{text}");
        }
    }
}
