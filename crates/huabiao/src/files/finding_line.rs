use std::collections::BTreeMap;

use huabiao_facts::SiteProfile;
use huabiao_finding::{Evidence, Finding, Value};
use huabiao_types::Lang;

use super::schema::{EvidenceSchema, ValueSchema};

/// One line of `findings.jsonl`: a fault at a place.
#[derive(Clone, Debug, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize)]
pub struct FindingLine {
    /// The rule, in kebab-case.
    pub rule: String,
    /// The identification code of the site, or its host when it has none.
    pub site: String,
    /// The page where it stands.
    pub url: String,
    /// The other end of a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The finding in one sentence, in the language of the run.
    pub summary: String,
    /// A finer kind within the rule, or empty.
    pub group: String,
    /// The facts behind the sentence, by name.
    #[schemars(with = "BTreeMap<String, ValueSchema>")]
    pub values: BTreeMap<String, Value>,
    /// What proves it.
    #[schemars(with = "EvidenceSchema")]
    pub evidence: Evidence,
}

impl FindingLine {
    /// The line for a finding on a site.
    pub fn new(site: &SiteProfile, finding: &Finding, lang: Lang) -> Self {
        Self {
            rule: finding.rule.to_string(),
            site: site_key(site),
            url: finding.url.clone(),
            target: finding.target.clone(),
            summary: huabiao_inspection::describe(finding, lang),
            group: finding.group.clone(),
            values: finding.values.clone(),
            evidence: finding.evidence.clone(),
        }
    }
}

/// The code of a site, or its host when it has none.
fn site_key(site: &SiteProfile) -> String {
    match &site.code {
        Some(code) => code.to_string(),
        None => site.host.clone(),
    }
}
