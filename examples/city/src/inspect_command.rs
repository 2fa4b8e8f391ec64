use std::time::Duration;

use chrono::NaiveDate;
use huabiao::crawler::{Config, Crawler, Pin};
use huabiao::registry::{Import, Site};
use huabiao::run::{self, RunPlan};
use huabiao::scoring::{DeductionsFor, IndicatorSet, ScoreOptions};
use huabiao::store::SqliteStore;
use huabiao::supervision::Purpose;
use huabiao::types::Lang;

use crate::args::{CommonArguments, InspectArguments, NetworkArguments};
use crate::database::Database;
use crate::interrupt::or_interrupt;
use crate::output::{self, Scope};
use crate::progress::Progress;
use crate::refused::Refused;
use crate::serve;
use crate::{
    Exit, books, clock, estate, platform, problem_file, remarks, reviews, set_file, sites,
    summary_table,
};

/// Inspects the sites that are named and writes the results.
pub(crate) async fn run(arguments: &InspectArguments) -> anyhow::Result<Exit> {
    let common = &arguments.common;
    due_after(common.rectify_by, common.today, common.lang)?;
    let chosen = set_file::choose(&arguments.set)?;
    let named = sites::named(&arguments.urls, arguments.sites.as_deref(), common.lang)?;
    let database = Database::of_run(common).await?;
    if let (Some(import), Some(list)) = (&named.import, &arguments.sites) {
        output::make_folder(&common.out)?;
        remarks::write(import, &common.out, common.lang)?;
        remarks::say(import, list, Some(&common.out), common.lang, common.quiet);
    }
    let network = Network::start(&arguments.network).await?;
    let mut list = named.sites;
    network.adopt(&mut list, named.import.is_none())?;
    sites::need(&list, common.lang)?;
    estate::with_units(&mut list);
    let mut config = Config {
        max_pages: arguments.max_pages,
        ..network.config(&list)
    };
    let mut plan = plan(list, common.today, &config);
    // The key of a run has the identifier and version of the set; a file may keep both
    // and say something else.
    if !chosen.digest.is_empty() {
        plan.options.push_str(&format!(" set {}", chosen.digest));
    }
    plan.set = chosen.set;
    let (records, refused) =
        books::read_all(&arguments.books, &plan.sites, common.lang, common.quiet)?;
    plan.records = records;
    if !refused.is_empty() {
        output::make_folder(&common.out)?;
        remarks::write_with(named.import.as_ref(), refused, &common.out, common.lang)?;
    }
    let registry = estate::registry(&plan.sites)?;
    plan.answers = reviews::read(
        &arguments.books,
        &registry,
        &plan.set,
        common.lang,
        common.quiet,
    )?;
    let results = platform::read(arguments, &registry, &plan.set, plan.today)?;
    // What a platform names is asked for, whether or not a link leads there.
    let named_there = results.iter().flat_map(|results| &results.rows);
    let named_there = named_there.flat_map(|row| {
        let url = std::iter::once(row.finding.url.clone());
        url.chain(row.finding.target.clone())
    });
    config.also.extend(named_there);
    let crawler = Crawler::new(config)?;
    let done = work(&database.store, &crawler, &plan, common, named.import).await?;
    let Some(scope) = done else {
        return Ok(Exit::Interrupted);
    };
    let mut office = estate::observe(&database.store, scope.run, plan.today, &plan.sites).await?;
    summary_table::print(&scope, common)?;
    if let Some(results) = &results {
        let answers = platform::answers(results, &registry, &database.store, scope.run).await?;
        let lines = platform::write(results, &answers, &common.out, common.lang)?;
        let run = estate::run(scope.run, plan.today, Purpose::Inspection);
        platform::enter(results, &answers, &registry, &mut office, &run).await?;
        if !common.json {
            platform::print(&lines, &plan.set, common.lang);
        }
    }
    problem_file::write(office.ledger(), &common.out, common.lang)?;
    Ok(if scope.unread().chain(scope.closed()).next().is_some() {
        Exit::Some
    } else {
        Exit::Done
    })
}

/// Runs a plan and writes the results; `None` when somebody interrupted it.
pub(crate) async fn work(
    store: &SqliteStore,
    crawler: &Crawler,
    plan: &RunPlan,
    common: &CommonArguments,
    import: Option<Import>,
) -> anyhow::Result<Option<Scope>> {
    let progress = Progress::new(common.lang, common.quiet);
    let show = |event: run::Event<'_>| progress.event(event);
    let done = or_interrupt(run::run(store, crawler, plan, &show)).await;
    progress.finish();
    let Some(run) = done else {
        eprintln!(
            "{}",
            match common.lang {
                Lang::En => "stopped; the same command goes on where this one ended",
                Lang::Zh => "已停止；再次执行同一命令将从中断处继续",
            }
        );
        return Ok(None);
    };
    let run = run?;
    let scope = output::write(
        store,
        run.id,
        plan,
        Some(crawler.config().max_pages),
        common,
        import.as_ref(),
        None,
    )
    .await?;
    Ok(Some(scope))
}

