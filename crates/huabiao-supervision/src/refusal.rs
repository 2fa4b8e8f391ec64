use chrono::NaiveDate;
use huabiao_types::{Lang, UnitCode, Words};

use crate::{Action, Escalation, ProblemId};

/// Why something does not happen, in plain words.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The appeal was decided already.
    #[error("the appeal against problem {problem} was decided already")]
    AppealDecided {
        /// The problem.
        problem: ProblemId,
    },
    /// An appeal waits for a decision.
    #[error("an appeal against problem {problem} waits for a decision")]
    AppealPending {
        /// The problem.
        problem: ProblemId,
    },
    /// The time for an appeal is over.
    #[error("problem {problem} could be contested until {until}")]
    AppealTooLate {
        /// The problem.
        problem: ProblemId,
        /// The last day.
        until: NaiveDate,
    },
    /// It would stand before something that happened already.
    #[error("{found} is before {last}, the day of the last entry on problem {problem}")]
    Backwards {
        /// The problem.
        problem: ProblemId,
        /// The day of its last entry.
        last: NaiveDate,
        /// The day given.
        found: NaiveDate,
    },
    /// Something in a campaign does not fit its state.
    #[error("the campaign {campaign} is {}, that needs one that is {}", .state.en, .needs.en)]
    CampaignState {
        /// The campaign.
        campaign: String,
        /// How it stands.
        state: Words,
        /// How it would have to stand.
        needs: Words,
    },
    /// A campaign cannot be reviewed before each of its sites has a result.
    #[error("{} sites have no result and no reason why not, the first is {}", .sites.len(), first(.sites))]
    CampaignUnfinished {
        /// The sites.
        sites: Vec<String>,
    },
    /// The last day stands before the first.
    #[error("the last day, {to}, stands before the first, {from}")]
    Days {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// A draw is not what its seed gives.
    #[error("{reason}")]
    Draw {
        /// By what it differs.
        reason: String,
    },
    /// Nothing is there to act on.
    #[error("{} is missing", .what.en)]
    Empty {
        /// What is missing.
        what: Words,
    },
    /// A step comes before the one that has to come first.
    #[error("{} comes after {}, which was not taken yet", .step.name(Lang::En), .first.name(Lang::En))]
    EscalationOrder {
        /// The step.
        step: Escalation,
        /// What has to come first.
        first: Escalation,
    },
    /// The step was taken already.
    #[error("{} was taken already", .step.name(Lang::En))]
    EscalationTwice {
        /// The step.
        step: Escalation,
    },
    /// The step is not among those of the policy.
    #[error("{} is no step of this policy", .step.name(Lang::En))]
    EscalationUnknown {
        /// The step.
        step: Escalation,
    },
    /// A person closes a problem only after a machine could not tell.
    #[error("a machine has to look at problem {problem} first")]
    MachineFirst {
        /// The problem.
        problem: ProblemId,
    },
    /// Only a machine says what a machine saw.
    #[error("only a machine can say what a machine saw")]
    MachineOnly,
    /// There is no appeal.
    #[error("nobody contested problem {problem}")]
    NoAppeal {
        /// The problem.
        problem: ProblemId,
    },
    /// No unit answers for it.
    #[error("no unit is registered that answers for problem {problem}")]
    NoUnit {
        /// The problem.
        problem: ProblemId,
    },
    /// Who acts has no business with it.
    #[error("{person} of {unit} may not {}{}", .action.text(Lang::En), of_unit(.of))]
    NotInScope {
        /// The person.
        person: String,
        /// The unit for which the person acts.
        unit: UnitCode,
        /// What the person wanted to do.
        action: Action,
        /// Which unit it is about; `None` where none is registered.
        of: Option<UnitCode>,
    },
    /// The deadline is not past, or not long enough.
    #[error("problem {problem} is {late} working days overdue, that step comes after {needs}")]
    NotOverdue {
        /// The problem.
        problem: ProblemId,
        /// Working days past the deadline.
        late: u32,
        /// Working days that are needed.
        needs: u16,
    },
    /// A machine looked and did not see what somebody claims.
    #[error("a machine looked and did not see problem {problem}; confirming it needs a reason")]
    NotSeen {
        /// The problem.
        problem: ProblemId,
    },
    /// The notice number was used before.
    #[error("the number {number} was used for another notice")]
    NumberUsed {
        /// The number.
        number: String,
    },
    /// Who reported, confirmed or contested something does not decide on it.
    #[error("{person} has a part in this and cannot decide on it")]
    OwnCause {
        /// The person.
        person: String,
    },
    /// People do this, not machines.
    #[error("this needs a person")]
    PersonOnly,
    /// Problems of more than one unit stand in one notice.
    #[error("problem {problem} is not that of {unit}; a notice goes to one unit")]
    SeveralUnits {
        /// The problem.
        problem: ProblemId,
        /// The unit of the notice.
        unit: UnitCode,
    },
    /// A dismissal lasts too long, or has run out before it begins.
    #[error("a dismissal ends between {from} and {to}, not on {found}")]
    Until {
        /// The first day allowed.
        from: NaiveDate,
        /// The last day allowed.
        to: NaiveDate,
        /// The day given.
        found: NaiveDate,
    },
    /// There is no such problem.
    #[error("there is no problem {problem}")]
    UnknownProblem {
        /// The problem.
        problem: ProblemId,
    },
    /// There is no such report.
    #[error("there is no report {report}")]
    UnknownReport {
        /// Its number.
        report: String,
    },
    /// There is no such site.
    #[error("no site is registered at {site}")]
    UnknownSite {
        /// The host.
        site: String,
    },
    /// The problem stands so that this cannot happen.
    #[error("problem {problem} is {}, that needs one that is {}", .state.en, .needs.en)]
    WrongState {
        /// The problem.
        problem: ProblemId,
        /// How it stands.
        state: Words,
        /// How it would have to stand.
        needs: Words,
    },
}

