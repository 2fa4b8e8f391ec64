//! From a fault to its repair.
#![allow(clippy::unwrap_used)]

mod common;

use common::{BLANK, DEAD, Desk, check, day, dead, machine, part, person, proof, registry, run};
use huabiao_calendar::Period;
use huabiao_finding::{Check, Finding, Reason, RuleId};
use huabiao_supervision::{
    Answered, By, Clock, Closing, Command, DismissalReach, Escalation, Ledger, Origin, ProblemId,
    Purpose, Recheck, Refusal, Reopening, Report, Role, Run, State, Step,
};

const MZJ: &str = "mzj.example.gov.cn";
const GONE: &str = "http://b.gov.cn/x";

fn city() -> By {
    person("c1", "city", Role::City)
}

fn mzj() -> By {
    person("m1", "mzj", Role::Unit)
}

fn broken() -> Vec<Check> {
    vec![check(DEAD, vec![dead(MZJ, "/a.html", GONE)])]
}

fn whole() -> Vec<Check> {
    vec![Check::new(DEAD)]
}

/// One problem, found, confirmed, and its unit told on Monday 2026-03-02.
fn notified() -> (Desk, ProblemId) {
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &broken());
    let problem = desk.id();
    desk.act("2026-03-02", &city(), confirm(&problem));
    desk.act("2026-03-02", &city(), notify("1号", &problem));
    (desk, problem)
}

fn confirm(problem: &ProblemId) -> Command {
    Command::Confirm {
        problem: problem.clone(),
        reason: String::new(),
    }
}

fn notify(number: &str, problem: &ProblemId) -> Command {
    Command::Notify {
        number: number.into(),
        problems: vec![problem.clone()],
        period: Period::WorkingDays(5),
    }
}

fn fixed(problem: &ProblemId) -> Command {
    Command::ReportFixed {
        problem: problem.clone(),
        note: "已更换链接".into(),
        evidence: vec![],
    }
}

fn dismiss(problem: &ProblemId, until: &str, reach: DismissalReach) -> Command {
    Command::Dismiss {
        problem: problem.clone(),
        reason: "对方网站临时维护".into(),
        until: day(until),
        reach,
    }
}

fn appeal(problem: &ProblemId) -> Command {
    Command::Appeal {
        problem: problem.clone(),
        grounds: "链接可以打开".into(),
        evidence: proof(),
    }
}

fn decide(problem: &ProblemId, upheld: bool) -> Command {
    Command::DecideAppeal {
        problem: problem.clone(),
        upheld,
        reason: "经复核".into(),
    }
}

fn escalate(problem: &ProblemId, step: Escalation) -> Command {
    Command::Escalate {
        problem: problem.clone(),
        step,
        note: String::new(),
    }
}

#[test]
fn from_a_finding_to_a_closed_problem() {
    let (mut desk, problem) = notified();
    let notice = desk.ledger.notice("1号").unwrap();
    assert_eq!(notice.unit.as_str(), "mzj");
    assert_eq!(notice.due.day, day("2026-03-09"));
    assert!(notice.due.certain);

    desk.act("2026-03-05", &mzj(), fixed(&problem));
    // A run of the same day may have looked before the repair.
    assert_eq!(desk.observe(&run("r2", "2026-03-05"), MZJ, &whole()), 0);
    let recheck = Run {
        purpose: Purpose::Recheck,
        ..run("r3", "2026-03-05")
    };
    desk.observe(&recheck, MZJ, &whole());
    let steps: Vec<Step> = desk.only().history.iter().map(|entry| entry.step).collect();
    assert_eq!(
        steps,
        [
            Step::Found,
            Step::Confirmed,
            Step::Notified,
            Step::ReportedFixed,
            Step::Closed(Closing::Rechecked)
        ]
    );
}

#[test]
fn a_problem_of_a_page_that_nobody_read_is_not_closed() {
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &broken());
    let page = desk.ledger.problems().next().unwrap().finding.url.clone();
    // The rule looked at all that there was to see, and the page was not among it.
    let home = format!("http://{MZJ}/elsewhere.html");
    let later = run("r2", "2026-03-05");
    assert_eq!(desk.observe_pages(&later, MZJ, &whole(), &[&home]), 0);
    let problem = desk.ledger.problems().next().unwrap();
    assert!(problem.state.is_open(), "{:?}", problem.state);
    let read = run("r3", "2026-03-06");
    assert_eq!(desk.observe_pages(&read, MZJ, &whole(), &[&page]), 1);
    let problem = desk.ledger.problems().next().unwrap();
    assert!(!problem.state.is_open(), "{:?}", problem.state);
}

