use chrono::{DateTime, NaiveDate, Utc};
use huabiao_registry::Event;
use huabiao_scoring::Scorecard;
use schemars::{JsonSchema, Schema, schema_for};

use super::{
    ColumnLine, FindingLine, ImportLine, LinkLine, PageLine, PlatformLine, ProblemLine,
    RegistryBook, VERSION,
};

/// The JSON Schema of each data file, by the file's name. For a `.jsonl` file it is
/// the schema of one line. Its `$id` ends with the [`VERSION`] of the files.
pub fn schemas() -> Vec<(&'static str, Schema)> {
    let schemas = [
        ("bulletin.json", huabiao_bulletin::schema(), "A bulletin"),
        (
            "columns.jsonl",
            schema_for!(ColumnLine),
            "A page of a column's list",
        ),
        ("findings.jsonl", schema_for!(FindingLine), "A finding"),
        (
            "import.jsonl",
            schema_for!(ImportLine),
            "A remark on a list of sites",
        ),
        ("links.jsonl", schema_for!(LinkLine), "A link or asset"),
        ("pages.jsonl", schema_for!(PageLine), "A page"),
        (
            "platform.jsonl",
            schema_for!(PlatformLine),
            "A result of an inspection platform, looked at again",
        ),
        (
            "problems.jsonl",
            schema_for!(ProblemLine),
            "A problem of the ledger",
        ),
        (
            "registry.events.jsonl",
            schema_for!(Event),
            "An event of the registry",
        ),
        (
            "registry.json",
            schema_for!(RegistryBook),
            "Where a registry comes from",
        ),
        (
            "scorecards.json",
            schema_for!(Vec<Scorecard>),
            "The scorecards of a run",
        ),
    ];
    schemas
        .into_iter()
        .map(|(name, mut schema, title)| {
            schema.insert(
                "$id".to_owned(),
                format!("urn:huabiao:{name}:{VERSION}").into(),
            );
            schema.insert("title".to_owned(), title.into());
            (name, schema)
        })
        .collect()
}

/// How [`huabiao_finding::Value`] is written.
#[derive(JsonSchema)]
#[schemars(untagged, rename = "Value")]
#[expect(dead_code, reason = "describes the form only")]
pub(super) enum ValueSchema {
    /// A whole number.
    Number(i64),
    /// A day, `YYYY-MM-DD`.
    Date {
        /// The day.
        date: NaiveDate,
    },
    /// A text.
    Text(String),
}

/// How [`huabiao_finding::Evidence`] is written.
#[derive(JsonSchema)]
#[schemars(rename = "Evidence")]
#[expect(dead_code, reason = "describes the form only")]
pub(super) struct EvidenceSchema {
    /// When it was seen.
    #[schemars(default)]
    at: Option<DateTime<Utc>>,
    /// How the request ended, such as `dead.404`.
    #[schemars(default)]
    outcome: Option<String>,
    /// How many requests gave that answer.
    #[schemars(default)]
    attempts: Option<u32>,
    /// SHA-256 of the page's body, in hexadecimal.
    #[schemars(default)]
    sha256: Option<String>,
    /// The line in the page's source, from 1.
    #[schemars(default)]
    line: Option<u32>,
    /// The text it was read from.
    #[schemars(default)]
    snippet: Option<String>,
    /// Who saw it, where that was a person.
    #[schemars(default)]
    reviewer: Option<String>,
    /// What that person kept as proof: a name or an address.
    #[schemars(default)]
    attachment: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_says_what_and_which_version_it_is() {
        let ids: Vec<_> = schemas()
            .iter()
            .map(|(_, schema)| schema.get("$id").cloned())
            .collect();
        assert!(
            ids.contains(&Some("urn:huabiao:findings.jsonl:1".into())),
            "{ids:?}"
        );
        for (name, schema) in schemas() {
            let title = schema.get("title").and_then(|title| title.as_str());
            let plain = title.is_some_and(|title| title.contains(' ') && !title.contains('_'));
            assert!(plain, "{name}: {title:?}");
        }
    }
}
