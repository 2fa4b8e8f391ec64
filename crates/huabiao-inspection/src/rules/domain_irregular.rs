use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::jurisdiction::Jurisdiction;
use crate::rule::value;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "网站域名不规范",
        en: "irregular domain",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/domain-irregular.zh.md"),
        en: include_str!("../../docs/rules/domain-irregular.en.md"),
    },
    source: Source {
        document: "国办函〔2018〕55号",
        clause: "域名后缀与形式；国办秘函〔2019〕19号 功能设计：域名名称",
        certainty: Certainty::Confirmed,
        note: "不承担行政职能的事业单位不得使用.gov.cn，本规则无从得知，不作判断",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let host = site.profile.host.as_str();
    if Jurisdiction::of(site) != Jurisdiction::China {
        return Check::new(ID).reach(Reach::NotApplicable(Reason::NotForThisKind));
    }
    let mut check = Check::new(ID);
    check.findings.extend(fault(site, host).map(|group| {
        Finding::new(ID, site.profile.home.as_str())
            .group(group)
            .value("host", host)
    }));
    check
}

/// What is wrong with a name, if anything.
fn fault(site: &SiteFacts, host: &str) -> Option<&'static str> {
    let name = host.split(':').next().unwrap_or(host);
    if is_address(host) {
        return Some("ip");
    }
    // `-gov.cn` is no government domain, however much it looks like one.
    let own = SUFFIXES.iter().find_map(|suffix| {
        let own = name.strip_suffix(suffix)?;
        (own.is_empty() || own.ends_with('.')).then_some(own)
    });
    let Some(own) = own else {
        return Some("suffix");
    };
    let portal = site
        .profile
        .category
        .is_some_and(huabiao_types::SiteCategory::is_portal);
    let labels: Vec<&str> = own.split('.').filter(|label| !label.is_empty()).collect();
    // A portal is www.□□□.gov.cn; the central one is www.gov.cn itself.
    let fits = match labels.as_slice() {
        [] | ["www"] => true,
        ["www", _] => true,
        [_] => !portal,
        _ => !portal,
    };
    (!fits).then_some("form")
}

/// Whether a host is an address of a machine and no name.
fn is_address(host: &str) -> bool {
    host.parse::<std::net::SocketAddr>().is_ok()
        || host
            .trim_matches(['[', ']'])
            .parse::<std::net::IpAddr>()
            .is_ok()
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let host = value(finding, "host");
    match (lang, finding.group.as_str()) {
        (Lang::En, "ip") => format!("the site has no domain, only the address {host}"),
        (Lang::Zh, "ip") => format!("网站未使用域名，以IP地址{host}提供访问"),
        (Lang::En, "suffix") => format!("the domain {host} ends neither in .gov.cn nor in .政务"),
        (Lang::Zh, "suffix") => format!("域名{host}未使用.gov.cn或.政务后缀"),
        (Lang::En, _) => format!("the domain {host} of a portal is not of the form www.□□□.gov.cn"),
        (Lang::Zh, _) => format!("门户网站域名{host}不符合“www.□□□.gov.cn”的形式"),
    }
}

/// `.gov.cn` and `.政务`.
const SUFFIXES: [&str; 2] = ["gov.cn", "xn--zfr164b"];

const ID: RuleId = RuleId::new("domain-irregular");
