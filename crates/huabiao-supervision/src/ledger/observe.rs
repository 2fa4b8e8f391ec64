use std::collections::{BTreeMap, BTreeSet};

use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_registry::Site;

use super::Ledger;
use crate::{
    By, Closing, Event, Happened, LookedAt, Origin, Problem, ProblemId, ProblemKey, Reopening, Run,
    State, place,
};

impl Ledger {
    /// What a run of the inspection says of one site, merged with what is known.
    ///
    /// * A finding that is known stays one problem; a new one is entered; one that was
    ///   closed, reported as repaired, or whose dismissal has run out, is opened again.
    /// * A problem is closed only when every check of its rule looked at **everything**,
    ///   its own page among it (`looked_at`), and did not find it. A rule that was not
    ///   run, or looked at a part only, closes nothing: not being looked at is no repair.
    /// * The same run twice, and a run older than what is known, change nothing.
    ///
    /// Nothing is changed here; see [`record`](Self::record).
    pub fn observe(
        &self,
        run: &Run,
        site: &Site,
        checks: &[Check],
        looked_at: &LookedAt,
    ) -> Vec<Event> {
        let mut events = Vec::new();
        let mut push = |what: Happened| {
            events.push(Event {
                day: run.day,
                by: By::Machine {
                    run: run.id.clone(),
                },
                what,
            });
        };
        let found = found(site, checks);
        let mut told: BTreeSet<ProblemId> = found.iter().map(|(key, ..)| key.id()).collect();
        for (key, finding, count) in &found {
            let finding = || Box::new((*finding).clone());
            let known = self.problems.get(&key.id());
            let known = known.or_else(|| {
                let other = self.same_number(site, key, &told, looked_at)?;
                told.insert(other.id.clone());
                Some(other)
            });
            match known {
                None => {
                    if let Some(what) = self.first_sight(run, site, key, finding(), *count) {
                        push(what);
                    }
                }
                Some(problem) if is_stale(run, problem) => {}
                Some(problem) => push(seen(run, problem, finding(), *count)),
            }
        }
        let looked = looked(checks);
        let others = self
            .problems_of(&site.host)
            .filter(|problem| !told.contains(&problem.id) && !is_stale(run, problem));
        for problem in others {
            // A rule that was not run says nothing.
            let Some(open) = looked.get(&problem.key.rule) else {
                continue;
            };
            let elsewhere = || {
                Some(vec![Reason::NothingSeen {
                    what: "问题所在页面".to_owned(),
                }])
            };
            let doubted = || looked_at.doubt(&problem.id).map(<[Reason]>::to_vec);
            let open = match looked_at.holds(&stands_at(problem, site)) {
                // Who answers a question has looked at its page.
                false if open.is_none() && !is_answered(problem) => &elsewhere(),
                true if open.is_none() => &doubted(),
                _ => open,
            };
            if let Some(what) = not_seen(run, problem, open) {
                push(what);
            }
        }
        events
    }

    /// The problem that a number of a person is already: written with other separators on
    /// the same page, or moved to this page from one that was looked at and holds it no
    /// more.
    fn same_number(
        &self,
        site: &Site,
        key: &ProblemKey,
        told: &BTreeSet<ProblemId>,
        looked_at: &LookedAt,
    ) -> Option<&Problem> {
        if key.rule.as_str() != NUMBERS {
            return None;
        }
        let number = bare(&key.detail);
        let same = |problem: &&Problem| {
            problem.key.rule == key.rule
                && !told.contains(&problem.id)
                && bare(&problem.key.detail) == number
        };
        let here = |problem: &&Problem| {
            problem.key.place == key.place || stands_at(problem, site) == key.place
        };
        let moved = |problem: &&Problem| {
            problem.state.is_open()
                && looked_at.holds(&stands_at(problem, site))
                && looked_at.doubt(&problem.id).is_none()
        };
        let known = || self.problems_of(&site.host).filter(same);
        known().find(here).or_else(|| known().find(moved))
    }

    fn first_sight(
        &self,
        run: &Run,
        site: &Site,
        key: &ProblemKey,
        finding: Box<Finding>,
        count: u32,
    ) -> Option<Happened> {
        let mut suppressions = self.suppressions.iter();
        if let Some(taught) = suppressions.find(|taught| taught.covers(key, run.day)) {
            let told = self.is_suppressed(&key.id(), &taught.taught_by);
            return (!told).then(|| Happened::FindingSuppressed {
                problem: key.id(),
                by_dismissal_of: taught.taught_by.clone(),
            });
        }
        Some(Happened::ProblemFound {
            key: key.clone(),
            unit: site.unit.clone(),
            origin: match finding.evidence.reviewer {
                Some(_) => Origin::Review,
                None => Origin::Inspection,
            },
            finding,
            count,
            machine: None,
        })
    }
}

