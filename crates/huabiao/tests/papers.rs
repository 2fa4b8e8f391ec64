//! From the ledger and the cards to the data of documents.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use huabiao::bulletin::{BEIJING, QuarterlyBulletin, SiteEntry};
use huabiao::calendar::{Calendar, Period};
use huabiao::finding::{Check, Finding, RuleId};
use huabiao::papers::{self, Desk, QuarterView};
use huabiao::registry::{Registry, Site, Unit};
use huabiao::scoring::{
    DeductionsFor, IndicatorSet, Points, ScoreOptions, Scorecard, Subject, Verdict, score,
};
use huabiao::supervision::{
    Actor, AssessmentInput, AssessmentPolicy, By, Command, Context, DismissalReach, Happened,
    Ledger, LookedAt, Origin, Policy, Purpose, Quarter, Recheck, Report, ReportCounts, Role, Run,
    assess, office_checks, office_score,
};
use huabiao::types::{Lang, SiteCategory};

const MZJ: &str = "mzj.example.gov.cn";
const OLD: &str = "old.example.gov.cn";
const DEAD: RuleId = RuleId::new("link-dead");
const STALE: RuleId = RuleId::new("home-stale");

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn registry() -> Registry {
    let unit = |code: &str, above: Option<&str>| Unit {
        code: code.parse().unwrap(),
        name: format!("示例{code}"),
        superior: above.map(|code| code.parse().unwrap()),
    };
    let site = |host: &str, unit: &str| Site {
        unit: Some(unit.parse().unwrap()),
        unit_name: format!("示例{unit}"),
        name: format!("{unit}网"),
        category: Some(SiteCategory::Department),
        ..Site::from_home(host).unwrap()
    };
    Registry::new(
        vec![
            unit("city", None),
            unit("mzj", Some("city")),
            unit("old", Some("city")),
        ],
        vec![site(MZJ, "mzj"), site(OLD, "old")],
    )
    .unwrap()
}

fn card(host: &str, checks: &[Check]) -> Scorecard {
    let subject = Subject {
        site_code: None,
        host: host.into(),
        name: host.into(),
        category: Some(SiteCategory::Department),
        services: None,
    };
    let options = ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    };
    score(IndicatorSet::cn_2019_site(), &subject, checks, &options)
}

fn stale(host: &str) -> Vec<Check> {
    let mut check = Check::new(STALE);
    check.findings = vec![
        Finding::new(STALE, format!("http://{host}/"))
            .group("home")
            .value("newest", "2026-01-05".parse::<NaiveDate>().unwrap())
            .value("age_days", 64_u32)
            .value("limit_days", 14_u32),
    ];
    let mut links = Check::new(DEAD);
    links.findings = vec![
        Finding::new(DEAD, format!("http://{host}/a"))
            .target("http://b.cn/")
            .group("other"),
    ];
    vec![check, links]
}

fn entry(host: &str, checks: Vec<Check>) -> SiteEntry {
    SiteEntry {
        name: host.into(),
        host: host.into(),
        home: format!("http://{host}/"),
        code: None,
        category: Some(SiteCategory::Department),
        unit_name: String::new(),
        scorecard: card(host, &checks),
        checks,
        columns: Vec::new(),
        coverage: Default::default(),
    }
}

/// An office with a ledger.
struct Office {
    registry: Registry,
    policy: Policy,
    ledger: Ledger,
}

impl Office {
    fn new() -> Self {
        Self {
            registry: registry(),
            policy: Policy::default(),
            ledger: Ledger::default(),
        }
    }