#[test]
fn the_same_fault_in_the_next_run_is_the_same_problem() {
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &broken());
    let again = "http://mzj.example.gov.cn/a.html;jsessionid=77?_=1772500000000";
    let again = Finding::new(DEAD, again).target(GONE).group("other");
    desk.observe(
        &run("r2", "2026-03-02"),
        MZJ,
        &[check(DEAD, vec![again.clone(), again])],
    );
    let problem = desk.only();
    assert_eq!((problem.runs_seen, problem.count), (2, 2));
    assert_eq!(problem.first_seen, day("2026-03-01"));
    assert_eq!(problem.last_seen, day("2026-03-02"));
    assert_eq!(problem.history.len(), 1);
}

#[test]
fn what_was_not_looked_at_stays_as_it_is() {
    let (mut desk, problem) = notified();
    let before = desk.ledger.clone();
    let all_unread = Check::new(DEAD).reach(huabiao_finding::Reach::Nothing(vec![]));
    let none = Check::new(DEAD).reach(huabiao_finding::Reach::NotApplicable(Reason::NoServices));
    for (n, checks) in [
        vec![],
        vec![Check::new(BLANK)],
        vec![part(Check::new(DEAD))],
        vec![all_unread],
        vec![none],
        // Two checks of one rule, one of them not of the whole.
        vec![Check::new(DEAD), part(Check::new(DEAD))],
    ]
    .iter()
    .enumerate()
    {
        let run = run(&format!("n{n}"), "2026-03-04");
        assert_eq!(desk.observe(&run, MZJ, checks), 0, "{checks:?}");
    }
    // Another site wholly looked at says nothing of this one.
    assert_eq!(
        desk.observe(&run("o", "2026-03-04"), "east.example.gov.cn", &whole()),
        0
    );
    assert_eq!(desk.ledger, before);

    // After a report it is told that nobody could say.
    desk.act("2026-03-04", &mzj(), fixed(&problem));
    desk.observe(&run("r4", "2026-03-05"), MZJ, &[part(Check::new(DEAD))]);
    assert_eq!(desk.only().state.as_str(), "reported-fixed");
    let last = desk.only().history.last().unwrap();
    assert_eq!(last.step, Step::RecheckedWithoutAnswer);
    assert!(last.note.contains("3个地址"), "{}", last.note);
    // A run without an answer is heard once, and however many there are, they are one line.
    let again = run("r4", "2026-03-05");
    assert_eq!(desk.observe(&again, MZJ, &[part(Check::new(DEAD))]), 0);
    let lines = desk.only().history.len();
    desk.observe(&run("r5", "2026-03-06"), MZJ, &[part(Check::new(DEAD))]);
    assert_eq!(desk.only().history.len(), lines);
    assert_eq!(desk.only().history.last().unwrap().day, day("2026-03-06"));
}

#[test]
fn a_repair_that_was_none_keeps_its_deadline() {
    let (mut desk, problem) = notified();
    desk.act("2026-03-05", &mzj(), fixed(&problem));
    desk.observe(&run("r2", "2026-03-06"), MZJ, &broken());
    assert_eq!(
        desk.only().state,
        State::Notified {
            due: day("2026-03-09")
        }
    );
    assert_eq!(desk.only().reopened, 1);
    let last = desk.only().history.last().unwrap().step;
    assert_eq!(last, Step::Reopened(Reopening::StillThere));
    assert!(desk.only().is_overdue(day("2026-03-10")));
}

