use std::collections::BTreeSet;

use huabiao_facts::{LinkKind, LinkPlace, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::hijack;
use crate::seen::{Seen, count};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "非政府网站外链",
        en: "links to sites that are no public bodies",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/outlink-nongovernment.zh.md"),
        en: include_str!("../../docs/rules/outlink-nongovernment.en.md"),
    },
    source: Source {
        document: "国办发〔2017〕47号",
        clause: "政府网站发展指引：链接非政府网站的管理",
        certainty: Certainty::Memory,
        note: "条文原文未读到，据记忆；只计数，不认定为问题",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let reasons = seen.gaps();
    if site.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let links = seen.pages.iter().flat_map(|visit| &visit.page.links);
    let hosts: BTreeSet<String> = links
        .filter(|link| {
            link.kind == LinkKind::External && link.place == LinkPlace::Anchor && !link.hidden
        })
        .filter_map(hijack::host)
        .filter(|host| !hijack::is_public(host) && !seen.is_own_host(host))
        .collect();
    Check::new(ID)
        .measure("hosts", i64::from(count(hosts.len())))
        .reach(Reach::from_reasons(reasons))
}

fn describe(finding: &Finding, _: Lang) -> String {
    finding.url.clone()
}

const ID: RuleId = RuleId::new("outlink-nongovernment");
