use huabiao_facts::{LinkKind, LinkPlace, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::seen::{Seen, address, is_followed, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "未全站启用HTTPS",
        en: "HTTPS missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/https-missing.zh.md"),
        en: include_str!("../../docs/rules/https-missing.en.md"),
    },
    source: Source {
        document: "GB/T 22239-2019",
        clause: "网络安全等级保护基本要求：通信传输；M-15-13、BOD 18-01（美国）",
        certainty: Certainty::Secondary,
        note: "国家检查指标未单列HTTPS；HSTS与跳转取自美国M-15-13",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let Some(probe) = &site.probes.https else {
        return Check::new(ID).reach(Reach::Nothing(vec![not_asked()]));
    };
    let home = site.profile.home.as_str();
    let fault = |group: &str| {
        Finding::new(ID, home).group(group).evidence(Evidence {
            outcome: Some(probe.outcome.to_string()),
            snippet: (!probe.detail.is_empty()).then(|| probe.detail.clone()),
            ..Evidence::default()
        })
    };
    let mut check = Check::new(ID);
    if probe.certificate == Some(false) {
        check.findings.push(fault("certificate"));
        return check;
    }
    if probe.outcome.is_dead() {
        check.findings.push(fault("none"));
        return check;
    }
    if !probe.outcome.is_ok() {
        return check.reach(Reach::Nothing(vec![Reason::UnknownOutcomes {
            addresses: 1,
        }]));
    }
    let mut reasons = Vec::new();
    match probe.upgraded {
        Some(false) => check.findings.push(fault("no-redirect")),
        Some(true) => {}
        None => reasons.push(Reason::UnknownOutcomes { addresses: 1 }),
    }
    if !probe.hsts.as_deref().is_some_and(is_strict) {
        check.findings.push(fault("no-hsts"));
    }
    let seen = Seen::new(site);
    for visit in seen
        .pages
        .iter()
        .filter(|visit| address(visit).starts_with("https:"))
    {
        let plain = visit.page.links.iter().find(|link| {
            matches!(
                link.place,
                LinkPlace::Frame | LinkPlace::Script | LinkPlace::Style
            ) && matches!(link.kind, LinkKind::Asset | LinkKind::External)
                && is_followed(link)
                && link
                    .url
                    .as_deref()
                    .is_some_and(|url| url.starts_with("http:"))
        });
        if let Some(link) = plain {
            check.findings.push(
                Finding::new(ID, address(visit))
                    .group("mixed")
                    .target(link.url.clone().unwrap_or_default())
                    .evidence(Evidence {
                        line: Some(link.line),
                        snippet: Some(link.href.clone()),
                        ..page_evidence(visit)
                    }),
            );
        }
    }
    reasons.extend(seen.gaps());
    check.reach(Reach::from_reasons(reasons))
}

/// Whether the header keeps browsers on HTTPS at all; `max-age=0` takes it back.
fn is_strict(header: &str) -> bool {
    header.split(';').any(|part| {
        part.trim()
            .to_ascii_lowercase()
            .strip_prefix("max-age=")
            .and_then(|age| age.trim_matches('"').parse::<u64>().ok())
            .is_some_and(|age| age > 0)
    })
}

fn not_asked() -> Reason {
    Reason::NothingSeen {
        what: "HTTPS".to_owned(),
    }
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let target = finding.target.clone().unwrap_or_default();
    match (lang, finding.group.as_str()) {
        (Lang::En, "none") => "the site does not answer over HTTPS".to_owned(),
        (Lang::Zh, "none") => "网站不支持HTTPS访问".to_owned(),
        (Lang::En, "certificate") => "the certificate of the site is not accepted".to_owned(),
        (Lang::Zh, "certificate") => "网站证书无效（过期、域名不符或不受信任）".to_owned(),
        (Lang::En, "no-redirect") => "the plain address does not lead to HTTPS".to_owned(),
        (Lang::Zh, "no-redirect") => "HTTP地址未跳转到HTTPS".to_owned(),
        (Lang::En, "no-hsts") => {
            "the answer over HTTPS has no Strict-Transport-Security".to_owned()
        }
        (Lang::Zh, "no-hsts") => "HTTPS应答未设置HSTS".to_owned(),
        (Lang::En, _) => format!("the page over HTTPS loads {target} in the clear"),
        (Lang::Zh, _) => format!("HTTPS页面以明文加载{target}"),
    }
}

const ID: RuleId = RuleId::new("https-missing");