impl Refusal {
    /// The reason in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => self.zh(),
        }
    }

    fn zh(&self) -> String {
        let name = |step: &Escalation| step.name(Lang::Zh);
        match self {
            Self::AppealDecided { problem } => format!("问题{problem}的申诉已有裁定"),
            Self::AppealPending { problem } => format!("问题{problem}的申诉正在等待裁定"),
            Self::AppealTooLate { problem, until } => {
                format!("问题{problem}的申诉期限已于{until}届满")
            }
            Self::Backwards {
                problem,
                last,
                found,
            } => format!("日期{found}早于问题{problem}最近一次登记的日期{last}"),
            Self::CampaignState {
                campaign,
                state,
                needs,
            } => format!("检查批次{campaign}现为“{}”，须为“{}”", state.zh, needs.zh),
            Self::CampaignUnfinished { sites } => format!(
                "还有{}个网站既无检查结果也无未检查原因，第一个是{}",
                sites.len(),
                first(sites)
            ),
            Self::Days { from, to } => format!("结束日期{to}早于开始日期{from}"),
            Self::Draw { .. } => format!("抽样结果与公布的种子不符（{self}）"),
            Self::Empty { what } => format!("缺少{}", what.zh),
            Self::EscalationOrder { step, first } => {
                format!("应先{}，再{}", name(first), name(step))
            }
            Self::EscalationTwice { step } => format!("已经{}", name(step)),
            Self::EscalationUnknown { step } => format!("本地规定中没有“{}”", name(step)),
            Self::MachineFirst { problem } => format!("问题{problem}须先由系统复核"),
            Self::MachineOnly => "只有系统可以给出系统复核结果".to_owned(),
            Self::NoAppeal { problem } => format!("问题{problem}没有申诉"),
            Self::NoUnit { problem } => format!("问题{problem}没有登记责任单位"),
            Self::NotInScope {
                person,
                unit,
                action,
                of,
            } => {
                let of = of.as_ref().map_or("未登记单位", UnitCode::as_str);
                let action = action.text(Lang::Zh);
                format!("{unit}的{person}无权对{of}“{action}”")
            }
            Self::NotOverdue {
                problem,
                late,
                needs,
            } => format!("问题{problem}逾期{late}个工作日，须满{needs}个工作日"),
            Self::NotSeen { problem } => {
                format!("系统复核未见问题{problem}，仍要确认的须写明理由")
            }
            Self::NumberUsed { number } => format!("文号{number}已用于另一通知"),
            Self::OwnCause { person } => format!("{person}参与过此事，应当回避"),
            Self::PersonOnly => "此事须由人办理".to_owned(),
            Self::SeveralUnits { problem, unit } => {
                format!("问题{problem}不属于{unit}，一份通知只发一个单位")
            }
            Self::UnknownProblem { problem } => format!("没有问题{problem}"),
            Self::UnknownReport { report } => format!("没有留言{report}"),
            Self::UnknownSite { site } => format!("没有登记域名为{site}的网站"),
            Self::Until { from, to, found } => {
                format!("不予认定的截止日应在{from}至{to}之间，不能是{found}")
            }
            Self::WrongState {
                problem,
                state,
                needs,
            } => format!("问题{problem}现为“{}”，须为“{}”", state.zh, needs.zh),
        }
    }
}

fn first(sites: &[String]) -> &str {
    sites.first().map_or("", String::as_str)
}

fn of_unit(unit: &Option<UnitCode>) -> String {
    match unit {
        None => " where no unit is registered".to_owned(),
        Some(unit) => format!(" of {unit}"),
    }
}
