//! The problem ledger kept in a store, and the joins between runs and the ledger.
//!
//! Every change goes the same way: decide on the ledger as it was read, store the
//! events with the new ledger under that version, and only then hold the new ledger. If
//! somebody else was faster, nothing is stored and the caller decides again after
//! [`Office::reload`].

mod error;
mod standing;

pub use error::OfficeError;
pub use standing::doubts;

use huabiao_facts::{Outcome, PageKind, SiteFacts};
use huabiao_finding::Check;
use huabiao_registry::Site;
use huabiao_store::{EventStore, RunId, RunStore, StreamKey};
use huabiao_supervision::{Command, Context, Event, Ledger, LookedAt, Problem, Run, State};

use crate::run::site_key;

/// A problem ledger (问题台账) in a store.
///
/// ```
/// use huabiao::office::Office;
/// use huabiao::store::MemoryStore;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), huabiao::office::OfficeError> {
/// let store = MemoryStore::new();
/// let office = Office::open(&store, "2026").await?;
/// assert_eq!((office.version(), office.ledger().problems().count()), (0, 0));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Office<'a, S> {
    store: &'a S,
    stream: StreamKey,
    version: u64,
    ledger: Ledger,
}

impl<'a, S: EventStore> Office<'a, S> {
    /// Opens the ledger of that name; an empty one where there is none.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn open(store: &'a S, name: &str) -> Result<Self, OfficeError> {
        let stream = StreamKey::new(LEDGER, name);
        let (version, ledger) = read(store, &stream).await?;
        Ok(Self {
            store,
            stream,
            version,
            ledger,
        })
    }

    /// Reads the ledger again, after somebody else was faster.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn reload(&mut self) -> Result<(), OfficeError> {
        (self.version, self.ledger) = read(self.store, &self.stream).await?;
        Ok(())
    }

    /// The ledger as it was last read or written.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// How many events it has.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Every event, the oldest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn events(&self) -> Result<Vec<Event>, OfficeError> {
        Ok(self.store.events(&self.stream, 0).await?)
    }

    /// Does what somebody wants, all or nothing: each command is decided on the ledger
    /// that the ones before it leave.
    ///
    /// # Errors
    ///
    /// [`OfficeError::Refused`] names the first command that is refused; nothing is
    /// stored then. [`OfficeError::is_raced`] when somebody else was faster.
    pub async fn act(
        &mut self,
        commands: &[Command],
        context: &Context<'_>,
    ) -> Result<Vec<Event>, OfficeError> {
        let mut ledger = self.ledger.clone();
        let mut events = Vec::new();
        for command in commands {
            let happened = ledger.decide(command, context)?;
            ledger.record(&happened);
            events.extend(happened);
        }
        self.store_all(ledger, events).await
    }

    /// Takes what a run says of some sites into the ledger: new problems are entered,
    /// what was reported as repaired is closed or opened again, see
    /// [`Ledger::observe`]. Sites that are not among them stay as they are.
    ///
    /// # Errors
    ///
    /// [`OfficeError::is_raced`] when somebody else was faster.
    pub async fn observe(
        &mut self,
        run: &Run,
        seen: &[(&Site, &[Check], LookedAt)],
    ) -> Result<Vec<Event>, OfficeError> {
        let mut ledger = self.ledger.clone();
        let mut events = Vec::new();
        for (site, checks, looked_at) in seen {
            let happened = ledger.observe(run, site, checks, looked_at);
            ledger.record(&happened);
            events.extend(happened);
        }
        self.store_all(ledger, events).await
    }

    async fn store_all(
        &mut self,
        ledger: Ledger,
        events: Vec<Event>,
    ) -> Result<Vec<Event>, OfficeError> {
        let appended = self
            .store
            .append(&self.stream, self.version, &events, &ledger)
            .await?;
        (self.version, self.ledger) = (appended, ledger);
        Ok(events)
    }
}

impl<S: EventStore + RunStore> Office<'_, S> {
    /// Takes the stored results of a run into the ledger, see
    /// [`observe`](Self::observe). Sites that have no result in it are passed over.
    ///
    /// # Errors
    ///
    /// When the store cannot be read, or somebody else was faster.
    pub async fn observe_run(
        &mut self,
        run: &Run,
        stored: RunId,
        sites: &[Site],
    ) -> Result<Vec<Event>, OfficeError> {
        let mut results = Vec::new();
        for site in sites {
            match self.store.result(stored, &site_key(site)).await {
                Ok(result) => {
                    let doubts = doubts(&self.ledger, site, &result.facts);
                    let looked_at = looked_at(site, &result.facts).doubting(doubts);
                    results.push((site, result.checks, looked_at));
                }
                Err(error) if error.is_not_found() => {}
                Err(error) => return Err(error.into()),
            }
        }
        let seen: Vec<(&Site, &[Check], LookedAt)> = results
            .iter()
            .map(|(site, checks, at)| (*site, checks.as_slice(), at.clone()))
            .collect();
        self.observe(run, &seen).await
    }
}

/// The pages of a site that a run looked at: those it read, and those that answered that
/// they are gone.
pub fn looked_at(site: &Site, facts: &SiteFacts) -> LookedAt {
    let read = facts.pages.iter().flat_map(|visit| {
        let seen = visit.page.kind != PageKind::Error;
        [visit.requested.as_str(), visit.page.url.as_str()]
            .into_iter()
            .filter(move |_| seen)
    });
    let is_gone = |outcome: &Outcome| matches!(outcome, Outcome::DeadStatus(404 | 410));
    let targets = facts.targets.iter();
    let gone = targets.filter(|(_, target)| is_gone(&target.outcome));
    LookedAt::new(site, read.chain(gone.map(|(url, _)| url.as_str())))
}

/// The sites on which something was reported as repaired and no machine has looked
/// since: what a re-check (复核) has to look at. Run them as any sites, and hand the run
/// to [`Office::observe_run`] with [`Purpose::Recheck`](huabiao_supervision::Purpose).
pub fn to_recheck<'a>(ledger: &Ledger, sites: &'a [Site]) -> Vec<&'a Site> {
    let waits = |site: &&Site| {
        let reported = |problem: &Problem| {
            problem.key.site == site.host && matches!(problem.state, State::ReportedFixed { .. })
        };
        ledger.problems().any(reported)
    };
    sites.iter().filter(waits).collect()
}

async fn read<S: EventStore>(store: &S, stream: &StreamKey) -> Result<(u64, Ledger), OfficeError> {
    match store.state(stream).await {
        Ok(known) => Ok(known.unwrap_or_default()),
        // Written by another version: what happened is the truth, the state only its sum.
        Err(error) if error.is_corrupt() => {
            let events: Vec<Event> = store.events(stream, 0).await?;
            let ledger = Ledger::replay(&events);
            Ok((u64::try_from(events.len()).unwrap_or(u64::MAX), ledger))
        }
        Err(error) => Err(error.into()),
    }
}

/// The kind of the streams of ledgers.
pub const LEDGER: &str = "ledger";

/// The kind of the streams of draws; the one event of each, and its state, is a
/// [`Draw`](huabiao_supervision::Draw).
pub const DRAW: &str = "draw";

/// The kind of the streams of campaigns.
pub const CAMPAIGN: &str = "campaign";

/// The kind of the streams of yearly assessments; the one event of each, and its state,
/// is a [`YearAssessment`](huabiao_supervision::YearAssessment).
pub const ASSESSMENT: &str = "assessment";

#[cfg(test)]
mod tests;
