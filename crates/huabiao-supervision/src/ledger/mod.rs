//! The problem ledger (问题台账).

mod apply;
mod decide;
mod observe;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use huabiao_calendar::{Calendar, WorkingDays};
use huabiao_registry::Registry;
use serde::{Deserialize, Serialize};

use crate::{
    Action, Actor, Appeal, Command, Context, Escalation, Event, Notice, Policy, Problem, ProblemId,
    Refusal, Report, ReportCounts, State, Suppression, may,
};

/// The problem ledger (问题台账): every problem with its history, the notices, and the
/// reports of the public.
///
/// Nothing changes in place: [`decide`](Self::decide) and [`observe`](Self::observe) say
/// what happens and change nothing, [`record`](Self::record) changes the state and cannot
/// fail. The same events give the same ledger.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Ledger {
    problems: BTreeMap<ProblemId, Problem>,
    /// The problems of each site, by host.
    by_site: BTreeMap<String, BTreeSet<ProblemId>>,
    notices: BTreeMap<String, Notice>,
    suppressions: Vec<Suppression>,
    /// The problems that would have been, by the dismissed one that kept them away.
    suppressed: BTreeMap<ProblemId, BTreeSet<ProblemId>>,
    reports: BTreeMap<String, Report>,
}

/// A problem whose deadline is past.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overdue<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// How long it is past.
    pub late: WorkingDays,
    /// How many working days it is past at least, whatever notices of holidays still say.
    pub surely: u32,
    /// The step that can be taken now, if one can. Where the working days are not certain,
    /// only one that no holiday still to be announced could make too early.
    pub next: Option<Escalation>,
}

