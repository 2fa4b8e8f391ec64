use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use huabiao::bulletin::SiteEntry;
use huabiao::calendar::{Calendar, Period};
use huabiao::crawler::{Config, Crawler};
use huabiao::finding::Finding;
use huabiao::office::to_recheck;
use huabiao::papers::AppealCard;
use huabiao::registry::Site;
use huabiao::run::{self, RunPlan, site_key};
use huabiao::scoring::Scorecard;
use huabiao::store::RunStore;
use huabiao::supervision::{
    Answered, Attachment, Command, DismissalReach, Problem, ProblemId, Purpose, QuarterResult,
    Report, Run, State, Step,
};

use super::cast::{Manner, RIGHT, WRONG};
use super::papers;
use super::play::{OUTSIDE, Play};
use super::record::{
    AppealRecord, CardRecord, QuarterRecord, RecheckRecord, VerdictRecord, counted,
};
use super::timeline::{
    APPEAL, CONFIRM, CRITICISE, DECIDE, FIX, FIX_LATE, INTERVIEW, NOTIFY, PERIOD, PUBLISH, RECHECK,
    RECHECK_LATE, REMIND, Timeline, rectify_by,
};
use crate::args::CommonArguments;
use crate::demo::{City, Expected};
use crate::demo_command;
use crate::inspect_command::work;
use crate::interrupt::or_interrupt;
use crate::output::Scope;
use crate::progress::Progress;

/// Plays one quarter; `None` when somebody interrupted it. `first` is what the first
/// inspection of the year found.
pub(super) async fn play(
    play: &mut Play<'_>,
    at: usize,
    timeline: &Timeline,
    first: Option<Scope>,
) -> anyhow::Result<Option<()>> {
    let day = timeline.checked;
    let folder = format!("q{}", timeline.quarter.number());
    let Some(draw) = play.draws.get(at).cloned() else {
        return Ok(Some(()));
    };
    play.keep_draw(&draw).await?;
    papers::draw(play, &folder, timeline, &draw)?;

    // Inspection: everything in the first quarter, what was drawn in the others.
    play.stage("检查", "inspection", day);
    let whole = first.is_some();
    let scope = match first {
        Some(scope) => scope,
        None => {
            news(play, at);
            let drawn = draw.sites();
            let all = play.registry.sites().iter();
            let sites: Vec<Site> = all
                .filter(|site| drawn.contains(site.host.as_str()))
                .cloned()
                .collect();
            match inspect(play, &folder, day, sites).await? {
                Some(scope) => scope,
                None => return Ok(None),
            }
        }
    };
    let run = format!("{}-inspection", timeline.quarter);
    observe(play, &run, day, &scope).await?;
    let (planted, missed, unplanted) = compare(&play.city, &scope);
    let mut record = QuarterRecord {
        quarter: timeline.quarter.to_string(),
        day,
        seed: draw.plan.seed.clone(),
        candidates: draw.candidates.len(),
        drawn: draw.sites().into_iter().map(str::to_owned).collect(),
        inspected: scope.sites.iter().map(|site| site.host.clone()).collect(),
        rechecked: Vec::new(),
        planted,
        missed,
        unplanted,
        notices: 0,
        verdicts: VerdictRecord::default(),
        outside: 0,
        as_inspected: VerdictRecord::of(&scope.sites),
        bulletin_day: timeline.after(PUBLISH),
    };

    receive_reports(play, timeline).await?;
    confirm(play, timeline, at == 0).await?;
    let cards = play.cards(&scope, day)?;
    record.notices = notify(play, timeline, &folder, &cards).await?;
    let contested = if at == 0 {
        appeal(play, timeline, &scope).await?
    } else {
        Vec::new()
    };

    for (report_on, look_on, late) in [(FIX, RECHECK, false), (FIX_LATE, RECHECK_LATE, true)] {
        if late {
            escalate(play, timeline.after(REMIND)).await?;
        }
        let reported = timeline.after(report_on);
        for host in ready(play, timeline, late) {
            mend_and_report(play, &host, reported, at == 0 && !late).await?;
        }
        let day = timeline.after(look_on);
        play.stage("复核已报告整改的问题", "re-check of reported repairs", day);
        let Some(recheck) = recheck(
            play,
            &format!("{}-recheck-{}", timeline.quarter, u8::from(late) + 1),
            day,
        )
        .await?
        else {
            return Ok(None);
        };
        record.rechecked.extend(recheck);
        close_by_person(play, day).await?;
    }
    escalate(play, timeline.after(CRITICISE)).await?;
    escalate(play, timeline.after(INTERVIEW)).await?;

    play.stage(
        "申诉后计分、通报",
        "scores after appeals, bulletin",
        timeline.after(PUBLISH),
    );
    let sites = play.after_appeals(scope, day)?;
    for entry in &sites {
        play.results.push(QuarterResult {
            quarter: timeline.quarter,
            site: entry.host.clone(),
            card: entry.scorecard.clone(),
        });
    }
    // As the bulletin counts: sites outside of the reporting system are in no rate.
    let is_outside = |site: &&SiteEntry| OUTSIDE.contains(&site.host.as_str());
    record.outside = sites.iter().filter(is_outside).count() as u64;
    record.verdicts = VerdictRecord::of(sites.iter().filter(|site| !is_outside(site)));
    let number = papers::quarter(play, &folder, timeline, &draw, whole, &sites, &contested)?;
    let campaign = if whole {
        huabiao::supervision::Sites::All(record.inspected.iter().cloned().collect())
    } else {
        huabiao::supervision::Sites::Drawn(Box::new(draw))
    };
    play.keep_campaign(timeline, campaign, &run, (timeline.after(PUBLISH), &number))
        .await?;
    play.record.quarters.push(record);
    Ok(Some(()))
}

