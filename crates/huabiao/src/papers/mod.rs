//! From the ledger, draws, scorecards and the assessment to the data of official
//! documents. The words are made by `huabiao_bulletin::Wording`.

mod assessment;
mod bulletin;
mod clauses;
mod draw;
mod ledger;
mod notice;

pub use assessment::{YearView, assessment, quarter_line};
pub use bulletin::{AppealCard, QuarterView, bulletin};
pub use draw::draw;
pub use ledger::ledger;
pub use notice::notice;

use chrono::{FixedOffset, NaiveDate};
use huabiao_bulletin::{DocumentNumber, Letterhead};
use huabiao_calendar::Calendar;
use huabiao_finding::RuleId;
use huabiao_registry::{Registry, Site};
use huabiao_scoring::IndicatorSet;
use huabiao_supervision::{Policy, Problem};
use huabiao_types::{Lang, UnitCode};

/// What every document of an office needs.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The language of the documents.
    pub lang: Lang,
    /// Who issues them (发文机关).
    pub issuer: &'a str,
    /// The name over the red line (发文机关标志), if there is one.
    pub mark: Option<&'a str>,
    /// Whose sites they are, such as 全市.
    pub place: &'a str,
    /// Units and sites.
    pub registry: &'a Registry,
    /// The indicators.
    pub set: &'a IndicatorSet,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Periods and steps.
    pub policy: &'a Policy,
    /// How far the clocks are ahead of UTC.
    pub offset: FixedOffset,
}

impl Desk<'_> {
    fn head(&self, to: Vec<String>, number: Option<DocumentNumber>, date: NaiveDate) -> Letterhead {
        Letterhead {
            mark: self.mark.map(str::to_owned),
            number,
            to,
            ..Letterhead::new(self.issuer, date)
        }
    }

    fn unit(&self, code: Option<&UnitCode>) -> String {
        let unit = code.and_then(|code| self.registry.unit(code));
        match (unit, code) {
            (Some(unit), _) => unit.name.clone(),
            (None, Some(code)) => code.to_string(),
            (None, None) => match self.lang {
                Lang::En => "not registered".to_owned(),
                Lang::Zh => "未登记".to_owned(),
            },
        }
    }

    fn day(&self, day: NaiveDate) -> String {
        huabiao_finding::day_words(day, self.lang)
    }

    fn site(&self, host: &str) -> Option<&Site> {
        self.registry.site_at(host)
    }

    fn site_name(&self, host: &str) -> String {
        self.site(host)
            .map_or_else(|| host.to_owned(), |site| site.name.clone())
    }

    fn what(&self, problem: &Problem) -> String {
        crate::judge::problem_text(problem, self.lang)
    }

    /// What kind of problem it is: by its rule, by what its question is about, or by what
    /// the platform calls it.
    fn rule_name(&self, problem: &Problem) -> String {
        let name = self.kind(&problem.key.rule);
        match problem.finding.values.get("platform_kind") {
            Some(kind) if name == problem.key.rule.as_str() => kind.to_string(),
            _ => name,
        }
    }

    fn kind(&self, id: &RuleId) -> String {
        crate::judge::rule_name(id, self.set, self.lang)
    }
}
