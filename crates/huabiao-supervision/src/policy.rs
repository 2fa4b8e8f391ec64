use huabiao_calendar::Period;
use huabiao_types::{Certainty, Lang, Source};
use serde::{Deserialize, Serialize};

/// What a supervising office decides itself: periods and steps.
///
/// No national text read for this project gives numbers for rectification, escalation
/// or appeals; bulletins name a date each time. The defaults are this project's, except
/// for reports of the public.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Policy {
    /// How long a unit has to answer a report of the public, see [`REPORT_ANSWER`].
    pub report_answer: Period,
    /// How long after a notice a unit can contest it.
    pub appeal: Period,
    /// For how many days a dismissal, or an appeal that was upheld, keeps the same finding
    /// from coming back, at most.
    pub dismissal_days: u16,
    /// What follows when a deadline passes, in order.
    pub escalation: Vec<EscalationRule>,
}

impl Default for Policy {
    fn default() -> Self {
        let rule = |after, step| EscalationRule { after, step };
        Self {
            report_answer: Period::WorkingDays(3),
            appeal: Period::WorkingDays(5),
            dismissal_days: 366,
            escalation: vec![
                rule(1, Escalation::Reminder),
                rule(5, Escalation::Criticism),
                rule(10, Escalation::Interview),
            ],
        }
    }
}

/// When an overdue problem goes one step further.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct EscalationRule {
    /// Working days past the deadline, at least.
    pub after: u16,
    /// The step.
    pub step: Escalation,
}

/// What follows when a deadline passes.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Escalation {
    /// A notice that urges (督办通知).
    Reminder,
    /// Public criticism (通报批评).
    Criticism,
    /// An interview of the person in charge (约谈).
    Interview,
}

impl Escalation {
    /// Its name.
    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Criticism, Lang::En) => "public criticism",
            (Self::Criticism, Lang::Zh) => "通报批评",
            (Self::Interview, Lang::En) => "interview of the person in charge",
            (Self::Interview, Lang::Zh) => "约谈",
            (Self::Reminder, Lang::En) => "urging notice",
            (Self::Reminder, Lang::Zh) => "督办通知",
        }
    }
}

/// Where the three working days for reports of the public come from.
pub const REPORT_ANSWER: Source = Source {
    document: "国办秘函〔2019〕19号",
    clause: "“我为政府网站找错”监督举报平台：3个工作日内答复",
    certainty: Certainty::Confirmed,
    note: "read in a copy of the indicators; Hubei (2018) states it as 3个工作日办结, Liaoning's \
           rule as an answer to the finder",
};
