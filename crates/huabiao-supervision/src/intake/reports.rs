use std::collections::BTreeMap;

use serde::Serialize;

use super::source::{Row, Source, short};
use super::{Fault, Field, IntakeError, Mapping, RefusedRow, Rejected};
use crate::{Answered, Command, Report};

/// Reports of the public (我为政府网站找错), read from a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reports {
    /// The name of the platform.
    pub source: String,
    /// The good rows, in their order.
    pub reports: Vec<Report>,
    /// The rows that were not taken.
    pub rejected: Vec<Rejected>,
    /// Of whom the rows that were not taken tell.
    pub refused: Vec<RefusedRow>,
    /// The line of each good row, by its number.
    pub lines: BTreeMap<String, u64>,
    /// What is worth knowing of the whole file.
    pub notes: Vec<String>,
}

/// Reads reports of the public from CSV, JSON or, with the feature `xlsx`, XLSX.
///
/// Each row needs a number and the day on which the report came in. The site need not be
/// registered. Where a report stands as answered but the file has no day for it, the
/// clock is unknown, not late.
///
/// ```
/// use huabiao_calendar::{Calendar, Period};
/// use huabiao_supervision::intake::{Mapping, read_reports};
/// use huabiao_supervision::{Clock, ReportCounts};
///
/// let file = "id,sitecode,status,reported,handled\n\
///             1,3301000001,1,2023-07-14,2023-07-19\n\
///             2,3301000001,1,2023-07-14,2023-07-20\n\
///             3,3301000001,1,2023-07-14,\n";
/// let read = read_reports(file.as_bytes(), Mapping::public_reports())?;
/// let clocks: Vec<_> = read
///     .reports
///     .iter()
///     .map(|report| report.clock(Period::WorkingDays(3), Calendar::china(), report.received))
///     .collect();
/// assert_eq!(clocks, [Clock::InTime, Clock::Late { working_days: 1 }, Clock::Unknown]);
/// # Ok::<(), huabiao_supervision::intake::IntakeError>(())
/// ```
///
/// # Errors
///
/// [`IntakeError`] when the file as a whole cannot be read; what is wrong with single rows
/// is in [`Reports::rejected`].
pub fn read_reports(bytes: &[u8], mapping: &Mapping) -> Result<Reports, IntakeError> {
    let mut source = Source::read(bytes, mapping, &[Field::Id, Field::Time])?;
    let rows = std::mem::take(&mut source.rows);
    let says_status = source.has(Field::Status);
    let says_answered = source.has(Field::Answered);
    let mut reports = Vec::new();
    let mut lines: BTreeMap<String, u64> = BTreeMap::new();
    for row in &rows {
        let report = report(row, mapping, says_status, says_answered);
        let report = report.and_then(|report| match lines.get(&report.id) {
            Some(line) => Err((Field::Id, Fault::Duplicate { line: *line })),
            None => Ok(report),
        });
        match report {
            Ok(report) => {
                lines.insert(report.id.clone(), row.line);
                reports.push(report);
            }
            Err((field, fault)) => source.reject(row.line, field, fault),
        }
    }
    source.rejected.sort_by_key(|rejected| rejected.line);
    Ok(Reports {
        source: mapping.source.clone(),
        reports,
        lines,
        refused: RefusedRow::of(&source.rejected, &rows, mapping),
        rejected: source.rejected,
        notes: source.notes,
    })
}

impl Reports {
    /// The commands that enter the reports in the ledger. Decide and record them one after
    /// the other.
    pub fn commands(&self) -> impl Iterator<Item = Command> {
        self.reports.iter().map(|report| Command::ReceiveReport {
            report: Box::new(report.clone()),
        })
    }
}

fn report(
    row: &Row,
    mapping: &Mapping,
    says_status: bool,
    says_answered: bool,
) -> Result<Report, (Field, Fault)> {
    let text = |field: Field| row.raw(field, mapping).to_owned();
    let id = text(Field::Id);
    if id.is_empty() {
        return Err((Field::Id, Fault::Missing));
    }
    let received = row
        .day(Field::Time, mapping)?
        .ok_or((Field::Time, Fault::Missing))?;
    let on = row.day(Field::Answered, mapping)?;
    let status = row.value(Field::Status, mapping)?;
    let answer = match (status.as_deref(), on) {
        (Some("accepted"), on) => Answered::Yes {
            on,
            accepted: Some(true),
        },
        (Some("not-accepted"), on) => Answered::Yes {
            on,
            accepted: Some(false),
        },
        (Some("refused"), _) => Answered::Refused,
        (Some("open"), _) => Answered::No,
        (Some(found), _) => {
            let found = short(found);
            return Err((Field::Status, Fault::NoMeaning { found }));
        }
        (None, Some(on)) => Answered::Yes {
            on: Some(on),
            accepted: None,
        },
        // A file that has a column for the day of the answer says by leaving it empty that
        // there is none, unless another column was to say how the report stands.
        (None, None) if says_answered && !says_status => Answered::No,
        (None, None) => Answered::Unknown,
    };
    let result = text(Field::Result);
    let refusal = text(Field::Refusal);
    Ok(Report {
        id,
        site_code: text(Field::SiteCode),
        site_name: text(Field::Site),
        url: text(Field::Url),
        received,
        kind: row.value(Field::Kind, mapping)?.unwrap_or_default(),
        unit_name: text(Field::Unit),
        description: text(Field::Description),
        answer,
        result: if result.is_empty() { refusal } else { result },
    })
}