impl Ledger {
    /// The ledger after these events.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut ledger = Self::default();
        for event in events {
            ledger.apply(event);
        }
        ledger
    }

    /// What happens when somebody wants something: nothing is changed yet.
    ///
    /// # Errors
    ///
    /// [`Refusal`] says in plain words why it does not happen.
    pub fn decide(&self, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        decide::decide(self, command, context)
    }

    /// Applies events in their order.
    pub fn record(&mut self, events: &[Event]) {
        for event in events {
            self.apply(event);
        }
    }

    /// Every problem, by name.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.values()
    }

    /// The problem of that name.
    pub fn problem(&self, id: &ProblemId) -> Option<&Problem> {
        self.problems.get(id)
    }

    /// The problems of one site, by name.
    pub fn problems_of(&self, host: &str) -> impl Iterator<Item = &Problem> {
        let ids = self.by_site.get(host).into_iter().flatten();
        ids.filter_map(|id| self.problems.get(id))
    }

    /// Every appeal with its problem, the oldest appeal first; for a bulletin that shows
    /// what was contested and how it was decided.
    pub fn appeals(&self) -> Vec<(&Problem, &Appeal)> {
        let mut appeals: Vec<(&Problem, &Appeal)> = self
            .problems()
            .flat_map(|problem| problem.appeals.iter().map(move |appeal| (problem, appeal)))
            .collect();
        appeals.sort_by_key(|(problem, appeal)| (appeal.filed, problem.id.clone()));
        appeals
    }

    /// The problems that `actor` may see.
    pub fn visible<'a>(
        &'a self,
        registry: &'a Registry,
        actor: &'a Actor,
    ) -> impl Iterator<Item = &'a Problem> {
        let seen =
            |problem: &&Problem| may(registry, actor, Action::See, problem.unit.as_ref()).is_ok();
        self.problems().filter(seen)
    }

    /// Every notice, by number.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        self.notices.values()
    }

    /// The notice of that number.
    pub fn notice(&self, number: &str) -> Option<&Notice> {
        self.notices.get(number)
    }

    /// What dismissals taught, with how many problems each kept away so far.
    pub fn suppressions(&self) -> impl Iterator<Item = (&Suppression, usize)> {
        self.suppressions.iter().map(|suppression| {
            let kept_away = self.suppressed.get(&suppression.taught_by);
            (suppression, kept_away.map_or(0, BTreeSet::len))
        })
    }

    fn is_suppressed(&self, problem: &ProblemId, by_dismissal_of: &ProblemId) -> bool {
        let kept_away = self.suppressed.get(by_dismissal_of);
        kept_away.is_some_and(|kept_away| kept_away.contains(problem))
    }

    /// Every report of the public, by number.
    pub fn reports(&self) -> impl Iterator<Item = &Report> {
        self.reports.values()
    }

    /// The report of that number.
    pub fn report(&self, id: &str) -> Option<&Report> {
        self.reports.get(id)
    }

    /// How many reports stand how.
    pub fn report_counts(
        &self,
        policy: &Policy,
        calendar: &Calendar,
        today: NaiveDate,
    ) -> ReportCounts {
        ReportCounts::of(self.reports(), policy.report_answer, calendar, today)
    }

    /// The problems whose deadline is past, the longest overdue first.
    pub fn overdue<'a>(
        &'a self,
        policy: &Policy,
        calendar: &Calendar,
        today: NaiveDate,
    ) -> Vec<Overdue<'a>> {
        let mut overdue: Vec<Overdue<'_>> = self
            .problems()
            .filter_map(|problem| {
                let State::Notified { due } = problem.state else {
                    return None;
                };
                let late = calendar.working_days_between(due, today);
                let surely = surely_late(calendar, due, today);
                let next = policy.escalation.iter();
                let next = next.map(|rule| (rule.step, u32::from(rule.after)));
                let next = next
                    .filter(|(step, _)| !problem.escalations.contains(step))
                    .find(|(_, after)| surely >= *after);
                problem.is_overdue(today).then(|| Overdue {
                    problem,
                    late,
                    surely,
                    next: next.map(|(step, _)| step),
                })
            })
            .collect();
        overdue.sort_by_key(|one| (u32::MAX - one.late.days, one.problem.id.clone()));
        overdue
    }

    /// The problems of a site that are none, for findings of `day`: those that appeals took
    /// away, those that the office dismissed, and those that a dismissal kept away. See
    /// [`rescore`](crate::rescore).
    pub fn withdrawn(&self, site: &str, day: NaiveDate) -> BTreeSet<ProblemId> {
        let away = |problem: &&Problem| problem.is_withdrawn_on(day);
        let ids = self.problems_of(site).filter(away);
        let ids = ids.map(|problem| problem.id.clone());
        let taught = self.suppressions.iter();
        let taught = taught.filter(|taught| taught.site == site && day <= taught.until);
        let kept_away = taught.filter_map(|taught| self.suppressed.get(&taught.taught_by));
        // What was entered since then is a problem of its own.
        let entered = |id: &&ProblemId| {
            let problem = self.problem(id);
            problem.is_some_and(|problem| problem.first_seen <= day)
        };
        let kept_away = kept_away.flatten().filter(|id| !entered(id));
        ids.chain(kept_away.cloned()).collect()
    }
}

/// The working days from one day to another that no holiday still to be announced could
/// take: all where notices settle them, else those up to the end of a year that they
/// settle, or all but the most that the holidays of the time could take.
pub(crate) fn surely_late(calendar: &Calendar, due: NaiveDate, today: NaiveDate) -> u32 {
    let late = calendar.working_days_between(due, today);
    if late.certain {
        return late.days;
    }
    let ends = (due.year()..today.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 12, 31));
    let settled = ends.map(|end| calendar.working_days_between(due, end));
    let settled = settled.filter(|days| days.certain).map(|days| days.days);
    let months = u32::try_from((today - due).num_days() / 28).unwrap_or(u32::MAX);
    let taken = late.days - late.at_least().min(late.days);
    let left = late.at_least().saturating_sub(taken.saturating_mul(months));
    settled.max().unwrap_or_default().max(left)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn holidays_still_to_be_announced_count_for_nobody() {
        let cn = Calendar::china();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(surely_late(cn, day("2026-12-10"), day("2026-12-17")), 5);
        // New Year and Spring Festival of 2027 are not settled.
        let all = cn.working_days_between(day("2026-12-10"), day("2027-03-20"));
        assert!(!all.certain, "{all:?}");
        let surely = surely_late(cn, day("2026-12-10"), day("2027-03-20"));
        assert!(
            surely >= 15 && surely + 12 <= all.days,
            "{surely} of {all:?}"
        );
        assert_eq!(surely_late(cn, day("2027-02-01"), day("2027-02-08")), 0);
    }
}
