use std::time::Duration;

use anyhow::Context as _;
use chrono::NaiveDate;
use futures_util::{StreamExt, stream};
use huabiao::crawler::{Config, Crawler};
use huabiao::judge::profile;
use huabiao::registry::{
    Actor, Command, Context, Estate, Event, LeavingStep, Life, Plan, RecordId, RedirectSeen,
    consolidation_ledger,
};
use huabiao::types::Lang;
use serde::Serialize;

use super::deeds::{Agenda, Deed, Place, after, agenda, place, working};
use super::web::{Face, Web};
use super::{FoundingCity, date, office};
use crate::serve::Serving;

/// The year in which the sites were put together.
#[derive(Debug)]
pub(crate) struct Played {
    pub(crate) estate: Estate,
    pub(crate) events: Vec<Event>,
    /// Every look at an old address.
    pub(crate) looks: Vec<Look>,
    /// What was not entered, and why.
    pub(crate) refused: Vec<RefusedDeed>,
}

/// A look at an old address, by the crawler.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Look {
    /// The day of the calendar of the city.
    pub(crate) day: NaiveDate,
    pub(crate) site: RecordId,
    pub(crate) round: Round,
    #[serde(flatten)]
    pub(crate) seen: RedirectSeen,
}

/// Why an old address was looked at.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Round {
    /// Before the site was closed.
    BeforeClosing,
    /// Months later.
    MonthsLater,
    /// After a repair.
    AfterRepair,
}

/// Something that the registry did not take.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RefusedDeed {
    pub(crate) day: NaiveDate,
    pub(crate) site: RecordId,
    pub(crate) why: String,
}

/// Plays the plan, day by day. Papers, notices and counts are those of the made-up
/// calendar; the old addresses are really asked, over loopback, as they answer on the day.
///
/// # Errors
///
/// When no port can be had, or the registry refuses what the calendar does not repeat.
pub(crate) async fn play(city: &FoundingCity, plan: &Plan, lang: Lang) -> anyhow::Result<Played> {
    let web = Web::default();
    for site in &city.sites {
        web.set(&site.host, Face::Site(site.name.clone()));
    }
    let serving = web
        .serve()
        .await
        .context("no port of this machine can be had")?;
    let mut stage = Stage {
        city,
        plan,
        lang,
        web,
        serving,
        by: office()?,
        agenda: agenda(city, plan),
        played: Played {
            estate: city.estate.clone(),
            events: city.events.clone(),
            looks: Vec::new(),
            refused: Vec::new(),
        },
    };
    while let Some((day, deeds)) = stage.agenda.pop_first() {
        if day > LAST {
            break;
        }
        stage.day(day, deeds).await?;
    }
    Ok(stage.played)
}

struct Stage<'a> {
    city: &'a FoundingCity,
    plan: &'a Plan,
    lang: Lang,
    web: Web,
    serving: Serving,
    by: Actor,
    agenda: Agenda,
    played: Played,
}

