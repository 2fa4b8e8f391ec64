#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod annex;
mod clean;
mod compose;
mod document;
#[cfg(feature = "docx")]
mod docx;
mod english;
mod error;
mod html;
mod input;
mod json;
mod labels;
mod markdown;
#[cfg(feature = "xlsx")]
mod moment;
mod official;
mod papers;
#[cfg(feature = "pdf")]
mod pdf;
mod prose;
mod seen;
#[cfg(feature = "xlsx")]
mod sheets;
mod wording;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use document::{
    Affected, Case, Counted, Document, Found, Grounds, Kind, LineOf, Open, Order, Problem, Ranked,
    Rejected, Shown, Site, SiteResult, SiteTask, Task, Unranked,
};
#[cfg(feature = "docx")]
pub use docx::{Faces, docx, docx_with};
pub use error::Error;
pub use html::html;
pub use input::{BEIJING, BulletinInput, Method, RejectedRow, SiteEntry};
#[cfg(feature = "schema")]
pub use json::schema;
pub use json::{SCHEMA, json};
pub use markdown::markdown;
pub use official::{
    Align, Annex, Bar, Block, Chart, Column, DocumentNumber, InvalidDocumentNumber,
    OfficialDocument, Table, official_html,
};
pub use papers::{
    AccountResult, Accountability, AppealOutcome, AppealWay, ChangedSite, Changes, DeductionLine,
    DrawnSite, FailedSite, FaultReports, GoodPractice, KindResult, KindSites, LedgerEntry,
    Letterhead, NamedCount, NoticeFailure, NoticeProblem, OwnAssessment, OwnItem, PriorResult,
    ProblemKind, ProblemLedger, QuarterLine, QuarterlyBulletin, Recheck, Rectification,
    RectificationNotice, SampleDraw, SiteLine, Stratum, UnitScore, UnregisteredSite,
    YearlyAssessment, citation, failed_by_points, is_for_reference, open_points, reason,
};
#[cfg(feature = "pdf")]
pub use pdf::{Pdf, PdfFonts, pdf};
pub use seen::seen;
#[cfg(feature = "xlsx")]
pub use sheets::tables_xlsx;
pub use wording::{Paper, PaperKind, Wording, WordingError};
#[cfg(feature = "xlsx")]
pub use xlsx::xlsx;
