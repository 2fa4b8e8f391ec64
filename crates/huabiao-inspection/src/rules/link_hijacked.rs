use std::collections::HashSet;

use huabiao_facts::{Link, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use super::link_hidden;
use crate::dead_links::with_unknown;
use crate::hijack;
use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "链接被劫持或植入暗链",
        en: "hijacked link",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/link-hijacked.zh.md"),
        en: include_str!("../../docs/rules/link-hijacked.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：安全、泄密事故等严重问题（发布或链接反动、暴力、色情等内容；安全攻击未及时有效处置）",
        certainty: Certainty::Confirmed,
        note: "条文未列举博彩；是否构成否决情形须由人认定",
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
    let mut unexplained = 0;
    let mut unseen: HashSet<&str> = HashSet::new();
    for visit in &site.pages {
        if is_taken_over(visit) {
            check.findings.push(page(visit));
        }
    }
    for visit in &seen.pages {
        let planted = hijack::hidden_links(&seen, visit);
        unexplained += hijack::unexplained(&seen, visit);
        let blocks = link_hidden::reported(&seen, visit);
        for (index, link) in visit.page.links.iter().enumerate() {
            let Some(target) = link.url.as_deref() else {
                continue;
            };
            if hijack::is_unseen(&seen, link) {
                unseen.insert(target);
            }
            let accused = planted.contains(&index)
                || (is_followed(link) && hijack::is_taken_over(&seen, link));
            if accused && told.insert((address(visit), target)) {
                let mut finding = finding(&seen, visit, link, target);
                // The block that holds it is one fault with all its links.
                let mut blocks = blocks.iter();
                if let Some((_, whole)) = blocks.find(|(places, _)| places.contains(&index)) {
                    finding = finding.part_of(whole);
                }
                check.findings.push(finding);
            }
        }
    }
    let unclear = count(unexplained.max(unseen.len()));
    check.reach(Reach::from_reasons(with_unknown(reasons, unclear)))
}

/// Whether one of the site's own pages was taken over. One word may be the subject of
/// a report; two in title and keywords, none of them a warning, are not.
fn is_taken_over(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let words: HashSet<&String> = page.takeover.iter().collect();
    let description = page.meta("description").unwrap_or_default();
    words.len() >= MIN_WORDS
        && (200..300).contains(&visit.status)
        && page.challenge.is_none()
        && !hijack::is_warning(&page.title)
        && !hijack::is_warning(description)
}

fn page(visit: &PageVisit) -> Finding {
    // No link is wrong on a page that is itself another one.
    Finding::new(ID, address(visit))
        .group("page")
        .value("title", visit.page.title.as_str())
        .value("words", visit.page.takeover.join("、"))
        .evidence(Evidence {
            snippet: Some(visit.page.title.clone()),
            ..page_evidence(visit)
        })
}

fn finding(seen: &Seen<'_>, visit: &PageVisit, link: &Link, target: &str) -> Finding {
    let answer = seen.site.targets.get(target);
    let words = answer.map(|answer| answer.takeover.join("、"));
    let mut finding = Finding::new(ID, address(visit))
        .target(target)
        .group(seen.place(visit))
        .value("hidden", u32::from(link.hidden))
        .value("line", link.line)
        .value("text", link.text.as_str());
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        finding = finding.value("words", words);
    }
    finding.evidence(Evidence {
        at: answer.and_then(|answer| answer.at).or(Some(visit.at)),
        outcome: answer.map(|answer| answer.outcome.to_string()),
        attempts: answer.map(|answer| answer.attempts),
        line: Some(link.line),
        snippet: answer
            .map(|answer| answer.detail.clone())
            .filter(|detail| !detail.is_empty())
            .or_else(|| Some(link.text.clone())),
        ..page_evidence(visit)
    })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (text, words, title) = (of("text"), of("words"), of("title"));
    let hidden = of("hidden") == "1";
    match (lang, finding.target.as_deref()) {
        (Lang::En, None) => format!("the page “{title}” looks taken over ({words})"),
        (Lang::Zh, None) => format!("页面“{title}”疑似被篡改（{words}）"),
        (Lang::En, Some(target)) if hidden => {
            format!("the hidden link “{text}” leads to the foreign site {target}")
        }
        (Lang::Zh, Some(target)) if hidden => {
            format!("页面含隐藏链接“{text}”，指向站外地址{target}")
        }
        (Lang::En, Some(target)) => {
            format!("the link “{text}” leads to {target}, which looks taken over ({words})")
        }
        (Lang::Zh, Some(target)) => {
            format!("链接“{text}”指向的{target}疑似已被篡改或易主（{words}）")
        }
    }
}

const ID: RuleId = RuleId::new("link-hijacked");

/// Different words that show that a page of the site itself was taken over.
const MIN_WORDS: usize = 2;
