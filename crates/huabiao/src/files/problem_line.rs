use chrono::NaiveDate;
use huabiao_supervision::{Appeal, Entry, Origin, Problem, Step};
use huabiao_types::Lang;

/// One line of `problems.jsonl`: a problem of the ledger as it stands.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct ProblemLine {
    /// Its name: 16 hexadecimal digits, the same in every run.
    pub id: String,
    /// The host of the site.
    pub site: String,
    /// The rule, or the question that a person answered.
    pub rule: String,
    /// The page where it stands.
    pub url: String,
    /// The other end of a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The finding in one sentence.
    pub summary: String,
    /// The unit that answers for it, by code, or `null`.
    pub unit: Option<String>,
    /// Where it comes from: `inspection`, `report`, `review` or `third-party`.
    pub origin: String,
    /// `found`, `confirmed`, `notified`, `reported-fixed`, `closed`, `dismissed` or
    /// `withdrawn`.
    pub state: String,
    /// The last day for the repair while it is to be repaired, or `null`.
    pub due: Option<NaiveDate>,
    /// The day on which it was first seen.
    pub first_seen: NaiveDate,
    /// The day on which it was last seen.
    pub last_seen: NaiveDate,
    /// How many findings the last run had for it.
    pub count: u32,
    /// How often it was opened again.
    pub reopened: u32,
    /// The number of the notice in which the unit was told of it, or `null`.
    pub notice: Option<String>,
    /// The appeals against it.
    pub appeals: Vec<AppealLine>,
    /// What happened, in order.
    pub history: Vec<HistoryLine>,
}

/// An appeal within a [`ProblemLine`].
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct AppealLine {
    /// The day on which it was filed.
    pub filed: NaiveDate,
    /// Who filed it.
    pub by: String,
    /// Why the unit says that it is no fault.
    pub grounds: String,
    /// What it brought as proof.
    pub evidence: Vec<String>,
    /// Whether the unit is right; `null` while nobody decided.
    pub upheld: Option<bool>,
    /// Why, or empty.
    pub reason: String,
}

/// An entry of the history of a [`ProblemLine`].
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct HistoryLine {
    /// The day.
    pub day: NaiveDate,
    /// Who.
    pub by: String,
    /// What, in words.
    pub step: String,
    /// What was said with it, or empty.
    pub note: String,
}

impl ProblemLine {
    /// The line for a problem, in words of `lang`.
    pub fn new(problem: &Problem, lang: Lang) -> Self {
        Self {
            id: problem.id.to_string(),
            site: problem.key.site.clone(),
            rule: problem.key.rule.to_string(),
            url: problem.finding.url.clone(),
            target: problem.finding.target.clone(),
            summary: crate::judge::problem_text(problem, lang),
            unit: problem.unit.as_ref().map(ToString::to_string),
            origin: match &problem.origin {
                Origin::Inspection => "inspection",
                Origin::Report(_) => "report",
                Origin::Review => "review",
                Origin::ThirdParty(_) => "third-party",
            }
            .to_owned(),
            state: problem.state.as_str().to_owned(),
            due: problem.due(),
            first_seen: problem.first_seen,
            last_seen: problem.last_seen,
            count: problem.count,
            reopened: problem.reopened,
            notice: problem.notice.clone(),
            appeals: problem.appeals.iter().map(AppealLine::new).collect(),
            history: problem
                .history
                .iter()
                .map(|entry| HistoryLine::new(problem, entry, lang))
                .collect(),
        }
    }
}

impl AppealLine {
    fn new(appeal: &Appeal) -> Self {
        let decision = appeal.decision.as_ref();
        Self {
            filed: appeal.filed,
            by: appeal.by.to_string(),
            grounds: appeal.grounds.clone(),
            evidence: appeal.evidence.iter().map(|one| one.name.clone()).collect(),
            upheld: decision.map(|decision| decision.upheld),
            reason: decision.map_or_else(String::new, |decision| decision.reason.clone()),
        }
    }
}

impl HistoryLine {
    fn new(problem: &Problem, entry: &Entry, lang: Lang) -> Self {
        // A run carries the answer of a person into the ledger; it did not see anything.
        let reviewer = problem.finding.evidence.reviewer.as_ref();
        let reviewer =
            reviewer.filter(|_| problem.origin == Origin::Review && entry.step == Step::Found);
        Self {
            day: entry.day,
            by: reviewer.map_or_else(|| entry.by.to_string(), String::clone),
            step: entry.step.text(lang).to_owned(),
            note: entry.note.clone(),
        }
    }
}
