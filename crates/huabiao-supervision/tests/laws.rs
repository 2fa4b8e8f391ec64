//! What holds whatever happens.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{BLANK, DEAD, Desk, check, day, dead, machine, part, person, proof};
use huabiao_calendar::{Calendar, Period};
use huabiao_finding::{Check, Finding, Reach};
use huabiao_supervision::{
    By, Command, DismissalReach, Escalation, Event, Ledger, LookedAt, Problem, ProblemId, Purpose,
    Recheck, Role, Run, State,
};
use proptest::prelude::*;
use proptest::sample::Index;

const MZJ: &str = "mzj.example.gov.cn";

/// Something that may happen on a day.
#[derive(Clone, Debug)]
enum Act {
    /// A run saw these of six faults, and looked at the whole or a part of each rule.
    Run {
        seen: Vec<bool>,
        dead_whole: Option<bool>,
        blank_whole: Option<bool>,
        purpose: Purpose,
    },
    Command {
        kind: u8,
        problem: Index,
        yes: bool,
    },
    Wait(u8),
}

fn any_act() -> impl Strategy<Value = Act> {
    let purpose = prop_oneof![Just(Purpose::Inspection), Just(Purpose::Recheck)];
    prop_oneof![
        (
            prop::collection::vec(any::<bool>(), 6),
            any::<Option<bool>>(),
            any::<Option<bool>>(),
            purpose
        )
            .prop_map(|(seen, dead_whole, blank_whole, purpose)| Act::Run {
                seen,
                dead_whole,
                blank_whole,
                purpose
            }),
        (0_u8..11, any::<Index>(), any::<bool>()).prop_map(|(kind, problem, yes)| Act::Command {
            kind,
            problem,
            yes
        }),
        (0_u8..20).prop_map(Act::Wait),
    ]
}

/// The checks of a run. A rule with `None` was not run.
fn checks(seen: &[bool], dead_whole: Option<bool>, blank_whole: Option<bool>) -> Vec<Check> {
    let mut checks = Vec::new();
    let seen_at = |at: usize| seen.get(at).copied().unwrap_or(false);
    if let Some(whole) = dead_whole {
        let faults = (0..4).filter(|at| seen_at(*at));
        let faults = faults.map(|n| dead(MZJ, &format!("/{n}"), "http://b.gov.cn/x"));
        let check = check(DEAD, faults.collect());
        checks.push(if whole { check } else { part(check) });
    }
    if let Some(whole) = blank_whole {
        let faults = (4..6).filter(|at| seen_at(*at));
        let faults = faults.map(|n| Finding::new(BLANK, format!("http://{MZJ}/{n}/")));
        let check = check(BLANK, faults.collect());
        checks.push(if whole { check } else { part(check) });
    }
    checks
}

fn command(
    kind: u8,
    problem: ProblemId,
    yes: bool,
    n: usize,
    today: chrono::NaiveDate,
) -> (By, Command) {
    let city = person("c1", "city", Role::City);
    let mzj = person("m1", "mzj", Role::Unit);
    let text = String::from("说明");
    match kind {
        0 | 1 => (
            city,
            Command::Confirm {
                problem,
                reason: String::new(),
            },
        ),
        2 => (
            city,
            Command::Dismiss {
                problem,
                reason: text,
                until: today + chrono::Days::new(30),
                reach: if yes {
                    DismissalReach::Problem
                } else {
                    DismissalReach::TargetOnSite
                },
            },
        ),
        3 | 4 => (
            city,
            Command::Notify {
                number: format!("{n}号"),
                problems: vec![problem],
                period: Period::WorkingDays(3),
            },
        ),
        5 | 6 => (
            mzj,
            Command::ReportFixed {
                problem,
                note: text,
                evidence: vec![],
            },
        ),
        7 => (
            city,
            Command::Escalate {
                problem,
                step: if yes {
                    Escalation::Reminder
                } else {
                    Escalation::Criticism
                },
                note: text,
            },
        ),
        8 => (
            mzj,
            Command::Appeal {
                problem,
                grounds: text,
                evidence: proof(),
            },
        ),
        9 => (
            person("x1", "city", Role::Reviewer),
            Command::DecideAppeal {
                problem,
                upheld: yes,
                reason: text,
            },
        ),
        _ => (
            machine("k"),
            Command::Recheck {
                problem,
                answer: if yes {
                    Recheck::Unknown(vec![])
                } else {
                    Recheck::Yes
                },
            },
        ),
    }
}

/// Plays acts and calls `look` with the ledger before, the checks if it was a run, the
/// events and the ledger after.
fn play(acts: &[Act], mut look: impl FnMut(&Ledger, Option<&[Check]>, &[Event], &Ledger)) -> Desk {
    let mut desk = Desk::new();
    let mut today = day("2026-03-01");
    for (n, act) in acts.iter().enumerate() {
        let before = desk.ledger.clone();
        let from = desk.events.len();
        let mut heard = None;
        match act {
            Act::Wait(days) => today = today + chrono::Days::new(u64::from(*days)),
            Act::Run {
                seen,
                dead_whole,
                blank_whole,
                purpose,
            } => {
                let run = Run {
                    id: format!("r{n}"),
                    day: today,
                    purpose: *purpose,
                };
                let checks = checks(seen, *dead_whole, *blank_whole);
                desk.observe(&run, MZJ, &checks);
                heard = Some(checks);
            }
            Act::Command { kind, problem, yes } => {
                let all: Vec<ProblemId> = desk.ledger.problems().map(|p| p.id.clone()).collect();
                if !all.is_empty() {
                    let (by, command) = command(*kind, problem.get(&all).clone(), *yes, n, today);
                    // Whether it is refused is not the matter here.
                    if let Ok(events) = desk.try_act(&today.to_string(), &by, &command) {
                        desk.ledger.record(&events);
                        desk.events.extend(events);
                    }
                }
            }
        }
        look(
            &before,
            heard.as_deref(),
            &desk.events[from..],
            &desk.ledger,
        );
    }
    desk
}

