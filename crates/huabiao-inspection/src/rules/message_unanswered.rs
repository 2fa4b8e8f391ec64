use huabiao_facts::{Letter, MessageAnswer, PageVisit, PublicMessage, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::messages::Messages;
use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, address, count, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "留言超过3个月未回应",
        en: "message unanswered for more than 3 months",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/message-unanswered.zh.md"),
        en: include_str!("../../docs/rules/message-unanswered.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：互动回应差（未回应）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    let seen = Seen::new(site);
    let messages = Messages::new(&seen);
    let mut check = Check::new(ID);
    let overdue = |day| {
        seen.is_within(day, limits.message_window) && !seen.is_within(day, limits.message_days)
    };
    for (visit, message) in &messages.all {
        if message.answer == MessageAnswer::Open
            && message.answered.is_none()
            && message.asked.is_some_and(overdue)
            && !messages.is_answered_below(&seen, message)
        {
            check.findings.push(shown(&seen, visit, message));
        }
    }
    let Some(letters) = &site.records.letters else {
        // What is not public was not seen.
        let mut reasons = seen.gaps();
        reasons.push(nothing_seen("留言登记记录"));
        // The answer may be in a picture or come from a script.
        let empty = messages.all.iter().any(|(_, message)| {
            message.answer == MessageAnswer::Empty
                && message.answered.is_none()
                && message.asked.is_some_and(overdue)
        });
        if empty {
            reasons.push(nothing_seen("答复栏空白的公开留言的答复内容"));
        }
        return check.reach(if messages.is_any() {
            Reach::Part(reasons)
        } else {
            Reach::Nothing(reasons)
        });
    };
    let counted: Vec<&Letter> = letters
        .iter()
        .filter(|letter| {
            letter.valid
                && seen.is_within(letter.received, limits.message_window)
                && !crate::books::is_ahead(site, letter.answered)
        })
        .collect();
    for letter in &counted {
        if letter.answered.is_none() && overdue(letter.received) {
            let home = &site.profile.home;
            check.findings.push(
                Finding::new(ID, home.as_str())
                    .value("age_days", seen.age(letter.received))
                    .value("asked", letter.received)
                    .value("letter", letter.id.as_str()),
            );
        }
    }
    check
        .measure("messages", count(counted.len()).into())
        .reach(Reach::from_reasons(crate::books::gaps_of_letters(site)))
}

fn shown(seen: &Seen<'_>, visit: &PageVisit, message: &PublicMessage) -> Finding {
    let page = &visit.page;
    let title = [&message.title, &page.headline, &page.title]
        .into_iter()
        .find(|title| !title.is_empty())
        .map_or("", String::as_str);
    let mut finding = Finding::new(ID, address(visit))
        .value("title", title)
        .evidence(Evidence {
            line: Some(message.line),
            snippet: Some(title.to_owned()),
            ..page_evidence(visit)
        });
    if let Some(asked) = message.asked {
        finding = finding
            .value("age_days", seen.age(asked))
            .value("asked", asked);
    }
    match &message.url {
        Some(url) => finding.target(url.as_str()),
        None => finding,
    }
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (asked, age, title, letter) = (of("asked"), of("age_days"), of("title"), of("letter"));
    match (lang, letter.is_empty()) {
        (Lang::En, true) => {
            format!("the public message “{title}” of {asked} is unanswered after {age} days")
        }
        (Lang::En, false) => {
            format!("by the records, letter {letter} of {asked} is unanswered after {age} days")
        }
        (Lang::Zh, true) => format!("公开留言“{title}”（{asked}）显示{age}天仍未答复"),
        (Lang::Zh, false) => format!("登记记录显示，{asked}收到的来信{letter}已{age}天未答复"),
    }
}

const ID: RuleId = RuleId::new("message-unanswered");
