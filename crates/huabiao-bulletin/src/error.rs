/// A bulletin could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The DOCX could not be packed.
    #[error("the DOCX could not be written: {reason}")]
    Docx {
        /// What the writer says.
        reason: String,
    },
    /// A font could not be used, or lacks a character of the document.
    #[error("font for {role}: {reason}")]
    Font {
        /// What it was given for.
        role: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The PDF could not be written.
    #[error("the PDF could not be written: {reason}")]
    Pdf {
        /// What the writer says.
        reason: String,
    },
    /// The spreadsheet writer refused something.
    #[error("the spreadsheet could not be written: {reason}")]
    Spreadsheet {
        /// What it says.
        reason: String,
    },
}
