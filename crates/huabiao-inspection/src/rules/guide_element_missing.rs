use huabiao_facts::{GuideElement, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use super::guide_missing::{self, english};
use crate::guides::{Guides, is_doubtful, is_elsewhere, missing, title, unknown_labels};
use crate::rule::value;
use crate::seen::{address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "办事指南缺少要素",
        en: "element of a service guide missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/guide-element-missing.zh.md"),
        en: include_str!("../../docs/rules/guide-element-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：办事服务（办事指南）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    Guides::check(ID, site, |_, visit| {
        let missing = missing(visit);
        if missing.is_empty() {
            return Some(Vec::new());
        }
        // What scripts write into a page may hold the rest of a guide that says little.
        let filled = visit.page.filled_by_script && visit.page.guide.len() < FEW;
        // So may labels in words of their own.
        let unknown = unknown_labels(visit) > 0;
        if unknown || is_doubtful(visit) || is_elsewhere(visit) || filled {
            return None;
        }
        // A guide that lacks so many that it counts as none is one problem.
        let whole = guide_missing::incomplete(visit, &missing);
        let lacks = missing.iter().map(|element| lacks(visit, *element));
        Some(lacks.map(|lack| lack.part_of(&whole)).collect())
    })
}

fn lacks(visit: &PageVisit, element: GuideElement) -> Finding {
    Finding::new(ID, address(visit))
        .value("element", element.official())
        .value("title", title(visit))
        .evidence(Evidence {
            snippet: Some(visit.page.text.excerpt.clone()).filter(|text| !text.is_empty()),
            ..page_evidence(visit)
        })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, element) = (value(finding, "title"), value(finding, "element"));
    match lang {
        Lang::En => {
            let known = GuideElement::ALL
                .into_iter()
                .find(|known| known.official() == element);
            let element = known.map_or_else(|| element.clone(), |known| english(known).to_owned());
            format!("the guide “{title}” does not state the {element}")
        }
        Lang::Zh => format!("办事指南“{title}”未列明{element}"),
    }
}

const ID: RuleId = RuleId::new("guide-element-missing");

/// Elements below which a page with scripts may have the others written into it.
const FEW: usize = 5;