/// The findings of a run as problems: each once, in the order of the checks.
fn found<'a>(site: &Site, checks: &'a [Check]) -> Vec<(ProblemKey, &'a Finding, u32)> {
    let mut found: Vec<(ProblemKey, &Finding, u32)> = Vec::new();
    let mut places: BTreeMap<ProblemKey, usize> = BTreeMap::new();
    for finding in checks.iter().flat_map(|check| &check.findings) {
        let key = ProblemKey::of(finding, site);
        match places.get(&key).and_then(|at| found.get_mut(*at)) {
            // Parts are proof of a problem and no further place of it.
            Some(_) if finding.part_of.is_some() => {}
            Some((_, shown, _)) if shown.part_of.is_some() => *shown = finding,
            Some((_, _, count)) => *count = count.saturating_add(1),
            None => {
                places.insert(key.clone(), found.len());
                found.push((key, finding, 1));
            }
        }
    }
    found
}

/// Where a problem was seen last.
fn stands_at(problem: &Problem, site: &Site) -> String {
    match problem.key.rule.as_str() {
        NUMBERS => place(&problem.finding.url, site),
        _ => problem.key.place.clone(),
    }
}

/// What tells a number, without the separators that it is written with.
fn bare(detail: &str) -> String {
    let separators = |c: char| c.is_whitespace() && c != '\n' || c == '-';
    detail.replace(separators, "").to_ascii_uppercase()
}

/// Whether it is the answer to a question: then another answer to it, that there is no
/// fault, speaks of the same thing.
fn is_answered(problem: &Problem) -> bool {
    problem.origin == Origin::Review && problem.finding.values.contains_key("question")
}

/// The rules that were run. Those whose checks all looked at everything have `None`,
/// the others the reasons why not.
fn looked(checks: &[Check]) -> BTreeMap<&RuleId, Option<Vec<Reason>>> {
    let mut looked: BTreeMap<&RuleId, Option<Vec<Reason>>> = BTreeMap::new();
    for check in checks {
        let open = looked.entry(&check.rule).or_default();
        if check.reach != Reach::Whole {
            let reasons = open.get_or_insert_default();
            reasons.extend(check.reach.reasons().iter().cloned());
        }
    }
    looked
}

/// Whether the run was heard already, or is older than what is known.
fn is_stale(run: &Run, problem: &Problem) -> bool {
    run.day < problem.last_looked || run.id == problem.last_run
}

/// What follows when a problem that is known is seen.
pub(super) fn seen(run: &Run, problem: &Problem, finding: Box<Finding>, count: u32) -> Happened {
    let why = match &problem.state {
        State::Closed { .. } => Some(Reopening::CameBack),
        State::Dismissed { until } | State::Withdrawn { until } => {
            (run.day > *until).then_some(Reopening::DismissalExpired)
        }
        State::ReportedFixed { on, .. } => run.is_after(*on).then_some(Reopening::StillThere),
        State::Confirmed | State::Found | State::Notified { .. } => None,
    };
    match why {
        Some(why) => Happened::ProblemReopened {
            problem: problem.id.clone(),
            why,
            finding: Some(finding),
            count,
        },
        None => Happened::ProblemSeenAgain {
            problem: problem.id.clone(),
            finding,
            count,
        },
    }
}

/// What follows when a problem is not seen by a rule that was run. `open` says why the
/// rule did not look at everything, `None` that it did.
fn not_seen(run: &Run, problem: &Problem, open: &Option<Vec<Reason>>) -> Option<Happened> {
    let id = || problem.id.clone();
    let closed = |how| Happened::ProblemClosed {
        problem: id(),
        how,
        note: String::new(),
    };
    match (&problem.state, open) {
        (State::ReportedFixed { on, .. }, None) if run.is_after(*on) => {
            Some(closed(Closing::Rechecked))
        }
        (State::ReportedFixed { on, .. }, Some(reasons)) if run.is_after(*on) => {
            Some(Happened::RecheckUnanswered {
                problem: id(),
                reasons: reasons.clone(),
            })
        }
        // What people and platforms saw, a rule may not be able to see.
        (State::Confirmed | State::Found | State::Notified { .. }, None)
            if (problem.origin == Origin::Inspection || is_answered(problem))
                && run.day > problem.last_seen =>
        {
            Some(closed(Closing::GoneUnreported))
        }
        _ => None,
    }
}

/// The rule that finds numbers of persons.
const NUMBERS: &str = "personal-data";
