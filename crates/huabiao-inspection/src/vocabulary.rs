use huabiao_finding::{RuleId, Vocabulary};

/// The groups, facts, measures and populations of a rule of this crate, which are what
/// indicator sets can name; `None` for a rule that is not of this crate.
///
/// ```
/// use huabiao_finding::RuleId;
/// use huabiao_inspection::vocabulary;
///
/// let says = vocabulary(&RuleId::new("guide-missing")).unwrap();
/// assert_eq!(says.groups, ["guide", "none"]);
/// assert_eq!((says.measures, says.populations), (["guides"].as_slice(), ["guides"].as_slice()));
/// assert!(vocabulary(&RuleId::new("rule-of-ours")).is_none());
/// ```
pub fn vocabulary(rule: &RuleId) -> Option<Vocabulary> {
    crate::rule(rule)?;
    let own = SAYS.iter().find(|(id, _)| *id == rule.as_str());
    Some(own.map_or(Vocabulary::NONE, |(_, says)| *says))
}

const fn groups(groups: &'static [&'static str]) -> Vocabulary {
    Vocabulary {
        groups,
        ..Vocabulary::NONE
    }
}

const fn measures(measures: &'static [&'static str]) -> Vocabulary {
    Vocabulary {
        measures,
        ..Vocabulary::NONE
    }
}

const PLACES: Vocabulary = groups(&["home", "other"]);

const GUIDES: Vocabulary = Vocabulary {
    populations: &["guides"],
    ..Vocabulary::NONE
};

/// The kinds of columns ([`huabiao_facts::ColumnKind`]).
const KINDS: [&str; 15] = {
    use huabiao_facts::ColumnKind as Kind;
    [
        Kind::Archive.as_str(),
        Kind::Consultation.as_str(),
        Kind::Data.as_str(),
        Kind::Disclosure.as_str(),
        Kind::Interpretation.as_str(),
        Kind::Interview.as_str(),
        Kind::News.as_str(),
        Kind::Notice.as_str(),
        Kind::Other.as_str(),
        Kind::Personnel.as_str(),
        Kind::Plan.as_str(),
        Kind::Policy.as_str(),
        Kind::Service.as_str(),
        Kind::Standing.as_str(),
        Kind::Survey.as_str(),
    ]
};

/// The elements of guides ([`huabiao_facts::GuideElement`]).
const ELEMENTS: [&str; 10] = {
    use huabiao_facts::GuideElement as Element;
    [
        Element::Basis.official(),
        Element::Conditions.official(),
        Element::Fees.official(),
        Element::Hours.official(),
        Element::Materials.official(),
        Element::Name.official(),
        Element::Office.official(),
        Element::Place.official(),
        Element::Procedure.official(),
        Element::Telephone.official(),
    ]
};

