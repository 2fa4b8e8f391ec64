/// A text is not a [`Calendar`](crate::Calendar).
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line}, column {column}: {problem}")]
pub struct CalendarError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub problem: CalendarProblem,
}

/// What is wrong with a calendar.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarProblem {
    /// An entry is not a day, or two days with a slash, and a name.
    #[error("`{found}` is not `2026-10-01 name` or `2026-10-01/2026-10-07 name`")]
    Entry {
        /// The entry as written.
        found: String,
    },
    /// The last day stands before the first.
    #[error("the last day stands before the first")]
    Order,
    /// It is no TOML, or not of the right shape.
    #[error("{reason}")]
    Shape {
        /// What the reader met.
        reason: String,
    },
    /// More days in a row than a holiday can have.
    #[error("{days} days in a row are more than {limit}")]
    TooLong {
        /// Days found.
        days: i64,
        /// Days at most.
        limit: i64,
    },
    /// A name is not that of a day of the week.
    #[error("`{found}` is not a day of the week")]
    Weekday {
        /// The name as written.
        found: String,
    },
}
