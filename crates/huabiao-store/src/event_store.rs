use core::fmt;
use core::future::Future;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::Error;

/// What names a stream of events: its kind, such as `ledger`, and its name among those.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct StreamKey {
    /// The kind.
    pub kind: String,
    /// The name.
    pub id: String,
}

impl StreamKey {
    /// A key from its parts.
    pub fn new(kind: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            id: id.into(),
        }
    }
}

impl fmt::Display for StreamKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}

/// One line of the list of streams.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct StreamInfo {
    /// What names it.
    pub key: StreamKey,
    /// How many events it has.
    pub version: u64,
}

/// Where events are kept, with the state that they came to.
///
/// A stream only grows. Its *version* is the number of its events. Whoever adds events
/// says on which version they were decided; if another one was faster, nothing is
/// stored and [`is_raced`](Error::is_raced) says so: read again, decide again.
///
/// Events and states are whatever the domain makes of them; the store reads nothing in
/// them. Every store keeps the promises of the `testing` module (feature `testing`).
pub trait EventStore: Send + Sync {
    /// Adds events to a stream and replaces its state, all or nothing. When it returns,
    /// they outlive the process. Returns the new version.
    ///
    /// `expected` is the version on which the events were decided, 0 for a stream that
    /// is not there yet. Without events nothing is stored, the state neither.
    ///
    /// # Errors
    ///
    /// [`is_raced`](Error::is_raced) when the stream has another version.
    fn append<E, S>(
        &self,
        stream: &StreamKey,
        expected: u64,
        events: &[E],
        state: &S,
    ) -> impl Future<Output = Result<u64, Error>> + Send
    where
        E: Serialize + Sync,
        S: Serialize + Sync;

    /// The events of a stream after the version `after`, the oldest first; none where
    /// there is no such stream.
    ///
    /// # Errors
    ///
    /// [`is_corrupt`](Error::is_corrupt) when one cannot be read.
    fn events<E>(
        &self,
        stream: &StreamKey,
        after: u64,
    ) -> impl Future<Output = Result<Vec<E>, Error>> + Send
    where
        E: DeserializeOwned + Send;

    /// The version of a stream and its state; `None` where there is no such stream.
    ///
    /// # Errors
    ///
    /// [`is_corrupt`](Error::is_corrupt) when the state cannot be read, such as after a
    /// change of its shape. The events can then still be replayed.
    fn state<S>(
        &self,
        stream: &StreamKey,
    ) -> impl Future<Output = Result<Option<(u64, S)>, Error>> + Send
    where
        S: DeserializeOwned + Send;

    /// The streams of a kind, by name.
    ///
    /// # Errors
    ///
    /// Only those of the database.
    fn streams(&self, kind: &str) -> impl Future<Output = Result<Vec<StreamInfo>, Error>> + Send;
}
