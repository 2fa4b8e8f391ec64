use chrono::{NaiveDate, NaiveTime};

/// The date on which a page says it was published (发布时间), and how it says so.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Published {
    /// The day, in the site's own time (China: UTC+8 all year).
    pub date: NaiveDate,
    /// The time of day, where the page gives one.
    pub time: Option<NaiveTime>,
    /// Where in the page it was read.
    pub from: DateFrom,
    /// How sure it is that this is the day of publication.
    pub confidence: Confidence,
    /// The text it was read from; at most 120 characters.
    pub snippet: String,
}

/// Where a date was read.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum DateFrom {
    /// Shown on the page, beside a word like 发布时间 or in the line under the title.
    Visible,
    /// Written into the page by a script whose source holds the date.
    Script,
    /// A `meta` element: the official PubDate or a common other one.
    Meta,
    /// Structured data: JSON-LD, OpenGraph, microdata, a `time` element.
    Structured,
    /// The address of the page.
    Url,
    /// The list that links to the page.
    List,
    /// Some date in the text; nothing better was there.
    Text,
}

impl DateFrom {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Meta => "meta",
            Self::Script => "script",
            Self::Structured => "structured",
            Self::Text => "text",
            Self::Url => "url",
            Self::Visible => "visible",
        }
    }
}

/// How sure something read from a page is.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Confidence {
    /// A guess. No rule may accuse on it.
    Low,
    /// Likely.
    Medium,
    /// The page says so in plain words or in the official field.
    High,
}

impl Confidence {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Low => "low",
            Self::Medium => "medium",
        }
    }
}