#[test]
fn what_comes_back_is_opened_again() {
    let (mut desk, problem) = notified();
    desk.act("2026-03-05", &mzj(), fixed(&problem));
    desk.observe(&run("r2", "2026-03-06"), MZJ, &whole());
    assert_eq!(desk.only().state.as_str(), "closed");
    desk.observe(&run("r3", "2026-06-01"), MZJ, &broken());
    // It was confirmed before, so it goes straight to a new notice.
    assert_eq!(desk.only().state, State::Confirmed);
    desk.act("2026-06-02", &city(), notify("2号", &problem));
    assert_eq!(
        desk.only().state,
        State::Notified {
            due: day("2026-06-09")
        }
    );
    assert_eq!(desk.only().id, problem);
}

#[test]
fn gone_without_a_report_is_closed_as_that() {
    let (mut desk, _) = notified();
    desk.observe(&run("r2", "2026-03-06"), MZJ, &whole());
    let how = Closing::GoneUnreported;
    assert_eq!(
        desk.only().state,
        State::Closed {
            on: day("2026-03-06"),
            how
        }
    );
}

#[test]
fn a_run_heard_twice_or_late_changes_nothing() {
    let mut desk = Desk::new();
    assert_eq!(desk.observe(&run("r2", "2026-03-02"), MZJ, &broken()), 1);
    assert_eq!(desk.observe(&run("r2", "2026-03-02"), MZJ, &broken()), 0);
    assert_eq!(desk.observe(&run("r1", "2026-03-01"), MZJ, &whole()), 0);
    assert_eq!(desk.observe(&run("r0", "2026-03-01"), MZJ, &broken()), 0);
}

#[test]
fn a_dismissal_holds_until_its_day() {
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &broken());
    let problem = desk.id();
    let long = dismiss(&problem, "2028-01-01", DismissalReach::Problem);
    assert_eq!(
        desk.refused("2026-03-02", &city(), &long),
        "a dismissal ends between 2026-03-02 and 2027-03-03, not on 2028-01-01"
    );
    desk.act(
        "2026-03-02",
        &city(),
        dismiss(&problem, "2026-04-01", DismissalReach::Problem),
    );
    desk.observe(&run("r2", "2026-04-01"), MZJ, &broken());
    assert_eq!(desk.only().state.as_str(), "dismissed");
    assert_eq!(desk.only().runs_seen, 2);
    desk.observe(&run("r3", "2026-04-02"), MZJ, &broken());
    assert_eq!(desk.only().state, State::Found);
    let last = desk.only().history.last().unwrap().step;
    assert_eq!(last, Step::Reopened(Reopening::DismissalExpired));
}

#[test]
fn a_dismissal_can_teach_a_target_and_forgets_it() {
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &broken());
    let problem = desk.id();
    desk.act(
        "2026-03-02",
        &city(),
        dismiss(&problem, "2026-04-01", DismissalReach::TargetOnSite),
    );
    let elsewhere = |site: &str| vec![check(DEAD, vec![dead(site, "/b.html", GONE)])];
    desk.observe(&run("r2", "2026-03-03"), MZJ, &elsewhere(MZJ));
    assert_eq!(desk.ledger.problems().count(), 1);
    let (suppression, kept_away) = desk.ledger.suppressions().next().unwrap();
    assert_eq!((suppression.until, kept_away), (day("2026-04-01"), 1));
    // Another target, another site, another day.
    let other = check(DEAD, vec![dead(MZJ, "/b.html", "http://b.gov.cn/y")]);
    desk.observe(&run("r3", "2026-03-04"), MZJ, &[other]);
    let east = "east.example.gov.cn";
    desk.observe(&run("r3", "2026-03-04"), east, &elsewhere(east));
    assert_eq!(desk.ledger.problems().count(), 3);
    desk.observe(&run("r4", "2026-04-02"), MZJ, &elsewhere(MZJ));
    assert_eq!(desk.ledger.problems().count(), 4);

    let blank = Finding::new(BLANK, "http://mzj.example.gov.cn/c/");
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &[check(BLANK, vec![blank])]);
    let command = dismiss(&desk.id(), "2026-04-01", DismissalReach::TargetOnSite);
    assert_eq!(
        desk.refused("2026-03-02", &city(), &command),
        "the target of a link is missing"
    );
}

