//! The data files that a run writes, as wire types with a JSON Schema each.
//!
//! | file | a line or entry is |
//! |---|---|
//! | `scorecards.json` | an array of [`Scorecard`](crate::scoring::Scorecard), a site each |
//! | `findings.jsonl` | [`FindingLine`] |
//! | `links.jsonl` | [`LinkLine`] |
//! | `pages.jsonl` | [`PageLine`] |
//! | `columns.jsonl` | [`ColumnLine`] |
//! | `import.jsonl` | [`ImportLine`] |
//! | `platform.jsonl` | [`PlatformLine`] |
//! | `problems.jsonl` | [`ProblemLine`] |
//! | `registry.events.jsonl` | an [`Event`](crate::registry::Event) of the registry |
//! | `registry.json` | a [`RegistryBook`] |
//! | `bulletin.json` | a [`Document`](crate::bulletin::Document) |
//!
//! UTF-8; one JSON object a line where the name ends in `.jsonl`. Fields named in
//! the documentation stay; more may follow. [`VERSION`] counts changes.

mod column_line;
mod finding_line;
mod import_line;
mod link_line;
mod page_line;
mod platform_line;
mod problem_line;
mod registry_book;
mod schema;

pub use column_line::ColumnLine;
pub use finding_line::FindingLine;
pub use import_line::ImportLine;
pub use link_line::LinkLine;
pub use page_line::PageLine;
pub use platform_line::PlatformLine;
pub use problem_line::{AppealLine, HistoryLine, ProblemLine};
pub use registry_book::{BookList, BookSaid, BookSite, RegistryBook};
pub use schema::schemas;

/// The version of the data files. A change of meaning or the end of a field raises it.
pub const VERSION: u32 = 1;
