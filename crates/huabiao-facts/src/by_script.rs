use chrono::NaiveDate;

/// What scripts may bring into a page after loading, so that the page as read lacks it.
/// No script was run: it is told by its words and by the names of files.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ByScript {
    /// Whether they may bring entries: one loads, fetches or writes them, a file of data
    /// is loaded as a script, or an element names where its content is fetched.
    pub entries: bool,
    /// Whether they may bring the head or the menu, where entrances stand.
    pub menu: bool,
    /// The latest day in lists of entries (title and address) that scripts hold.
    pub newest: Option<NaiveDate>,
}
