use huabiao_facts::{GuideElement, PageVisit, Region, SiteFacts};
use huabiao_finding::{Check, Finding, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::guides::{Guides, finding, sections};
use crate::rule::value;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "设定依据只有名称没有内容",
        en: "legal basis named without its content",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/guide-basis-empty.zh.md"),
        en: include_str!("../../docs/rules/guide-basis-empty.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：办事服务（办事指南，政策依据）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    Guides::check(ID, site, |_, visit| {
        if !visit.page.guide.contains(&GuideElement::Basis) {
            return Some(Vec::new());
        }
        let (_, sections) = sections(visit, GuideElement::Basis)?;
        let text: String = sections
            .iter()
            .flat_map(|section| section.text.chars())
            .filter(|c| !c.is_whitespace())
            .collect();
        let names = names(&text);
        let linked = sections.iter().any(|section| !section.links.is_empty())
            || names.iter().any(|name| is_linked(visit, name));
        let (Some(first), Some(name)) = (sections.first(), names.first()) else {
            return Some(Vec::new());
        };
        if linked || content(&text) > NAMES_ONLY || states_clause(&text) {
            return Some(Vec::new());
        }
        // Links that only a script follows may give the text.
        let scripted = visit.page.scripted.iter().any(|link| {
            link.region == Region::Main
                && (GIVES.iter().any(|word| link.text.contains(word))
                    || names.iter().any(|name| link.text.contains(name.as_str())))
        });
        if scripted {
            return None;
        }
        Some(vec![
            finding(ID, visit, first)
                .value("basis", name.as_str())
                .value("documents", u32::try_from(names.len()).unwrap_or(u32::MAX)),
        ])
    })
}

/// The documents that a text names in 《》; nested marks belong to the outer name.
fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut depth = 0_u32;
    let mut name = String::new();
    for c in text.chars() {
        match c {
            '《' => {
                if depth > 0 {
                    name.push(c);
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(core::mem::take(&mut name));
                } else {
                    name.push(c);
                }
            }
            _ if depth > 0 => name.push(c),
            _ => {}
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// Characters of a text beside names, numbers of documents and of articles.
fn content(text: &str) -> usize {
    let mut depth = 0_u32;
    let mut rest = String::new();
    for c in text.chars() {
        match c {
            '《' | '（' | '(' | '〔' | '[' | '【' => depth += 1,
            '》' | '）' | ')' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(c),
            _ => {}
        }
    }
    rest.chars()
        .filter(|c| c.is_alphanumeric() && !c.is_ascii_digit() && !PLACES.contains(*c))
        .count()
}

/// Whether words follow the number of an article, be they few: 第二条：残疾人…….
fn states_clause(text: &str) -> bool {
    text.split("条：").skip(1).any(|rest| {
        let first = rest.trim_start_matches(['“', '"']).chars().next();
        first.is_some_and(|c| c.is_alphabetic() && c != '第')
    })
}

/// Whether the page links to the document anywhere in its content.
fn is_linked(visit: &PageVisit, name: &str) -> bool {
    let start: String = name.chars().take(12).collect();
    visit.page.links.iter().any(|link| {
        link.region == Region::Main && link.url.is_some() && link.text.contains(start.as_str())
    })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, basis) = (value(finding, "title"), value(finding, "basis"));
    match lang {
        Lang::En => format!(
            "the guide “{title}” names its legal basis (《{basis}》 …) without its text or a link to it"
        ),
        Lang::Zh => {
            format!(
                "办事指南“{title}”的设定依据仅有名称（《{basis}》等），未提供条款内容或原文链接"
            )
        }
    }
}

const ID: RuleId = RuleId::new("guide-basis-empty");

/// Words of links to a text.
const GIVES: [&str; 5] = ["链接", "原文", "全文", "点击", "查看"];

/// Characters beside names that do not yet make up the text of an article.
const NAMES_ONLY: usize = 12;

/// Characters of the places of articles and of lists.
const PLACES: &str = "第条款项章节目之及和与依据按照根据规定号年一二三四五六七八九十百";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_content() {
        assert_eq!(
            names("《关于印发<办法>的通知》、《〈条例〉实施细则》，《甲《乙》》"),
            ["关于印发<办法>的通知", "〈条例〉实施细则", "甲《乙》"]
        );
        assert_eq!(content("《行政许可法》第十二条、第二十二条。"), 0);
        assert!(states_clause("《残疾人保障法》第2条：残疾人……"));
        assert!(!states_clause(
            "《社会保险法》第58条；《条例》第三条：《办法》"
        ));
        assert!(!states_clause("第三条：第一款"));
        assert_eq!(content("1.《办法》（国发〔1997〕26号）第三条"), 0);
        assert!(content("《条例》第三条：设立企业，应当向登记机关提出申请。") > NAMES_ONLY);
    }
}