#[test]
fn overdue_goes_step_by_step() {
    let (mut desk, problem) = notified(); // due Monday 2026-03-09
    let remind = escalate(&problem, Escalation::Reminder);
    let refusal = desk.try_act("2026-03-09", &city(), &remind).unwrap_err();
    assert_eq!(
        refusal.text(huabiao_types::Lang::Zh),
        format!("问题{problem}逾期0个工作日，须满1个工作日")
    );
    assert_eq!(
        desk.refused("2026-03-09", &city(), &remind),
        format!("problem {problem} is 0 working days overdue, that step comes after 1")
    );
    assert!(desk.overdue("2026-03-09").is_empty());
    assert_eq!(
        desk.overdue("2026-03-10"),
        [(1, Some(Escalation::Reminder))]
    );
    let interview = escalate(&problem, Escalation::Interview);
    assert_eq!(
        desk.refused("2026-04-30", &city(), &interview),
        "interview of the person in charge comes after urging notice, which was not taken yet"
    );
    desk.act("2026-03-10", &city(), remind.clone());
    assert_eq!(desk.overdue("2026-03-10"), [(1, None)]);
    assert_eq!(
        desk.refused("2026-03-11", &city(), &remind),
        "urging notice was taken already"
    );
    let criticise = escalate(&problem, Escalation::Criticism);
    desk.refused("2026-03-13", &city(), &criticise);
    desk.act("2026-03-16", &city(), criticise);
    desk.act("2026-03-23", &city(), interview);
    // Who has reported a repair waits for the machine, not for a step.
    desk.act("2026-03-24", &mzj(), fixed(&problem));
    assert!(desk.overdue("2026-03-25").is_empty());
}

impl Desk {
    fn overdue(&self, on: &str) -> Vec<(u32, Option<Escalation>)> {
        let calendar = huabiao_calendar::Calendar::china();
        let overdue = self.ledger.overdue(&self.policy, calendar, day(on));
        overdue
            .iter()
            .map(|one| (one.late.days, one.next))
            .collect()
    }
}

#[test]
fn an_appeal_is_decided_by_somebody_else() {
    let (mut desk, problem) = notified();
    let reviewer = person("x1", "city", Role::Reviewer);
    assert_eq!(
        desk.refused("2026-03-03", &reviewer, &decide(&problem, true)),
        format!("nobody contested problem {problem}")
    );
    let bare = Command::Appeal {
        problem: problem.clone(),
        grounds: "不属实".into(),
        evidence: vec![],
    };
    assert_eq!(
        desk.refused("2026-03-03", &mzj(), &bare),
        "the evidence is missing"
    );
    // Five working days after the notice.
    desk.try_act("2026-03-09", &mzj(), &appeal(&problem))
        .unwrap();
    assert_eq!(
        desk.refused("2026-03-10", &mzj(), &appeal(&problem)),
        format!("problem {problem} could be contested until 2026-03-09")
    );
    desk.act("2026-03-03", &mzj(), appeal(&problem));
    assert_eq!(
        desk.refused("2026-03-03", &mzj(), &appeal(&problem)),
        format!("an appeal against problem {problem} waits for a decision")
    );
    // The unit itself, the one who confirmed it, and a district that is not above it.
    for (by, says) in [
        (mzj(), "m1 of mzj may not decide the appeal of mzj"),
        (
            person("m2", "mzj", Role::Reviewer),
            "m2 of mzj may not decide the appeal of mzj",
        ),
        (city(), "c1 has a part in this and cannot decide on it"),
        (
            person("e1", "east", Role::District),
            "e1 of east may not decide the appeal of mzj",
        ),
    ] {
        assert_eq!(
            desk.refused("2026-03-04", &by, &decide(&problem, true)),
            says
        );
    }
    desk.act("2026-03-04", &reviewer, decide(&problem, true));
    assert_eq!(desk.only().state.as_str(), "withdrawn");
    let (_, appeal) = desk.ledger.appeals()[0];
    assert!(appeal.decision.as_ref().unwrap().upheld);
    // Seen again, it stays away, and the score leaves it out.
    desk.observe(&run("r2", "2026-03-05"), MZJ, &broken());
    assert_eq!(desk.only().state.as_str(), "withdrawn");
    let withdrawn = |on: &str| desk.ledger.withdrawn(MZJ, day(on)).len();
    assert_eq!((withdrawn("2026-03-01"), withdrawn("2027-03-06")), (1, 0));
}