    fn desk(&self, lang: Lang) -> Desk<'_> {
        Desk {
            lang,
            issuer: "示例市人民政府办公室",
            mark: None,
            place: "示例市",
            registry: &self.registry,
            set: IndicatorSet::cn_2019_site(),
            calendar: Calendar::china(),
            policy: &self.policy,
            offset: BEIJING,
        }
    }

    fn observe(&mut self, id: &str, on: &str, checks: &[Check]) {
        let run = Run {
            id: id.into(),
            day: day(on),
            purpose: Purpose::Inspection,
        };
        let site = self.registry.site_at(MZJ).unwrap().clone();
        let events = self
            .ledger
            .observe(&run, &site, checks, &LookedAt::everything());
        self.ledger.record(&events);
    }

    fn act(&mut self, on: &str, unit: &str, role: Role, command: &Command) {
        let by = By::Person(Actor {
            person: format!("{unit}-1"),
            unit: unit.parse().unwrap(),
            role,
        });
        let context = Context {
            today: day(on),
            by: &by,
            registry: &self.registry,
            calendar: Calendar::china(),
            policy: &self.policy,
        };
        let events = self.ledger.decide(command, &context).unwrap();
        self.ledger.record(&events);
    }

    fn notified(&mut self) {
        self.observe("r1", "2026-03-02", &stale(MZJ));
        let problems: Vec<_> = self.ledger.problems().map(|one| one.id.clone()).collect();
        for problem in problems.clone() {
            self.act(
                "2026-03-03",
                "city",
                Role::City,
                &Command::Confirm {
                    problem,
                    reason: String::new(),
                },
            );
        }
        let notify = Command::Notify {
            number: "示网整〔2026〕1号".into(),
            problems,
            period: Period::WorkingDays(10),
        };
        self.act("2026-03-04", "city", Role::City, &notify);
    }

    fn bulletin(&self, sites: &[SiteEntry], unreported: &BTreeSet<String>) -> QuarterlyBulletin {
        let view = QuarterView {
            quarter: Quarter::new(2026, 1).unwrap(),
            checked: (day("2026-03-02"), day("2026-03-02")),
            date: day("2026-04-15"),
            since: day("2026-01-01"),
            number: None,
            to: &[],
            sites,
            unreported,
            seed: None,
            before: None,
            ledger: &self.ledger,
            appeals: &[],
            reports: Some(ReportCounts {
                reports: 4,
                in_time: 1,
                late: 1,
                overdue: 2,
                ..ReportCounts::default()
            }),
        };
        papers::bulletin(&self.desk(Lang::Zh), &view)
    }
}

#[test]
fn a_notice_says_that_the_site_failed_and_by_which_veto() {
    let mut office = Office::new();
    office.notified();
    let notice = office.ledger.notices().next().unwrap();
    let write = |cards: &[Scorecard]| {
        let days = (day("2026-03-02"), day("2026-03-02"));
        let desk = office.desk(Lang::Zh);
        papers::notice(&desk, &office.ledger, notice, None, days, cards)
    };
    let written = write(&[card(MZJ, &stale(MZJ)), card(OLD, &stale(OLD))]);
    let failed: Vec<_> = written
        .failed
        .iter()
        .map(|one| (one.site.as_str(), one.vetoes.as_slice()))
        .collect();
    assert_eq!(failed, [("mzj网", ["首页不更新".to_owned()].as_slice())]);
    assert_eq!(
        written.indicators,
        "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
    );
    let mut clauses: Vec<_> = written
        .problems
        .iter()
        .map(|one| (one.veto.as_deref(), one.clause.as_deref()))
        .collect();
    clauses.sort_unstable();
    assert_eq!(
        clauses,
        [(None, Some("可用性")), (Some("首页不更新"), None)]
    );
    // Without a card nothing is said of a verdict.
    assert!(write(&[]).failed.is_empty());
    // A qualified site did not fail.
    assert!(write(&[card(MZJ, &[])]).failed.is_empty());
}

