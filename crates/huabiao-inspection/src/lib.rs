#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod activities;
mod books;
mod column_archive;
mod column_beside;
mod column_entries;
mod column_frames;
mod column_pages;
mod column_state;
mod column_why;
mod dead_links;
mod draw;
mod few;
mod gaps;
mod guides;
mod hijack;
mod home_news;
mod interpretations;
mod jurisdiction;
mod limits;
mod messages;
mod others;
mod parts;
mod portal;
mod rule;
mod rules;
mod rules_markdown;
mod seen;
mod services;
mod traditional;
mod unjudged;
mod vocabulary;

pub use column_state::{ColumnState, Freshness, ListPage, columns};
pub use column_why::ColumnWhy;
pub use limits::Limits;
pub use rule::Rule;
pub use rules::ALL;
pub use rules_markdown::rules_markdown;
pub use vocabulary::vocabulary;

use std::borrow::Cow;

use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, RuleId, Value, day_words};
use huabiao_types::Lang;

/// Looks at a site with some rules, one check a rule in the order given.
///
/// A finding says that it is part of another one only where that one is there.
pub fn inspect(site: &SiteFacts, limits: &Limits, rules: &[&Rule]) -> Vec<Check> {
    let mut checks: Vec<Check> = rules
        .iter()
        .map(|rule| (rule.check)(site, limits))
        .collect();
    parts::settle(&mut checks);
    checks
}

/// The rule of this crate with that identifier.
pub fn rule(id: &RuleId) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == *id)
}

/// A finding in one sentence, by the rule of this crate that made it; what a person or a
/// platform saw by what they say of it; the rule's
/// identifier and address for a rule that is not of this crate.
pub fn describe(finding: &Finding, lang: Lang) -> String {
    if let Some(text) = others::describe(finding, lang) {
        return text;
    }
    match rule(&finding.rule) {
        Some(rule) => (rule.describe)(&dated(finding, lang), lang),
        None => format!("{}: {}", finding.rule, finding.url),
    }
}

/// The finding with its days in words, as sentences have them.
fn dated(finding: &Finding, lang: Lang) -> Cow<'_, Finding> {
    let is_day = |value: &Value| matches!(value, Value::Date(_));
    if !finding.values.values().any(is_day) {
        return Cow::Borrowed(finding);
    }
    let mut finding = finding.clone();
    for value in finding.values.values_mut() {
        if let Value::Date(day) = value {
            *value = Value::Text(day_words(*day, lang));
        }
    }
    Cow::Owned(finding)
}