#[test]
fn an_appeal_turned_down_is_over_and_the_clock_goes_on() {
    let (mut desk, problem) = notified();
    desk.act("2026-03-03", &mzj(), appeal(&problem));
    let reviewer = person("x1", "city", Role::Reviewer);
    desk.act("2026-03-04", &reviewer, decide(&problem, false));
    assert_eq!(
        desk.only().state,
        State::Notified {
            due: day("2026-03-09")
        }
    );
    assert!(desk.ledger.withdrawn(MZJ, day("2026-03-01")).is_empty());
    assert_eq!(
        desk.refused("2026-03-05", &mzj(), &appeal(&problem)),
        format!("the appeal against problem {problem} was decided already")
    );
    assert_eq!(
        desk.refused("2026-03-05", &reviewer, &decide(&problem, true)),
        format!("the appeal against problem {problem} was decided already")
    );
}

#[test]
fn a_reviewer_does_not_decide_on_what_the_reviewer_saw() {
    let mut desk = Desk::new();
    let mut finding = Finding::new(
        RuleId::new("wording-serious"),
        "http://mzj.example.gov.cn/a",
    );
    finding.evidence.reviewer = Some("x1".into());
    let enter = Command::Enter {
        site: MZJ.into(),
        finding: Box::new(finding),
        origin: Origin::Review,
        machine: None,
    };
    desk.act("2026-03-02", &city(), enter);
    let problem = desk.id();
    desk.act(
        "2026-03-02",
        &person("c2", "city", Role::City),
        confirm(&problem),
    );
    desk.act("2026-03-03", &mzj(), appeal(&problem));
    for person in [person("x1", "city", Role::Reviewer), city()] {
        let says = desk.refused("2026-03-04", &person, &decide(&problem, true));
        assert!(says.contains("has a part in this"), "{says}");
    }
    desk.act(
        "2026-03-04",
        &person("x2", "city", Role::Reviewer),
        decide(&problem, true),
    );
}

#[test]
fn who_is_in_charge_is_responsible() {
    let mut desk = Desk::new();
    let school = "school.example.gov.cn";
    desk.observe(
        &run("r", "2026-03-01"),
        school,
        &[check(DEAD, vec![dead(school, "/a", GONE)])],
    );
    let problem = desk.id();
    let east = person("e1", "east", Role::District);
    for (by, says) in [
        (mzj(), "m1 of mzj may not supervise the unit of school"),
        (
            person("s1", "school", Role::Unit),
            "s1 of school may not supervise the unit of school",
        ),
        (
            person("e1", "east", Role::Unit),
            "e1 of east may not supervise the unit of school",
        ),
        (machine("r"), "this needs a person"),
    ] {
        assert_eq!(desk.refused("2026-03-02", &by, &confirm(&problem)), says);
    }
    desk.act("2026-03-02", &east, confirm(&problem));
    desk.act("2026-03-02", &east, notify("东1号", &problem));
    // The district does not answer for the school.
    assert_eq!(
        desk.refused("2026-03-03", &east, &fixed(&problem)),
        "e1 of east may not answer for the problem of school"
    );
    let sees = |by: &By| match by {
        By::Person(actor) => desk.ledger.visible(&desk.registry, actor).count(),
        By::Machine { .. } => 0,
    };
    assert_eq!((sees(&east), sees(&city()), sees(&mzj())), (1, 1, 0));
    assert_eq!(sees(&person("s1", "school", Role::Unit)), 1);
    let By::Person(actor) = &east else { panic!() };
    let registry = registry();
    let hosts: Vec<_> = registry.seen_by(actor).collect();
    assert_eq!(hosts.len(), 2);
}

