/// A wrong wording that a dictionary knows.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct WordHit {
    /// What kind of fault the dictionary calls it.
    pub kind: WordKind,
    /// The wrong wording, as the dictionary writes it.
    pub term: String,
    /// The right one.
    pub suggestion: String,
    /// The text around it; at most 60 characters.
    pub snippet: String,
    /// The line of the source on which its block of text begins, from 1.
    pub line: u32,
}

/// A kind of [`WordHit`].
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum WordKind {
    /// A wrong character (错别字).
    Character,
    /// The name of an organisation or the country (机构、国家名称).
    Organisation,
    /// Anything else.
    #[default]
    Other,
    /// The title of an office holder (职务称谓).
    Title,
}

impl WordKind {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Character => "character",
            Self::Organisation => "organisation",
            Self::Other => "other",
            Self::Title => "title",
        }
    }
}
