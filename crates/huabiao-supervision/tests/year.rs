//! Appeals and scores, and what a year comes to.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{BLANK, DEAD, Desk, check, day, dead, machine, person, proof, run};
use huabiao_calendar::Period;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_registry::Site;
use huabiao_scoring::{IndicatorSet, Points, ScoreOptions, Scorecard, Subject, Verdict, score};
use huabiao_supervision::{
    Answered, AssessmentInput, AssessmentPolicy, Cause, Command, DismissalReach, Escalation,
    Ledger, ProblemKey, Quarter, QuarterResult, REPORT_OVER_MONTH, REPORT_UNCLOSED, Report,
    Responsible, Role, assess, office_checks, office_score, rescore, without,
};

const MZJ: &str = "mzj.example.gov.cn";

fn subject() -> Subject {
    Subject {
        site_code: None,
        host: MZJ.into(),
        name: "示例".into(),
        category: None,
        services: None,
    }
}

/// Five blank columns: a veto.
fn blanks() -> Vec<Check> {
    let findings = (1..=5).map(|n| Finding::new(BLANK, format!("http://{MZJ}/{n}/")));
    vec![check(BLANK, findings.collect())]
}

fn card(verdict: Verdict, lost: i64) -> Scorecard {
    let set = IndicatorSet::cn_2019_site();
    let mut card = score(set, &subject(), &[], &ScoreOptions::default());
    card.verdict = verdict;
    card.points_lost = Points::whole(lost);
    card
}

#[test]
fn an_upheld_appeal_changes_the_score_and_no_more() {
    let mut desk = Desk::new();
    let checks = blanks();
    desk.observe(&run("r1", "2026-03-01"), MZJ, &checks);
    let problem = desk.ledger.problems().next().unwrap().id.clone();
    let city = person("c1", "city", Role::City);
    let unit = person("m1", "mzj", Role::Unit);
    desk.act(
        "2026-03-02",
        &city,
        Command::Confirm {
            problem: problem.clone(),
            reason: String::new(),
        },
    );
    desk.act(
        "2026-03-02",
        &unit,
        Command::Appeal {
            problem: problem.clone(),
            grounds: "栏目有内容".into(),
            evidence: proof(),
        },
    );
    let rescored = |desk: &Desk| {
        rescore(
            IndicatorSet::cn_2019_site(),
            &subject(),
            &desk.site(MZJ),
            &checks,
            &ScoreOptions::default(),
            &desk.ledger.withdrawn(MZJ, day("2026-03-01")),
        )
    };
    // Filed is not upheld.
    let open = rescored(&desk);
    assert_eq!(
        (open.before.verdict, open.removed.len()),
        (Verdict::Unqualified, 0)
    );
    assert_eq!(open.before, open.after);
    desk.act(
        "2026-03-04",
        &person("x", "city", Role::Reviewer),
        Command::DecideAppeal {
            problem,
            upheld: true,
            reason: "经核实栏目有内容".into(),
        },
    );
    let upheld = rescored(&desk);
    assert_eq!(upheld.removed.len(), 1);
    assert_eq!(upheld.before, open.before);
    assert_ne!(upheld.after.verdict, Verdict::Unqualified);
    assert_eq!(upheld, rescored(&desk));
    // It is what scoring without the finding gives.
    let mut four = blanks();
    let gone = &upheld.removed[0];
    four[0].findings.retain(|finding| finding != gone);
    let set = IndicatorSet::cn_2019_site();
    assert_eq!(
        upheld.after,
        score(set, &subject(), &four, &ScoreOptions::default())
    );
}

