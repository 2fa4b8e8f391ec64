#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod assessment;
mod campaign;
mod command;
mod event;
mod identity;
pub mod intake;
mod ledger;
mod looked_at;
mod notice;
mod office;
mod place;
mod policy;
mod problem;
mod refusal;
mod report;
mod report_kind;
mod report_words;
mod rescore;
mod run;
mod sampling;
mod scope;
mod suppression;

pub use assessment::{
    AssessmentInput, AssessmentPolicy, Cause, Deduction, QuarterResult, Responsible,
    UnitAssessment, YearAssessment, assess,
};
pub use campaign::{
    Campaign, CampaignCommand, CampaignEvent, CampaignHappened, CampaignPlan, CampaignState, Depth,
    LIGHT_RULES, SiteOutcome, Sites, campaigns_due,
};
pub use command::{Command, Context};
pub use event::{Event, Happened};
pub use huabiao_registry::{Actor, Role};
pub use identity::{InvalidProblemId, ProblemId, ProblemKey};
pub use ledger::{Ledger, Overdue};
pub use looked_at::LookedAt;
pub use notice::Notice;
pub use office::{REPORT_OVER_MONTH, REPORT_UNCLOSED, office_checks, office_score};
pub use place::place;
pub use policy::{Escalation, EscalationRule, Policy, REPORT_ANSWER};
pub use problem::{
    Appeal, Attachment, Closing, Decision, Entry, Origin, Problem, Recheck, Reopening, State, Step,
};
pub use refusal::Refusal;
pub use report::{Answered, Clock, Report, ReportCounts};
pub use report_kind::{ReportKind, ReportKindError, ReportKinds, Seen, ToldBy, Triage};
pub use rescore::{Rescored, rescore, without};
pub use run::{Purpose, Run};
pub use sampling::{
    Candidate, CandidatesError, CandidatesFault, Draw, DrawDiffers, Drawn, EarlierDraw, Plan,
    QUARTERLY_SHARE, Quarter, Share, StratumDraw, Unfounded, Why, candidates_csv, draw, draw_key,
    read_candidates,
};
pub use scope::{Action, By, may};
pub use suppression::{DismissalReach, Suppression};
