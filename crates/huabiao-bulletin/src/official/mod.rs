mod block;
mod document;
mod html;
mod number;

pub use block::{Align, Bar, Block, Chart, Column, Table};
pub use document::{Annex, OfficialDocument};
pub use html::official_html;
pub use number::{DocumentNumber, InvalidDocumentNumber};

pub(crate) use document::{Numbered, han};