/// What happens to the city before the inspection of a later quarter: somebody mends
/// without a word, things break, and one that was mended breaks again.
fn news(play: &mut Play<'_>, at: usize) {
    let Some(draw) = play.draws.get(at) else {
        return;
    };
    let drawn: Vec<String> = draw.sites().into_iter().map(str::to_owned).collect();
    if at == 1 {
        let quiet: Vec<String> = play.cast.with(Manner::Quiet).map(str::to_owned).collect();
        for host in quiet {
            mend(play, &host, None);
        }
    }
    let faultless = |host: &&String| {
        let has = play.first_faults.iter().any(|(other, _)| other == *host);
        !has && !play.city.decoys().iter().any(|decoy| decoy.host == **host)
    };
    let clean: Vec<String> = drawn.iter().filter(faultless).cloned().collect();
    for (host, kind) in clean.iter().zip(BREAKS.get(at).copied().unwrap_or(&[])) {
        play.history.breaks(host, kind);
    }
    if at == 2 {
        let again = play.first_faults.iter().find(|(host, kind)| {
            drawn.contains(host)
                && LINKS.contains(kind)
                && play.cast.of(host) == Manner::Prompt
                && play.history.is_mended(host, kind)
        });
        if let Some((host, kind)) = again.cloned() {
            play.history.breaks(&host, kind);
        }
    }
}

/// Inspects some sites of the city as it is on a day.
async fn inspect(
    play: &mut Play<'_>,
    folder: &str,
    day: NaiveDate,
    sites: Vec<Site>,
) -> anyhow::Result<Option<Scope>> {
    play.city = City::later(day, play.history.clone());
    let common = CommonArguments {
        today: Some(day),
        out: play.shelf.folder(folder)?,
        rectify_by: Some(rectify_by(play.common.rectify_by, day)),
        ..play.common.clone()
    };
    let serving = play.city.serve().await?;
    let config = demo_command::config(&serving);
    let plan = demo_command::plan(sites, &common, &config);
    add_visits(play, &plan).await?;
    let crawler = Crawler::new(config)?;
    let scope = work(play.store, &crawler, &plan, &common, None).await?;
    if scope.is_some() {
        papers::note_inspection(play, folder);
    }
    Ok(scope)
}

async fn add_visits(play: &Play<'_>, plan: &RunPlan) -> anyhow::Result<()> {
    for (host, visits) in play.city.visits() {
        if let Some(site) = plan.sites.iter().find(|site| site.host == host) {
            play.store.add_visits(&site_key(site), &visits).await?;
        }
    }
    Ok(())
}

async fn observe(
    play: &mut Play<'_>,
    id: &str,
    day: NaiveDate,
    scope: &Scope,
) -> anyhow::Result<()> {
    let run = Run {
        id: id.to_owned(),
        day,
        purpose: Purpose::Inspection,
    };
    let registry = play.registry.clone();
    let entries = scope.sites.iter();
    let sites = entries.filter_map(|entry| registry.site_at(&entry.host));
    let sites: Vec<Site> = sites.cloned().collect();
    play.office.observe_run(&run, scope.run, &sites).await?;
    Ok(())
}

