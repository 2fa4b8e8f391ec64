use chrono::NaiveDate;
use huabiao_bulletin::{LedgerEntry, ProblemLedger};
use huabiao_supervision::{Ledger, Problem, State, Step};
use huabiao_types::Lang;

use super::Desk;

/// A copy of the problem ledger (问题台账) of `day`: every problem in the order of unit,
/// site and first sight.
pub fn ledger(desk: &Desk<'_>, ledger: &Ledger, day: NaiveDate) -> ProblemLedger {
    let mut problems: Vec<&Problem> = ledger.problems().collect();
    problems.sort_by_key(|problem| {
        let place = desk.registry.sites().iter();
        let mut place = place.take_while(|site| site.host != problem.key.site);
        let at = place.by_ref().count();
        (at, problem.first_seen, problem.id.clone())
    });
    ProblemLedger {
        head: desk.head(Vec::new(), None, day),
        place: desk.place.to_owned(),
        entries: problems
            .into_iter()
            .map(|problem| entry(desk, ledger, problem, day))
            .collect(),
    }
}

fn entry(desk: &Desk<'_>, ledger: &Ledger, problem: &Problem, day: NaiveDate) -> LedgerEntry {
    let last = |wanted: fn(&Step) -> bool| {
        let entries = problem.history.iter().rev();
        entries
            .into_iter()
            .find(|entry| wanted(&entry.step))
            .map(|entry| entry.day)
    };
    let notice = problem
        .notice
        .as_ref()
        .and_then(|number| ledger.notice(number));
    let due = problem.due().or(notice.map(|notice| notice.due.day));
    let is_late = matches!(problem.state, State::Notified { due } if due < day);
    let overdue = due
        .filter(|_| is_late)
        .map_or(0, |due| (day - due).num_days());
    // Where the date has a column of its own, the history need not repeat it.
    let told = |step: &Step| {
        !matches!(
            step,
            Step::Found | Step::Confirmed | Step::Notified | Step::ReportedFixed | Step::Closed(_)
        )
    };
    let remarks = problem
        .history
        .iter()
        .filter(|entry| told(&entry.step))
        .map(|entry| {
            let step = entry.step.text(desk.lang);
            let day = desk.day(entry.day);
            match (entry.note.trim(), desk.lang) {
                ("", Lang::En) => format!("{day}: {step}"),
                ("", Lang::Zh) => format!("{day}{step}"),
                (note, Lang::En) => format!("{day}: {step} ({note})"),
                (note, Lang::Zh) => format!("{day}{step}（{note}）"),
            }
        });
    LedgerEntry {
        id: problem.id.to_string(),
        site: desk.site_name(&problem.key.site),
        unit: desk.unit(problem.unit.as_ref()),
        problem: desk.rule_name(problem),
        what: desk.what(problem),
        page: problem.finding.url.clone(),
        first_seen: problem.first_seen,
        last_seen: problem.last_seen,
        times: problem.runs_seen,
        state: problem.state.name(desk.lang).to_owned(),
        notified: notice.map(|notice| notice.issued),
        due,
        reported: last(|step| matches!(step, Step::ReportedFixed)),
        rechecked: last(|step| matches!(step, Step::Closed(_) | Step::Reopened(_))),
        closed: match problem.state {
            State::Closed { on, .. } => Some(on),
            _ => None,
        },
        overdue_days: u32::try_from(overdue).unwrap_or(0),
        remarks: remarks.collect(),
    }
}