/// The plan for a list of sites.
pub(crate) fn plan(sites: Vec<Site>, today: Option<NaiveDate>, config: &Config) -> RunPlan {
    RunPlan {
        sites,
        today: today.unwrap_or_else(clock::today),
        set: IndicatorSet::cn_2019_site().clone(),
        score: SCORE,
        // Whatever of the crawl decides what is found. Where a pinned host is served
        // does not: it is the same host.
        options: format!(
            "pages {} depth {} body {} private {} pins {:?}",
            config.max_pages,
            config.max_depth,
            config.max_body,
            config.allow_private,
            config
                .pins
                .iter()
                .map(|pin| (&pin.host, pin.port))
                .collect::<Vec<_>>(),
        ),
        records: std::collections::BTreeMap::new(),
        answers: std::collections::BTreeMap::new(),
        parallel: PARALLEL,
    }
}

/// Where hosts are found: pins, and folders served over loopback.
pub(crate) struct Network {
    served: Option<serve::Serving>,
    folders: Vec<(String, std::path::PathBuf)>,
    pins: Vec<Pin>,
    allow_private: bool,
}

impl Network {
    /// Begins to serve the folders.
    pub(crate) async fn start(arguments: &NetworkArguments) -> anyhow::Result<Self> {
        let folders: Vec<_> = arguments
            .serve_dir
            .iter()
            .map(|served| (served.host.clone(), served.folder.clone()))
            .collect();
        let served = if folders.is_empty() {
            None
        } else {
            Some(serve::dirs(&folders).await?)
        };
        let mut pins = arguments.resolve.clone();
        pins.extend(served.iter().flat_map(|served| served.pins.clone()));
        Ok(Self {
            served,
            folders,
            pins,
            allow_private: arguments.allow_private,
        })
    }

    /// Adds served hosts that no site names: as an alias of the site that is served
    /// from the same folder, else as a site of its own where `new` ones are wanted. A
    /// list says itself what is inspected, and a row that was not taken is not.
    pub(crate) fn adopt(&self, list: &mut Vec<Site>, new: bool) -> anyhow::Result<()> {
        for (host, folder) in &self.folders {
            let known = |site: &Site| site.host == *host || site.aliases.contains(host);
            if list.iter().any(known) {
                continue;
            }
            let same = self.folders.iter().filter(|(_, other)| other == folder);
            let hosts: Vec<&String> = same.map(|(host, _)| host).collect();
            match list.iter_mut().find(|site| hosts.contains(&&site.host)) {
                Some(site) => site.aliases.push(host.clone()),
                None if new => list.push(Site::from_home(&format!("http://{host}/"))?),
                None => {}
            }
        }
        Ok(())
    }

    /// How to crawl: politely, and without pauses where every host is pinned to
    /// this machine.
    pub(crate) fn config(&self, list: &[Site]) -> Config {
        let polite = Config::default();
        let pinned = |site: &Site| {
            let pin = self.pins.iter().find(|pin| pin.host == site.host);
            pin.is_some_and(|pin| pin.addr.ip().is_loopback())
        };
        let local = !list.is_empty() && list.iter().all(pinned);
        Config {
            pins: self.pins.clone(),
            allow_private: self.allow_private,
            pause: if local { Duration::ZERO } else { polite.pause },
            per_host: if local { 8 } else { polite.per_host },
            // A folder or a rehearsal says nothing of the real site's search.
            probes: !local,
            ..polite
        }
    }

    /// Stops serving.
    pub(crate) fn stop(self) {
        drop(self.served);
    }
}

/// How points are given.
pub(crate) const SCORE: ScoreOptions = ScoreOptions {
    deductions_for: DeductionsFor::Everyone,
};

/// Sites worked on at the same time. Most of the time of a crawl is waiting.
const PARALLEL: usize = 16;

/// Refuses a deadline that is past on the day of the inspection.
pub(crate) fn due_after(
    due: Option<NaiveDate>,
    today: Option<NaiveDate>,
    lang: Lang,
) -> Result<(), Refused> {
    let today = today.unwrap_or_else(clock::today);
    match due {
        Some(due) if due < today => Err(Refused(match lang {
            Lang::En => format!("--rectify-by: {due} is before the day of the inspection, {today}"),
            Lang::Zh => format!("--rectify-by：整改期限{due}早于检查日期{today}"),
        })),
        _ => Ok(()),
    }
}
