use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use huabiao_facts::Visit;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{
    Error, EventStore, Run, RunId, RunInfo, RunKey, RunStore, SiteResult, StreamInfo, StreamKey,
};

/// A store that forgets everything when it is dropped: for one run, for tests.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// The run with number n is at n - 1.
    runs: Vec<Entry>,
    visits: BTreeMap<String, BTreeMap<DateTime<Utc>, Visit>>,
    streams: BTreeMap<StreamKey, Stream>,
}

/// Events and state as JSON: what cannot be read back is found here too.
#[derive(Debug, Default)]
struct Stream {
    events: Vec<String>,
    state: String,
}

#[derive(Debug)]
struct Entry {
    key: RunKey,
    finished: bool,
    results: BTreeMap<u32, (String, SiteResult)>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing below leaves the state half changed, so a panic of another
        // thread has not spoilt it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn run(&self, id: RunId) -> Result<&Entry, Error> {
        index(id)
            .and_then(|at| self.runs.get(at))
            .ok_or_else(|| Error::no_run(id))
    }

    fn run_mut(&mut self, id: RunId) -> Result<&mut Entry, Error> {
        index(id)
            .and_then(|at| self.runs.get_mut(at))
            .ok_or_else(|| Error::no_run(id))
    }

    fn add_visits(&mut self, site_key: &str, visits: &[Visit]) {
        let known = self.visits.entry(site_key.to_owned()).or_default();
        for visit in visits {
            known.entry(visit.at).or_insert_with(|| visit.clone());
        }
    }
}

impl Entry {
    fn sites(&self) -> Vec<String> {
        self.results
            .values()
            .map(|(site, _)| site.clone())
            .collect()
    }
}

impl RunStore for MemoryStore {
    async fn begin(&self, key: &RunKey) -> Result<Run, Error> {
        let mut state = self.lock();
        let unfinished = |entry: &Entry| !entry.finished && entry.key == *key;
        let at = match state.runs.iter().position(unfinished) {
            Some(at) => at,
            None => {
                state.runs.push(Entry {
                    key: key.clone(),
                    finished: false,
                    results: BTreeMap::new(),
                });
                state.runs.len() - 1
            }
        };
        Ok(Run {
            id: id(at),
            done: state.runs[at].sites(),
        })
    }

    async fn save(
        &self,
        run: RunId,
        site_key: &str,
        ordinal: u32,
        result: &SiteResult,
    ) -> Result<(), Error> {
        let mut state = self.lock();
        let entry = state.run_mut(run)?;
        if entry.finished {
            return Err(Error::ended(run));
        }
        if entry
            .results
            .get(&ordinal)
            .is_some_and(|(site, _)| site != site_key)
        {
            return Err(Error::taken(run, ordinal, site_key));
        }
        entry.results.retain(|_, (site, _)| site != site_key);
        entry
            .results
            .insert(ordinal, (site_key.to_owned(), result.clone()));
        state.add_visits(site_key, &result.facts.visits);
        Ok(())
    }

    async fn sites(&self, run: RunId) -> Result<Vec<String>, Error> {
        Ok(self.lock().run(run)?.sites())
    }

    async fn result(&self, run: RunId, site_key: &str) -> Result<SiteResult, Error> {
        let state = self.lock();
        let mut results = state.run(run)?.results.values();
        match results.find(|(site, _)| site == site_key) {
            Some((_, result)) => Ok(result.clone()),
            None => Err(Error::no_result(run, site_key)),
        }
    }

    async fn results(&self, run: RunId) -> Result<Vec<(String, SiteResult)>, Error> {
        Ok(self.lock().run(run)?.results.values().cloned().collect())
    }

    async fn finish(&self, run: RunId) -> Result<(), Error> {
        self.lock().run_mut(run)?.finished = true;
        Ok(())
    }

    async fn runs(&self) -> Result<Vec<RunInfo>, Error> {
        let info = |(at, entry): (usize, &Entry)| RunInfo {
            id: id(at),
            key: entry.key.clone(),
            done: entry.results.len() as u64,
            finished: entry.finished,
        };
        Ok(self.lock().runs.iter().enumerate().map(info).collect())
    }

    async fn add_visits(&self, site_key: &str, visits: &[Visit]) -> Result<(), Error> {
        self.lock().add_visits(site_key, visits);
        Ok(())
    }

    async fn visits(&self, site_key: &str, since: DateTime<Utc>) -> Result<Vec<Visit>, Error> {
        let state = self.lock();
        let Some(visits) = state.visits.get(site_key) else {
            return Ok(Vec::new());
        };
        Ok(visits
            .range(since..)
            .map(|(_, visit)| visit.clone())
            .collect())
    }
}

impl EventStore for MemoryStore {
    async fn append<E, S>(
        &self,
        stream: &StreamKey,
        expected: u64,
        events: &[E],
        state: &S,
    ) -> Result<u64, Error>
    where
        E: Serialize + Sync,
        S: Serialize + Sync,
    {
        let unwritable = |error| Error::unwritable(stream, &error);
        let events: Result<Vec<String>, _> = events.iter().map(serde_json::to_string).collect();
        let events = events.map_err(unwritable)?;
        let state = serde_json::to_string(state).map_err(unwritable)?;
        let mut stored = self.lock();
        let known = stored.streams.get(stream);
        let found = known.map_or(0, |known| known.events.len() as u64);
        if found != expected {
            return Err(Error::raced(stream, expected, found));
        }
        if events.is_empty() {
            return Ok(found);
        }
        let known = stored.streams.entry(stream.clone()).or_default();
        known.events.extend(events);
        known.state = state;
        Ok(known.events.len() as u64)
    }

    async fn events<E>(&self, stream: &StreamKey, after: u64) -> Result<Vec<E>, Error>
    where
        E: DeserializeOwned + Send,
    {
        let stored = self.lock();
        let Some(known) = stored.streams.get(stream) else {
            return Ok(Vec::new());
        };
        let from = usize::try_from(after).unwrap_or(usize::MAX);
        let events = known.events.iter().enumerate().skip(from);
        events
            .map(|(at, event)| {
                serde_json::from_str(event).map_err(|error| {
                    Error::unreadable(format!("event {} of {stream}", at + 1), &error)
                })
            })
            .collect()
    }

    async fn state<S>(&self, stream: &StreamKey) -> Result<Option<(u64, S)>, Error>
    where
        S: DeserializeOwned + Send,
    {
        let stored = self.lock();
        let Some(known) = stored.streams.get(stream) else {
            return Ok(None);
        };
        let state = serde_json::from_str(&known.state)
            .map_err(|error| Error::unreadable(format!("the state of {stream}"), &error))?;
        Ok(Some((known.events.len() as u64, state)))
    }

    async fn streams(&self, kind: &str) -> Result<Vec<StreamInfo>, Error> {
        let stored = self.lock();
        let of_kind = stored.streams.iter().filter(|(key, _)| key.kind == kind);
        let info = of_kind.map(|(key, stream)| StreamInfo {
            key: key.clone(),
            version: stream.events.len() as u64,
        });
        Ok(info.collect())
    }
}

fn index(id: RunId) -> Option<usize> {
    usize::try_from(id.0).ok()?.checked_sub(1)
}

fn id(index: usize) -> RunId {
    RunId(index as i64 + 1)
}
