use chrono::NaiveDate;
use huabiao_facts::{UnknownOutcome, Visit};

use super::{document, instant};
use crate::{Error, RunId, RunInfo, RunKey, SiteResult};

/// A row of `results` without its keys.
#[derive(sqlx::FromRow)]
pub(super) struct ResultRow {
    format: i64,
    facts: Vec<u8>,
    checks: Vec<u8>,
    scorecard: Vec<u8>,
}

impl ResultRow {
    /// `place` says where the row stands.
    pub(super) fn read(&self, place: &str) -> Result<SiteResult, Error> {
        document::check_format(self.format, || format!("the result {place}"))?;
        Ok(SiteResult {
            facts: document::unpack(&self.facts, || format!("the facts {place}"))?,
            checks: document::unpack(&self.checks, || format!("the checks {place}"))?,
            scorecard: document::unpack(&self.scorecard, || format!("the scorecard {place}"))?,
        })
    }
}

/// A row of `runs`, with the number of its results.
#[derive(sqlx::FromRow)]
pub(super) struct RunRow {
    id: i64,
    #[sqlx(rename = "set")]
    indicators: String,
    day: NaiveDate,
    sites: String,
    options: String,
    finished: bool,
    done: i64,
}

impl From<RunRow> for RunInfo {
    fn from(row: RunRow) -> Self {
        Self {
            id: RunId(row.id),
            key: RunKey {
                set: row.indicators,
                day: row.day,
                sites: row.sites,
                options: row.options,
            },
            done: row.done.unsigned_abs(),
            finished: row.finished,
        }
    }
}

/// A row of `visits` without the site.
#[derive(sqlx::FromRow)]
pub(super) struct VisitRow {
    at: String,
    outcome: String,
    millis: i64,
}

impl VisitRow {
    /// `place` says where the row stands.
    pub(super) fn read(&self, place: &str) -> Result<Visit, Error> {
        let corrupt = |reason: String| Error::Corrupt {
            what: format!("the visit {place} at {:?}", self.at),
            reason,
        };
        let outcome = self.outcome.parse();
        Ok(Visit {
            at: instant::from_text(&self.at).map_err(corrupt)?,
            outcome: outcome.map_err(|error: UnknownOutcome| corrupt(error.to_string()))?,
            millis: u32::try_from(self.millis).map_err(|error| corrupt(error.to_string()))?,
        })
    }
}
