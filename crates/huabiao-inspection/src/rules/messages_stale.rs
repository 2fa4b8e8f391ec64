use chrono::NaiveDate;
use huabiao_facts::{PageVisit, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::messages::Messages;
use crate::portal::{nothing_seen, unless_portal};
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "公开留言长期不更新",
        en: "public messages not updated",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/messages-stale.zh.md"),
        en: include_str!("../../docs/rules/messages-stale.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：互动交流（留言公开，更新）",
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
    let messages = Messages::new(&seen);
    let mut check = Check::new(ID);
    let mut reasons = seen.gaps();
    let Some((newest, visit)) = newest(&seen, &messages) else {
        reasons.push(nothing_seen("带日期的公开留言"));
        return check.reach(Reach::Nothing(reasons));
    };
    check = check.measure("age_days", seen.age(newest));
    if seen.is_within(newest, limits.message_age) {
        return check;
    }
    if messages.elsewhere {
        reasons.push(Messages::more(messages.all.len()));
    }
    if !reasons.is_empty() {
        return check.reach(Reach::Part(reasons));
    }
    check.findings.push(
        Finding::new(ID, address(visit))
            .value("age_days", seen.age(newest))
            .value("limit_days", limits.message_age)
            .value("newest", newest)
            .evidence(page_evidence(visit)),
    );
    check
}

/// The day of the newest message with an answer, and the page that shows it. Of an
/// entry that does not tell the day of its answer, the day it shows is the earliest
/// that the answer can be of.
fn newest<'a>(seen: &Seen<'a>, messages: &Messages<'a>) -> Option<(NaiveDate, &'a PageVisit)> {
    let shown = messages.all.iter().filter_map(|(visit, message)| {
        let given = message.answer.is_given() || message.answered.is_some();
        let day = message.answered.max(message.asked).filter(|_| given)?;
        Some((day, *visit))
    });
    let listed = messages.lists.iter().flat_map(|visit| {
        let items = visit.page.column.iter().flat_map(|column| &column.items);
        items.filter_map(|item| Some((item.date?, *visit)))
    });
    shown
        .chain(listed)
        .filter(|(day, _)| !seen.is_future(*day))
        .max_by_key(|(day, _)| *day)
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (newest, age, limit) = (of("newest"), of("age_days"), of("limit_days"));
    match lang {
        Lang::En => format!(
            "the newest public answer to a message is of {newest}, {age} days old (limit {limit})"
        ),
        Lang::Zh => format!("公开的最新留言答复为{newest}，已{age}天未更新（时限{limit}天）"),
    }
}

const ID: RuleId = RuleId::new("messages-stale");
