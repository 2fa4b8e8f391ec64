use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, RuleId};
use huabiao_types::{Lang, Source, Words};

use crate::Limits;

/// One rule: what it finds, where it comes from, and how it looks.
///
/// Embedders make their own and pass them to [`inspect`](crate::inspect); nothing
/// registers itself.
#[derive(Debug)]
pub struct Rule {
    /// Its identifier: noun, then state.
    pub id: RuleId,
    /// Its name for people.
    pub name: Words,
    /// Its explanation, in Markdown: what it finds, why it matters, how to fix it,
    /// where it comes from.
    pub explanation: Words,
    /// The clause.
    pub source: Source,
    /// Looks at a site.
    pub check: fn(&SiteFacts, &Limits) -> Check,
    /// Puts a finding of this rule into one sentence.
    pub describe: fn(&Finding, Lang) -> String,
}

/// A fact of a finding as text, empty when it has none.
pub(crate) fn value(finding: &Finding, key: &str) -> String {
    finding
        .values
        .get(key)
        .map(ToString::to_string)
        .unwrap_or_default()
}
