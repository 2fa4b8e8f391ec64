use huabiao_types::SiteCode;

use super::cell::Cell;
use super::clean::{clean, narrow};
use super::{Column, MAX_COLUMNS};
use crate::Site;

/// Which column stands where.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    columns: Vec<(Column, usize, String)>,
}

impl Header {
    /// Reads a row as headings; `None` unless one of them is for the address.
    pub(super) fn read(row: &[Cell]) -> Option<Self> {
        let mut columns: Vec<(Column, usize, String)> = Vec::new();
        for (at, cell) in row.iter().take(MAX_COLUMNS).enumerate() {
            // Of two columns for the same thing the first counts.
            if let Some(column) = Column::of(&clean(&cell.text))
                && columns.iter().all(|(known, ..)| *known != column)
            {
                columns.push((column, at, clean(&cell.text)));
            }
        }
        Self { columns }.if_usable()
    }

    /// Guesses the columns of a list without headings from its first row: what
    /// reads as a code or an address is one, the first other text is the name.
    pub(super) fn guess(row: &[Cell]) -> Option<Self> {
        let mut columns: Vec<(Column, usize, String)> = Vec::new();
        for (at, cell) in row.iter().take(MAX_COLUMNS).enumerate() {
            let text = narrow(&clean(&cell.text));
            let column = if text.parse::<SiteCode>().is_ok() {
                Column::Code
            } else if text.contains('.') && Site::from_home(&text).is_ok() {
                Column::Home
            } else if text.is_empty() {
                continue;
            } else {
                Column::Name
            };
            if columns.iter().all(|(known, ..)| *known != column) {
                columns.push((column, at, String::new()));
            }
        }
        Self { columns }.if_usable()
    }

    /// How many columns are known.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.iter().any(|(known, ..)| *known == column)
    }

    /// The text of a row's cell, or nothing.
    pub(super) fn cell<'a>(&self, column: Column, row: &'a [Cell]) -> &'a str {
        self.find(column, row).map_or("", |cell| &cell.text)
    }

    /// Whether a row's cell is a formula without a value.
    pub(super) fn is_uncomputed(&self, column: Column, row: &[Cell]) -> bool {
        self.find(column, row).is_some_and(|cell| cell.uncomputed)
    }

    fn find<'a>(&self, column: Column, row: &'a [Cell]) -> Option<&'a Cell> {
        let place = self.columns.iter().find(|(known, ..)| *known == column);
        place.and_then(|(_, at, _)| row.get(*at))
    }

    /// The heading as the list writes it.
    pub(super) fn heading(&self, column: Column) -> String {
        let place = self.columns.iter().find(|(known, ..)| *known == column);
        place.map_or(String::new(), |(_, _, heading)| heading.clone())
    }

    fn if_usable(self) -> Option<Self> {
        (self.has(Column::Home) || self.has(Column::Host)).then_some(self)
    }
}

/// Rows among which the headings are looked for; real lists have titles and notes
/// above them.
pub(super) const ROWS: usize = 10;
