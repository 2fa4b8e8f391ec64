//! What people and platforms saw, in words: no rule made these findings.

use chrono::FixedOffset;
use huabiao_finding::{Finding, Value, day_words};
use huabiao_types::Lang;

use crate::rule::value;

/// A finding of a person or a platform in one sentence: what, where from, by whom, when,
/// with which proof. `None` for what a rule found.
pub(crate) fn describe(finding: &Finding, lang: Lang) -> Option<String> {
    if !value(finding, "platform").is_empty() {
        return Some(of_platform(finding, lang));
    }
    let reviewer = finding.evidence.reviewer.as_deref()?;
    Some(of_person(finding, reviewer, lang))
}

fn of_person(finding: &Finding, reviewer: &str, lang: Lang) -> String {
    let mut facts = Vec::new();
    let asked = match lang {
        Lang::En => value(finding, "question_en"),
        Lang::Zh => value(finding, "question"),
    };
    let fact = |zh: &str, en: &str, text: &str| match lang {
        Lang::En => format!("{en}: {text}"),
        Lang::Zh => format!("{zh}：{text}"),
    };
    if !asked.is_empty() {
        facts.push(fact("核查事项", "asked", &asked));
    }
    facts.push(fact("核查人", "by", reviewer));
    if let Some(at) = finding.evidence.at {
        let china = FixedOffset::east_opt(CHINA);
        let day = china.map_or(at.date_naive(), |china| {
            at.with_timezone(&china).date_naive()
        });
        facts.push(fact("核查时间", "on", &day_words(day, lang)));
    }
    if let Some(proof) = &finding.evidence.attachment {
        facts.push(fact("附件", "proof", proof));
    }
    let saw = finding.evidence.snippet.as_deref().unwrap_or_default();
    match (lang, saw) {
        (Lang::En, "") => format!("a reviewer found a fault ({})", facts.join("; ")),
        (Lang::En, saw) => format!("a reviewer found: {saw} ({})", facts.join("; ")),
        (Lang::Zh, "") => format!("人工核查发现问题（{}）", facts.join("；")),
        (Lang::Zh, saw) => format!("人工核查发现：{saw}（{}）", facts.join("；")),
    }
}

fn of_platform(finding: &Finding, lang: Lang) -> String {
    let (platform, kind) = (value(finding, "platform"), value(finding, "platform_kind"));
    let place = finding.target.as_ref().unwrap_or(&finding.url);
    let seen = match finding.values.get("seen") {
        Some(Value::Date(day)) => Some(day_words(*day, lang)),
        _ => None,
    };
    let said = finding.evidence.snippet.as_deref().unwrap_or_default();
    match lang {
        Lang::En => {
            let on = seen.map(|day| format!(" on {day}")).unwrap_or_default();
            let said = match said {
                "" => String::new(),
                said => format!(": {said}"),
            };
            format!("{platform} reported “{kind}”{on} ({place}){said}")
        }
        Lang::Zh => {
            let on = seen.map(|day| format!("于{day}")).unwrap_or_default();
            let said = match said {
                "" => String::new(),
                said => format!("，说明：{said}"),
            };
            format!("{platform}{on}报告“{kind}”（{place}）{said}")
        }
    }
}

/// Seconds by which China is ahead of UTC.
const CHINA: i32 = 8 * 3600;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_finding::{Evidence, RuleId};

    use super::*;

    #[test]
    fn what_a_person_saw_is_told_with_its_proof() {
        let finding = Finding::new(
            RuleId::new("guide-wrong"),
            "http://www.example.gov.cn/g.html",
        )
        .value("question", "信息是否有误")
        .value("question_en", "Is anything wrong")
        .evidence(Evidence {
            at: Some("2026-11-24T17:00:00Z".parse().unwrap()),
            reviewer: Some("核查员甲".to_owned()),
            attachment: Some("a.png".to_owned()),
            snippet: Some("电话错".to_owned()),
            ..Evidence::default()
        });
        assert_eq!(
            crate::describe(&finding, Lang::Zh),
            "人工核查发现：电话错（核查事项：信息是否有误；核查人：核查员甲；核查时间：2026年11月25日；附件：a.png）"
        );
        assert!(crate::describe(&finding, Lang::En).contains("asked: Is anything wrong; by: "));
    }

    #[test]
    fn what_a_platform_says_is_its_own_word() {
        let day: chrono::NaiveDate = "2026-11-24".parse().unwrap();
        let finding = Finding::new(RuleId::new("column-blank"), "http://www.example.gov.cn/xw/")
            .value("platform", "示例巡检平台")
            .value("platform_kind", "空白栏目")
            .value("seen", day);
        assert_eq!(
            crate::describe(&finding, Lang::Zh),
            "示例巡检平台于2026年11月24日报告“空白栏目”（http://www.example.gov.cn/xw/）"
        );
        assert_eq!(
            crate::describe(&finding, Lang::En),
            "示例巡检平台 reported “空白栏目” on 24 November 2026 (http://www.example.gov.cn/xw/)"
        );
    }
}
