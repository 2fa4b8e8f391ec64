use serde::Serialize;

use super::source::Row;
use super::{Field, Mapping, Rejected};

/// Of whom a row tells that was not taken: it may be the fault that is looked for.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct RefusedRow {
    /// The line of the file or row of the sheet, from 1.
    pub line: u64,
    /// The identification code of the site, or empty.
    pub site_code: String,
    /// Name or host of the site, or empty.
    pub site: String,
    /// The page, or empty.
    pub url: String,
}

impl RefusedRow {
    /// Those of the rows that were not taken, by line.
    pub(super) fn of(rejected: &[Rejected], rows: &[Row], mapping: &Mapping) -> Vec<Self> {
        let mut lines: Vec<u64> = rejected.iter().map(|one| one.line).collect();
        lines.sort_unstable();
        lines.dedup();
        let refused = lines.into_iter().map(|line| {
            let row = rows.iter().find(|row| row.line == line);
            let text =
                |field| row.map_or_else(String::new, |row| row.raw(field, mapping).to_owned());
            Self {
                line,
                site_code: text(Field::SiteCode),
                site: text(Field::Site),
                url: text(Field::Url),
            }
        });
        refused.collect()
    }
}