#[test]
fn a_notice_goes_to_one_unit_once() {
    let mut desk = Desk::new();
    let east = "east.example.gov.cn";
    let lost = "lost.example.gov.cn";
    for site in [MZJ, east, lost] {
        desk.observe(
            &run("r", "2026-03-01"),
            site,
            &[check(DEAD, vec![dead(site, "/a", GONE)])],
        );
    }
    let all: Vec<ProblemId> = desk
        .ledger
        .problems()
        .map(|problem| problem.id.clone())
        .collect();
    let of = |site: &str| {
        let mut problems = desk.ledger.problems();
        problems
            .find(|problem| problem.key.site == site)
            .unwrap()
            .id
            .clone()
    };
    let (of_mzj, of_east, of_lost) = (of(MZJ), of(east), of(lost));
    assert!(
        desk.refused("2026-03-02", &city(), &notify("1号", &of_mzj))
            .ends_with("is to be confirmed, that needs one that is confirmed")
    );
    for problem in &all {
        desk.act("2026-03-02", &city(), confirm(problem));
    }
    let several = |problems: &[&ProblemId]| Command::Notify {
        number: "1号".into(),
        problems: problems.iter().map(|id| (*id).clone()).collect(),
        period: Period::WorkingDays(5),
    };
    let says = desk.refused("2026-03-02", &city(), &several(&[&of_mzj, &of_east]));
    assert_eq!(
        says,
        format!("problem {of_east} is not that of mzj; a notice goes to one unit")
    );
    let says = desk.refused("2026-03-02", &city(), &several(&[&of_lost]));
    assert!(says.starts_with("no unit is registered"), "{says}");
    assert_eq!(
        desk.refused("2026-03-02", &city(), &several(&[])),
        "a problem to give notice of is missing"
    );
    desk.act("2026-03-02", &city(), several(&[&of_mzj, &of_mzj]));
    assert_eq!(desk.ledger.notice("1号").unwrap().problems.len(), 1);
    assert_eq!(
        desk.refused("2026-03-02", &city(), &several(&[&of_east])),
        "the number 1号 was used for another notice"
    );
}

#[test]
fn a_person_closes_only_what_no_machine_can_tell() {
    let (mut desk, problem) = notified();
    let close = Command::CloseByPerson {
        problem: problem.clone(),
        note: "已人工核对".into(),
    };
    desk.act("2026-03-05", &mzj(), fixed(&problem));
    assert_eq!(
        desk.refused("2026-03-06", &city(), &close),
        format!("a machine has to look at problem {problem} first")
    );
    let unknown = |by: &By, desk: &Desk| {
        let answer = Recheck::Unknown(vec![Reason::UnknownOutcomes { addresses: 1 }]);
        let problem = problem.clone();
        desk.try_act("2026-03-06", by, &Command::Recheck { problem, answer })
    };
    assert_eq!(
        unknown(&city(), &desk).unwrap_err().to_string(),
        "only a machine can say what a machine saw"
    );
    let events = unknown(&machine("k"), &desk).unwrap();
    desk.ledger.record(&events);
    desk.act("2026-03-06", &city(), close);
    let how = Closing::SeenByPerson;
    assert_eq!(
        desk.only().state,
        State::Closed {
            on: day("2026-03-06"),
            how
        }
    );
}

#[test]
fn a_targeted_recheck_has_three_answers() {
    for (answer, state) in [
        (Recheck::Yes, "notified"),
        (Recheck::No, "closed"),
        (Recheck::Unknown(vec![]), "reported-fixed"),
    ] {
        let (mut desk, problem) = notified();
        desk.act("2026-03-05", &mzj(), fixed(&problem));
        let command = Command::Recheck { problem, answer };
        desk.act("2026-03-05", &machine("k"), command);
        assert_eq!(desk.only().state.as_str(), state);
    }
}

#[test]
fn what_a_platform_saw_is_not_closed_by_a_rule_that_cannot_see_it() {
    let mut desk = Desk::new();
    let enter = |machine| Command::Enter {
        site: MZJ.into(),
        finding: Box::new(dead(MZJ, "/a.html", GONE)),
        origin: Origin::ThirdParty("示例平台".into()),
        machine,
    };
    desk.act("2026-03-01", &machine("file"), enter(Some(Recheck::No)));
    assert_eq!(desk.only().machine, Some(Recheck::No));
    assert_eq!(desk.observe(&run("r1", "2026-03-02"), MZJ, &whole()), 0);
    let problem = desk.id();
    let sure = Command::Confirm {
        problem: problem.clone(),
        reason: "人工核实".into(),
    };
    desk.act("2026-03-02", &city(), sure);
    desk.act("2026-03-03", &mzj(), fixed(&problem));
    desk.observe(&run("r2", "2026-03-04"), MZJ, &whole());
    assert_eq!(desk.only().state.as_str(), "closed");
    // The platform's next file still has it, the machine does not: it stays closed.
    let again = desk.try_act("2026-03-05", &machine("file2"), &enter(Some(Recheck::No)));
    assert_eq!(again, Ok(vec![]));
    desk.act("2026-03-05", &machine("file2"), enter(Some(Recheck::Yes)));
    assert_eq!(desk.only().state, State::Confirmed);
    assert!(
        desk.refused(
            "2026-03-05",
            &machine("f"),
            &Command::Enter {
                site: "nobody.gov.cn".into(),
                finding: Box::new(dead(MZJ, "/", GONE)),
                origin: Origin::Review,
                machine: None,
            }
        )
        .contains("no site is registered at nobody.gov.cn")
    );
}

