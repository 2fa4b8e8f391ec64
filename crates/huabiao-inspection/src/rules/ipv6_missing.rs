use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "未完成IPv6改造",
        en: "IPv6 missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/ipv6-missing.zh.md"),
        en: include_str!("../../docs/rules/ipv6-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：IPv6改造",
        certainty: Certainty::Confirmed,
        note: "条文只说“未按要求完成”，查法是各监测产品的惯例",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let Some(probe) = &site.probes.ipv6 else {
        return Check::new(ID).reach(Reach::Nothing(vec![Reason::NothingSeen {
            what: "IPv6".to_owned(),
        }]));
    };
    let mut check = Check::new(ID);
    let fault = |group: &str| {
        Finding::new(ID, site.profile.home.as_str())
            .group(group)
            .value("host", site.profile.host.as_str())
            .value("addresses", probe.addresses)
    };
    match (probe.addresses, probe.reachable) {
        (0, _) => check.findings.push(fault("no-address")),
        (_, Some(false)) => check.findings.push(fault("unreachable")),
        (_, Some(true)) => {}
        (_, None) => {
            return check.reach(Reach::Part(vec![Reason::NothingSeen {
                what: "IPv6".to_owned(),
            }]));
        }
    }
    check
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let host = value(finding, "host");
    match (lang, finding.group.as_str()) {
        (Lang::En, "no-address") => format!("{host} has no address of IPv6"),
        (Lang::Zh, "no-address") => format!("域名{host}没有IPv6地址（AAAA记录）"),
        (Lang::En, _) => format!("{host} has an address of IPv6, but does not answer there"),
        (Lang::Zh, _) => format!("域名{host}有IPv6地址，但经IPv6不能访问"),
    }
}

const ID: RuleId = RuleId::new("ipv6-missing");