#[test]
fn sites_outside_of_the_reporting_system_are_named_and_in_no_count() {
    let office = Office::new();
    let sites = [entry(MZJ, stale(MZJ)), entry(OLD, stale(OLD))];
    let all = office.bulletin(&sites, &BTreeSet::new());
    assert_eq!((all.registered, all.checked, all.unqualified), (2, 2, 2));
    assert!(all.unregistered.is_empty());
    let part = office.bulletin(&sites, &BTreeSet::from([OLD.to_owned()]));
    assert_eq!((part.registered, part.checked, part.unqualified), (1, 1, 1));
    assert_eq!(
        (part.findings * 2, part.kinds[0].registered),
        (all.findings, 1)
    );
    let named: Vec<_> = part
        .unregistered
        .iter()
        .map(|one| (one.name.as_str(), one.verdict))
        .collect();
    assert_eq!(named, [("old网", Some(Verdict::Unqualified))]);
    let rows = part.sites.iter().flat_map(|kind| &kind.sites);
    assert!(rows.clone().all(|row| row.host == MZJ) && rows.count() == 1);
    // One that was not checked is named too, and nothing is said of a verdict.
    let part = office.bulletin(&sites[..1], &BTreeSet::from([OLD.to_owned()]));
    assert_eq!(part.unregistered[0].verdict, None);
}

#[test]
fn a_veto_is_said_once_and_with_what_was_seen() {
    let office = Office::new();
    let bulletin = office.bulletin(&[entry(MZJ, stale(MZJ))], &BTreeSet::new());
    assert_eq!(
        bulletin.failed[0].reasons,
        ["首页不更新：首页最新信息为2026年1月5日，已64天未更新（时限14天）"]
    );
}

#[test]
fn a_bulletin_lists_what_was_taken_out_since_the_inspection() {
    let mut office = Office::new();
    office.notified();
    let sites = [entry(MZJ, stale(MZJ)), entry(OLD, stale(OLD))];
    let before = office.bulletin(&sites, &BTreeSet::new());
    assert_eq!(before.changes, None);
    let link = office.ledger.problems().find(|one| one.key.rule == DEAD);
    let problem = link.unwrap().id.clone();
    let dismiss = Command::Dismiss {
        problem,
        reason: "对方网站临时维护".into(),
        until: day("2026-12-31"),
        reach: DismissalReach::Problem,
    };
    office.act("2026-03-05", "city", Role::City, &dismiss);
    let changes = office.bulletin(&sites, &BTreeSet::new()).changes.unwrap();
    assert_eq!((changes.dismissed, changes.upheld), (1, 0));
    let counted = office.bulletin(&sites, &BTreeSet::new()).rectification;
    assert_eq!(counted.unwrap().withdrawn, 1);
    let named: Vec<_> = changes
        .sites
        .iter()
        .map(|site| site.name.as_str())
        .collect();
    assert_eq!(named, [MZJ]);
}

#[test]
fn a_site_that_passed_in_part_says_so_beside_its_verdict() {
    let rules = &IndicatorSet::cn_2019_site().rules();
    let clear: Vec<Check> = rules
        .iter()
        .map(|rule| Check::new((*rule).clone()).measure("failed_permille", 0))
        .collect();
    let mut site = entry(MZJ, clear);
    // Nobody said whether the office has services, which leaves a veto open.
    site.scorecard.verdict = Verdict::Qualified;
    let open = site.scorecard.points_open();
    assert!(open > Points::ZERO);
    let bulletin = Office::new().bulletin(&[site], &BTreeSet::new());
    assert_eq!((bulletin.qualified, bulletin.qualified_in_part), (1, 1));
    assert_eq!(bulletin.sites[0].sites[0].open, Some(open));
    // A veto takes the points; nothing stands open beside it.
    let bulletin = Office::new().bulletin(&[entry(MZJ, stale(MZJ))], &BTreeSet::new());
    assert_eq!(
        (bulletin.qualified_in_part, bulletin.sites[0].sites[0].open),
        (0, None)
    );
}

#[test]
fn reports_never_answered_are_no_late_answers() {
    let bulletin = Office::new().bulletin(&[], &BTreeSet::new());
    let reports = bulletin.fault_reports.unwrap();
    assert_eq!((reports.late, reports.unanswered), (1, 2));
}

