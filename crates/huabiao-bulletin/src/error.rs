/// A bulletin could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The spreadsheet writer refused something.
    #[error("the spreadsheet could not be written: {reason}")]
    Spreadsheet {
        /// What it says.
        reason: String,
    },
}
