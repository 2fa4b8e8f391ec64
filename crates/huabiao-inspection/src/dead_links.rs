use std::collections::{HashMap, HashSet};

use huabiao_facts::{Link, LinkKind, LinkPlace, Outcome, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Lang, Words, outcome_words};

use crate::hijack;
use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, is_local_file, is_misspelt, is_unclear};

/// Finds the links of some kinds that lead to something confirmed dead: one finding
/// for a page and a target.
pub(crate) fn check(site: &SiteFacts, rule: RuleId, kinds: &[LinkKind]) -> Check {
    let seen = Seen::new(site);
    if seen.pages.is_empty() {
        return Check::new(rule).reach(Reach::Nothing(seen.gaps()));
    }
    let mut check = Check::new(rule.clone());
    let mut unclear = HashSet::new();
    let mut outcomes: HashMap<&str, Outcome> = HashMap::new();
    let mut told: HashSet<(&str, &str)> = HashSet::new();
    for visit in &seen.pages {
        let hijacked = hijack::hidden_links(&seen, visit);
        for (index, link) in visit.page.links.iter().enumerate() {
            let skipped = !is_followed(link) || is_relation(link) || hijacked.contains(&index);
            if !kinds.contains(&link.kind) || skipped {
                continue;
            }
            let Some(target) = target(link) else {
                continue;
            };
            let outcome = *outcomes.entry(target).or_insert_with(|| match link.url {
                Some(_) => seen.outcome(target),
                None => Outcome::DeadInvalid,
            });
            if is_unclear(outcome) {
                unclear.insert(target);
            }
            // The same bytes under two addresses are one page.
            let page = if visit.sha256.is_empty() {
                address(visit)
            } else {
                &visit.sha256
            };
            if outcome.is_dead() && told.insert((page, target)) {
                check
                    .findings
                    .push(finding(&seen, rule.clone(), visit, link, outcome));
            }
        }
    }
    check.reach(Reach::from_reasons(with_unknown(
        seen.gaps(),
        count(unclear.len()),
    )))
}

/// Whether only machines follow it: `link` elements that name another form of the page
/// (canonical, alternate), not a style sheet or an icon.
fn is_relation(link: &Link) -> bool {
    link.place == LinkPlace::Style
        && match link.kind {
            LinkKind::Page | LinkKind::Attachment => true,
            LinkKind::External => {
                let url = link.url.as_deref().unwrap_or(&link.href);
                let path = url.split(['?', '#']).next().unwrap_or_default();
                !STYLES.iter().any(|end| path.ends_with(end))
            }
            _ => false,
        }
}

/// The reasons with at least so many unknown addresses.
pub(crate) fn with_unknown(mut reasons: Vec<Reason>, unknown: u32) -> Vec<Reason> {
    for reason in &mut reasons {
        if let Reason::UnknownOutcomes { addresses } = reason {
            *addresses = unknown.max(*addresses);
            return reasons;
        }
    }
    if unknown > 0 {
        reasons.push(Reason::UnknownOutcomes { addresses: unknown });
    }
    reasons
}

/// The other end of a link; as written, when it is no address. Files on an editor's
/// own machine, and addresses begun twice or broken, are for `outlink-wrong`.
fn target(link: &Link) -> Option<&str> {
    match link.url.as_deref() {
        Some(url) => Some(url),
        None if link.href.trim().is_empty() || is_local_file(&link.href) => None,
        None if link.place == LinkPlace::Anchor && is_misspelt(&link.href) => None,
        None => Some(&link.href),
    }
}

fn finding(
    seen: &Seen<'_>,
    rule: RuleId,
    visit: &PageVisit,
    link: &Link,
    outcome: Outcome,
) -> Finding {
    let url = link.url.as_deref().unwrap_or(&link.href);
    let answer = seen.site.targets.get(url);
    let mut finding = Finding::new(rule, address(visit))
        .target(url)
        .group(seen.place(visit))
        .value("line", link.line)
        .value("outcome", outcome.to_string())
        .value("text", link.text.as_str());
    if let Some(landed) = answer.and_then(|answer| answer.landed.as_deref()) {
        finding = finding.value("landed", landed);
    }
    finding.evidence(Evidence {
        at: answer.and_then(|answer| answer.at).or(Some(visit.at)),
        outcome: Some(outcome.to_string()),
        attempts: answer.map(|answer| answer.attempts),
        sha256: (!visit.sha256.is_empty()).then(|| visit.sha256.clone()),
        line: Some(link.line),
        snippet: answer
            .map(|answer| answer.detail.as_str())
            .filter(|detail| !detail.is_empty())
            .map(str::to_owned),
        ..Evidence::default()
    })
}

/// One sentence on a dead link; `what` names the kind of link.
pub(crate) fn describe(finding: &Finding, lang: Lang, what: Words) -> String {
    let target = finding.target.as_deref().unwrap_or_default();
    let (what, text) = (what.get(lang), value(finding, "text"));
    let outcome = outcome_words(&value(finding, "outcome"), lang);
    match (lang, text.is_empty()) {
        (Lang::En, true) => format!("the {what} {target} is dead ({outcome})"),
        (Lang::En, false) => format!("the {what} “{text}” to {target} is dead ({outcome})"),
        (Lang::Zh, true) => format!("{what}{target}无法打开：{outcome}"),
        (Lang::Zh, false) => format!("{what}“{text}”（{target}）无法打开：{outcome}"),
    }
}

/// How files of style sheets, fonts and icons end.
const STYLES: [&str; 7] = [".css", ".gif", ".ico", ".jpg", ".png", ".svg", ".woff2"];