#[test]
fn what_came_back_did_not_fail_its_recheck() {
    let mut office = Office::new();
    office.notified();
    let problems: Vec<_> = office.ledger.problems().map(|one| one.id.clone()).collect();
    for problem in problems {
        let report = Command::ReportFixed {
            problem,
            note: "已改".into(),
            evidence: Vec::new(),
        };
        office.act("2026-03-05", "mzj", Role::Unit, &report);
    }
    let only = |at: usize| {
        let mut checks = stale(MZJ);
        checks[1 - at].findings.clear();
        checks
    };
    // One is still there; the other is gone, and then is back.
    office.observe("r2", "2026-03-09", &only(0));
    office.observe("r3", "2026-04-07", &stale(MZJ));
    let counted = office
        .bulletin(&[], &BTreeSet::new())
        .rectification
        .unwrap();
    assert_eq!(
        (counted.closed, counted.reopened, counted.came_back),
        (0, 1, 1)
    );
    // Every problem of the notices stands in one of the numbers.
    let sum = counted.closed + counted.withdrawn + counted.open + counted.overdue;
    assert_eq!((counted.problems, sum), (2, 2));
}

#[test]
fn points_of_departments_are_for_reference() {
    let office = Office::new();
    let mut links = stale(MZJ);
    links.remove(0);
    let bulletin = office.bulletin(&[entry(MZJ, links.clone())], &BTreeSet::new());
    assert!(bulletin.for_reference && !bulletin.failed_by_reference);
    let mut portal = entry(MZJ, links);
    portal.scorecard.category = Some(SiteCategory::Portal);
    let bulletin = office.bulletin(&[portal.clone()], &BTreeSet::new());
    assert!(!bulletin.for_reference);
    // One that failed by such points is no proof that they decide nothing.
    portal.scorecard.category = Some(SiteCategory::Department);
    portal.scorecard.verdict = Verdict::Unqualified;
    let bulletin = office.bulletin(&[portal], &BTreeSet::new());
    assert!(bulletin.for_reference && bulletin.failed_by_reference);
}

#[test]
fn the_year_gives_no_score_to_whom_nobody_judged_and_no_most_that_nobody_knows() {
    let office = Office::new();
    let quarter = Quarter::new(2026, 1).unwrap();
    let mut judged = card(MZJ, &[]);
    judged.verdict = Verdict::Qualified;
    judged.points_lost = Points::whole(10);
    let mut open = card(OLD, &[]);
    open.verdict = Verdict::Undetermined;
    let result = |site: &str, card| huabiao::supervision::QuarterResult {
        quarter,
        site: site.into(),
        card,
    };
    let results = [result(MZJ, judged), result(OLD, open)];
    let input = AssessmentInput {
        year: 2026,
        registry: &office.registry,
        results: &results,
        expected: &BTreeMap::new(),
        ledger: &office.ledger,
        responsible: &BTreeMap::new(),
        publish_names: false,
    };
    let policy = AssessmentPolicy::default();
    let year = assess(&input, &policy);
    let report = Report {
        id: "1".into(),
        received: day("2026-05-01"),
        ..Report::example()
    };
    let mut ledger = Ledger::default();
    ledger.record(&[huabiao::supervision::Event {
        day: day("2026-05-01"),
        by: By::Machine { run: "r".into() },
        what: Happened::ReportReceived {
            report: Box::new(report),
        },
    }]);
    let checks = office_checks(ledger.reports(), 2026, day("2026-12-31"));
    let set = IndicatorSet::embedded("cn-2019-supervision").unwrap();
    let own = office_score(&set, "示例", &checks, &ScoreOptions::default());
    let desk = office.desk(Lang::Zh);
    let date = day("2026-12-31");
    let number = "示政办报〔2026〕15号".parse().unwrap();
    let view = papers::YearView {
        year: &year,
        policy: &policy,
        ledger: &ledger,
        quarters: &[],
        own: Some(&own),
        number: Some(&number),
        to: &["示例市人民政府".to_owned()],
        date,
    };
    let written = papers::assessment(&desk, &view);
    assert_eq!(written.head.number, Some(number.clone()));
    assert_eq!(written.head.to, ["示例市人民政府"]);
    let points: BTreeMap<_, _> = written
        .units
        .iter()
        .map(|unit| (unit.unit.as_str(), unit.points))
        .collect();
    assert_eq!(points["示例mzj"], Some(Points::from_hundredths(480)));
    assert_eq!(points["示例old"], None);
    assert!(written.for_reference && !written.failed_by_reference);

    let own = written.own.unwrap();
    let items = |items: &[huabiao::bulletin::OwnItem]| {
        let items = items.iter();
        let items = items.map(|one| (one.name.clone(), one.points, one.bonus));
        items.collect::<Vec<_>>()
    };
    assert_eq!((own.points, own.of), (None, Points::ZERO));
    assert_eq!(
        items(&own.lost),
        [("找错留言办理".to_owned(), Points::whole(3), false)]
    );
    assert_eq!(own.unknown, ["其余扣分指标"]);
    assert_eq!(
        items(&own.unanswered),
        [("集约化平台".to_owned(), Points::whole(5), true)]
    );
    assert_eq!(
        own.vetoes,
        ["抽查因严重表述错误不合格", "抽查因其他问题不合格"]
    );
}

