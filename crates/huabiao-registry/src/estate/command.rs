use chrono::NaiveDate;
use huabiao_types::UnitCode;

use super::{Account, Approval, Filing, LeavingStep, Particulars, PublicNotice, RecordId, Way};
use crate::{Actor, UnitKind};

/// What somebody wants to enter into the registry.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Command {
    /// Announce on an account that it will end (注销公告).
    AnnounceAccountEnd {
        /// Which account.
        account: RecordId,
        /// The notice.
        notice: PublicNotice,
    },
    /// Ask for a new site (申请开设).
    Apply {
        /// What will name it.
        site: RecordId,
        /// What it will be.
        particulars: Box<Particulars>,
        /// Why it is needed.
        reason: String,
    },
    /// Approve an application (批准开设).
    Approve {
        /// Which site.
        site: RecordId,
        /// The paper.
        approval: Approval,
    },
    /// Put the site on its way to its end or elsewhere (整合迁移、关停).
    BeginLeaving {
        /// Which site.
        site: RecordId,
        /// Where its content goes.
        way: Way,
        /// Why.
        reason: String,
        /// The paper.
        approval: Option<Approval>,
        /// The notices; the days are counted from the first.
        notices: Vec<PublicNotice>,
    },
    /// Change what is registered (信息变更).
    Change {
        /// Which site.
        site: RecordId,
        /// What is registered from now on.
        particulars: Box<Particulars>,
        /// Whether the superior unit was told.
        reported_up: bool,
        /// Whether the national reporting system has it.
        reported_to_system: bool,
        /// The notice on the old site, where the domain changes.
        notice: Option<PublicNotice>,
    },
    /// Change what is registered of an account.
    ChangeAccount {
        /// Which account.
        account: RecordId,
        /// What is registered from now on.
        to: Account,
    },
    /// Close a unit (撤销单位).
    CloseUnit {
        /// Which unit.
        unit: UnitCode,
    },
    /// Put a site online again that was offline for some time (恢复上线).
    ComeBack {
        /// Which site.
        site: RecordId,
    },
    /// Deregister an account that announced its end (注销).
    DeregisterAccount {
        /// Which account.
        account: RecordId,
    },
    /// Take in a site that is running already (登记存量网站).
    Enrol {
        /// What names it from now on.
        site: RecordId,
        /// What is known of it.
        particulars: Box<Particulars>,
    },
    /// Take in an account that is open already (登记存量账号).
    EnrolAccount {
        /// What names it from now on.
        account: RecordId,
        /// What is known of it.
        of: Account,
    },
    /// Enter one of the filings before the opening.
    File {
        /// Which site.
        site: RecordId,
        /// Which filing.
        filing: Filing,
        /// Its number.
        number: String,
    },
    /// File an account that will be opened (备案).
    FileAccount {
        /// What will name it.
        account: RecordId,
        /// What it will be.
        of: Account,
    },
    /// End what a site that leaves began: it is closed, or goes on on its platform.
    FinishLeaving {
        /// Which site.
        site: RecordId,
    },
    /// Found a unit (设立单位).
    FoundUnit {
        /// Its code.
        unit: UnitCode,
        /// Its full name.
        name: String,
        /// What kind of body it is.
        kind: UnitKind,
        /// The unit above it.
        superior: Option<UnitCode>,
    },
    /// Take a site offline for some time (临时下线).
    GoOffline {
        /// Which site.
        site: RecordId,
        /// Why.
        reason: String,
        /// For how many days, the day of the entry being the first.
        days: u16,
        /// The paper; for an outage that nobody could foresee there is none, and the
        /// reason says so.
        approval: Option<Approval>,
        /// Whether nobody could foresee it: it is reported at once then.
        unforeseen: bool,
        /// The notices.
        notices: Vec<PublicNotice>,
    },
    /// Merge a unit into another (合并单位): its sites, accounts and the units below it go
    /// with it.
    MergeUnit {
        /// Which unit ends.
        unit: UnitCode,
        /// Which one goes on.
        into: UnitCode,
    },
    /// Put a unit under another (调整隶属关系).
    MoveUnit {
        /// Which unit.
        unit: UnitCode,
        /// The unit above it from now on.
        superior: Option<UnitCode>,
    },
    /// Put a site online that was prepared (上线运行).
    Open {
        /// Which site.
        site: RecordId,
    },
    /// Open an account that was filed (开通).
    OpenAccount {
        /// Which account.
        account: RecordId,
    },
    /// Enter that a security test was passed (安全检测).
    PassTest {
        /// Which site.
        site: RecordId,
    },
    /// Refuse an application (不予批准).
    Refuse {
        /// Which site.
        site: RecordId,
        /// Why.
        reason: String,
    },
    /// Rename a unit (单位更名).
    RenameUnit {
        /// Which unit.
        unit: UnitCode,
        /// Its name from now on.
        name: String,
    },
    /// Let a site stay that was on its way (终止关停).
    Stay {
        /// Which site.
        site: RecordId,
        /// Why.
        reason: String,
    },
    /// Enter a step of a site that leaves. What is seen of its redirect may be entered
    /// after its end too.
    Take {
        /// Which site.
        site: RecordId,
        /// The step.
        step: LeavingStep,
    },
}

/// Under which circumstances something is entered.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The day on which it takes effect.
    pub day: NaiveDate,
    /// Who enters it.
    pub by: &'a Actor,
}
