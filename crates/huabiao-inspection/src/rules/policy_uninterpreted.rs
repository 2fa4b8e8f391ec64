use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::draw::population;
use crate::interpretations::{Interpretations, is_whole, title};
use crate::portal::{nothing_seen, unless_portal};
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence, published};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "政策文件未见解读",
        en: "document without an interpretation",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/policy-uninterpreted.zh.md"),
        en: include_str!("../../docs/rules/policy-uninterpreted.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：发布解读（解读比例）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    if let Some(check) = unless_portal(ID, site) {
        return check;
    }
    let seen = Seen::new(site);
    let interpretations = Interpretations::new(&seen);
    let policies: Vec<_> = interpretations
        .policies
        .iter()
        .copied()
        .filter(|visit| is_measure(title(visit)))
        .filter(|visit| published(visit).is_some_and(|day| seen.is_within(day, limits.policy_days)))
        .collect();
    let addresses = policies.iter().map(|visit| address(visit));
    let mut check = Check::new(ID).population(population(&seen, "policies", addresses));
    let mut reasons = seen.gaps();
    if interpretations.titles.is_empty() {
        // That the column is missing is another rule's fault.
        reasons.push(nothing_seen("政策解读"));
        return check.reach(Reach::Nothing(reasons));
    }
    // An interpretation that was not read may be of any document.
    if !reasons.is_empty() {
        return check.reach(Reach::Part(reasons));
    }
    for &policy in &policies {
        let core = core(title(policy));
        let explained = interpretations.leads_back(policy)
            || interpretations
                .titles
                .iter()
                .any(|title| names(title, &core))
            || interpretations.all.iter().any(|visit| {
                interpretations
                    .to_policies(visit)
                    .any(|link| link.url.as_deref() == Some(address(policy)))
            });
        if explained {
            continue;
        }
        if !is_whole(policy) {
            reasons.push(nothing_seen("可判读的文件页面"));
            continue;
        }
        check.findings.push(
            Finding::new(ID, address(policy))
                .value("title", title(policy))
                .value("published", published(policy).unwrap_or(site.today))
                .evidence(Evidence {
                    snippet: Some(title(policy).to_owned()),
                    ..page_evidence(policy)
                }),
        );
    }
    reasons.dedup();
    check.reach(Reach::from_reasons(reasons))
}

/// Whether a title is that of a document that lays something down for the public, not
/// of an appointment, a list or an arrangement within offices.
fn is_measure(title: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    has(&MEASURES) && !has(&INTERNAL)
}

/// What a document is about: the name in 《》, else the title without the words around
/// it.
fn core(title: &str) -> String {
    let inner = title
        .split_once('《')
        .and_then(|(_, rest)| rest.rsplit_once('》'))
        .map_or(title, |(inner, _)| inner);
    let mut core = inner.rsplit("关于").next().unwrap_or(inner).to_owned();
    for word in [
        "印发",
        "公布",
        "的通知",
        "的通告",
        "的公告",
        "（试行）",
        "(试行)",
        "的实施意见",
        "的意见",
    ] {
        core = core.replace(word, "");
    }
    core.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether the title of an interpretation names a document: its core, or most of it in
/// one piece.
fn names(title: &str, core: &str) -> bool {
    let title: String = title.chars().filter(|c| c.is_alphanumeric()).collect();
    let chars: Vec<char> = core.chars().collect();
    let piece = (chars.len() * 2 / 3).clamp(4, 12).min(chars.len());
    piece > 0
        && chars.windows(piece).any(|window| {
            let window: String = window.iter().collect();
            title.contains(&window)
        })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, day) = (value(finding, "title"), value(finding, "published"));
    match lang {
        Lang::En => {
            format!("no interpretation on the site is of the document “{title}” ({day})")
        }
        Lang::Zh => format!("政策文件“{title}”（{day}）在本网站未见解读，需人工确认是否应当解读"),
    }
}

const ID: RuleId = RuleId::new("policy-uninterpreted");

/// Words of documents that lay something down.
const MEASURES: [&str; 13] = [
    "办法", "规定", "意见", "方案", "细则", "规划", "条例", "措施", "政策", "制度", "标准", "规则",
    "决定",
];

/// Words of documents that the clause does not mean.
const INTERNAL: [&str; 25] = [
    "任免",
    "任职",
    "免职",
    "人事",
    "表彰",
    "名单",
    "公示",
    "招聘",
    "采购",
    "中标",
    "放假",
    "会议",
    "考核",
    "领导小组",
    "分工",
    "预算",
    "决算",
    "转发",
    "批复",
    "废止",
    "失效",
    "撤销",
    "应急预案",
    "工作要点",
    "征求意见",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cores_and_names() {
        assert_eq!(
            core("关于印发《示例市农村公路养护管理办法》的通知"),
            "示例市农村公路养护管理办法"
        );
        let core = core("示例市人民政府关于促进旅游业高质量发展的实施意见");
        assert_eq!(core, "促进旅游业高质量发展");
        assert!(names("《促进旅游业高质量发展的实施意见》政策解读", &core));
        assert!(names("一图读懂旅游业高质量发展实施意见", &core));
        assert!(!names("《农村公路养护管理办法》解读", &core));
    }

    #[test]
    fn what_needs_an_interpretation() {
        assert!(is_measure("关于印发《停车管理办法》的通知"));
        assert!(!is_measure("关于调整领导小组成员的决定"));
        assert!(!is_measure("关于2026年国庆节放假安排的通知"));
    }
}
