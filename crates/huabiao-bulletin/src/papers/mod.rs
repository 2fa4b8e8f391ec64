mod assessment;
mod bulletin;
mod cite;
mod draw;
mod inspected;
mod ledger;
mod letterhead;
mod notice;

pub use assessment::{
    DeductionLine, OwnAssessment, OwnItem, QuarterLine, UnitScore, YearlyAssessment,
};
pub use bulletin::{
    AccountResult, Accountability, AppealOutcome, ChangedSite, Changes, FailedSite, FaultReports,
    GoodPractice, KindResult, KindSites, NamedCount, PriorResult, ProblemKind, QuarterlyBulletin,
    Recheck, Rectification, SiteLine, UnregisteredSite,
};
pub use cite::{citation, failed_by_points, is_for_reference, open_points, reason};
pub use draw::{DrawnSite, SampleDraw, Stratum};
pub use ledger::{LedgerEntry, ProblemLedger};
pub use letterhead::Letterhead;
pub use notice::{AppealWay, NoticeFailure, NoticeProblem, RectificationNotice};
