/// Why a store did not do what it was asked.
///
/// Ask with the `is_…` questions; the variants are for messages. No type of a
/// database library is shown: its message is the [`source`](std::error::Error::source).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// What is stored already does not go together with what was asked.
    #[error("{what}")]
    Conflict {
        /// What does not go together.
        what: String,
    },

    /// What is stored cannot be read: somebody else wrote it, or it is damaged.
    #[error("{what} is damaged: {reason}")]
    Corrupt {
        /// Which file, row or column.
        what: String,
        /// What is wrong with it.
        reason: String,
    },

    /// The file is not of this program: no SQLite database at all, or one with the
    /// tables of another program. It was left as it is.
    #[error("{what} is not a Huabiao database")]
    Foreign {
        /// Which file.
        what: String,
    },

    /// There is no such run or result.
    #[error("{what} is not stored")]
    NotFound {
        /// What was asked for.
        what: String,
    },

    /// Somebody else was faster: the stream has grown since it was read. Nothing was
    /// stored.
    #[error(
        "{what} has changed since it was read: it has {found} events, not {expected}; nothing was stored"
    )]
    Raced {
        /// Which stream.
        what: String,
        /// The version on which the events were decided.
        expected: u64,
        /// The version found.
        found: u64,
    },

    /// What was to be stored is larger than a row may be.
    #[error("{what} takes more than {limit} bytes")]
    TooLarge {
        /// What was to be stored.
        what: String,
        /// Bytes at most.
        limit: u64,
    },

    /// The database cannot be used now: no such folder, no right to write, disk
    /// full, locked by another program.
    #[error("{what} cannot be read or written now")]
    Unavailable {
        /// What was being done.
        what: String,
        /// What the database says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },

    /// It was written by a newer version of this program.
    #[error("{what} has version {found}; this program knows versions up to {known}")]
    Version {
        /// Which file or row.
        what: String,
        /// The version found.
        found: i64,
        /// The newest version known.
        known: i64,
    },
}

impl Error {
    /// Whether what is stored does not go together with what was asked: the run
    /// has ended, or the place in it is taken.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict { .. })
    }

    /// Whether what is stored cannot be read by this program, be it damaged, newer or
    /// of another program. Asking again does not help.
    pub fn is_corrupt(&self) -> bool {
        matches!(
            self,
            Self::Corrupt { .. } | Self::Foreign { .. } | Self::Version { .. }
        )
    }

    /// Whether the file is not of this program.
    pub fn is_foreign(&self) -> bool {
        matches!(self, Self::Foreign { .. })
    }

    /// Whether somebody else was faster. Read again, decide again.
    pub fn is_raced(&self) -> bool {
        matches!(self, Self::Raced { .. })
    }

    /// Whether there is no such run or result.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::NotFound { .. })
    }

    pub(crate) fn no_run(run: crate::RunId) -> Self {
        Self::NotFound {
            what: format!("run {run}"),
        }
    }

    pub(crate) fn no_result(run: crate::RunId, site: &str) -> Self {
        Self::NotFound {
            what: format!("the result of {site} in run {run}"),
        }
    }

    pub(crate) fn ended(run: crate::RunId) -> Self {
        Self::Conflict {
            what: format!("run {run} has ended and takes no more results"),
        }
    }

    pub(crate) fn raced(stream: &crate::StreamKey, expected: u64, found: u64) -> Self {
        Self::Raced {
            what: stream.to_string(),
            expected,
            found,
        }
    }

    pub(crate) fn unwritable(stream: &crate::StreamKey, error: &serde_json::Error) -> Self {
        Self::Unavailable {
            what: stream.to_string(),
            source: error.to_string().into(),
        }
    }

    pub(crate) fn unreadable(what: String, error: &serde_json::Error) -> Self {
        Self::Corrupt {
            what,
            reason: error.to_string(),
        }
    }

    pub(crate) fn taken(run: crate::RunId, ordinal: u32, site: &str) -> Self {
        Self::Conflict {
            what: format!("place {ordinal} of run {run} belongs to another site than {site}"),
        }
    }
}
