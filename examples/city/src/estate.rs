use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::NaiveDate;
use huabiao::facts::SiteProfile;
use huabiao::office::{LEDGER, Office};
use huabiao::registry::{Registry, Site, Unit};
use huabiao::run::site_key;
use huabiao::store::{EventStore, RunId, RunStore, SiteResult, SqliteStore, StreamKey};
use huabiao::supervision::{Purpose, Run};
use serde::{Deserialize, Serialize};

use crate::refused::Refused;

/// Gives each site a unit that answers for it: where the list has no code of a unit, its
/// name stands for one.
pub(crate) fn with_units(sites: &mut [Site]) {
    for site in sites.iter_mut().filter(|site| site.unit.is_none()) {
        let plain = |c: &char| !c.is_whitespace() && !c.is_control();
        let name: String = site.unit_name.chars().filter(plain).take(64).collect();
        site.unit = name.parse().ok();
    }
}

/// The registry of these sites. Nothing is known of the order of units.
pub(crate) fn registry(sites: &[Site]) -> anyhow::Result<Registry> {
    let mut units: Vec<Unit> = Vec::new();
    for site in sites {
        let known = |unit: &Unit| Some(&unit.code) == site.unit.as_ref();
        let Some(code) = site.unit.clone().filter(|_| !units.iter().any(known)) else {
            continue;
        };
        let name = match site.unit_name.trim() {
            "" => code.to_string(),
            name => name.to_owned(),
        };
        units.push(Unit {
            code,
            name,
            superior: None,
        });
    }
    Ok(Registry::new(units, sites.to_vec()).map_err(|error| Refused(error.to_string()))?)
}

/// The site that was inspected, as far as its facts know it.
pub(crate) fn of_profile(profile: &SiteProfile) -> Site {
    Site {
        code: profile.code.clone(),
        name: profile.name.clone(),
        home: profile.home.clone(),
        host: profile.host.clone(),
        aliases: profile.aliases.clone(),
        category: profile.category,
        unit: profile.unit.clone(),
        unit_name: String::new(),
        superior_name: String::new(),
        services: profile.services,
    }
}

/// Takes a run into the ledger of the estate, and keeps the list of its sites for
/// re-checks.
pub(crate) async fn observe<'a>(
    store: &'a SqliteStore,
    stored: RunId,
    day: NaiveDate,
    sites: &[Site],
) -> anyhow::Result<Office<'a, SqliteStore>> {
    keep(store, stored, day, sites).await?;
    let mut office = Office::open(store, NAME).await?;
    let run = run(stored, day, Purpose::Inspection);
    loop {
        match office.observe_run(&run, stored, sites).await {
            Err(error) if error.is_raced() => office.reload().await?,
            done => {
                done?;
                return Ok(office);
            }
        }
    }
}

/// A stored run as the ledger names it.
pub(crate) fn run(stored: RunId, day: NaiveDate, purpose: Purpose) -> Run {
    Run {
        id: format!("run-{stored}"),
        day,
        purpose,
    }
}

/// The sites that were inspected on this database, as the last list with them says.
pub(crate) async fn sites(store: &SqliteStore, ledger: &str) -> anyhow::Result<Vec<Site>> {
    let stream = StreamKey::new(ESTATE, ledger);
    let known: Option<(u64, Estate)> = store.state(&stream).await?;
    Ok(known.map_or_else(Vec::new, |(_, estate)| estate.sites))
}

/// The last inspection that went into a ledger, and its sites.
pub(crate) async fn last(
    store: &SqliteStore,
    ledger: &str,
) -> anyhow::Result<Option<(Inspected, Vec<Site>)>> {
    let stream = StreamKey::new(ESTATE, ledger);
    let known: Option<(u64, Estate)> = store.state(&stream).await?;
    let Some((last, all)) = known.and_then(|(_, estate)| Some((estate.last?, estate.sites))) else {
        return Ok(None);
    };
    let find = |key: &String| all.iter().find(|site| site_key(site) == *key).cloned();
    let sites = last.sites.iter().filter_map(find).collect();
    Ok(Some((last, sites)))
}

/// The name of a ledger of the database: the one that is asked for, else that of the
/// estate, else the last one.
pub(crate) async fn ledger(store: &SqliteStore, asked: Option<&str>) -> anyhow::Result<String> {
    let streams = store.streams(LEDGER).await?;
    let names: Vec<&str> = streams.iter().map(|one| one.key.id.as_str()).collect();
    let name = match asked {
        Some(asked) => names.iter().find(|name| **name == asked),
        None => names.iter().find(|name| **name == NAME).or(names.last()),
    };
    match name {
        Some(name) => Ok((*name).to_owned()),
        None => Err(Refused(format!(
            "数据库中没有这本台账，现有 / no such ledger in the database; there are: {}",
            names.join(", ")
        ))
        .into()),
    }
}

/// The latest stored result of a site, and its day; `None` for a site that no list of the
/// ledger has.
pub(crate) async fn latest(
    store: &SqliteStore,
    site: Option<&Site>,
) -> anyhow::Result<Option<(NaiveDate, SiteResult)>> {
    let Some(key) = site.map(site_key) else {
        return Ok(None);
    };
    let runs = store.runs().await?;
    for run in runs.iter().rev().filter(|run| run.finished) {
        match store.result(run.id, &key).await {
            Ok(result) => return Ok(Some((run.key.day, result))),
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(None)
}

async fn keep(
    store: &SqliteStore,
    run: RunId,
    day: NaiveDate,
    sites: &[Site],
) -> anyhow::Result<()> {
    let stream = StreamKey::new(ESTATE, NAME);
    let last = Inspected {
        run,
        day,
        sites: sites.iter().map(site_key).collect(),
    };
    loop {
        let known: Option<(u64, Estate)> = store.state(&stream).await?;
        let (version, mut estate) = known.unwrap_or_default();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        places.extend(estate.sites.iter().map(site_key).zip(0..));
        for site in sites {
            let known = places.get(&site_key(site)).copied();
            match known.and_then(|at| estate.sites.get_mut(at)) {
                Some(one) => one.clone_from(site),
                None => estate.sites.push(site.clone()),
            }
        }
        estate.last = Some(last.clone());
        match store.append(&stream, version, &[&last], &estate).await {
            Err(error) if error.is_raced() => {}
            done => {
                done.context("the list of sites cannot be kept")?;
                return Ok(());
            }
        }
    }
}

/// What the inspections of an estate leave besides the ledger.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Estate {
    /// Every site that was ever inspected, as the last list with it says.
    sites: Vec<Site>,
    last: Option<Inspected>,
}

/// An inspection that went into the ledger.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Inspected {
    pub(crate) run: RunId,
    pub(crate) day: NaiveDate,
    /// Its sites by their keys, in order.
    sites: Vec<String>,
}

/// The ledger of the estate that `inspect` looks at, and of its sites.
const NAME: &str = "main";

/// The kind of the streams of estates; each event is an inspection.
const ESTATE: &str = "estate";
