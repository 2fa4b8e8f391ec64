use chrono::NaiveDate;
use huabiao_calendar::{Calendar, Period};
use huabiao_finding::Finding;
use huabiao_registry::Registry;
use serde::{Deserialize, Serialize};

use crate::{
    Answered, Attachment, By, DismissalReach, Escalation, Origin, Policy, ProblemId, Recheck,
    Report,
};

/// What somebody wants to happen in the ledger.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Command {
    /// Contest a problem (申诉), with evidence.
    Appeal {
        /// The problem.
        problem: ProblemId,
        /// Why it is none.
        grounds: String,
        /// Proof; at least one thing.
        evidence: Vec<Attachment>,
    },
    /// Say how a report of the public stands now.
    AnswerReport {
        /// The number of the report.
        report: String,
        /// How it stands.
        answer: Answered,
        /// What the finder was told.
        result: String,
    },
    /// Close a problem that a person looked at, because no machine can tell.
    CloseByPerson {
        /// The problem, reported as repaired.
        problem: ProblemId,
        /// What was seen.
        note: String,
    },
    /// Say that a problem is one (确认).
    Confirm {
        /// The problem.
        problem: ProblemId,
        /// Why, or empty. Where a machine looked and did not see the problem that somebody
        /// claims, it has to be said; the notice repeats it.
        #[serde(default)]
        reason: String,
    },
    /// Decide an appeal.
    DecideAppeal {
        /// The problem.
        problem: ProblemId,
        /// Whether the unit is right.
        upheld: bool,
        /// Why.
        reason: String,
    },
    /// Say that a problem is none (不予认定).
    Dismiss {
        /// The problem.
        problem: ProblemId,
        /// Why.
        reason: String,
        /// The last day on which that holds.
        until: NaiveDate,
        /// How far it reaches.
        reach: DismissalReach,
    },
    /// Enter a problem by hand, from a file, or from a report of the public.
    Enter {
        /// The host of the site.
        site: String,
        /// What was found.
        finding: Box<Finding>,
        /// Where it comes from.
        origin: Origin,
        /// What a machine says of it.
        machine: Option<Recheck>,
    },
    /// Take the next step against an overdue problem.
    Escalate {
        /// The problem.
        problem: ProblemId,
        /// The step.
        step: Escalation,
        /// What is said with it.
        note: String,
    },
    /// Tell a unit of confirmed problems and set a deadline (交办).
    Notify {
        /// The number of the notice, not used before.
        number: String,
        /// The problems, all of one unit.
        problems: Vec<ProblemId>,
        /// How long the unit has.
        period: Period,
    },
    /// Enter a report of the public, or what has become of one that is known.
    ReceiveReport {
        /// The report.
        report: Box<Report>,
    },
    /// Say what a machine saw when it looked at one problem again.
    Recheck {
        /// The problem.
        problem: ProblemId,
        /// What it saw.
        answer: Recheck,
    },
    /// Say that a problem is repaired.
    ReportFixed {
        /// The problem.
        problem: ProblemId,
        /// What was done.
        note: String,
        /// Proof, if any.
        evidence: Vec<Attachment>,
    },
}

/// What a decision needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The day.
    pub today: NaiveDate,
    /// Who acts.
    pub by: &'a By,
    /// Units and sites.
    pub registry: &'a Registry,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Periods and steps.
    pub policy: &'a Policy,
}
