use core::fmt;
use core::str::FromStr;

/// What a page is for.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PageKind {
    /// The home page of a host or of an edition (首页).
    Home,
    /// The list of one column (栏目页).
    Column,
    /// One document (内容页).
    Article,
    /// A service guide (办事指南).
    Guide,
    /// A page whose purpose is a form.
    Form,
    /// An error page, whatever its status.
    Error,
    /// Anything else: redirects, maps, topics, queries.
    #[default]
    Other,
}

impl PageKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Home,
        Self::Column,
        Self::Article,
        Self::Guide,
        Self::Form,
        Self::Error,
        Self::Other,
    ];

    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Column => "column",
            Self::Error => "error",
            Self::Form => "form",
            Self::Guide => "guide",
            Self::Home => "home",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for PageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for PageKind {
    type Err = UnknownPageKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownPageKind {
                found: text.to_owned(),
            })
    }
}

/// A text names no [`PageKind`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("unknown kind of page `{found}`")]
pub struct UnknownPageKind {
    /// The text as given.
    pub found: String,
}
