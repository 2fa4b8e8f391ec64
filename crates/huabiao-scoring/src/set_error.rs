use huabiao_types::IndicatorId;

/// A text is not an [`IndicatorSet`](crate::IndicatorSet).
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line}, column {column}{}: {problem}", place(.indicator))]
pub struct SetError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The indicator it is about, as written.
    pub indicator: Option<String>,
    /// What is wrong.
    pub problem: SetProblem,
}

/// What is wrong with an indicator set.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SetProblem {
    /// The coverage does not agree with the rules that are named.
    #[error("`coverage` must be `none` exactly where neither `when` nor `steps` is given")]
    Coverage,
    /// Two things have the same identifier.
    #[error("`{id}` is used twice")]
    Duplicate {
        /// The identifier.
        id: String,
    },
    /// A text that must say something is empty.
    #[error("the text is empty; both languages are needed")]
    EmptyText,
    /// Points are negative, or zero where something must cost.
    #[error("must be more than 0")]
    NotPositive,
    /// `not-again` names something that is no earlier indicator.
    #[error("`{id}` is not an indicator that stands before this one")]
    NotEarlier {
        /// The identifier.
        id: IndicatorId,
    },
    /// The text with the number has no place for it, or two.
    #[error("needs `{{}}` exactly once in each language, where the number goes")]
    Placeholder,
    /// The points and the part do not go together.
    #[error("a deduction or bonus needs `points`, a veto has none")]
    PointsOfPart,
    /// The indicator and its section are of different parts.
    #[error("section `{section}` belongs to another part")]
    SectionPart {
        /// The section.
        section: String,
    },
    /// Sums do not agree.
    #[error("{what} is {declared}, but what belongs to it sums up to {found}")]
    Sum {
        /// Of what.
        what: String,
        /// The declared sum.
        declared: crate::Points,
        /// The sum of the parts.
        found: crate::Points,
    },
    /// The text is not TOML, or a field is missing, unknown or of another type.
    #[error("{message}")]
    Syntax {
        /// What the reader says.
        message: String,
    },
    /// A section is not declared.
    #[error("no section has the id `{section}`")]
    UnknownSection {
        /// The section.
        section: String,
    },
    /// Conditions or steps stand in the wrong part.
    #[error("`when` is for vetoes and `steps` for deductions; bonus indicators take neither")]
    WrongPart,
}

fn place(indicator: &Option<String>) -> String {
    match indicator {
        Some(id) => format!(", indicator {id}"),
        None => String::new(),
    }
}
