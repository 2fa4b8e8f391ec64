use chrono::NaiveDate;
use huabiao_inspection::ColumnState;
use huabiao_types::Lang;

/// One line of `columns.jsonl`: a page of the list of a column, with the column's
/// state on the day. The first page of a list comes first.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct ColumnLine {
    /// The address of the page.
    pub url: String,
    /// The name of the column.
    pub name: String,
    /// What the column is for: `news`, `notice`, `policy` …
    pub kind: String,
    /// Which page of the list that was read it is, from 1.
    pub page: u32,
    /// Entries on this page.
    pub items: u32,
    /// The latest date on this page, or `null`.
    pub newest: Option<NaiveDate>,
    /// The state of the column: `fresh`, `stale`, `blank`, `no-duty` or `unknown`.
    pub state: String,
    /// What decided.
    pub why: String,
}

impl ColumnLine {
    /// The lines for a column, with what decided in `lang`.
    pub fn of(column: &ColumnState, lang: Lang) -> impl Iterator<Item = Self> + '_ {
        (1..).zip(&column.pages).map(move |(number, page)| Self {
            url: page.url.clone(),
            name: column.name.clone(),
            kind: column.kind.as_str().to_owned(),
            page: number,
            items: page.items,
            newest: page.newest,
            state: column.state.as_str().to_owned(),
            why: column.why.text(lang),
        })
    }
}
