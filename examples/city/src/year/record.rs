use std::collections::BTreeMap;

use chrono::NaiveDate;
use huabiao::bulletin::SiteEntry;
use huabiao::scoring::{Points, Scorecard, Verdict};
use huabiao::supervision::Event;
use serde::Serialize;

/// What happened in the year, for programs: `year/year.json`.
#[derive(Debug, Serialize)]
pub(crate) struct YearRecord {
    pub(crate) year: i32,
    pub(crate) quarters: Vec<QuarterRecord>,
    /// How many events of each kind the ledger has.
    pub(crate) events: BTreeMap<String, usize>,
    /// Whether the events, replayed from the database, give the same ledger.
    pub(crate) replayed: bool,
    pub(crate) problems: usize,
    pub(crate) states: BTreeMap<String, usize>,
    pub(crate) appeals: Vec<AppealRecord>,
    /// Problems that were opened again, and why.
    pub(crate) reopened: Vec<ReopenedRecord>,
    /// Problems that are open at the end of the year.
    pub(crate) open: Vec<OpenRecord>,
    pub(crate) assessment: Option<AssessmentRecord>,
    /// Whether PDF was written, or why not.
    pub(crate) pdf: String,
}

/// One quarter.
#[derive(Debug, Serialize)]
pub(crate) struct QuarterRecord {
    pub(crate) quarter: String,
    pub(crate) day: NaiveDate,
    pub(crate) seed: String,
    pub(crate) candidates: usize,
    pub(crate) drawn: Vec<String>,
    pub(crate) inspected: Vec<String>,
    pub(crate) rechecked: Vec<RecheckRecord>,
    /// Faults that were in the inspected sites.
    pub(crate) planted: usize,
    /// Those that were not found.
    pub(crate) missed: Vec<String>,
    /// Findings that belong to no fault.
    pub(crate) unplanted: Vec<String>,
    pub(crate) notices: usize,
    /// After appeals and dismissals, without the sites of `outside`: what the bulletin of
    /// the quarter counts.
    #[serde(flatten)]
    pub(crate) verdicts: VerdictRecord,
    /// Inspected sites outside of the national reporting system, which stand in no count.
    pub(crate) outside: u64,
    /// On the day of the inspection, before any appeal, of all inspected sites.
    pub(crate) as_inspected: VerdictRecord,
    pub(crate) bulletin_day: NaiveDate,
}

/// How many sites got which verdict.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct VerdictRecord {
    pub(crate) qualified: u64,
    pub(crate) unqualified: u64,
    pub(crate) undetermined: u64,
}

impl VerdictRecord {
    pub(crate) fn of<'a>(sites: impl IntoIterator<Item = &'a SiteEntry>) -> Self {
        let mut counts = Self::default();
        for site in sites {
            match site.scorecard.verdict {
                Verdict::Qualified => counts.qualified += 1,
                Verdict::Unqualified => counts.unqualified += 1,
                Verdict::Undetermined => counts.undetermined += 1,
            }
        }
        counts
    }
}

/// A re-check.
#[derive(Debug, Serialize)]
pub(crate) struct RecheckRecord {
    pub(crate) day: NaiveDate,
    pub(crate) sites: Vec<String>,
    /// How many events of each kind it led to.
    pub(crate) events: BTreeMap<String, usize>,
}

/// An appeal.
#[derive(Debug, Serialize)]
pub(crate) struct AppealRecord {
    pub(crate) problem: String,
    pub(crate) site: String,
    pub(crate) rule: String,
    pub(crate) upheld: bool,
    pub(crate) before: CardRecord,
    pub(crate) after: CardRecord,
}

/// What a card comes to.
#[derive(Debug, Eq, PartialEq, Serialize)]
pub(crate) struct CardRecord {
    pub(crate) verdict: &'static str,
    pub(crate) points: Option<Points>,
    pub(crate) lost: Points,
}

impl CardRecord {
    pub(crate) fn of(card: &Scorecard) -> Self {
        Self {
            verdict: card.verdict.as_str(),
            points: card.points,
            lost: card.points_lost,
        }
    }
}

/// A problem that was opened again.
#[derive(Debug, Serialize)]
pub(crate) struct ReopenedRecord {
    pub(crate) problem: String,
    pub(crate) site: String,
    pub(crate) rule: String,
    pub(crate) day: NaiveDate,
    pub(crate) why: String,
    /// How it stands at the end of the year.
    pub(crate) state: &'static str,
}

/// A problem that is open at the end of the year.
#[derive(Debug, Serialize)]
pub(crate) struct OpenRecord {
    pub(crate) problem: String,
    pub(crate) site: String,
    pub(crate) rule: String,
    pub(crate) state: &'static str,
    pub(crate) last_looked: NaiveDate,
    pub(crate) escalations: usize,
}

/// The yearly assessment.
#[derive(Debug, Serialize)]
pub(crate) struct AssessmentRecord {
    pub(crate) units: usize,
    pub(crate) deductions: usize,
    pub(crate) partial: usize,
    /// The office's own card: points kept, points known, whether it is a part only.
    pub(crate) office: Option<OfficeRecord>,
}

/// The supervising office's own score.
#[derive(Debug, Serialize)]
pub(crate) struct OfficeRecord {
    pub(crate) set: String,
    pub(crate) points: Option<Points>,
    pub(crate) of: Points,
    pub(crate) lost: Points,
    pub(crate) partial: bool,
}

/// How many events of each kind there are: `problem-closed`, and `problem-closed:rechecked`
/// where a kind says how or why.
pub(crate) fn counted<'a>(events: impl IntoIterator<Item = &'a Event>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for event in events {
        let Ok(serde_json::Value::Object(what)) = serde_json::to_value(&event.what) else {
            continue;
        };
        for (kind, body) in what {
            let finer = ["how", "why", "step", "upheld"]
                .into_iter()
                .find_map(|name| body.get(name))
                .map(|value| {
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned)
                });
            if let Some(finer) = finer {
                *counted.entry(format!("{kind}:{finer}")).or_insert(0) += 1;
            }
            *counted.entry(kind).or_insert(0) += 1;
        }
    }
    counted
}
