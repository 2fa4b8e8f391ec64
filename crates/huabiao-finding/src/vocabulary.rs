/// The words that a rule uses in its checks, so that an indicator set can be held
/// against them before it is used.
///
/// ```
/// use huabiao_finding::Vocabulary;
///
/// let says = Vocabulary {
///     groups: &["home", "other"],
///     ..Vocabulary::NONE
/// };
/// assert!(says.groups.contains(&"home"));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Vocabulary {
    /// The groups of its findings; empty where they have none.
    pub groups: &'static [&'static str],
    /// The facts of its findings that a set can ask for, each with the values that it can
    /// have.
    pub facts: &'static [(&'static str, &'static [&'static str])],
    /// The names of its measures.
    pub measures: &'static [&'static str],
    /// The names of its populations.
    pub populations: &'static [&'static str],
}

impl Vocabulary {
    /// That of a rule which only says where its findings are.
    pub const NONE: Self = Self {
        groups: &[],
        facts: &[],
        measures: &[],
        populations: &[],
    };
}