/// How many faults were in the inspected sites, which of them were missed, and what was
/// found besides.
fn compare(city: &City, scope: &Scope) -> (usize, Vec<String>, Vec<String>) {
    let findings: Vec<Finding> = scope.findings();
    let inspected = |host: &str| scope.sites.iter().any(|site| site.host == host);
    let faults: Vec<_> = city
        .faults()
        .iter()
        .filter(|fault| inspected(&fault.host))
        .collect();
    let made = |owed: &Expected| findings.iter().any(|finding| owed.is(finding));
    let missed = faults
        .iter()
        .filter(|fault| !fault.expected.iter().all(made))
        .map(|fault| format!("{} {}", fault.kind, fault.host));
    let owed: Vec<&Expected> = city
        .faults()
        .iter()
        .flat_map(|fault| &fault.expected)
        .collect();
    let others = findings
        .iter()
        .filter(|finding| !owed.iter().any(|owed| owed.is(finding)));
    let others = others.map(|finding| format!("{} {}", finding.rule, finding.url));
    (faults.len(), missed.collect(), others.collect())
}

/// Reports of the public come in and are answered.
async fn receive_reports(play: &mut Play<'_>, timeline: &Timeline) -> anyhow::Result<()> {
    let quarter = timeline.quarter;
    let office = play.supervisor()?;
    let received = timeline.after(1);
    let hosts: Vec<Site> = play
        .registry
        .sites()
        .iter()
        .skip(3 * usize::from(quarter.number()))
        .take(3)
        .cloned()
        .collect();
    for (n, site) in hosts.iter().enumerate() {
        let id = format!("{}{:02}{:03}", quarter.year(), quarter.number(), n + 1);
        let report = Report {
            id: id.clone(),
            site_code: site
                .code
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            site_name: site.name.clone(),
            url: site.home.clone(),
            received,
            kind: "内容无法访问".to_owned(),
            unit_name: site.unit_name.clone(),
            description: "点击首页链接后没有反应，请核实。".to_owned(),
            answer: Answered::No,
            result: String::new(),
        };
        let receive = Command::ReceiveReport {
            report: Box::new(report),
        };
        play.act(&office, received, &[receive]).await?;
        // One of the second quarter is late, one of the last is never answered.
        let days = match (quarter.number(), n) {
            (2, 1) => 9,
            (4, 2) => continue,
            _ => 3,
        };
        let day = timeline.after(days);
        let answer = Command::AnswerReport {
            report: id,
            answer: Answered::Yes {
                on: Some(day),
                accepted: Some(n != 0),
            },
            result: "已核查处理，感谢监督。".to_owned(),
        };
        let unit = play.webmaster(&site.host)?;
        play.act(&unit, day, &[answer]).await?;
    }
    Ok(())
}

/// People look at what was found. In the first quarter one finding is no fault: the host
/// elsewhere announced that it moves.
async fn confirm(play: &mut Play<'_>, timeline: &Timeline, first: bool) -> anyhow::Result<()> {
    let day = timeline.after(CONFIRM);
    let mut commands = Vec::new();
    let mut dismissed = false;
    for problem in play.ledger().problems() {
        if problem.state != State::Found {
            continue;
        }
        let moved = problem.key.rule.as_str() == "external-link-dead" && problem.key.site == MOVED;
        if first && moved && !dismissed {
            dismissed = true;
            commands.push(Command::Dismiss {
                problem: problem.id.clone(),
                reason: "对方网站已公告迁移，新地址启用前暂不认定".to_owned(),
                until: day + Days::new(180),
                reach: DismissalReach::TargetOnSite,
            });
        } else {
            commands.push(Command::Confirm {
                problem: problem.id.clone(),
                reason: String::new(),
            });
        }
    }
    let by = play.supervisor()?;
    play.act(&by, day, &commands).await?;
    Ok(())
}

/// One notice to each unit with confirmed problems. Returns how many.
async fn notify(
    play: &mut Play<'_>,
    timeline: &Timeline,
    folder: &str,
    cards: &[Scorecard],
) -> anyhow::Result<usize> {
    let mut by_unit: BTreeMap<String, Vec<ProblemId>> = BTreeMap::new();
    for problem in play.ledger().problems() {
        if let (State::Confirmed, Some(unit)) = (&problem.state, &problem.unit) {
            by_unit
                .entry(unit.to_string())
                .or_default()
                .push(problem.id.clone());
        }
    }
    let mut commands = Vec::new();
    let mut numbers = Vec::new();
    for problems in by_unit.into_values() {
        play.notices += 1;
        let number = papers::notice_number(timeline.quarter.year(), play.notices);
        numbers.push(number.clone());
        commands.push(Command::Notify {
            number,
            problems,
            period: Period::WorkingDays(PERIOD),
        });
    }
    let by = play.supervisor()?;
    play.act(&by, timeline.after(NOTIFY), &commands).await?;
    for number in &numbers {
        papers::notice(play, folder, timeline, number, cards)?;
    }
    Ok(numbers.len())
}