#[test]
fn reports_of_the_public_have_their_clock() {
    let mut desk = Desk::new();
    let report = Report {
        id: "7".into(),
        site_code: "1304000002".into(),
        received: day("2026-09-30"),
        ..Report::example()
    };
    let receive = |report: &Report| Command::ReceiveReport {
        report: Box::new(report.clone()),
    };
    let says = desk.refused("2026-09-30", &mzj(), &receive(&report));
    assert_eq!(says, "m1 of mzj may not supervise the unit of mzj");
    desk.act("2026-09-30", &machine("import"), receive(&report));
    let again = desk.try_act("2026-10-01", &machine("import"), &receive(&report));
    assert_eq!(again, Ok(vec![]));
    let counts = |desk: &Desk, on: &str| {
        let calendar = huabiao_calendar::Calendar::china();
        let counts = desk.ledger.report_counts(&desk.policy, calendar, day(on));
        (counts.running, counts.overdue, counts.late, counts.in_time)
    };
    assert_eq!(counts(&desk, "2026-10-10"), (1, 0, 0, 0));
    assert_eq!(counts(&desk, "2026-10-11"), (0, 1, 0, 0));
    let answer = Command::AnswerReport {
        report: "7".into(),
        answer: Answered::Yes {
            on: Some(day("2026-10-12")),
            accepted: Some(true),
        },
        result: "已修改".into(),
    };
    let east = person("e1", "east", Role::District);
    assert!(
        desk.refused("2026-10-12", &east, &answer)
            .contains("may not")
    );
    desk.act("2026-10-12", &mzj(), answer);
    assert_eq!(counts(&desk, "2026-10-12"), (0, 0, 1, 0));
    // It becomes a problem like any other.
    let enter = |report: &str| Command::Enter {
        site: MZJ.into(),
        finding: Box::new(dead(MZJ, "/a", GONE)),
        origin: Origin::Report(report.into()),
        machine: None,
    };
    assert_eq!(
        desk.refused("2026-10-12", &city(), &enter("8")),
        "there is no report 8"
    );
    desk.act("2026-10-12", &city(), enter("7"));
    assert_eq!(desk.only().origin, Origin::Report("7".into()));
}

#[test]
fn nobody_is_late_before_the_holidays_are_known() {
    // No notice for 2027 was out when the calendar was made.
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-12-20"), MZJ, &broken());
    let problem = desk.id();
    desk.act("2026-12-21", &city(), confirm(&problem));
    desk.act("2026-12-21", &city(), notify("1号", &problem));
    let remind = escalate(&problem, Escalation::Reminder);
    assert_eq!(
        desk.only().state,
        State::Notified {
            due: day("2026-12-28")
        }
    );
    assert!(!desk.ledger.notice("1号").unwrap().due.certain);
    assert_eq!(
        desk.refused("2027-01-05", &city(), &remind),
        format!("problem {problem} is 0 working days overdue, that step comes after 1")
    );
    assert_eq!(desk.overdue("2027-01-05"), [(6, None)]);
    assert_eq!(
        desk.overdue("2027-01-06"),
        [(7, Some(Escalation::Reminder))]
    );
    desk.act("2027-01-06", &city(), remind);
    // The time for an appeal ends when it is surely over.
    desk.try_act("2027-01-07", &mzj(), &appeal(&problem))
        .unwrap();
    desk.refused("2027-01-08", &mzj(), &appeal(&problem));

    let report = Report {
        received: day("2026-12-28"),
        ..Report::example()
    };
    let clock = |on: &str| {
        let calendar = huabiao_calendar::Calendar::china();
        report.clock(Period::WorkingDays(3), calendar, day(on))
    };
    assert_eq!(clock("2027-01-01"), Clock::Unknown);
    assert_eq!(clock("2027-01-10"), Clock::Unknown);
    assert_eq!(clock("2027-01-11"), Clock::Overdue { working_days: 7 });
}

