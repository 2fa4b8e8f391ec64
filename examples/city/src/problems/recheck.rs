use std::collections::BTreeSet;

use chrono::NaiveDate;
use huabiao::crawler::{Config, Crawler};
use huabiao::finding::Reason;
use huabiao::office::to_recheck;
use huabiao::registry::Site;
use huabiao::run;
use huabiao::scoring::IndicatorSet;
use huabiao::store::RunId;
use huabiao::supervision::{By, Command, ProblemId, Purpose, Recheck, Run, State};
use huabiao::types::Lang;

use super::RecheckArguments;
use super::desk::Desk;
use crate::database::Database;
use crate::inspect_command::{self, Network};
use crate::interrupt::or_interrupt;
use crate::progress::Progress;
use crate::{Exit, books, clock, database, estate, reviews, set_file};

/// Looks again at the sites on which something was reported as repaired.
pub(super) async fn recheck(arguments: &RecheckArguments) -> anyhow::Result<Exit> {
    let ledger = &arguments.act.ledger;
    database::existing(&ledger.db, ledger.lang).await?;
    let database = Database::at(&ledger.db, ledger.lang).await?;
    let store = &database.store;
    let mut desk = Desk::open(store, ledger).await?;
    let today = arguments.act.today.unwrap_or_else(clock::today);
    let lang = desk.lang;
    let named = desk.ids(&arguments.ids)?;
    let sites = sites(&desk, &named, today);
    if sites.is_empty() {
        match lang {
            Lang::En => crate::say!("nothing to look at again"),
            Lang::Zh => crate::say!("没有待复核的问题"),
        }
        return Ok(Exit::Done);
    }
    let watched = watched(&desk, &sites, &named, today);
    let network = Network::start(&arguments.network).await?;
    let mut list = sites;
    network.adopt(&mut list, false)?;
    let ledger_now = desk.office.ledger();
    let pages = watched.iter().filter_map(|id| ledger_now.problem(id));
    let config = Config {
        max_pages: arguments.max_pages,
        also: pages.map(|problem| problem.finding.url.clone()).collect(),
        ..network.config(&list)
    };
    let mut plan = inspect_command::plan(list, Some(today), &config);
    let card = estate::latest(store, plan.sites.first()).await?;
    plan.set = match card {
        Some((_, result)) => set_file::of_card(arguments.set.as_deref(), &result.scorecard)?,
        None => IndicatorSet::cn_2019_site().clone(),
    };
    plan.options.push_str(" recheck");
    let registry = estate::registry(&plan.sites)?;
    plan.records = books::read(&arguments.books, &plan.sites, lang, arguments.quiet)?;
    plan.answers = reviews::read(
        &arguments.books,
        &registry,
        &plan.set,
        lang,
        arguments.quiet,
    )?;
    let crawler = Crawler::new(config)?;
    let progress = Progress::new(lang, arguments.quiet);
    let show = |event: run::Event<'_>| progress.event(event);
    let done = or_interrupt(run::run(store, &crawler, &plan, &show)).await;
    progress.finish();
    let Some(done) = done else {
        return Ok(Exit::Interrupted);
    };
    let stored = done?.id;
    let run = estate::run(stored, today, Purpose::Recheck);
    observe(&mut desk, &run, stored, &plan.sites).await?;
    untold(&mut desk, &run, &watched).await?;
    desk.say(&watched);
    Ok(Exit::Done)
}

/// The sites of the problems that were named, else of all that wait for it and of those
/// that are overdue: a unit that mends and does not say so is held to nothing that is gone.
fn sites(desk: &Desk<'_>, named: &[ProblemId], today: NaiveDate) -> Vec<Site> {
    let ledger = desk.office.ledger();
    if named.is_empty() {
        let waiting = to_recheck(ledger, &desk.sites);
        let waiting: BTreeSet<&str> = waiting.iter().map(|site| site.host.as_str()).collect();
        let looks = |site: &&Site| {
            let mut problems = ledger.problems_of(&site.host);
            waiting.contains(site.host.as_str()) || problems.any(|one| one.is_overdue(today))
        };
        return desk.sites.iter().filter(looks).cloned().collect();
    }
    let problems = named.iter().filter_map(|id| ledger.problem(id));
    let hosts: BTreeSet<&str> = problems.map(|problem| problem.key.site.as_str()).collect();
    let sites = desk.sites.iter();
    sites
        .filter(|site| hosts.contains(site.host.as_str()))
        .cloned()
        .collect()
}

/// The problems of whose state is told: those that were named, and those on the sites
/// that were reported as repaired or are overdue.
fn watched(
    desk: &Desk<'_>,
    sites: &[Site],
    named: &[ProblemId],
    today: NaiveDate,
) -> Vec<ProblemId> {
    let on_sites = sites
        .iter()
        .flat_map(|site| desk.office.ledger().problems_of(&site.host));
    let reported = on_sites.filter(|problem| {
        matches!(problem.state, State::ReportedFixed { .. }) || problem.is_overdue(today)
    });
    let reported = reported.map(|problem| problem.id.clone());
    let all: BTreeSet<ProblemId> = reported.chain(named.iter().cloned()).collect();
    all.into_iter().collect()
}

async fn observe(
    desk: &mut Desk<'_>,
    run: &Run,
    stored: RunId,
    sites: &[Site],
) -> anyhow::Result<()> {
    loop {
        match desk.office.observe_run(run, stored, sites).await {
            Err(error) if error.is_raced() => desk.office.reload().await?,
            done => {
                done?;
                return Ok(());
            }
        }
    }
}

/// Says of what is still reported as repaired that no machine can tell: no rule looks at
/// what people and platforms saw. A person can then close it.
async fn untold(desk: &mut Desk<'_>, run: &Run, watched: &[ProblemId]) -> anyhow::Result<()> {
    let by = By::Machine {
        run: run.id.clone(),
    };
    let ledger = desk.office.ledger();
    let problems = watched.iter().filter_map(|id| ledger.problem(id));
    let silent = problems.filter(|problem| {
        let last = problem.history.last();
        matches!(problem.state, State::ReportedFixed { .. })
            && last.is_some_and(|entry| entry.by != by)
    });
    let commands: Vec<Command> = silent
        .map(|problem| Command::Recheck {
            problem: problem.id.clone(),
            answer: Recheck::Unknown(vec![Reason::RuleNotRun {
                rule: problem.key.rule.to_string(),
            }]),
        })
        .collect();
    if commands.is_empty() {
        return Ok(());
    }
    desk.act(&by, run.day, &commands).await
}