/// Two units contest a problem; one is right.
async fn appeal(
    play: &mut Play<'_>,
    timeline: &Timeline,
    scope: &Scope,
) -> anyhow::Result<Vec<AppealCard>> {
    let mut cards = Vec::new();
    for (host, rule, grounds, proof, upheld, reason) in [
        (
            RIGHT,
            "consultation-missing",
            "本局按市政府要求通过全市统一互动平台受理咨询建言，首页不再单设渠道",
            "市政府办公室关于统一互动渠道的通知.pdf",
            true,
            "经核实，该单位的咨询建言由全市统一互动平台受理，符合集约化要求",
        ),
        (
            WRONG,
            "home-stale",
            "首页栏目在检查日前已在内部系统更新",
            "内部系统更新记录.png",
            false,
            "公众可访问的首页在检查日未见更新，内部系统的更新不能代替",
        ),
    ] {
        let wanted =
            |problem: &&Problem| problem.key.site == host && problem.key.rule.as_str() == rule;
        let Some(problem) = play
            .ledger()
            .problems()
            .find(wanted)
            .map(|one| one.id.clone())
        else {
            continue;
        };
        let file = Command::Appeal {
            problem: problem.clone(),
            grounds: grounds.to_owned(),
            evidence: vec![Attachment {
                name: proof.to_owned(),
                sha256: None,
            }],
        };
        let unit = play.webmaster(host)?;
        play.act(&unit, timeline.after(APPEAL), &[file]).await?;
        let decide = Command::DecideAppeal {
            problem: problem.clone(),
            upheld,
            reason: reason.to_owned(),
        };
        let reviewer = play.reviewer()?;
        play.act(&reviewer, timeline.after(DECIDE), &[decide])
            .await?;
        let Some(entry) = scope.sites.iter().find(|site| site.host == host) else {
            continue;
        };
        let withdrawn = play.ledger().withdrawn(host, timeline.checked);
        let rescored = play.rescored(play.site(host)?, &entry.checks, &withdrawn);
        let (before, after) = (
            CardRecord::of(&rescored.before),
            CardRecord::of(&rescored.after),
        );
        cards.push(AppealCard {
            problem: problem.clone(),
            cards: rescored,
        });
        play.record.appeals.push(AppealRecord {
            problem: problem.to_string(),
            site: host.to_owned(),
            rule: rule.to_owned(),
            upheld,
            before,
            after,
        });
    }
    Ok(cards)
}

/// The sites whose units report their repairs now.
fn ready(play: &Play<'_>, timeline: &Timeline, late: bool) -> Vec<String> {
    let mut hosts = BTreeSet::new();
    for problem in play.ledger().problems() {
        if !matches!(problem.state, State::Notified { .. }) {
            continue;
        }
        let host = problem.key.site.as_str();
        let notice = problem
            .notice
            .as_ref()
            .and_then(|number| play.ledger().notice(number));
        let old = notice.is_some_and(|notice| notice.issued < timeline.checked);
        let now = match play.cast.of(host) {
            Manner::Prompt | Manner::Right => !late,
            Manner::Careless => true,
            Manner::Late | Manner::Wrong => late,
            Manner::Stubborn => !late && old,
            Manner::Never | Manner::Quiet => false,
        };
        if now {
            hosts.insert(host.to_owned());
        }
    }
    hosts.into_iter().collect()
}

/// A unit mends the faults of its site and says so. The careless one leaves one fault as
/// it is, until it is told.
async fn mend_and_report(
    play: &mut Play<'_>,
    host: &str,
    day: NaiveDate,
    hasty: bool,
) -> anyhow::Result<()> {
    let left = (play.cast.of(host) == Manner::Careless && hasty).then_some(LEFT);
    mend(play, host, left);
    let open = |problem: &&Problem| {
        problem.key.site == host
            && matches!(problem.state, State::Confirmed | State::Notified { .. })
    };
    let commands: Vec<Command> = play
        .ledger()
        .problems()
        .filter(open)
        .map(|problem| Command::ReportFixed {
            problem: problem.id.clone(),
            note: "已整改，请复核".to_owned(),
            evidence: Vec::new(),
        })
        .collect();
    let by = play.webmaster(host)?;
    play.act(&by, day, &commands).await?;
    Ok(())
}