fn closed(ledger: &Ledger) -> BTreeSet<ProblemId> {
    let closed = |problem: &&Problem| matches!(problem.state, State::Closed { .. });
    ledger
        .problems()
        .filter(closed)
        .map(|problem| problem.id.clone())
        .collect()
}

proptest! {
    #[test]
    fn the_same_events_give_the_same_ledger(acts in prop::collection::vec(any_act(), 0..60)) {
        let desk = play(&acts, |_, _, _, _| {});
        prop_assert_eq!(&Ledger::replay(&desk.events), &desk.ledger);
        let json = serde_json::to_string(&desk.events).unwrap();
        let events: Vec<Event> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&events, &desk.events);
        let json = serde_json::to_string(&desk.ledger).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), desk.ledger);
    }

    #[test]
    fn not_being_looked_at_never_closes(acts in prop::collection::vec(any_act(), 0..60)) {
        play(&acts, |before, checks, _, after| {
            let was = closed(before);
            for id in closed(after).difference(&was) {
                let problem = after.problem(id).unwrap();
                // Nobody closes by hand here, so a run did, which looked at everything
                // and did not see it.
                let rule = &problem.key.rule;
                let of_rule: Vec<&Check> =
                    checks.unwrap().iter().filter(|check| check.rule == *rule).collect();
                assert!(!of_rule.is_empty());
                assert!(of_rule.iter().all(|check| check.reach == Reach::Whole));
                let seen = of_rule.iter().flat_map(|check| &check.findings);
                assert!(!seen.map(|finding| &finding.url).any(|url| *url == problem.finding.url));
            }
        });
    }

    #[test]
    fn a_problem_is_never_lost_or_doubled(acts in prop::collection::vec(any_act(), 0..60)) {
        play(&acts, |before, _, _, after| {
            let ids = |ledger: &Ledger| -> Vec<ProblemId> {
                ledger.problems().map(|problem| problem.id.clone()).collect()
            };
            let (old, new) = (ids(before), ids(after));
            assert!(old.iter().all(|id| new.contains(id)));
            assert!(new.len() <= 6);
            for problem in after.problems() {
                assert_eq!(problem.key.id(), problem.id);
                assert!(problem.first_seen <= problem.last_seen);
                assert!(problem.last_seen <= problem.last_looked);
                let mut days = problem.history.windows(2);
                assert!(days.all(|pair| pair[0].day <= pair[1].day));
            }
        });
    }

    #[test]
    fn hearing_a_run_again_changes_nothing(
        acts in prop::collection::vec(any_act(), 0..30),
        seen in prop::collection::vec(any::<bool>(), 6),
        whole in any::<Option<bool>>(),
    ) {
        let mut desk = play(&acts, |_, _, _, _| {});
        let run = Run { id: "last".into(), day: day("2028-01-01"), purpose: Purpose::Inspection };
        let checks = checks(&seen, Some(true), whole);
        desk.observe(&run, MZJ, &checks);
        let after = desk.ledger.clone();
        let again = desk.ledger.observe(&run, &desk.site(MZJ), &checks, &LookedAt::everything());
        prop_assert!(again.is_empty(), "{again:?}");
        prop_assert_eq!(after, desk.ledger);
    }

    #[test]
    fn deadlines_are_those_of_the_calendar(offset in 0_u64..2000, days in 1_u16..40) {
        let cn = Calendar::china();
        let today = day("2021-01-01") + chrono::Days::new(offset);
        let mut desk = Desk::new();
        let run = Run { id: "r".into(), day: today, purpose: Purpose::Inspection };
        desk.observe(&run, MZJ, &checks(&[true], Some(true), None));
        let problem = desk.id();
        let city = person("c1", "city", Role::City);
        let on = today.to_string();
        desk.act(&on, &city, Command::Confirm { problem: problem.clone(), reason: String::new() });
        desk.act(&on, &city, Command::Notify {
            number: "1".into(),
            problems: vec![problem],
            period: Period::WorkingDays(days),
        });
        // Counted day by day.
        let mut left = days;
        let mut due = today;
        while left > 0 {
            due = due.succ_opt().unwrap();
            left -= u16::from(cn.is_working(due));
        }
        prop_assert_eq!(&desk.only().state, &State::Notified { due });
        prop_assert!(desk.ledger.overdue(&desk.policy, cn, due).is_empty());
        let next = due.succ_opt().unwrap();
        let overdue = desk.ledger.overdue(&desk.policy, cn, next);
        prop_assert_eq!(overdue.len(), 1);
        prop_assert_eq!(overdue[0].late.days, u32::from(cn.is_working(next)));
    }
}
