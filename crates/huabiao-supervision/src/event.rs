use chrono::NaiveDate;
use huabiao_calendar::Due;
use huabiao_finding::{Finding, Reason};
use huabiao_types::UnitCode;
use serde::{Deserialize, Serialize};

use crate::{
    Answered, Attachment, By, Closing, Escalation, Origin, ProblemId, ProblemKey, Recheck,
    Reopening, Report, Suppression,
};

/// Something that happened in the ledger. Store events with the new state in one
/// transaction; [`Ledger::replay`](crate::Ledger::replay) makes the state from them again.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Event {
    /// The day.
    pub day: NaiveDate,
    /// Who did it.
    pub by: By,
    /// What happened.
    pub what: Happened,
}

/// What happened.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Happened {
    /// An appeal was decided.
    AppealDecided {
        /// The problem.
        problem: ProblemId,
        /// Whether the unit is right.
        upheld: bool,
        /// Why.
        reason: String,
        /// If so: the last day on which the decision keeps the finding away.
        until: NaiveDate,
    },
    /// A unit contested a problem.
    AppealFiled {
        /// The problem.
        problem: ProblemId,
        /// Why it is none.
        grounds: String,
        /// What was brought as proof.
        evidence: Vec<Attachment>,
    },
    /// A finding was left out because a dismissal says so; told once for each.
    FindingSuppressed {
        /// The problem that it would have been.
        problem: ProblemId,
        /// The dismissed problem whose suppression it was.
        by_dismissal_of: ProblemId,
    },
    /// A unit said that a problem is repaired.
    FixReported {
        /// The problem.
        problem: ProblemId,
        /// What was done.
        note: String,
        /// What was brought as proof.
        evidence: Vec<Attachment>,
    },
    /// A unit was told of problems and given a deadline.
    NoticeIssued {
        /// The number of the notice.
        number: String,
        /// The unit.
        unit: UnitCode,
        /// The problems.
        problems: Vec<ProblemId>,
        /// The deadline, and how it was counted.
        due: Due,
    },
    /// A problem was closed.
    ProblemClosed {
        /// The problem.
        problem: ProblemId,
        /// How.
        how: Closing,
        /// What was said with it, or empty.
        note: String,
    },
    /// A problem was confirmed.
    ProblemConfirmed {
        /// The problem.
        problem: ProblemId,
        /// Why, or empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A problem was dismissed.
    ProblemDismissed {
        /// The problem.
        problem: ProblemId,
        /// Why it is none.
        reason: String,
        /// The last day on which the dismissal holds.
        until: NaiveDate,
        /// What else it keeps away, if anything.
        suppression: Option<Suppression>,
    },
    /// A deadline had passed, and a further step was taken.
    ProblemEscalated {
        /// The problem.
        problem: ProblemId,
        /// The step.
        step: Escalation,
        /// What was said with it, or empty.
        note: String,
    },
    /// A problem was entered.
    ProblemFound {
        /// What makes it the same problem.
        key: ProblemKey,
        /// The unit that answers for it.
        unit: Option<UnitCode>,
        /// Where it comes from.
        origin: Origin,
        /// The finding.
        finding: Box<Finding>,
        /// How many findings there were for it.
        count: u32,
        /// What a machine said, where it was entered by hand or from a file.
        machine: Option<Recheck>,
    },
    /// A problem was seen and opened again.
    ProblemReopened {
        /// The problem.
        problem: ProblemId,
        /// Why.
        why: Reopening,
        /// The finding, where a run saw it.
        finding: Option<Box<Finding>>,
        /// How many findings there were for it.
        count: u32,
    },
    /// A problem that was known was seen again.
    ProblemSeenAgain {
        /// The problem.
        problem: ProblemId,
        /// The finding.
        finding: Box<Finding>,
        /// How many findings there were for it.
        count: u32,
    },
    /// A machine looked at a problem that was reported as repaired, and could not tell.
    RecheckUnanswered {
        /// The problem.
        problem: ProblemId,
        /// Why.
        reasons: Vec<Reason>,
    },
    /// The state of a report of the public changed.
    ReportAnswered {
        /// The number of the report.
        report: String,
        /// How it stands now.
        answer: Answered,
        /// What the finder was told, or empty.
        result: String,
    },
    /// A report of the public came in.
    ReportReceived {
        /// The report.
        report: Box<Report>,
    },
}

impl Happened {
    /// The problem that it is about, where it is one.
    pub fn problem(&self) -> Option<ProblemId> {
        match self {
            Self::AppealDecided { problem, .. }
            | Self::AppealFiled { problem, .. }
            | Self::FindingSuppressed { problem, .. }
            | Self::FixReported { problem, .. }
            | Self::ProblemClosed { problem, .. }
            | Self::ProblemConfirmed { problem, .. }
            | Self::ProblemDismissed { problem, .. }
            | Self::ProblemEscalated { problem, .. }
            | Self::ProblemReopened { problem, .. }
            | Self::ProblemSeenAgain { problem, .. }
            | Self::RecheckUnanswered { problem, .. } => Some(problem.clone()),
            Self::ProblemFound { key, .. } => Some(key.id()),
            Self::NoticeIssued { .. }
            | Self::ReportAnswered { .. }
            | Self::ReportReceived { .. } => None,
        }
    }
}
