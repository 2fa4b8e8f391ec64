use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::messages::Messages;
use crate::portal::{nothing_seen, unless_portal};
use crate::rule::value;
use crate::seen::{Seen, address, count, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "未公开网民留言",
        en: "no message of users made public",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/messages-hidden.zh.md"),
        en: include_str!("../../docs/rules/messages-hidden.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：互动交流（留言公开）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    if let Some(check) = unless_portal(ID, site) {
        return check;
    }
    let seen = Seen::new(site);
    let messages = Messages::new(&seen);
    let mut check = Check::new(ID);
    if messages.is_any() {
        return check;
    }
    let mut reasons = seen.gaps();
    if messages.elsewhere {
        reasons.push(Messages::more(0));
    }
    if seen.is_shell() {
        reasons.push(nothing_seen("足够的站内页面"));
    }
    match seen.home() {
        Ok(home) if reasons.is_empty() => check.findings.push(
            Finding::new(ID, address(home))
                .value("pages", count(seen.pages.len()))
                .evidence(page_evidence(home)),
        ),
        _ if seen.pages.is_empty() => return check.reach(Reach::Nothing(reasons)),
        _ => return check.reach(Reach::Part(reasons)),
    }
    check
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let pages = value(finding, "pages");
    match lang {
        Lang::En => format!("none of the {pages} pages of the site shows a message of a user"),
        Lang::Zh => format!("全站{pages}个页面均未公开网民留言"),
    }
}

const ID: RuleId = RuleId::new("messages-hidden");