/// Mends the faults of a site, one kind left out.
fn mend(play: &mut Play<'_>, host: &str, left: Option<&str>) {
    // Those that the city has now, whatever was inspected last.
    let city = City::later(play.city.day(), play.history.clone());
    for fault in city.faults() {
        if fault.host == host && left != Some(fault.kind) {
            play.history.mend(host, fault.kind);
        }
    }
}

/// The machine looks again at every site on which something was reported as repaired;
/// `None` when somebody interrupted it.
async fn recheck(
    play: &mut Play<'_>,
    id: &str,
    day: NaiveDate,
) -> anyhow::Result<Option<Option<RecheckRecord>>> {
    let sites: Vec<Site> = to_recheck(play.ledger(), play.registry.sites())
        .into_iter()
        .cloned()
        .collect();
    if sites.is_empty() {
        return Ok(Some(None));
    }
    play.city = City::later(day, play.history.clone());
    let serving = play.city.serve().await?;
    let problems = play.office.ledger().problems();
    let reported = problems.filter(|problem| matches!(problem.state, State::ReportedFixed { .. }));
    let config = Config {
        also: reported
            .map(|problem| problem.finding.url.clone())
            .collect(),
        ..demo_command::config(&serving)
    };
    let common = CommonArguments {
        today: Some(day),
        ..play.common.clone()
    };
    let plan = demo_command::plan(sites.clone(), &common, &config);
    add_visits(play, &plan).await?;
    let crawler = Crawler::new(config)?;
    let progress = Progress::new(common.lang, common.quiet);
    let show = |event: run::Event<'_>| progress.event(event);
    let done = or_interrupt(run::run(play.store, &crawler, &plan, &show)).await;
    progress.finish();
    let Some(stored) = done else {
        return Ok(None);
    };
    let run = Run {
        id: id.to_owned(),
        day,
        purpose: Purpose::Recheck,
    };
    let events = play.office.observe_run(&run, stored?.id, &sites).await?;
    Ok(Some(Some(RecheckRecord {
        day,
        sites: sites.into_iter().map(|site| site.host).collect(),
        events: counted(&events),
    })))
}

/// Where the machine could not tell, a person looks.
async fn close_by_person(play: &mut Play<'_>, day: NaiveDate) -> anyhow::Result<()> {
    let unanswered = |problem: &&Problem| {
        let last = problem.history.last().map(|entry| entry.step);
        matches!(problem.state, State::ReportedFixed { .. })
            && last == Some(Step::RecheckedWithoutAnswer)
    };
    let commands: Vec<Command> = play
        .ledger()
        .problems()
        .filter(unanswered)
        .map(|problem| Command::CloseByPerson {
            problem: problem.id.clone(),
            note: "系统未能判定，人工打开页面核对，问题已消除".to_owned(),
        })
        .collect();
    let by = play.supervisor()?;
    play.act(&by, day, &commands).await?;
    Ok(())
}

/// The next step against everything that is overdue long enough.
async fn escalate(play: &mut Play<'_>, day: NaiveDate) -> anyhow::Result<()> {
    let overdue = play.ledger().overdue(&play.policy, Calendar::china(), day);
    let commands: Vec<Command> = overdue
        .iter()
        .filter_map(|one| {
            Some(Command::Escalate {
                problem: one.problem.id.clone(),
                step: one.next?,
                note: String::new(),
            })
        })
        .collect();
    let by = play.supervisor()?;
    play.act(&by, day, &commands).await?;
    Ok(())
}

/// The site of the link whose host moves.
const MOVED: &str = "gkj.chenglan.gov.cn";

/// The fault that the careless unit leaves.
const LEFT: &str = "real-404";

/// What breaks on faultless sites before each inspection.
const BREAKS: [&[&str]; 4] = [
    &[],
    &["real-404", "mark-icp", "dead-image"],
    &["blank-column", "external-404"],
    &["mark-police", "error-500"],
];

/// Faults that can break again once they were mended.
const LINKS: [&str; 6] = [
    "dead-attachment",
    "dead-image",
    "error-500",
    "home-404",
    "real-404",
    "soft-404",
];