/// What rules say beyond where their findings are, by identifier. A test holds the
/// checks of every fixture against it.
const SAYS: [(&str, Vocabulary); 45] = [
    ("asset-dead", PLACES),
    (
        "column-missing",
        groups(&[
            "consultation",
            "functions",
            "interpretation",
            "leaders",
            "news",
            "overview",
            "policy",
        ]),
    ),
    (
        "column-stale",
        Vocabulary {
            facts: &[("kind", &KINDS)],
            ..groups(&["interpretation", "long", "news", "notice", "statistics"])
        },
    ),
    (
        "data-published",
        measures(&["data_age_days", "data_charts", "data_downloads"]),
    ),
    ("date-future", groups(&["article", "list"])),
    ("domain-irregular", groups(&["form", "ip", "suffix"])),
    ("external-link-dead", PLACES),
    ("fault-entrance-missing", PLACES),
    (
        "fault-report-late",
        Vocabulary {
            groups: &["late", "open"],
            measures: &["reports"],
            populations: &[],
            ..Vocabulary::NONE
        },
    ),
    ("guide-basis-empty", GUIDES),
    (
        "guide-element-missing",
        Vocabulary {
            facts: &[("element", &ELEMENTS)],
            ..GUIDES
        },
    ),
    ("guide-form-missing", GUIDES),
    ("guide-materials-unclear", GUIDES),
    (
        "guide-missing",
        Vocabulary {
            groups: &["guide", "none"],
            measures: &["guides"],
            populations: &["guides"],
            ..Vocabulary::NONE
        },
    ),
    ("guide-wording-vague", GUIDES),
    ("home-few-updates", measures(&["updates"])),
    (
        "home-stale",
        Vocabulary {
            groups: &["home", "navigation"],
            measures: &["age_days"],
            populations: &[],
            ..Vocabulary::NONE
        },
    ),
    (
        "https-missing",
        groups(&["certificate", "mixed", "no-hsts", "no-redirect", "none"]),
    ),
    (
        "interpretation-forms",
        Vocabulary {
            groups: &[],
            measures: &["drawn", "visual"],
            populations: &["interpretations"],
            ..Vocabulary::NONE
        },
    ),
    (
        "interpretation-unlinked",
        Vocabulary {
            groups: &["interpretation", "policy"],
            measures: &[],
            populations: &["interpretations"],
            ..Vocabulary::NONE
        },
    ),
    (
        "interview-few",
        Vocabulary {
            groups: &["few", "idle", "none"],
            measures: &["interviews"],
            populations: &[],
            ..Vocabulary::NONE
        },
    ),
    ("ipv6-missing", groups(&["no-address", "unreachable"])),
    ("link-dead", PLACES),
    ("link-hidden", PLACES),
    ("link-hijacked", groups(&["home", "other", "page"])),
    (
        "mark-missing",
        groups(&[
            "contact",
            "fault-report",
            "icp",
            "party-mark",
            "police",
            "site-code",
            "site-code-wrong",
            "sponsor",
        ]),
    ),
    (
        "message-incomplete",
        Vocabulary {
            groups: &["answered", "asked", "content", "unit"],
            measures: &[],
            populations: &["messages"],
            ..Vocabulary::NONE
        },
    ),
    ("message-unanswered", measures(&["messages"])),
    ("messages-stale", measures(&["age_days"])),
    (
        "meta-missing",
        Vocabulary {
            groups: &["article", "article-column", "column", "site"],
            measures: &["articles", "columns"],
            populations: &["articles", "columns"],
            ..Vocabulary::NONE
        },
    ),
    ("outlink-nongovernment", measures(&["hosts"])),
    ("outlink-wrong", groups(&["home", "ip", "other"])),
    (
        "page-head",
        Vocabulary {
            groups: &[
                "description-missing",
                "description-short",
                "title-repeated",
                "title-short",
            ],
            measures: &[],
            populations: &["pages"],
            ..Vocabulary::NONE
        },
    ),
    (
        "page-inaccessible",
        Vocabulary {
            groups: &[
                "alt",
                "empty-button",
                "empty-link",
                "frame-title",
                "label",
                "lang",
                "title",
                "viewport",
            ],
            measures: &[],
            populations: &["pages"],
            ..Vocabulary::NONE
        },
    ),
    (
        "personal-data",
        groups(&["bank-card", "id-number", "mobile"]),
    ),
    (
        "policy-uninterpreted",
        Vocabulary {
            groups: &[],
            measures: &[],
            populations: &["policies"],
            ..Vocabulary::NONE
        },
    ),
    (
        "reply-late",
        Vocabulary {
            groups: &["late", "open"],
            measures: &["messages"],
            populations: &[],
            ..Vocabulary::NONE
        },
    ),
    (
        "required-link-missing",
        groups(&[
            "accessibility-statement",
            "contact",
            "feedback",
            "information-request",
            "privacy",
        ]),
    ),
    ("search-broken", groups(&["broken", "none"])),
    (
        "search-miss",
        Vocabulary {
            groups: &[],
            measures: &["titles"],
            populations: &["titles"],
            ..Vocabulary::NONE
        },
    ),
    (
        "service-statistics-stale",
        Vocabulary {
            groups: &["missing", "month", "quarter"],
            measures: &["age_days"],
            populations: &[],
            ..Vocabulary::NONE
        },
    ),
    ("services-scattered", measures(&["services"])),
    (
        "site-unreachable",
        measures(&["days", "failed_permille", "failed_visits", "visits"]),
    ),
    (
        "survey-few",
        Vocabulary {
            groups: &["few", "idle", "none"],
            measures: &["surveys"],
            populations: &[],
            ..Vocabulary::NONE
        },
    ),
    (
        "wording-fault",
        groups(&["character", "organisation", "other", "title"]),
    ),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_rules_of_the_crate_are_named_in_order() {
        assert!(SAYS.is_sorted_by(|a, b| a.0 < b.0));
        for (id, _) in SAYS {
            let known = |rule: &&crate::Rule| rule.id.as_str() == id;
            assert!(crate::ALL.iter().any(known), "{id}");
        }
    }
}
