mod env;
mod error;
mod filters;
mod markup;
mod paper;

pub use env::Wording;
pub use error::WordingError;
pub use paper::{Paper, PaperKind};