#[test]
fn a_dismissed_problem_costs_nothing_and_comes_back_with_its_day() {
    let mut desk = Desk::new();
    let city = person("c1", "city", Role::City);
    let link = |page: &str| vec![check(DEAD, vec![dead(MZJ, page, "http://b.cn/")])];
    let left = |desk: &Desk, on: &str, checks: &[Check]| {
        let withdrawn = desk.ledger.withdrawn(MZJ, day(on));
        let (kept, removed) = without(checks, &desk.site(MZJ), &withdrawn);
        (kept[0].findings.len(), removed.len())
    };
    desk.observe(&run("r1", "2026-03-01"), MZJ, &link("/a"));
    let problem = desk.id();
    assert_eq!(left(&desk, "2026-03-01", &link("/a")), (1, 0));
    let dismiss = Command::Dismiss {
        problem,
        reason: "对方网站已公告迁移".into(),
        until: day("2026-04-01"),
        reach: DismissalReach::TargetOnSite,
    };
    desk.act("2026-03-02", &city, dismiss);
    assert_eq!(left(&desk, "2026-03-01", &link("/a")), (0, 1));
    // The same target on another page is kept away, so it costs nothing either.
    desk.observe(&run("r2", "2026-03-03"), MZJ, &link("/b"));
    assert_eq!(desk.ledger.problems().count(), 1);
    assert_eq!(left(&desk, "2026-03-03", &link("/b")), (0, 1));
    // After its day both are faults, and the days before stay as they were.
    desk.observe(&run("r3", "2026-04-02"), MZJ, &link("/a"));
    desk.observe(&run("r3", "2026-04-02"), MZJ, &link("/b"));
    assert_eq!(desk.ledger.problems().count(), 2);
    assert_eq!(left(&desk, "2026-04-02", &link("/a")), (1, 0));
    assert_eq!(left(&desk, "2026-04-02", &link("/b")), (1, 0));
    assert_eq!(left(&desk, "2026-03-01", &link("/a")), (0, 1));
    assert_eq!(left(&desk, "2026-03-03", &link("/b")), (0, 1));
}

#[test]
fn numbers_that_a_withdrawn_finding_states_go_with_it() {
    let rule = RuleId::new("site-unreachable");
    let site = Site::from_home(MZJ).unwrap();
    let finding =
        Finding::new(rule.clone(), format!("http://{MZJ}/")).value("failed_permille", 400_u32);
    let id = ProblemKey::of(&finding, &site).id();
    let check = check(rule, vec![finding])
        .measure("failed_permille", 400)
        .measure("other", 1);
    let (kept, removed) = without(std::slice::from_ref(&check), &site, &BTreeSet::from([id]));
    assert_eq!(removed.len(), 1);
    let names: Vec<_> = kept[0]
        .measures
        .iter()
        .map(|measure| measure.name.as_str())
        .collect();
    assert_eq!(names, ["other"]);
    // Nothing taken away: nothing changes.
    let (kept, _) = without(std::slice::from_ref(&check), &site, &BTreeSet::new());
    assert_eq!(kept, [check]);
}

