//! Results of inspection platforms and reports of the public, from files.

mod date;
mod mapping;
mod reject;
mod reports;
mod results;
mod source;

pub use self::mapping::{Field, Mapping, MappingError};
pub use self::reject::{Fault, IntakeError, Rejected};
pub use self::reports::{Reports, read_reports};
pub use self::results::{Rechecker, ResultRow, Results, read_results, recheck_by};