#[test]
fn a_notice_says_what_the_machine_saw_of_a_claim() {
    let mut office = Office::new();
    let claim = Finding::new(RuleId::new("column-blank"), format!("http://{MZJ}/xw/"))
        .value("platform", "示例平台");
    let enter = Command::Enter {
        site: MZJ.into(),
        finding: Box::new(claim),
        origin: Origin::ThirdParty("示例平台".into()),
        machine: Some(Recheck::No),
    };
    office.act("2026-03-02", "city", Role::City, &enter);
    let problem = office.ledger.problems().next().unwrap().id.clone();
    let confirm = Command::Confirm {
        problem: problem.clone(),
        reason: "人工打开时栏目无内容。".into(),
    };
    office.act("2026-03-03", "city", Role::City, &confirm);
    let notify = Command::Notify {
        number: "1".into(),
        problems: vec![problem],
        period: Period::WorkingDays(10),
    };
    office.act("2026-03-04", "city", Role::City, &notify);
    let notice = office.ledger.notices().next().unwrap();
    let days = (day("2026-03-02"), day("2026-03-02"));
    let desk = office.desk(Lang::Zh);
    let written = papers::notice(&desk, &office.ledger, notice, None, days, &[]);
    let one = &written.problems[0];
    assert!(one.what.contains("系统复核未见该问题"), "{}", one.what);
    let why = "核实认定理由：人工打开时栏目无内容".to_owned();
    assert!(one.evidence.contains(&why), "{:?}", one.evidence);
}

#[test]
fn problems_of_one_kind_stand_together_in_a_notice() {
    let mut office = Office::new();
    let mut checks = stale(MZJ);
    let other = Finding::new(DEAD, format!("http://{MZJ}/c"))
        .target("http://d.cn/")
        .group("other");
    checks[1].findings.push(other);
    office.observe("r1", "2026-03-02", &checks);
    let mut problems: Vec<_> = office
        .ledger
        .problems()
        .map(|one| (one.key.rule == STALE, one.id.clone()))
        .collect();
    // The stale home page is told between the two links, whatever their names sort as.
    problems.sort();
    let (stale, links) = (problems.remove(2).1, problems);
    let order = [links[0].1.clone(), stale, links[1].1.clone()];
    for problem in order.clone() {
        let confirm = Command::Confirm {
            problem,
            reason: String::new(),
        };
        office.act("2026-03-03", "city", Role::City, &confirm);
    }
    let notify = Command::Notify {
        number: "1".into(),
        problems: order.to_vec(),
        period: Period::WorkingDays(10),
    };
    office.act("2026-03-04", "city", Role::City, &notify);
    let mut notice = office.ledger.notices().next().unwrap().clone();
    notice.problems = order.to_vec();
    let days = (day("2026-03-02"), day("2026-03-02"));
    let desk = office.desk(Lang::Zh);
    let written = papers::notice(&desk, &office.ledger, &notice, None, days, &[]);
    let kinds: Vec<&str> = written
        .problems
        .iter()
        .map(|one| one.kind.as_str())
        .collect();
    assert_eq!(kinds, ["站内链接失效", "站内链接失效", "首页不更新"]);
}