#[test]
fn a_year_is_carried_into_the_assessment() {
    let mut desk = Desk::new();
    let city = person("c1", "city", Role::City);
    let unit = person("m1", "mzj", Role::Unit);
    desk.observe(
        &run("r1", "2026-03-01"),
        MZJ,
        &[check(DEAD, vec![dead(MZJ, "/a", "http://b.cn/")])],
    );
    let problem = desk.id();
    desk.act(
        "2026-03-02",
        &city,
        Command::Confirm {
            problem: problem.clone(),
            reason: String::new(),
        },
    );
    desk.act(
        "2026-03-02",
        &city,
        Command::Notify {
            number: "1".into(),
            problems: vec![problem.clone()],
            period: Period::WorkingDays(3),
        },
    );
    desk.act(
        "2026-04-02",
        &city,
        Command::Escalate {
            problem: problem.clone(),
            step: Escalation::Reminder,
            note: String::new(),
        },
    );
    desk.act(
        "2026-04-03",
        &unit,
        Command::ReportFixed {
            problem: problem.clone(),
            note: "已改".into(),
            evidence: vec![],
        },
    );
    desk.observe(
        &run("r2", "2026-04-07"),
        MZJ,
        &[check(DEAD, vec![dead(MZJ, "/a", "http://b.cn/")])],
    );

    let q = |number| Quarter::new(2026, number).unwrap();
    let result = |number, site: &str, card| QuarterResult {
        quarter: q(number),
        site: site.into(),
        card,
    };
    let results = [
        result(1, MZJ, card(Verdict::Qualified, 12)),
        // Of two cards of a quarter the first counts.
        result(1, MZJ, card(Verdict::Unqualified, 0)),
        result(2, MZJ, card(Verdict::Unqualified, 0)),
        result(3, MZJ, card(Verdict::Undetermined, 0)),
        result(1, "east.example.gov.cn", card(Verdict::Qualified, 0)),
    ];
    let expected = BTreeMap::from([(q(4), BTreeSet::from([MZJ.to_owned()]))]);
    let person = Responsible {
        post: "局长".into(),
        name: Some("某某".into()),
    };
    let responsible = BTreeMap::from([("mzj".parse().unwrap(), person)]);
    let input = AssessmentInput {
        year: 2026,
        registry: &desk.registry,
        results: &results,
        expected: &expected,
        ledger: &desk.ledger,
        responsible: &responsible,
        publish_names: false,
    };
    let year = assess(&input, &AssessmentPolicy::default());
    assert_eq!(year.units.len(), 4);
    let mzj = year
        .units
        .iter()
        .find(|unit| unit.unit.as_str() == "mzj")
        .unwrap();
    let causes: Vec<_> = mzj
        .deductions
        .iter()
        .map(|one| (one.quarter.number(), one.points))
        .collect();
    let hundredths = Points::from_hundredths;
    assert_eq!(
        causes,
        [
            (1, hundredths(24)),  // 2 per cent of 12
            (2, hundredths(100)), // unqualified
            (2, hundredths(10)),  // urged
            (2, hundredths(20)),  // reported as repaired, still there
        ]
    );
    assert_eq!((mzj.taken, mzj.points), (hundredths(154), hundredths(346)));
    assert_eq!(
        mzj.without_verdict,
        [(q(3), MZJ.to_owned()), (q(4), MZJ.to_owned())]
    );
    assert!(mzj.is_partial());
    // Of whom nothing was judged, the points are no result.
    let judged: Vec<_> = year
        .units
        .iter()
        .map(|unit| (unit.unit.as_str(), unit.judged))
        .collect();
    assert_eq!(
        judged,
        [("city", 0), ("east", 1), ("mzj", 2), ("school", 0)]
    );
    let shown = mzj.responsible.as_ref().unwrap();
    assert_eq!((shown.post.as_str(), shown.name.as_ref()), ("局长", None));
    let named = AssessmentInput {
        publish_names: true,
        ..input
    };
    let year = assess(&named, &AssessmentPolicy::default());
    let names: Vec<_> = year
        .units
        .iter()
        .filter_map(|unit| unit.responsible.clone()?.name)
        .collect();
    assert_eq!(names, ["某某"]);

    // No unit falls below nothing.
    let hard = AssessmentPolicy {
        unqualified: Points::whole(50),
        ..AssessmentPolicy::default()
    };
    let year = assess(&named, &hard);
    let mzj = year
        .units
        .iter()
        .find(|unit| unit.unit.as_str() == "mzj")
        .unwrap();
    assert_eq!(mzj.points, Points::ZERO);
    assert!(matches!(mzj.deductions[1].cause, Cause::Unqualified(_)));
}

#[test]
fn what_an_appeal_took_away_costs_nothing() {
    let mut desk = Desk::new();
    let city = person("c1", "city", Role::City);
    desk.observe(
        &run("r1", "2026-03-01"),
        MZJ,
        &[check(DEAD, vec![dead(MZJ, "/a", "http://b.cn/")])],
    );
    let problem = desk.id();
    desk.act(
        "2026-03-02",
        &city,
        Command::Confirm {
            problem: problem.clone(),
            reason: String::new(),
        },
    );
    desk.act(
        "2026-03-02",
        &city,
        Command::Notify {
            number: "1".into(),
            problems: vec![problem.clone()],
            period: Period::WorkingDays(1),
        },
    );
    desk.act(
        "2026-03-04",
        &person("m1", "mzj", Role::Unit),
        Command::Appeal {
            problem: problem.clone(),
            grounds: "链接正常".into(),
            evidence: proof(),
        },
    );
    desk.act(
        "2026-03-05",
        &city,
        Command::Escalate {
            problem: problem.clone(),
            step: Escalation::Reminder,
            note: String::new(),
        },
    );
    let taken = |desk: &Desk| {
        let input = AssessmentInput {
            year: 2026,
            registry: &desk.registry,
            results: &[],
            expected: &BTreeMap::new(),
            ledger: &desk.ledger,
            responsible: &BTreeMap::new(),
            publish_names: false,
        };
        let year = assess(&input, &AssessmentPolicy::default());
        year.units
            .iter()
            .fold(Points::ZERO, |sum, unit| sum + unit.taken)
    };
    assert_eq!(taken(&desk), Points::from_hundredths(10));
    desk.act(
        "2026-03-06",
        &person("x", "city", Role::Reviewer),
        Command::DecideAppeal {
            problem,
            upheld: true,
            reason: "属实".into(),
        },
    );
    assert_eq!(taken(&desk), Points::ZERO);
}

