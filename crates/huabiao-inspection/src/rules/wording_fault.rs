use std::collections::HashSet;

use huabiao_facts::{PageVisit, SiteFacts, WordHit};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "疑似错误表述",
        en: "wording fault",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/wording-fault.zh.md"),
        en: include_str!("../../docs/rules/wording-fault.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：安全、泄密事故等严重问题（严重表述错误）",
        certainty: Certainty::Confirmed,
        note: "是否属于严重表述错误须由人认定，本规则只提供线索",
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
        // The same wording in title, headline and text of a page is one fault.
        let mut told = HashSet::new();
        let hits = visit.page.wording.iter();
        let hits = hits.filter(|hit| told.insert(hit.term.as_str()));
        check.findings.extend(hits.map(|hit| finding(visit, hit)));
    }
    check.reach(Reach::from_reasons(reasons))
}

fn finding(visit: &PageVisit, hit: &WordHit) -> Finding {
    let times = visit
        .page
        .wording
        .iter()
        .filter(|other| other.term == hit.term);
    Finding::new(ID, address(visit))
        .group(hit.kind.as_str())
        .value("term", hit.term.as_str())
        .value("suggestion", hit.suggestion.as_str())
        .value("line", hit.line)
        .value("times", crate::seen::count(times.count()))
        .evidence(Evidence {
            line: Some(hit.line),
            snippet: Some(hit.snippet.clone()),
            ..page_evidence(visit)
        })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (term, suggestion, line) = (of("term"), of("suggestion"), of("line"));
    match lang {
        Lang::En => format!("“{term}” should read “{suggestion}” (line {line})"),
        Lang::Zh => format!("第{line}行“{term}”疑为“{suggestion}”之误"),
    }
}

const ID: RuleId = RuleId::new("wording-fault");
