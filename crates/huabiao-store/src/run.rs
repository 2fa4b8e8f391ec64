use core::fmt;
use core::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Error;

/// What makes two runs the same: same indicators, day, sites and options.
///
/// Beginning a run with a key that an unfinished run has resumes that run.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct RunKey {
    /// The id and version of the indicator set.
    pub set: String,
    /// The day on which the sites are looked at.
    pub day: NaiveDate,
    /// A hash of the list of sites, order included.
    pub sites: String,
    /// A hash of every option that changes a result: budgets, limits, pins, the
    /// program's version.
    pub options: String,
}

/// The number of a run in its store.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct RunId(pub(crate) i64);

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for RunId {
    type Err = Error;

    /// Reads a number as [`Display`](fmt::Display) writes it, such as an argument
    /// of a command. Whether there is such a run is for the store to say.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| Error::NotFound {
            what: format!("run {text:?}"),
        })
    }
}

/// A run that was begun or resumed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Run {
    /// Its number.
    pub id: RunId,
    /// The sites whose results are stored already, in the order of their places;
    /// empty for a new run.
    pub done: Vec<String>,
}

/// One line of the list of runs.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct RunInfo {
    /// Its number.
    pub id: RunId,
    /// What it is a run of.
    pub key: RunKey,
    /// Sites whose results are stored.
    pub done: u64,
    /// Whether it has ended.
    pub finished: bool,
}
