use chrono::NaiveDate;

/// What the office's own books say of a site, for what no page shows. Nothing was
/// supplied where a list is `None`; an empty list says that there was nothing.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Records {
    /// Letters and messages of users (网民留言、来信) of at least the last year.
    pub letters: Option<Vec<Letter>>,
    /// Reports of faults from the public (我为政府网站找错) of at least the last six months.
    pub fault_reports: Option<Vec<FaultReport>>,
    /// Lines of the book of letters that could not be read and may be of this site.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub refused_letters: Vec<u64>,
    /// Lines of the book of fault reports that could not be read, or say neither whether nor
    /// when there was an answer, and may be of this site.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub refused_reports: Vec<u64>,
}

/// A letter or message of a user in the books.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Letter {
    /// Its number in the books.
    pub id: String,
    /// The day on which it came.
    pub received: NaiveDate,
    /// The day of the answer to the user, if there was one.
    pub answered: Option<NaiveDate>,
    /// The last day for the answer (答复期限), if it has one of its own.
    pub due: Option<NaiveDate>,
    /// Whether it asks for something that can be answered (有效留言); spam, repeats
    /// and what was withdrawn are not.
    pub valid: bool,
}

/// A report of a fault in the books (找错).
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FaultReport {
    /// Its number on the platform.
    pub id: String,
    /// The page that it is about, or empty.
    pub url: String,
    /// The day on which it was made.
    pub received: NaiveDate,
    /// The day of the answer to the finder, if there was one.
    pub answered: Option<NaiveDate>,
}