#[test]
fn the_offices_own_year_comes_from_its_reports() {
    let report = |id: &str, received: &str, answer| Report {
        id: id.into(),
        received: day(received),
        answer,
        ..Report::example()
    };
    let on = |on: &str| Answered::Yes {
        on: Some(day(on)),
        accepted: None,
    };
    let reports = [
        report("1", "2026-01-31", on("2026-02-28")),
        report("2", "2026-01-31", on("2026-03-01")),
        report("3", "2026-05-01", Answered::No),
        report("4", "2025-12-31", Answered::No),
        report("5", "2026-05-01", Answered::Refused),
        report("6", "2026-12-31", Answered::No),
        report(
            "7",
            "2026-06-01",
            Answered::Yes {
                on: None,
                accepted: Some(true),
            },
        ),
    ];
    let mut ledger = Ledger::default();
    for report in &reports {
        ledger.record(&[huabiao_supervision::Event {
            day: day("2026-12-01"),
            by: machine("import"),
            what: huabiao_supervision::Happened::ReportReceived {
                report: Box::new(report.clone()),
            },
        }]);
    }
    let checks = office_checks(ledger.reports(), 2026, day("2026-12-01"));
    let of = |rule: RuleId| checks.iter().find(|check| check.rule == rule).unwrap();
    let unclosed = of(REPORT_UNCLOSED);
    assert_eq!(
        (unclosed.findings.len(), &unclosed.reach),
        (1, &Reach::Whole)
    );
    let slow = of(REPORT_OVER_MONTH);
    assert_eq!(slow.findings.len(), 1);
    assert_eq!(
        slow.reach,
        Reach::Part(vec![Reason::Undated { entries: 1 }])
    );
    assert_eq!(slow.measures[0].value, 5);

    // The set of that assessment knows no more than part of its items, and says so.
    let set = IndicatorSet::embedded("cn-2019-supervision").unwrap();
    let card = office_score(
        &set,
        "示例市人民政府办公室",
        &checks,
        &ScoreOptions::default(),
    );
    assert!(card.partial);
    assert_eq!(card.points_lost, Points::whole(5)); // 3 for the open one, 2 for the slow one
}

/// What is said to a unit on one day is one talk, whatever it is about.
#[test]
fn one_talk_about_two_problems_costs_once() {
    let mut desk = Desk::new();
    let city = person("c1", "city", Role::City);
    let links = ["/a", "/b", "/c"].map(|page| dead(MZJ, page, &format!("http://b.cn{page}")));
    desk.observe(
        &run("r1", "2026-03-01"),
        MZJ,
        &[check(DEAD, links.to_vec())],
    );
    let problems: Vec<_> = desk.ledger.problems().map(|one| one.id.clone()).collect();
    for problem in &problems {
        let problem = problem.clone();
        desk.act(
            "2026-03-02",
            &city,
            Command::Confirm {
                problem,
                reason: String::new(),
            },
        );
    }
    desk.act(
        "2026-03-02",
        &city,
        Command::Notify {
            number: "1".into(),
            problems: problems.clone(),
            period: Period::WorkingDays(3),
        },
    );
    for (on, step, which) in [
        ("2026-04-02", Escalation::Reminder, &problems[..]),
        ("2026-04-17", Escalation::Criticism, &problems[..2]),
        ("2026-04-20", Escalation::Criticism, &problems[2..]),
    ] {
        for problem in which {
            let escalate = Command::Escalate {
                problem: problem.clone(),
                step,
                note: String::new(),
            };
            desk.act(on, &city, escalate);
        }
    }
    let input = AssessmentInput {
        year: 2026,
        registry: &desk.registry,
        results: &[],
        expected: &BTreeMap::new(),
        ledger: &desk.ledger,
        responsible: &BTreeMap::new(),
        publish_names: false,
    };
    let year = assess(&input, &AssessmentPolicy::default());
    let mzj = year.units.iter().find(|unit| unit.unit.as_str() == "mzj");
    let mut causes: Vec<Cause> = mzj
        .unwrap()
        .deductions
        .iter()
        .map(|one| one.cause.clone())
        .collect();
    causes.sort();
    let mut expected = vec![
        Cause::Escalated(Escalation::Reminder, problems.clone()),
        Cause::Escalated(Escalation::Criticism, problems[..2].to_vec()),
        Cause::Escalated(Escalation::Criticism, problems[2..].to_vec()),
    ];
    expected.sort();
    assert_eq!(causes, expected);
    assert_eq!(mzj.unwrap().taken, Points::from_hundredths(110));
}
