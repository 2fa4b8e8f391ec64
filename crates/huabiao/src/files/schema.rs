use chrono::{DateTime, NaiveDate, Utc};
use huabiao_scoring::Scorecard;
use schemars::{JsonSchema, Schema, schema_for};

use super::{ColumnLine, FindingLine, LinkLine, PageLine};

/// The JSON Schema of each data file, by the file's name. For a `.jsonl` file it is
/// the schema of one line.
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("columns.jsonl", schema_for!(ColumnLine)),
        ("findings.jsonl", schema_for!(FindingLine)),
        ("links.jsonl", schema_for!(LinkLine)),
        ("pages.jsonl", schema_for!(PageLine)),
        ("scorecards.json", schema_for!(Vec<Scorecard>)),
    ]
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
