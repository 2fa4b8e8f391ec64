/// A number that a rule measured, for indicator sets to compare with a limit.
///
/// Whole numbers only; the name says the unit (`failed_visits`, `visits`,
/// `failed_permille`).
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Measure {
    /// Its name within the rule, in `snake_case` with the unit.
    pub name: String,
    /// The number.
    pub value: i64,
}
