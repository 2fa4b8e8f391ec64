use huabiao_registry::Import;
use huabiao_types::Lang;

/// One line of `import.jsonl`: what was wrong with a row of a list of sites, or is worth
/// knowing about it.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct ImportLine {
    /// The line of the file or row of the sheet, from 1; 0 is the whole list.
    pub line: u64,
    /// The heading of the column, or empty.
    pub column: String,
    /// Whether the row was left out.
    pub rejected: bool,
    /// Place and reason in words.
    pub text: String,
}

impl ImportLine {
    /// The rows that were not taken, then the remarks on others, in words of `lang`.
    pub fn of(import: &Import, lang: Lang) -> impl Iterator<Item = Self> + '_ {
        let rejected = import.rejected.iter().map(move |row| Self {
            line: row.line,
            column: row.column.clone(),
            rejected: true,
            text: row.text(lang),
        });
        let notes = import.notes.iter().map(move |note| Self {
            line: note.line,
            column: note.column.clone(),
            rejected: false,
            text: note.text(lang),
        });
        rejected.chain(notes)
    }
}
