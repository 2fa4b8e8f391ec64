use huabiao_facts::{MessageAnswer, PageVisit, PublicMessage, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::draw::population;
use crate::messages::Messages;
use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "公开留言要素不全",
        en: "public message incomplete",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/message-incomplete.zh.md"),
        en: include_str!("../../docs/rules/message-incomplete.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：互动交流（留言公开，留言及答复要素）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let messages = Messages::new(&seen);
    let whole: Vec<(&PageVisit, &PublicMessage)> = messages
        .all
        .iter()
        .copied()
        .filter(|(visit, message)| message.whole && !visit.page.truncated)
        .collect();
    let addresses = whole.iter().map(|(visit, _)| address(visit));
    let mut check = Check::new(ID).population(population(&seen, "messages", addresses));
    let mut reasons = seen.gaps();
    if whole.is_empty() && reasons.is_empty() && !messages.elsewhere {
        return check.reach(Reach::NotApplicable(nothing_seen("公开的留言及答复")));
    }
    if whole.is_empty() {
        reasons.push(nothing_seen("公开的留言及答复"));
        return check.reach(Reach::Nothing(reasons));
    }
    if messages.elsewhere {
        reasons.push(Messages::more(messages.all.len()));
    }
    for (visit, message) in whole {
        for part in lacking(message) {
            if part == "unit" {
                // On the site of one body, who answers goes without saying.
                match site.profile.category {
                    Some(category) if category.is_portal() => {}
                    Some(_) => continue,
                    None => {
                        if !reasons.contains(&Reason::CategoryUnknown) {
                            reasons.push(Reason::CategoryUnknown);
                        }
                        continue;
                    }
                }
            }
            if visit.page.filled_by_script && part == "content" {
                continue;
            }
            // The day on which the page was published may be either of them.
            let dated = visit.page.published.is_some() && visit.page.messages.len() == 1;
            if dated && matches!(part, "answered" | "asked") {
                continue;
            }
            check.findings.push(
                Finding::new(ID, address(visit))
                    .group(part)
                    .value("title", title(visit, message))
                    .evidence(Evidence {
                        line: Some(message.line),
                        ..page_evidence(visit)
                    }),
            );
        }
    }
    check.reach(Reach::from_reasons(reasons))
}

/// The parts that a public message lacks. One that says that it is still open lacks no
/// answer.
fn lacking(message: &PublicMessage) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    let mut add = |is: bool, part| {
        if is {
            lacking.push(part);
        }
    };
    let answered = message.answer.is_given() || message.answered.is_some();
    add(message.asked.is_none(), "asked");
    add(answered && message.answered.is_none(), "answered");
    add(answered && message.unit.is_none(), "unit");
    add(
        answered && message.answer == MessageAnswer::Empty,
        "content",
    );
    lacking
}

fn title<'a>(visit: &'a PageVisit, message: &'a PublicMessage) -> &'a str {
    let page = &visit.page;
    [&message.title, &page.headline, &page.title]
        .into_iter()
        .find(|title| !title.is_empty())
        .map_or("", String::as_str)
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let title = value(finding, "title");
    let part = match (lang, finding.group.as_str()) {
        (Lang::En, "asked") => "the day of the message",
        (Lang::En, "answered") => "the day of the answer",
        (Lang::En, "unit") => "who answered",
        (Lang::En, _) => "the words of the answer",
        (Lang::Zh, "asked") => "留言时间",
        (Lang::Zh, "answered") => "答复时间",
        (Lang::Zh, "unit") => "答复单位",
        (Lang::Zh, _) => "答复内容",
    };
    match lang {
        Lang::En => format!("the public message “{title}” does not show {part}"),
        Lang::Zh => format!("公开留言“{title}”未注明{part}"),
    }
}

const ID: RuleId = RuleId::new("message-incomplete");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_open_message_lacks_no_answer() {
        let open = PublicMessage {
            asked: "2026-11-20".parse().ok(),
            answer: MessageAnswer::Open,
            whole: true,
            ..PublicMessage::default()
        };
        assert!(lacking(&open).is_empty());
        let shown = PublicMessage {
            answer: MessageAnswer::Shown,
            ..open.clone()
        };
        assert_eq!(lacking(&shown), ["answered", "unit"]);
        let empty = PublicMessage {
            asked: None,
            answered: "2026-11-21".parse().ok(),
            unit: Some("市水务局".to_owned()),
            answer: MessageAnswer::Empty,
            ..open
        };
        assert_eq!(lacking(&empty), ["asked", "content"]);
    }
}