#[test]
fn the_same_events_give_the_same_ledger() {
    let (mut desk, problem) = notified();
    desk.act("2026-03-05", &mzj(), fixed(&problem));
    desk.observe(&run("r2", "2026-03-06"), MZJ, &broken());
    assert_eq!(Ledger::replay(&desk.events), desk.ledger);
    let json = serde_json::to_string(&desk.events).unwrap();
    let events: Vec<huabiao_supervision::Event> = serde_json::from_str(&json).unwrap();
    assert_eq!(Ledger::replay(&events), desk.ledger);
    let json = serde_json::to_string(&desk.ledger).unwrap();
    assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), desk.ledger);
}

#[test]
fn one_fault_that_two_rules_see_is_one_problem() {
    let missing = RuleId::new("guide-missing");
    let element = RuleId::new("guide-element-missing");
    let page = format!("http://{MZJ}/guide.html");
    let whole = Finding::new(missing.clone(), page.as_str()).group("guide");
    let lacks = |name: &str| {
        Finding::new(element.clone(), page.as_str())
            .value("element", name)
            .part_of(&whole)
    };
    let elements = ["收费标准", "办理时间", "联系电话", "办理流程", "设定依据"].map(lacks);
    let checks = vec![
        check(element.clone(), elements.to_vec()),
        check(missing.clone(), vec![whole.clone()]),
    ];
    let mut desk = Desk::new();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &checks);
    let problem = desk.id();
    let held = desk.ledger.problem(&problem).unwrap();
    assert_eq!(held.key.rule, missing);
    assert_eq!((&held.finding, held.count), (&whole, 1));
    // What is left when the guide is no longer unfit is a problem of its own.
    let left = Finding::new(element.clone(), page.as_str()).value("element", "收费标准");
    let checks = vec![check(element, vec![left]), check(missing, vec![])];
    desk.observe(&run("r2", "2026-04-01"), MZJ, &checks);
    let states: Vec<bool> = desk
        .ledger
        .problems_of(MZJ)
        .map(|problem| matches!(problem.state, State::Closed { .. }))
        .collect();
    assert_eq!(states.iter().filter(|closed| **closed).count(), 1);
    assert_eq!(states.len(), 2);
}

#[test]
fn what_a_machine_did_not_see_is_confirmed_only_with_a_reason() {
    let mut desk = Desk::new();
    let claim = dead(MZJ, "/a", "http://b.cn/").value("platform", "示例平台");
    let enter = |answer: Recheck| Command::Enter {
        site: MZJ.into(),
        finding: Box::new(claim.clone()),
        origin: Origin::ThirdParty("示例平台".into()),
        machine: Some(answer),
    };
    desk.act("2026-03-01", &machine("r1"), enter(Recheck::No));
    let problem = desk.id();
    let confirm = |reason: &str| Command::Confirm {
        problem: problem.clone(),
        reason: reason.into(),
    };
    let refused = Err(Refusal::NotSeen {
        problem: problem.clone(),
    });
    assert_eq!(desk.try_act("2026-03-02", &city(), &confirm(" ")), refused);
    // The same claim once more is no sight of it, whoever carries it here.
    desk.act("2026-03-02", &machine("r2"), enter(Recheck::No));
    assert_eq!(desk.only().machine, Some(Recheck::No));
    assert_eq!(desk.try_act("2026-03-02", &city(), &confirm("")), refused);
    desk.act("2026-03-02", &city(), confirm("人工打开该链接，返回错误页"));
    assert_eq!(desk.only().state, State::Confirmed);
    let last = desk.only().history.last().unwrap();
    assert_eq!(last.note, "人工打开该链接，返回错误页");
}
