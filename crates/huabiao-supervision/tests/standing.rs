//! A rule that falls silent proves nothing; a number that is moved stays one problem.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, check, person, run};
use huabiao_calendar::Period;
use huabiao_finding::{Finding, Reason, RuleId};
use huabiao_supervision::{Command, LookedAt, ProblemId, Role, State, Step};

const MZJ: &str = "mzj.example.gov.cn";
const RULE: RuleId = RuleId::new("personal-data");

fn number(page: &str, masked: &str) -> Finding {
    Finding::new(RULE, format!("http://{MZJ}{page}"))
        .group("bank-card")
        .value("masked", masked)
}

/// A number that was found, told of, and reported as repaired.
fn reported(masked: &str) -> (Desk, ProblemId) {
    let mut desk = Desk::new();
    let first = run("1", "2026-03-10");
    desk.observe(
        &first,
        MZJ,
        &[check(RULE, vec![number("/a01.html", masked)])],
    );
    let id = desk.id();
    let city = person("c1", "city", Role::City);
    let confirm = Command::Confirm {
        problem: id.clone(),
        reason: String::new(),
    };
    desk.act("2026-03-11", &city, confirm);
    let notify = Command::Notify {
        number: "1号".into(),
        problems: vec![id.clone()],
        period: Period::WorkingDays(5),
    };
    desk.act("2026-03-11", &city, notify);
    report_fixed(&mut desk, "2026-03-12", &id);
    (desk, id)
}

fn report_fixed(desk: &mut Desk, on: &str, id: &ProblemId) {
    let fixed = Command::ReportFixed {
        problem: id.clone(),
        note: "已删除".into(),
        evidence: vec![],
    };
    desk.act(on, &person("m1", "mzj", Role::Unit), fixed);
}

fn look(desk: &mut Desk, id: &str, on: &str, findings: Vec<Finding>, looked: &LookedAt) {
    let site = desk.site(MZJ);
    let checks = [check(RULE, findings)];
    let events = desk.ledger.observe(&run(id, on), &site, &checks, looked);
    desk.ledger.record(&events);
}

#[test]
fn what_still_stands_is_not_closed_by_silence() {
    let (mut desk, id) = reported("6222***********0015");
    let still = Reason::StillOnPage {
        what: "6222***********0015".to_owned(),
    };
    let looked = LookedAt::everything().doubting([(id.clone(), vec![still])]);
    look(&mut desk, "2", "2026-03-20", Vec::new(), &looked);
    let problem = desk.ledger.problem(&id).unwrap();
    assert!(
        matches!(problem.state, State::ReportedFixed { .. }),
        "{:?}",
        problem.state
    );
    let last = problem.history.last().unwrap();
    assert_eq!(last.step, Step::RecheckedWithoutAnswer);
    assert!(
        last.note.contains("6222***********0015 仍在页面上"),
        "{}",
        last.note
    );

    look(
        &mut desk,
        "3",
        "2026-03-21",
        Vec::new(),
        &LookedAt::everything(),
    );
    assert!(!desk.ledger.problem(&id).unwrap().state.is_open());
}

#[test]
fn other_separators_and_another_page_are_the_same_number() {
    for (page, masked) in [
        ("/a01.html", "6222-****-****-***0-015"),
        ("/a01b.html", "6222***********0015"),
    ] {
        let (mut desk, id) = reported("6222 **** **** ***0 015");
        for (run, on) in [("2", "2026-03-20"), ("3", "2026-03-21")] {
            let found = vec![number(page, masked)];
            look(&mut desk, run, on, found, &LookedAt::everything());
            let problem = desk.only();
            assert_eq!(problem.id, id, "{page}");
            assert!(problem.state.is_open(), "{page}: {:?}", problem.state);
            assert!(
                !matches!(problem.state, State::ReportedFixed { .. }),
                "{page}"
            );
            assert!(problem.finding.url.ends_with(page));
        }
        // Gone from where it was moved to.
        report_fixed(&mut desk, "2026-03-30", &id);
        look(
            &mut desk,
            "4",
            "2026-04-20",
            Vec::new(),
            &LookedAt::everything(),
        );
        assert!(!desk.only().state.is_open());
    }
}

#[test]
fn the_same_mask_on_two_pages_is_two_numbers() {
    let (mut desk, id) = reported("6222***********0015");
    let both = vec![
        number("/a01.html", "6222***********0015"),
        number("/a02.html", "6222***********0015"),
    ];
    look(&mut desk, "2", "2026-03-20", both, &LookedAt::everything());
    assert_eq!(desk.ledger.problems().count(), 2);
    // The page where it was is not looked at: nobody knows that it moved.
    let (mut other, _) = reported("6222***********0015");
    let site = other.site(MZJ);
    let elsewhere = LookedAt::new(&site, ["http://mzj.example.gov.cn/b.html"]);
    let found = vec![number("/b.html", "6222***********0015")];
    look(&mut other, "2", "2026-03-20", found, &elsewhere);
    assert_eq!(other.ledger.problems().count(), 2);
    assert!(desk.ledger.problem(&id).unwrap().state.is_open());
}
