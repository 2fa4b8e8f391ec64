/// What stands on a page whether or not anything is wrong with it, so that a later look can
/// tell what is gone from what is only judged otherwise.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Traces {
    /// Every number that could be that of a person by its length and its check figure, in
    /// the text and in the source, whatever it is: masked as in
    /// [`PersonalNumber::masked`](crate::PersonalNumber::masked), without separators, in
    /// order, each once.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub numbers: Vec<String>,
    /// Every wrong wording of the dictionary in text and title, exceptions and quotations
    /// among them; in order, each once.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub terms: Vec<String>,
    /// Whether there are more numbers than are kept, 1,000.
    #[cfg_attr(feature = "serde", serde(default))]
    pub cut: bool,
}

impl Traces {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.terms.is_empty()
    }
}
