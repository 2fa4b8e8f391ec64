//! Results of inspection platforms, answers of reviewers, reports of the public and
//! letters, from files.

mod date;
mod letters;
mod mapping;
mod refused_row;
mod reject;
mod reports;
mod results;
mod reviews;
mod source;

pub use self::letters::{LetterRow, Letters, read_letters};
pub use self::mapping::{Field, Mapping, MappingError};
pub use self::refused_row::RefusedRow;
pub use self::reject::{Fault, IntakeError, Rejected};
pub use self::reports::{Reports, read_reports};
pub use self::results::{MAY_MISS, Rechecker, ResultRow, Results, read_results, recheck_by};
pub use self::reviews::{ReviewRow, Reviews, read_reviews};
