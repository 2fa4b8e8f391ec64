use chrono::NaiveDate;
use huabiao_finding::{Finding, Reason};
use huabiao_types::{Lang, UnitCode};
use serde::{Deserialize, Serialize};

use crate::{By, Escalation, ProblemId, ProblemKey};

/// One problem of the ledger (问题台账): a fault from its first sight to its repair,
/// however many runs see it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Problem {
    /// Its name.
    pub id: ProblemId,
    /// What makes it the same problem.
    pub key: ProblemKey,
    /// The unit that answers for it (责任单位), by code, if one is registered.
    pub unit: Option<UnitCode>,
    /// Where it comes from.
    pub origin: Origin,
    /// The finding as last seen.
    pub finding: Finding,
    /// How many findings the last run had for it.
    pub count: u32,
    /// How it stands.
    pub state: State,
    /// The day on which it was first seen.
    pub first_seen: NaiveDate,
    /// The day on which it was last seen.
    pub last_seen: NaiveDate,
    /// The last day on which somebody looked and could tell whether it is there.
    pub last_looked: NaiveDate,
    /// In how many runs it was seen.
    pub runs_seen: u32,
    /// The last run that had something to say of it.
    pub last_run: String,
    /// How often it was opened again.
    pub reopened: u32,
    /// Who confirmed it.
    pub confirmed_by: Option<By>,
    /// The notice in which the unit was told of it, the last one.
    pub notice: Option<String>,
    /// What followed when deadlines passed, in order.
    pub escalations: Vec<Escalation>,
    /// The appeals against it, in order.
    pub appeals: Vec<Appeal>,
    /// The last day on which a dismissal of it held or holds, if it was ever dismissed.
    #[serde(default)]
    pub dismissed_until: Option<NaiveDate>,
    /// What a machine said of it when it was entered by hand or from a file.
    pub machine: Option<Recheck>,
    /// What happened, in order. Being seen again is counted, not listed.
    pub history: Vec<Entry>,
}

impl Problem {
    /// The appeal that waits for a decision.
    pub fn open_appeal(&self) -> Option<&Appeal> {
        let last = self.appeals.last();
        last.filter(|appeal| appeal.decision.is_none())
    }

    /// Whether a finding of `day` was taken away: by an appeal that was upheld, or because
    /// the office dismissed it. A decision speaks for findings before it too, and until
    /// its last day.
    pub fn is_withdrawn_on(&self, day: NaiveDate) -> bool {
        let decisions = self
            .appeals
            .iter()
            .filter_map(|appeal| appeal.decision.as_ref());
        let mut upheld = decisions.filter(|decision| decision.upheld);
        self.dismissed_until.is_some_and(|until| day <= until)
            || upheld.any(|decision| day <= decision.until)
    }

    /// The last day for the repair, while it is not closed.
    pub fn due(&self) -> Option<NaiveDate> {
        match &self.state {
            State::Notified { due } => Some(*due),
            State::ReportedFixed { due, .. } => *due,
            _ => None,
        }
    }

    /// Whether the deadline is past and the unit has reported nothing.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        matches!(&self.state, State::Notified { due } if *due < today)
    }
}

/// How a problem stands.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// 待核实: seen, and nobody has said yet whether it is a fault.
    Found,
    /// 已确认: it is a fault; the unit was not told yet, or is to be told again.
    Confirmed,
    /// 整改中: the unit was told, and has until the day.
    Notified {
        /// The last day for the repair.
        due: NaiveDate,
    },
    /// 待复核: the unit says it is repaired, and no machine has looked since.
    ReportedFixed {
        /// The day of that report.
        on: NaiveDate,
        /// The last day for the repair, if there was a notice.
        due: Option<NaiveDate>,
    },
    /// 已销号: a machine looked and it is gone.
    Closed {
        /// The day.
        on: NaiveDate,
        /// How.
        how: Closing,
    },
    /// 不予认定: somebody said that it is no fault. Seeing it again changes nothing until
    /// the day.
    Dismissed {
        /// The last day on which the dismissal holds.
        until: NaiveDate,
    },
    /// 申诉成立撤销: an appeal against it was upheld. Seeing it again changes nothing until
    /// the day.
    Withdrawn {
        /// The last day on which the decision holds.
        until: NaiveDate,
    },
}

impl State {
    /// The word used in data files.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Closed { .. } => "closed",
            Self::Confirmed => "confirmed",
            Self::Dismissed { .. } => "dismissed",
            Self::Found => "found",
            Self::Notified { .. } => "notified",
            Self::ReportedFixed { .. } => "reported-fixed",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// The name shown to people.
    pub const fn name(&self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Closed { .. }, Lang::En) => "closed",
            (Self::Closed { .. }, Lang::Zh) => "已销号",
            (Self::Confirmed, Lang::En) => "confirmed",
            (Self::Confirmed, Lang::Zh) => "已确认",
            (Self::Dismissed { .. }, Lang::En) => "dismissed",
            (Self::Dismissed { .. }, Lang::Zh) => "不予认定",
            (Self::Found, Lang::En) => "to be confirmed",
            (Self::Found, Lang::Zh) => "待核实",
            (Self::Notified { .. }, Lang::En) => "to be repaired",
            (Self::Notified { .. }, Lang::Zh) => "整改中",
            (Self::ReportedFixed { .. }, Lang::En) => "reported as repaired",
            (Self::ReportedFixed { .. }, Lang::Zh) => "待复核",
            (Self::Withdrawn { .. }, Lang::En) => "withdrawn on appeal",
            (Self::Withdrawn { .. }, Lang::Zh) => "申诉成立已撤销",
        }
    }

    /// Whether somebody still has to do something.
    pub const fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Confirmed | Self::Found | Self::Notified { .. } | Self::ReportedFixed { .. }
        )
    }
}

