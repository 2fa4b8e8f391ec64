use core::fmt;

/// Where a rule, a number or a list comes from.
///
/// Everything that can cost a site a point names its source, so that whoever is
/// accused can look the clause up.
///
/// ```
/// use huabiao_types::{Certainty, Source};
///
/// let source = Source {
///     document: "国办秘函〔2019〕19号",
///     clause: "单项否决 3（首页不更新）",
///     certainty: Certainty::Confirmed,
///     note: "",
/// };
/// assert_eq!(source.to_string(), "国办秘函〔2019〕19号 单项否决 3（首页不更新）");
/// ```
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Source {
    /// Number or title of the document.
    pub document: &'static str,
    /// The clause in it.
    pub clause: &'static str,
    /// How sure it is that the document says so.
    pub certainty: Certainty,
    /// What is not certain, or empty.
    pub note: &'static str,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.document, self.clause)
    }
}

/// How sure a fact about a rule is.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Certainty {
    /// Read in a copy of the text.
    Confirmed,
    /// Known from a commentary or a local adaptation only.
    Secondary,
    /// From general knowledge; nobody looked it up for this project.
    Memory,
    /// Sources differ, or the text is open to more than one reading.
    Uncertain,
}

impl Certainty {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Memory => "memory",
            Self::Secondary => "secondary",
            Self::Uncertain => "uncertain",
        }
    }
}
