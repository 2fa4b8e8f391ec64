use huabiao_facts::{LinkKind, SiteFacts};
use huabiao_finding::{Check, Finding, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::dead_links;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "站内链接失效",
        en: "dead internal link",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/link-dead.zh.md"),
        en: include_str!("../../docs/rules/link-dead.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：可用性",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    dead_links::check(site, ID, &KINDS)
}

fn describe(finding: &Finding, lang: Lang) -> String {
    dead_links::describe(finding, lang, WHAT)
}

const ID: RuleId = RuleId::new("link-dead");

const KINDS: [LinkKind; 2] = [LinkKind::Attachment, LinkKind::Page];

const WHAT: Words = Words {
    zh: "站内链接",
    en: "internal link",
};
