use super::PaperKind;

/// A wording cannot be used, or a document not be worded with it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("wording of the {kind}, line {line}, column {column}: {reason}")]
pub struct WordingError {
    /// Of which document.
    pub kind: PaperKind,
    /// The line of the template, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub reason: String,
}

impl WordingError {
    /// The error at a byte of the template.
    pub(crate) fn at(kind: PaperKind, source: &str, byte: usize, reason: String) -> Self {
        let before = source.get(..byte).unwrap_or(source);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).unwrap_or_default();
        Self {
            kind,
            line: before.matches('\n').count() + 1,
            column: column.chars().count() + 1,
            reason,
        }
    }

    pub(crate) fn of_engine(kind: PaperKind, source: &str, error: &minijinja::Error) -> Self {
        let what = error.kind();
        let reason = match error.detail() {
            Some(detail) => format!("{what}: {detail}"),
            None => what.to_string(),
        };
        match (error.range(), error.line()) {
            (Some(range), _) => Self::at(kind, source, range.start, reason),
            (None, line) => Self {
                kind,
                line: line.unwrap_or(1),
                column: 1,
                reason,
            },
        }
    }
}