impl Stage<'_> {
    async fn day(&mut self, day: NaiveDate, deeds: Vec<Deed>) -> anyhow::Result<()> {
        let mut looks = Vec::new();
        let mut entries = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Serve { host, face } => self.web.set(&host, face),
                Deed::Look(site) => looks.push((site, Round::BeforeClosing)),
                Deed::LookAtAll => {
                    let due = self.due(day);
                    looks.extend(due.into_iter().map(|site| (site, Round::MonthsLater)));
                }
                other => entries.push(other),
            }
        }
        self.look(day, looks).await?;
        for entry in entries {
            match entry {
                Deed::Enter(command) => {
                    self.enter(day, &command)
                        .with_context(|| format!("{day} {command:?}"))?;
                }
                Deed::Finish { site, again } => {
                    let command = Command::FinishLeaving { site: site.clone() };
                    if let Err(refusal) = self.enter(day, &command) {
                        let why = refusal.text(self.lang);
                        if again {
                            let site = site.clone();
                            self.plan_for(after(day, 7), Deed::Finish { site, again });
                        }
                        self.played.refused.push(RefusedDeed { day, site, why });
                    }
                }
                Deed::Serve { .. } | Deed::Look(_) | Deed::LookAtAll => {}
            }
        }
        Ok(())
    }

    fn plan_for(&mut self, day: NaiveDate, deed: Deed) {
        self.agenda.entry(working(day)).or_default().push(deed);
    }

    fn enter(
        &mut self,
        day: NaiveDate,
        command: &Command,
    ) -> Result<(), huabiao::registry::Refusal> {
        let context = Context { day, by: &self.by };
        let events = self.played.estate.decide(command, &context)?;
        self.played.estate.record(&events);
        self.played.events.extend(events);
        Ok(())
    }

    /// The sites that the ledger wants to be looked at again, and those that were archived.
    fn due(&self, day: NaiveDate) -> Vec<RecordId> {
        let estate = &self.played.estate;
        let is_closed = |id: &RecordId| {
            let life = estate.site(id).and_then(|record| record.life());
            matches!(
                life,
                Some(Life::Closed {
                    way: huabiao::registry::Way::Archive,
                    ..
                })
            )
        };
        let rows = consolidation_ledger(estate, self.plan);
        let due = rows
            .into_iter()
            .filter(|row| row.is_redirect_due(day, MONTHS) || is_closed(&row.site));
        due.map(|row| row.site).collect()
    }

    /// Asks old addresses where they lead, and enters what was seen. What is wrong is
    /// repaired within days and looked at again.
    async fn look(&mut self, day: NaiveDate, sites: Vec<(RecordId, Round)>) -> anyhow::Result<()> {
        if sites.is_empty() {
            return Ok(());
        }
        let crawler = Crawler::new(config(&self.serving))?;
        let (city, plan, estate) = (self.city, self.plan, &self.played.estate);
        let seen = stream::iter(sites.into_iter().map(|(id, round)| {
            let crawler = &crawler;
            async move {
                let place = plan.items.get(&id).and_then(|item| place(city, &id, item));
                let record = estate.site(&id).and_then(|record| record.now());
                let (Some(place), Some(now)) = (place, record) else {
                    return None;
                };
                let seen = ask(crawler, &now.site, &place, day).await;
                Some((id, round, now.site.host.clone(), place, seen))
            }
        }));
        let seen: Vec<_> = seen.buffered(AT_ONCE).collect().await;
        for (site, round, host, place, seen) in seen.into_iter().flatten() {
            let step = LeavingStep::Redirect(seen.clone());
            let command = Command::Take {
                site: site.clone(),
                step,
            };
            self.enter(day, &command)
                .with_context(|| format!("{day} {site}"))?;
            let last = self.played.looks.iter().rfind(|look| look.site == site);
            let repaired = last.is_some_and(|look| look.seen.right != Some(true));
            let round = if repaired { Round::AfterRepair } else { round };
            if seen.right != Some(true) {
                let face = Face::Redirect(place.url.clone());
                self.plan_for(after(day, 3), Deed::Serve { host, face });
                self.plan_for(after(day, 4), Deed::Look(site.clone()));
            }
            self.played.looks.push(Look {
                day,
                site,
                round,
                seen,
            });
        }
        Ok(())
    }
}

/// Opens the old home page as an inspection does, and says where that led.
async fn ask(
    crawler: &Crawler,
    site: &huabiao::registry::Site,
    place: &Place,
    day: NaiveDate,
) -> RedirectSeen {
    let facts = crawler.crawl(&profile(site), day, Vec::new()).await;
    let to = facts.home().map(|home| home.page.url.clone());
    let outcome = facts.visits.last().map(|visit| visit.outcome);
    let led = to.as_deref().and_then(|to| url::Url::parse(to).ok());
    let host = led.as_ref().and_then(url::Url::host_str);
    let right = match outcome {
        Some(outcome) if outcome.is_ok() => Some(host == Some(place.host.as_str())),
        Some(outcome) if outcome.is_dead() => Some(false),
        _ => None,
    };
    RedirectSeen {
        from: site.home.clone(),
        to,
        outcome: outcome.map_or_else(String::new, |outcome| outcome.to_string()),
        right,
    }
}

/// One page a site is enough: the one to which the old address leads.
fn config(serving: &Serving) -> Config {
    Config {
        pins: serving.pins.clone(),
        pause: Duration::ZERO,
        per_host: 8,
        connections: 24,
        timeout: Duration::from_millis(2500),
        visit_timeout: Duration::from_millis(2500),
        backoff: Duration::from_millis(20),
        max_pages: 1,
        max_checks: 0,
        check_external: false,
        ..Config::default()
    }
}

/// Old addresses asked at the same time.
const AT_ONCE: usize = 16;

/// After how many months a redirect is looked at again.
const MONTHS: u32 = 4;

/// Nothing goes on after this day.
const LAST: NaiveDate = date(2018, 12, 31);