/// How a problem was closed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// It was reported as repaired, and a machine found it gone.
    Rechecked,
    /// A run looked at everything and it was gone, without a report of the unit.
    GoneUnreported,
    /// No machine can tell; a person of the supervising office looked.
    SeenByPerson,
}

/// Where a problem comes from.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A run of the inspection.
    Inspection,
    /// A report of the public, by its number.
    Report(String),
    /// A person who looked (人工核查).
    Review,
    /// A platform for inspections (第三方检查), by its name.
    ThirdParty(String),
}

/// What a machine says when it looks at one problem again. Three answers, not two.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recheck {
    /// It is there.
    Yes,
    /// Everything that could show it was looked at, and it is not there.
    No,
    /// Nobody can tell.
    Unknown(Vec<Reason>),
}

/// An appeal (申诉) of a unit against a problem.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Appeal {
    /// The day on which it was filed.
    pub filed: NaiveDate,
    /// Who filed it.
    pub by: By,
    /// Why the unit says that it is no fault.
    pub grounds: String,
    /// What it brought as proof: names or addresses, with SHA-256 where known.
    pub evidence: Vec<Attachment>,
    /// The decision, once there is one.
    pub decision: Option<Decision>,
}

/// A decision on an appeal.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Decision {
    /// The day.
    pub day: NaiveDate,
    /// Who decided.
    pub by: By,
    /// Whether the unit is right (成立).
    pub upheld: bool,
    /// Why.
    pub reason: String,
    /// If the unit is right: the last day on which the finding is kept away.
    pub until: NaiveDate,
}

/// Something that was handed in as proof.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Attachment {
    /// Its name or address.
    pub name: String,
    /// SHA-256 of its bytes in hexadecimal, if known.
    pub sha256: Option<String>,
}

/// One line of the history of a problem.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Entry {
    /// The day.
    pub day: NaiveDate,
    /// Who.
    pub by: By,
    /// What.
    pub step: Step,
    /// What was said with it, or empty.
    pub note: String,
}

/// What happened to a problem.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// It was contested.
    AppealFiled,
    /// An appeal was turned down.
    AppealRejected,
    /// An appeal was upheld.
    AppealUpheld,
    /// It was closed.
    Closed(Closing),
    /// It was confirmed.
    Confirmed,
    /// It was dismissed.
    Dismissed,
    /// A deadline had passed.
    Escalated(Escalation),
    /// It was seen for the first time.
    Found,
    /// The unit was told.
    Notified,
    /// A machine looked and could not tell.
    RecheckedWithoutAnswer,
    /// It was opened again.
    Reopened(Reopening),
    /// The unit said that it is repaired.
    ReportedFixed,
}

/// Why a problem was opened again.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reopening {
    /// It had been closed, and was seen again.
    CameBack,
    /// A dismissal or decision had run out, and it was seen again.
    DismissalExpired,
    /// It had been reported as repaired, and is still there.
    StillThere,
}

impl Step {
    /// The step in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::AppealFiled, Lang::En) => "contested",
            (Self::AppealFiled, Lang::Zh) => "提出申诉",
            (Self::AppealRejected, Lang::En) => "appeal turned down",
            (Self::AppealRejected, Lang::Zh) => "申诉不成立",
            (Self::AppealUpheld, Lang::En) => "appeal upheld",
            (Self::AppealUpheld, Lang::Zh) => "申诉成立",
            (Self::Closed(Closing::GoneUnreported), Lang::En) => "closed: gone without a report",
            (Self::Closed(Closing::GoneUnreported), Lang::Zh) => "销号：复查时已消除",
            (Self::Closed(Closing::Rechecked), Lang::En) => "closed: re-checked by machine",
            (Self::Closed(Closing::Rechecked), Lang::Zh) => "销号：系统复核通过",
            (Self::Closed(Closing::SeenByPerson), Lang::En) => "closed: seen by a person",
            (Self::Closed(Closing::SeenByPerson), Lang::Zh) => "销号：人工复核通过",
            (Self::Confirmed, Lang::En) => "confirmed",
            (Self::Confirmed, Lang::Zh) => "确认",
            (Self::Dismissed, Lang::En) => "dismissed",
            (Self::Dismissed, Lang::Zh) => "不予认定",
            (Self::Escalated(step), lang) => step.name(lang),
            (Self::Found, Lang::En) => "found",
            (Self::Found, Lang::Zh) => "发现",
            (Self::Notified, Lang::En) => "unit notified",
            (Self::Notified, Lang::Zh) => "交办责任单位",
            (Self::RecheckedWithoutAnswer, Lang::En) => "re-checked, no answer",
            (Self::RecheckedWithoutAnswer, Lang::Zh) => "系统复核未能判定",
            (Self::Reopened(Reopening::CameBack), Lang::En) => "opened again: it came back",
            (Self::Reopened(Reopening::CameBack), Lang::Zh) => "重新打开：问题再次出现",
            (Self::Reopened(Reopening::DismissalExpired), Lang::En) => {
                "opened again: the dismissal had run out"
            }
            (Self::Reopened(Reopening::DismissalExpired), Lang::Zh) => "重新打开：原处理意见已到期",
            (Self::Reopened(Reopening::StillThere), Lang::En) => "opened again: still there",
            (Self::Reopened(Reopening::StillThere), Lang::Zh) => "重新打开：问题仍存在",
            (Self::ReportedFixed, Lang::En) => "reported as repaired",
            (Self::ReportedFixed, Lang::Zh) => "责任单位报告已整改",
        }
    }
}
