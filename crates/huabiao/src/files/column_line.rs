use chrono::NaiveDate;
use huabiao_inspection::ColumnState;

/// One line of `columns.jsonl`: a column and its state on the day.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct ColumnLine {
    /// The address of the first page of its list.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it is for: `news`, `notice`, `policy` …
    pub kind: String,
    /// Entries seen.
    pub items: u32,
    /// The latest date among them, or `null`.
    pub newest: Option<NaiveDate>,
    /// `fresh`, `stale`, `blank`, `no-duty` or `unknown`.
    pub state: String,
    /// What decided.
    pub why: String,
}

impl ColumnLine {
    /// The line for a column.
    pub fn new(column: &ColumnState) -> Self {
        Self {
            url: column.url.clone(),
            name: column.name.clone(),
            kind: column.kind.as_str().to_owned(),
            items: column.items,
            newest: column.newest,
            state: column.state.as_str().to_owned(),
            why: column.why.clone(),
        }
    }
}
