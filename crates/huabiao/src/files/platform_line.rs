use chrono::NaiveDate;
use huabiao_finding::Reason;
use huabiao_supervision::Recheck;
use huabiao_supervision::intake::{ResultRow, Results};
use huabiao_types::Lang;

/// One line of `platform.jsonl`: what an inspection platform says, and what the rules of
/// the run say of it.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct PlatformLine {
    /// The name of the platform, from the mapping.
    pub platform: String,
    /// The line of the file or row of the sheet, from 1.
    pub line: u64,
    /// The number that the platform gives it, or empty.
    pub id: String,
    /// The rule that the mapping translates its kind to.
    pub rule: String,
    /// The host of the site.
    pub site: String,
    /// The page where it stands, or the home page.
    pub url: String,
    /// The other end of a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The day on which the platform saw it, or `null`.
    pub seen: Option<NaiveDate>,
    /// What the platform says besides, or empty.
    pub note: String,
    /// Whether it is there: `yes`, `no`, or `unknown` where no rule can tell.
    pub answer: String,
    /// Why nobody can tell, or empty.
    pub why: String,
}

impl PlatformLine {
    /// The line for a row, with what a re-check says of it.
    pub fn new(results: &Results, row: &ResultRow, answer: &Recheck, lang: Lang) -> Self {
        let finding = &row.finding;
        let reasons: &[Reason] = match answer {
            Recheck::Unknown(reasons) => reasons,
            Recheck::No | Recheck::Yes => &[],
        };
        let why: Vec<String> = reasons.iter().map(|reason| reason.text(lang)).collect();
        Self {
            platform: results.source.clone(),
            line: row.line,
            id: row.id.clone(),
            rule: finding.rule.to_string(),
            site: row.site.clone(),
            url: finding.url.clone(),
            target: finding.target.clone(),
            seen: row.seen,
            note: finding.evidence.snippet.clone().unwrap_or_default(),
            answer: match answer {
                Recheck::No => "no",
                Recheck::Unknown(_) => "unknown",
                Recheck::Yes => "yes",
            }
            .to_owned(),
            why: why.join(match lang {
                Lang::En => "; ",
                Lang::Zh => "；",
            }),
        }
    }
}
