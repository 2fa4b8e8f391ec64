use std::collections::HashSet;
use std::net::IpAddr;

use huabiao_facts::{Link, LinkKind, LinkPlace, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};
use url::{Host, Url};

use crate::rule::value;
use crate::seen::{Seen, address, is_local_file, is_misspelt, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "站外链接写错",
        en: "wrong outlink",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/outlink-wrong.zh.md"),
        en: include_str!("../../docs/rules/outlink-wrong.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：可用性（链接错误）",
        certainty: Certainty::Confirmed,
        note: "“错误链接”的种类未见细则，只指出公众一定打不开或一定写错的",
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
    let mut check = Check::new(ID);
    let mut told: HashSet<(&str, &str)> = HashSet::new();
    for visit in &seen.pages {
        for link in &visit.page.links {
            let Some(fault) = fault(&seen, link) else {
                continue;
            };
            if !told.insert((address(visit), link.href.as_str())) {
                continue;
            }
            let target = link.url.as_deref().unwrap_or(&link.href);
            check.findings.push(
                Finding::new(ID, address(visit))
                    .target(target)
                    // A bare address is worth a word, but no link that is wrong.
                    .group(if fault == "ip" {
                        fault
                    } else {
                        seen.place(visit)
                    })
                    .value("fault", fault)
                    .value("text", link.text.as_str())
                    .value("href", link.href.as_str())
                    .evidence(Evidence {
                        line: Some(link.line),
                        snippet: Some(link.href.clone()),
                        ..page_evidence(visit)
                    }),
            );
        }
    }
    check.reach(Reach::from_reasons(reasons))
}

/// What is wrong with a link that people can click, if anything.
fn fault(seen: &Seen<'_>, link: &Link) -> Option<&'static str> {
    if link.place != LinkPlace::Anchor || link.noscript {
        return None;
    }
    let href = link.href.trim();
    if is_local_file(href) {
        return Some("local");
    }
    if is_misspelt(href) {
        return Some("typo");
    }
    if link.kind != LinkKind::External {
        return None;
    }
    let url = Url::parse(link.url.as_deref()?).ok()?;
    if !matches!(url.scheme(), "http" | "https" | "ftp") {
        return None;
    }
    match url.host()? {
        Host::Domain("localhost") => Some("local"),
        Host::Domain(name) => is_typo(name).then_some("typo"),
        Host::Ipv4(ip) if is_private(IpAddr::V4(ip)) => Some("private"),
        Host::Ipv6(ip) if is_private(IpAddr::V6(ip)) => Some("private"),
        _ if seen.is_own_host(url.host_str()?) => None,
        _ => Some("ip"),
    }
}

/// Whether a name can be none: no dot in it, a misspelt beginning or end.
fn is_typo(name: &str) -> bool {
    !name.contains('.')
        || ["ww.", "wwww.", "www.www.", "http."]
            .iter()
            .any(|start| name.starts_with(start))
        || [
            ".gov.c", ".gov.con", ".govcn", ".goc.cn", ".gov.cnm", ".con", ".comn",
        ]
        .iter()
        .any(|end| name.ends_with(end))
}

fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified()
        }
        IpAddr::V6(ip) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.is_unique_local()
                || ip.is_unicast_link_local()
        }
    }
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (text, href) = (value(finding, "text"), value(finding, "href"));
    let fault = value(finding, "fault");
    match (lang, fault.as_str()) {
        (Lang::En, "local") => {
            format!("the link “{text}” leads to a file on the editor's own machine ({href})")
        }
        (Lang::Zh, "local") => format!("链接“{text}”指向编辑人员本机文件（{href}）"),
        (Lang::En, "private") => {
            format!("the link “{text}” leads into an internal network ({href})")
        }
        (Lang::Zh, "private") => format!("链接“{text}”指向内网地址（{href}）"),
        (Lang::En, "ip") => {
            format!("the link “{text}” leads to a bare address without a domain ({href})")
        }
        (Lang::Zh, "ip") => format!("链接“{text}”指向无域名的IP地址（{href}）"),
        (Lang::En, _) => format!("the address of the link “{text}” is misspelt ({href})"),
        (Lang::Zh, _) => format!("链接“{text}”的地址写错（{href}）"),
    }
}

const ID: RuleId = RuleId::new("outlink-wrong");
