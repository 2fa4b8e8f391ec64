use core::ops::Range;
use std::collections::BTreeSet;

use huabiao_facts::{HiddenBlock, Link, LinkKind, LinkPlace, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::hijack;
use crate::rule::value;
use crate::seen::{Seen, address, count, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "页面含隐藏的站外链接（暗链）",
        en: "hidden link",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/link-hidden.zh.md"),
        en: include_str!("../../docs/rules/link-hidden.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：安全、泄密事故等严重问题（安全攻击未及时有效处置）",
        certainty: Certainty::Confirmed,
        note: "条文未给出暗链的认定方法；本规则的认定方法是自定的，是否构成否决情形须由人认定",
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
    for visit in &seen.pages {
        check.findings.extend(
            reported(&seen, visit)
                .into_iter()
                .map(|(_, finding)| finding),
        );
    }
    check.reach(Reach::from_reasons(reasons))
}

/// The hidden blocks of a page that are faults: the places of their links among those of
/// the page, and what was found.
pub(super) fn reported(seen: &Seen<'_>, visit: &PageVisit) -> Vec<(Range<usize>, Finding)> {
    let blocks = visit.page.hidden_blocks.iter();
    blocks
        .filter_map(|block| {
            let first = block.first as usize;
            let places = first..first.saturating_add(block.count as usize);
            Some((places, finding(seen, visit, block)?))
        })
        .collect()
}

/// A hidden block as a fault: links to several foreign hosts that are no public bodies,
/// hardly any to the site itself, and nothing that could ever show them; or words that
/// give them away.
fn finding(seen: &Seen<'_>, visit: &PageVisit, block: &HiddenBlock) -> Option<Finding> {
    let links: Vec<&Link> = links(visit, block)
        .filter(|link| !hijack::is_share(link))
        .collect();
    let (public, foreign): (Vec<&Link>, Vec<&Link>) = links
        .iter()
        .filter(|link| {
            link.kind == LinkKind::External
                && hijack::host(link).is_some_and(|host| !seen.is_own_host(&host))
        })
        .partition(|link| hijack::host(link).is_some_and(|host| hijack::is_public(&host)));
    let names: BTreeSet<String> = foreign
        .iter()
        .filter_map(|link| hijack::host(link))
        .collect();
    let own = links.len() - foreign.len() - public.len();
    let trade = foreign.iter().any(|link| hijack::is_lure(&link.text));
    // Menus of friendly links hold public bodies, and no such words.
    if !public.is_empty() && !trade {
        return None;
    }
    if names.len() < MIN_HOSTS || own * MAX_OWN > foreign.len() || (block.named && !trade) {
        return None;
    }
    let first = foreign.first()?;
    let texts: Vec<&str> = foreign
        .iter()
        .map(|link| link.text.as_str())
        .filter(|text| !text.is_empty())
        .take(SHOWN)
        .collect();
    let finding = Finding::new(ID, address(visit))
        .target(first.url.clone()?)
        .group(seen.place(visit))
        .value("links", count(foreign.len()))
        .value("hosts", count(names.len()))
        .value("line", block.line)
        .value("texts", texts.join("、"));
    Some(finding.evidence(Evidence {
        line: Some(block.line),
        snippet: Some(texts.join(" ")),
        ..page_evidence(visit)
    }))
}

fn links<'a>(visit: &'a PageVisit, block: &HiddenBlock) -> impl Iterator<Item = &'a Link> {
    let first = block.first as usize;
    visit
        .page
        .links
        .iter()
        .skip(first)
        .take(block.count as usize)
        .filter(|link| link.place == LinkPlace::Anchor && !link.noscript)
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (links, hosts, line, texts) = (of("links"), of("hosts"), of("line"), of("texts"));
    match lang {
        Lang::En => format!(
            "a hidden part from line {line} on holds {links} links to {hosts} foreign hosts ({texts})"
        ),
        Lang::Zh => {
            format!("第{line}行起的隐藏区域含{links}个站外链接，指向{hosts}个主机（{texts}）")
        }
    }
}

const ID: RuleId = RuleId::new("link-hidden");

/// Foreign hosts of a block that nobody hides by accident.
const MIN_HOSTS: usize = 3;

/// Foreign links for each link to the site itself.
const MAX_OWN: usize = 5;

/// Texts of links that are shown.
const SHOWN: usize = 5;
