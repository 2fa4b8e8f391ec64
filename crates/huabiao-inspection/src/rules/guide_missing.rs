use huabiao_facts::{GuideElement, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::guides::{Guides, is_doubtful, is_elsewhere, missing, title, unjudged, unknown_labels};
use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{address, count, page_evidence};
use crate::services::may_offer;
use crate::traditional::{TRADITIONAL, is_traditional};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "办事服务缺失或办事指南要素不全",
        en: "service guides missing or incomplete",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/guide-missing.zh.md"),
        en: include_str!("../../docs/rules/guide-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：服务不实用",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    if site.profile.services == Some(false) {
        return Check::new(ID).reach(Reach::NotApplicable(Reason::NoServices));
    }
    let guides = Guides::new(site);
    let mut check = Check::new(ID)
        .measure("guides", count(guides.all.len() + guides.others).into())
        .population(guides.population());
    let Guides {
        seen,
        all: guides,
        others,
    } = guides;
    let mut reasons = seen.gaps();
    // As in consultation-missing: what a shell offers was not seen.
    if seen.is_shell() {
        reasons.push(Reason::NothingSeen {
            what: "足够的站内页面".to_owned(),
        });
    }
    if guides.is_empty() && seen.home().is_ok_and(|home| is_traditional(&home.page)) {
        reasons.push(nothing_seen(TRADITIONAL));
    }
    let mut left = 0;
    for visit in &guides {
        let missing = missing(visit);
        if count(missing.len()) < limits.guide_missing {
            continue;
        }
        // A page of a guide column that states next to none may be no guide at all.
        let surely = missing.len().saturating_sub(unknown_labels(visit));
        if count(surely) < limits.guide_missing
            || is_doubtful(visit)
            || is_elsewhere(visit)
            || is_traditional(&visit.page)
        {
            left += 1;
        } else {
            check.findings.push(incomplete(visit, &missing));
        }
    }
    reasons.extend(unjudged(guides.len() - left, left + others));
    if guides.is_empty() {
        let offered = may_offer(&seen);
        match (site.profile.services, seen.home()) {
            (None, _) if !offered => {
                return check.reach(Reach::Nothing(vec![Reason::ServicesUnknown]));
            }
            (Some(true), Ok(home)) if !offered && reasons.is_empty() => {
                check.findings.push(
                    Finding::new(ID, address(home))
                        .group("none")
                        .value("pages", count(seen.pages.len()))
                        .evidence(page_evidence(home)),
                );
                return check;
            }
            _ => reasons.push(Reason::NothingSeen {
                what: "办事指南".to_owned(),
            }),
        }
    }
    if seen.pages.is_empty() {
        return check.reach(Reach::Nothing(reasons));
    }
    check.reach(Reach::from_reasons(reasons))
}

pub(super) fn incomplete(visit: &PageVisit, missing: &[GuideElement]) -> Finding {
    let names: Vec<&str> = missing.iter().map(|element| element.official()).collect();
    Finding::new(ID, address(visit))
        .group("guide")
        .value("missing", names.join("、"))
        .value("missing_count", count(missing.len()))
        .value("title", title(visit))
        .evidence(Evidence {
            snippet: Some(visit.page.text.excerpt.clone()).filter(|text| !text.is_empty()),
            ..page_evidence(visit)
        })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    if finding.group == "none" {
        let pages = of("pages");
        return match lang {
            Lang::En => format!("none of the {pages} pages of the site offers any service"),
            Lang::Zh => format!("全站{pages}个页面均未提供办事服务"),
        };
    }
    let (title, number) = (of("title"), of("missing_count"));
    match lang {
        Lang::En => {
            let missing: Vec<&str> = GuideElement::ALL
                .into_iter()
                .filter(|element| of("missing").contains(element.official()))
                .map(english)
                .collect();
            format!(
                "the guide “{title}” lacks {number} of 10 key elements: {}",
                missing.join(", ")
            )
        }
        Lang::Zh => format!("办事指南“{title}”缺少{number}类要素：{}", of("missing")),
    }
}

pub(super) const fn english(element: GuideElement) -> &'static str {
    match element {
        GuideElement::Basis => "legal basis",
        GuideElement::Conditions => "conditions",
        GuideElement::Fees => "fees",
        GuideElement::Hours => "hours",
        GuideElement::Materials => "materials",
        GuideElement::Name => "name of the service",
        GuideElement::Office => "office",
        GuideElement::Place => "place",
        GuideElement::Procedure => "procedure",
        GuideElement::Telephone => "telephone",
    }
}

const ID: RuleId = RuleId::new("guide-missing");
