#![allow(clippy::unwrap_used)]

use huabiao_calendar::{Calendar, Period};
use huabiao_finding::{Finding, RuleId};
use huabiao_registry::{Registry, Unit};
use huabiao_store::MemoryStore;
use huabiao_supervision::{Actor, By, Policy, Purpose, Role};

use super::*;

const DEAD: RuleId = RuleId::new("link-dead");

fn registry() -> Registry {
    let mut site = Site::from_home("mzj.example.gov.cn").unwrap();
    site.unit = Some("mzj".parse().unwrap());
    let unit = |code: &str, superior: Option<&str>| Unit {
        code: code.parse().unwrap(),
        name: code.to_owned(),
        superior: superior.map(|code| code.parse().unwrap()),
    };
    Registry::new(
        vec![unit("city", None), unit("mzj", Some("city"))],
        vec![site],
    )
    .unwrap()
}

fn person(unit: &str, role: Role) -> By {
    By::Person(Actor {
        person: unit.to_owned(),
        unit: unit.parse().unwrap(),
        role,
    })
}

fn run(id: &str, day: &str, purpose: Purpose) -> Run {
    Run {
        id: id.to_owned(),
        day: day.parse().unwrap(),
        purpose,
    }
}

fn dead_link() -> Check {
    let mut check = Check::new(DEAD);
    check.findings.push(
        Finding::new(DEAD, "http://mzj.example.gov.cn/").target("http://mzj.example.gov.cn/x"),
    );
    check
}

async fn found(store: &MemoryStore) -> Office<'_, MemoryStore> {
    let registry = registry();
    let mut office = Office::open(store, "2026").await.unwrap();
    let checks = [dead_link()];
    let site = &registry.sites()[0];
    let seen = [(site, checks.as_slice(), LookedAt::everything())];
    let events = office
        .observe(&run("1", "2026-03-10", Purpose::Inspection), &seen)
        .await
        .unwrap();
    assert_eq!(events.len(), 1);
    office
}

#[tokio::test]
async fn what_is_read_again_is_what_was_written() {
    let store = MemoryStore::new();
    let registry = registry();
    let mut office = found(&store).await;
    let id = office.ledger().problems().next().unwrap().id.clone();
    let city = person("city", Role::City);
    let unit = person("mzj", Role::Unit);
    let policy = Policy::default();
    let context = |by| Context {
        today: "2026-03-12".parse().unwrap(),
        by,
        registry: &registry,
        calendar: Calendar::china(),
        policy: &policy,
    };
    let told = [
        Command::Confirm {
            problem: id.clone(),
            reason: String::new(),
        },
        Command::Notify {
            number: "1".to_owned(),
            problems: vec![id.clone()],
            period: Period::WorkingDays(10),
        },
    ];
    office.act(&told, &context(&city)).await.unwrap();
    let fixed = Command::ReportFixed {
        problem: id.clone(),
        note: "已更换链接".to_owned(),
        evidence: Vec::new(),
    };
    office.act(&[fixed], &context(&unit)).await.unwrap();
    assert_eq!(to_recheck(office.ledger(), registry.sites()).len(), 1);

    // The rule looks again and sees nothing.
    let checks = [Check::new(DEAD)];
    let site = &registry.sites()[0];
    let seen = [(site, checks.as_slice(), LookedAt::everything())];
    let recheck = run("2", "2026-03-12", Purpose::Recheck);
    office.observe(&recheck, &seen).await.unwrap();
    assert!(!office.ledger().problem(&id).unwrap().state.is_open());
    assert!(to_recheck(office.ledger(), registry.sites()).is_empty());

    let again = Office::open(&store, "2026").await.unwrap();
    assert_eq!((again.version(), again.ledger()), (5, office.ledger()));
    let events = again.events().await.unwrap();
    assert_eq!(&Ledger::replay(&events), office.ledger());
}

#[tokio::test]
async fn of_two_who_decide_on_the_same_ledger_one_is_told() {
    let store = MemoryStore::new();
    let registry = registry();
    let mut first = found(&store).await;
    let mut second = Office::open(&store, "2026").await.unwrap();
    let id = first.ledger().problems().next().unwrap().id.clone();
    let city = person("city", Role::City);
    let policy = Policy::default();
    let context = Context {
        today: "2026-03-12".parse().unwrap(),
        by: &city,
        registry: &registry,
        calendar: Calendar::china(),
        policy: &policy,
    };
    let confirm = [Command::Confirm {
        problem: id.clone(),
        reason: String::new(),
    }];
    first.act(&confirm, &context).await.unwrap();
    let before = second.ledger().clone();
    let late = second.act(&confirm, &context).await.unwrap_err();
    assert!(late.is_raced(), "{late}");
    assert_eq!(second.ledger(), &before);
    second.reload().await.unwrap();
    // Now it is known, and refused for what it is.
    let refused = second.act(&confirm, &context).await.unwrap_err();
    assert!(matches!(refused, OfficeError::Refused(_)), "{refused}");
    assert_eq!(second.version(), 2);
}

#[tokio::test]
async fn a_refused_command_takes_the_others_with_it() {
    let store = MemoryStore::new();
    let registry = registry();
    let mut office = found(&store).await;
    let id = office.ledger().problems().next().unwrap().id.clone();
    let city = person("city", Role::City);
    let policy = Policy::default();
    let context = Context {
        today: "2026-03-12".parse().unwrap(),
        by: &city,
        registry: &registry,
        calendar: Calendar::china(),
        policy: &policy,
    };
    let confirm = Command::Confirm {
        problem: id,
        reason: String::new(),
    };
    let twice = [confirm.clone(), confirm];
    assert!(office.act(&twice, &context).await.is_err());
    assert_eq!(
        (office.version(), office.events().await.unwrap().len()),
        (1, 1)
    );
}
