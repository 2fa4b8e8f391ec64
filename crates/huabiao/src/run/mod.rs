//! A whole run: crawl, judge, keep, site by site, over real HTTP.
//!
//! A run is named by what decides its result ([`RunPlan::key`]). When it is
//! interrupted, the same plan finds it again and goes on with the sites that are
//! missing.

mod error;
mod plan;
mod progress;

pub use error::RunError;
pub use plan::RunPlan;
pub use progress::Event;

use chrono::Duration;
use futures_util::{StreamExt, TryStreamExt, stream};
use huabiao_crawler::Crawler;
use huabiao_inspection::ALL;
use huabiao_registry::Site;
use huabiao_store::{Run, RunStore, SiteResult};

use crate::judge::{judge_given, profile};

/// Inspects every site of a plan that the store does not hold yet, and finishes
/// the run. Returns the run under which the results are kept.
///
/// Sites are worked on side by side ([`RunPlan::parallel`]); each is saved when it
/// is done. Dropping the future stops everything; what was saved stays.
///
/// # Errors
///
/// When the store fails. What a site does wrong is never an error; it is in its
/// facts.
pub async fn run<S: RunStore>(
    store: &S,
    crawler: &Crawler,
    plan: &RunPlan,
    progress: &(dyn Fn(Event<'_>) + Send + Sync),
) -> Result<Run, RunError> {
    let run = store.begin(&plan.key()).await?;
    progress(Event::Begun {
        sites: plan.sites.len(),
        done: run.done.len(),
    });
    let missing = plan
        .sites
        .iter()
        .enumerate()
        .filter(|(_, site)| !run.done.contains(&site_key(site)));
    stream::iter(missing)
        .map(|(ordinal, site)| one(store, crawler, plan, &run, ordinal, site, progress))
        .buffer_unordered(plan.parallel.max(1))
        .try_collect::<()>()
        .await?;
    store.finish(run.id).await?;
    Ok(run)
}

/// The key under which a site is kept: its identification code, or the address of
/// its home page where it has none.
pub fn site_key(site: &Site) -> String {
    match &site.code {
        Some(code) => code.to_string(),
        None => site.home.clone(),
    }
}

async fn one<S: RunStore>(
    store: &S,
    crawler: &Crawler,
    plan: &RunPlan,
    run: &Run,
    ordinal: usize,
    site: &Site,
    progress: &(dyn Fn(Event<'_>) + Send + Sync),
) -> Result<(), RunError> {
    progress(Event::SiteBegun { site });
    let key = site_key(site);
    let midnight = plan.today.and_time(chrono::NaiveTime::MIN).and_utc();
    let earlier = store
        .visits(&key, midnight - Duration::days(VISIT_DAYS))
        .await?;
    let mut facts = crawler.crawl(&profile(site), plan.today, earlier).await;
    facts.records = plan.records.get(&key).cloned().unwrap_or_default();
    let given = plan.answers.get(&key).map_or(&[][..], Vec::as_slice);
    let (checks, scorecard) = judge_given(&facts, &plan.set, &plan.score, ALL, given);
    let result = SiteResult {
        facts,
        checks,
        scorecard,
    };
    let ordinal = u32::try_from(ordinal).unwrap_or(u32::MAX);
    store.save(run.id, &key, ordinal, &result).await?;
    progress(Event::SiteDone {
        site,
        result: &result,
    });
    Ok(())
}

/// Days of earlier visits that are handed to the rules; they choose among them.
const VISIT_DAYS: i64 = 14;
