use core::fmt;

use huabiao_types::Lang;
use serde::Serialize;

/// The data of a document that can be worded.
pub trait Paper: Serialize + Sized {
    /// Which template words it.
    const KIND: PaperKind;

    /// An invented one in which every list is filled and every option given. Templates
    /// are tried with it when they are loaded; it also shows what a document looks like.
    fn example(lang: Lang) -> Self;

    /// An invented one in which every list is empty and no option given. Templates are
    /// tried with it too.
    fn bare(lang: Lang) -> Self;
}

/// The kinds of documents that have a template.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PaperKind {
    /// [`YearlyAssessment`](crate::YearlyAssessment).
    Assessment,
    /// [`QuarterlyBulletin`](crate::QuarterlyBulletin).
    Bulletin,
    /// [`SampleDraw`](crate::SampleDraw).
    Draw,
    /// [`ProblemLedger`](crate::ProblemLedger).
    Ledger,
    /// [`RectificationNotice`](crate::RectificationNotice).
    Notice,
}

impl PaperKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Assessment,
        Self::Bulletin,
        Self::Draw,
        Self::Ledger,
        Self::Notice,
    ];

    /// The name of its template, such as `bulletin`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Bulletin => "bulletin",
            Self::Draw => "draw",
            Self::Ledger => "ledger",
            Self::Notice => "notice",
        }
    }
}

impl fmt::Display for PaperKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
