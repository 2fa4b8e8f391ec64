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
    /// `not-again` names an indicator that costs less.
    #[error("a step of `{id}` costs less than one here, so a fault more could cost less")]
    Cheaper {
        /// The indicator.
        id: IndicatorId,
    },
    /// Sets extend each other in a circle.
    #[error("the sets extend each other in a circle: {}", .sets.join(" → "))]
    Cycle {
        /// The sets, the first one again at the end.
        sets: Vec<String>,
    },
    /// The last day in force lies before the first.
    #[error("the last day in force lies before `in-force-from`")]
    DaysSwapped,
    /// Nothing that the indicator names is decided by who is said to decide it.
    #[error("nothing that it names is decided by `{by}`")]
    DecidedBy {
        /// As written.
        by: &'static str,
    },
    /// Two things have the same identifier.
    #[error("`{id}` is used twice")]
    Duplicate {
        /// The identifier.
        id: String,
    },
    /// A text that must say something is empty.
    #[error("the text is empty; both languages are needed")]
    EmptyText,
    /// A line of the frame stands above what it is a part of.
    #[error("`{key}` is more than `{above}`, which is {high}")]
    FrameOrder {
        /// The line.
        key: &'static str,
        /// What it may not be above.
        above: &'static str,
        /// So much.
        high: crate::Points,
    },
    /// Grades do not fall.
    #[error("grades stand best first, each `from` below the one before")]
    Grades,
    /// A limit has a value that makes no sense.
    #[error("`{limit}` is {found}, but must be {from} to {to}")]
    LimitRange {
        /// The limit.
        limit: String,
        /// As written.
        found: u32,
        /// The least.
        from: u32,
        /// The most.
        to: u32,
    },
    /// A limit says one thing, and the test of the measure of that name another.
    #[error(
        "`{limit}` is {found}, but `{id}` tests the measure of that name by {tested}; change both"
    )]
    LimitUnused {
        /// The limit.
        limit: String,
        /// As written.
        found: u32,
        /// The indicator.
        id: IndicatorId,
        /// The limit of its test.
        tested: i64,
    },
    /// Something that must be given is not.
    #[error("needs `{field}`, because it extends no other set")]
    Missing {
        /// What.
        field: &'static str,
    },
    /// A bound without a limit.
    #[error("a bound needs `at-least` or `at-most`")]
    NoBound,
    /// An indicator is named that is not there.
    #[error("there is no `{id}` in the set")]
    NoIndicator {
        /// As written.
        id: String,
    },
    /// No rule or question is named.
    #[error("names no rule and no question")]
    NoRules,
    /// Points or limits are left out of a set that claims to be complete.
    #[error("points or limits may be unknown only where `incomplete` says what is missing")]
    NotDeclaredIncomplete,
    /// `not-again` names something that is no earlier indicator.
    #[error("`{id}` is not an indicator that stands before this one")]
    NotEarlier {
        /// The identifier.
        id: IndicatorId,
    },
    /// Points are negative, or zero where something must cost.
    #[error("must be more than 0")]
    NotPositive,
    /// The file is not text in UTF-8.
    #[error("byte {byte} of the file is not UTF-8; save the file in UTF-8")]
    NotUtf8 {
        /// The first bad one, from 0.
        byte: usize,
    },
    /// Changes of a set that extends none.
    #[error("changes an indicator of another set, but `extends` names none")]
    NothingToChange,
    /// Steps that share pages do not fall.
    #[error("with `not-again`, the dearer steps stand first")]
    Order,
    /// A variant has the name of one of the other set, but is for other sites.
    #[error(
        "the other set has a variant `{id}` for other sites; take another id, or the same `sites` to replace it"
    )]
    OtherSites {
        /// The identifier.
        id: String,
    },
    /// The set that this one extends is broken.
    #[error("the set `{id}`, which this one extends, is broken: {error}")]
    Parent {
        /// That set.
        id: String,
        /// What is wrong with it.
        error: Box<SetError>,
    },
    /// The text with the number has no place for it, or two.
    #[error("needs `{{}}` exactly once in each language, where the number goes")]
    Placeholder,
    /// The points and the part do not go together.
    #[error("a deduction or bonus needs `points`, a veto has none")]
    PointsOfPart,
    /// A question to a program.
    #[error("a program answers no question; name a rule instead")]
    QuestionBy,
    /// A question gives faults where a number is read, or the other way round.
    #[error(
        "the question `{id}` is of the other kind: `fault` goes with findings, `count` with the measure `value`"
    )]
    QuestionKind {
        /// The question.
        id: String,
    },
    /// A sample of none, or of more than are kept.
    #[error("a sample has 1 to 64")]
    SampleSize,
    /// The indicator and its section are of different parts.
    #[error("section `{section}` belongs to another part")]
    SectionPart {
        /// The section.
        section: String,
    },
    /// Nothing says how the indicator is decided.
    #[error("nothing says how it is decided; it needs `{key}` over rules or questions")]
    Silent {
        /// What is missing.
        key: &'static str,
    },
    /// A limit is changed, and a text goes on stating the old one.
    #[error(
        "`{limit}` is changed, but the threshold of `{id}` goes on stating that of the other set; give it under `changes`, with `{{{limit}}}` where the limit goes"
    )]
    StaleText {
        /// The indicator.
        id: IndicatorId,
        /// The limit.
        limit: String,
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
    /// No rule named beside it has the fact among those that a set can ask for.
    #[error("no rule named here has the fact `{fact}`{}", or_none(.known))]
    UnknownFact {
        /// As written.
        fact: String,
        /// The facts that there are.
        known: String,
    },
    /// No rule named beside it gives a fact that value.
    #[error("no rule named here says `{having}`{}", or_none(.known))]
    UnknownFactValue {
        /// The fact and the value, as in `kind = policies`.
        having: String,
        /// The values that there are.
        known: String,
    },
    /// No rule named beside it gives the group.
    #[error("no rule named here has the group `{group}`{}", or_none(.known))]
    UnknownGroup {
        /// As written.
        group: String,
        /// The groups that there are.
        known: String,
    },
    /// A window is not among the limits.
    #[error("no limit has the name `{limit}`")]
    UnknownLimit {
        /// The name.
        limit: String,
    },
    /// No rule named beside it gives the measure.
    #[error("no rule named here gives the measure `{measure}`{}", or_none(.known))]
    UnknownMeasure {
        /// As written.
        measure: String,
        /// The measures that there are.
        known: String,
    },
    /// The set that this one extends is not known.
    #[error("no set `{id}` is known")]
    UnknownParent {
        /// That set.
        id: String,
    },
    /// No rule gives the population.
    #[error("no rule gives a population `{of}` to draw from{}", or_none(.known))]
    UnknownPopulation {
        /// As written.
        of: String,
        /// The populations that there are.
        known: String,
    },
    /// A section is not declared.
    #[error("no section has the id `{section}`")]
    UnknownSection {
        /// The section.
        section: String,
    },
    /// A question that no indicator reads.
    #[error("no indicator reads the question `{id}`")]
    Unused {
        /// The question.
        id: String,
    },
    /// A veto counts as a result that passes.
    #[error("`vetoed-points` is {found}, but a result from {line} on does not fail")]
    VetoPasses {
        /// As written.
        found: crate::Points,
        /// The pass line.
        line: crate::Points,
    },
    /// The weights of the parts do not add up.
    #[error("the weights of the parts are {found} together, not 100")]
    Weights {
        /// Their sum.
        found: u64,
    },
    /// Conditions, steps or gains stand in the wrong part.
    #[error("`when` is for vetoes, `steps` for deductions, `gains` for the bonus")]
    WrongPart,
}

fn place(indicator: &Option<String>) -> String {
    match indicator {
        Some(id) => format!(", indicator {id}"),
        None => String::new(),
    }
}

fn or_none(known: &str) -> String {
    match known {
        "" => "; there are none".to_owned(),
        known => format!("; there are: {known}"),
    }
}
