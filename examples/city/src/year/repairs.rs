//! Repairs that units report, and the machine that looks again.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use huabiao::crawler::{Config, Crawler};
use huabiao::office::to_recheck;
use huabiao::registry::Site;
use huabiao::run;
use huabiao::supervision::{Command, Problem, Purpose, Run, State};

use super::cast::Manner;
use super::play::Play;
use super::quarter::add_visits;
use super::record::{RecheckRecord, counted};
use super::timeline::Timeline;
use crate::args::CommonArguments;
use crate::demo::City;
use crate::demo_command;
use crate::interrupt::or_interrupt;
use crate::progress::Progress;

/// The sites whose units report their repairs now.
pub(super) fn ready(play: &Play<'_>, timeline: &Timeline, late: bool) -> Vec<String> {
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
pub(super) async fn mend_and_report(
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
pub(super) fn mend(play: &mut Play<'_>, host: &str, left: Option<&str>) {
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
pub(super) async fn recheck(
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

/// The fault that the careless unit leaves.
const LEFT: &str = "real-404";
