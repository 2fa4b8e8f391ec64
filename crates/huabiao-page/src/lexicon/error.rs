/// Why a dictionary could not be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// A wording is empty, or too short to mean anything alone.
    #[error("dictionary: the wording “{wrong}” is too short, two characters are the least")]
    Short {
        /// The wording as written.
        wrong: String,
    },
    /// The text is no dictionary.
    #[error("dictionary, line {line}: {reason}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// Too many or too long wordings for one search.
    #[error("dictionary: too large to be searched for in one go")]
    TooLarge,
    /// A wording is said to be right elsewhere in the same dictionary.
    #[error("dictionary: “{wrong}” is called wrong, and right in another entry")]
    TwoMinds {
        /// The wording.
        wrong: String,
    },
}
