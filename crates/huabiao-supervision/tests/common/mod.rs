//! A small estate: a city, a district with a school below it, a department.
#![allow(dead_code)]

use chrono::NaiveDate;
use huabiao_calendar::Calendar;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_registry::{Registry, Site, Unit};
use huabiao_supervision::{
    Actor, Attachment, By, Command, Context, Event, Ledger, LookedAt, Policy, Problem, ProblemId,
    Purpose, Refusal, Role, Run,
};

pub(crate) const DEAD: RuleId = RuleId::new("link-dead");
pub(crate) const BLANK: RuleId = RuleId::new("column-blank");

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn registry() -> Registry {
    let unit = |code: &str, above: Option<&str>| Unit {
        code: code.parse().unwrap(),
        name: format!("示例{code}"),
        superior: above.map(|code| code.parse().unwrap()),
    };
    let site = |host: &str, unit: &str, code: &str| Site {
        unit: Some(unit.parse().unwrap()),
        code: Some(code.parse().unwrap()),
        name: format!("{unit}网"),
        ..Site::from_home(host).unwrap()
    };
    Registry::new(
        vec![
            unit("city", None),
            unit("mzj", Some("city")),
            unit("east", Some("city")),
            unit("school", Some("east")),
        ],
        vec![
            site("www.example.gov.cn", "city", "1304000001"),
            site("mzj.example.gov.cn", "mzj", "1304000002"),
            site("east.example.gov.cn", "east", "1304020001"),
            site("school.example.gov.cn", "school", "1304020002"),
            Site::from_home("lost.example.gov.cn").unwrap(),
        ],
    )
    .unwrap()
}

pub(crate) fn person(name: &str, unit: &str, role: Role) -> By {
    By::Person(Actor {
        person: name.into(),
        unit: unit.parse().unwrap(),
        role,
    })
}

pub(crate) fn machine(run: &str) -> By {
    By::Machine { run: run.into() }
}

pub(crate) fn run(id: &str, on: &str) -> Run {
    Run {
        id: id.into(),
        day: day(on),
        purpose: Purpose::Inspection,
    }
}

pub(crate) fn dead(site: &str, page: &str, target: &str) -> Finding {
    Finding::new(DEAD, format!("http://{site}{page}"))
        .target(target)
        .group("other")
}

pub(crate) fn check(rule: RuleId, findings: Vec<Finding>) -> Check {
    let mut check = Check::new(rule);
    check.findings = findings;
    check
}

pub(crate) fn part(check: Check) -> Check {
    check.reach(Reach::Part(vec![Reason::OverBudget { addresses: 3 }]))
}

pub(crate) fn proof() -> Vec<Attachment> {
    vec![Attachment {
        name: "截图.png".into(),
        sha256: None,
    }]
}

/// A ledger with all that its decisions need.
pub(crate) struct Desk {
    pub(crate) registry: Registry,
    pub(crate) policy: Policy,
    pub(crate) ledger: Ledger,
    pub(crate) events: Vec<Event>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            registry: registry(),
            policy: Policy::default(),
            ledger: Ledger::default(),
            events: Vec::new(),
        }
    }

    pub(crate) fn site(&self, host: &str) -> Site {
        self.registry.site_at(host).unwrap().clone()
    }

    pub(crate) fn observe(&mut self, run: &Run, host: &str, checks: &[Check]) -> usize {
        let events = self
            .ledger
            .observe(run, &self.site(host), checks, &LookedAt::everything());
        self.take(events)
    }

    /// A run that read these pages only.
    pub(crate) fn observe_pages(
        &mut self,
        run: &Run,
        host: &str,
        checks: &[Check],
        pages: &[&str],
    ) -> usize {
        let site = self.site(host);
        let looked_at = LookedAt::new(&site, pages.iter().copied());
        let events = self.ledger.observe(run, &site, checks, &looked_at);
        self.take(events)
    }

    pub(crate) fn try_act(
        &self,
        on: &str,
        by: &By,
        command: &Command,
    ) -> Result<Vec<Event>, Refusal> {
        let context = Context {
            today: day(on),
            by,
            registry: &self.registry,
            calendar: Calendar::china(),
            policy: &self.policy,
        };
        self.ledger.decide(command, &context)
    }

    pub(crate) fn act(&mut self, on: &str, by: &By, command: Command) {
        let events = self.try_act(on, by, &command);
        let events = events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
        self.take(events);
    }

    pub(crate) fn refused(&self, on: &str, by: &By, command: &Command) -> String {
        match self.try_act(on, by, command) {
            Ok(events) => panic!("{command:?} gave {events:?}"),
            Err(refusal) => refusal.to_string(),
        }
    }

    fn take(&mut self, events: Vec<Event>) -> usize {
        self.ledger.record(&events);
        let count = events.len();
        self.events.extend(events);
        count
    }

    pub(crate) fn only(&self) -> &Problem {
        let mut problems = self.ledger.problems();
        let only = problems.next().unwrap();
        assert!(problems.next().is_none(), "more than one problem");
        only
    }

    pub(crate) fn id(&self) -> ProblemId {
        self.only().id.clone()
    }
}
