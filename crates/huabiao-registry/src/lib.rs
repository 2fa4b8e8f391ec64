#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod consolidation;
mod domain;
mod estate;
mod export;
mod import;
mod lists;
mod norms;
mod reconcile;
mod registry;
mod scope;
mod site;
mod unit;
mod unit_kind;

pub use consolidation::{
    Criteria, Inspected, LedgerRow, Measured, Overruling, Plan, PlanError, PlanItem, Proposal,
    Titles, Why, consolidation_ledger, propose,
};
pub use domain::{DomainForm, registrable};
pub use estate::{
    Account, AccountLife, AccountRecord, Approval, ColumnDuty, Command, Context, Estate, Event,
    Filing, Happened, InvalidRecordId, LeavingStep, Life, NoticePlace, Particulars, Person,
    Platform, PublicNotice, RecordId, RedirectSeen, Refusal, Reporting, Requirement, Since,
    SiteRecord, Step, UnitEnd, UnitRecord, UnitSpan, Way,
};
pub use export::write_csv;
pub use import::{
    AccountImport, Column, Import, ListedAccount, Note, Reason, Rejected, Remark, Table, TableRow,
    read_accounts, read_csv, read_csv_table,
};
#[cfg(feature = "xlsx")]
pub use import::{WorkbookError, read_xlsx, read_xlsx_table};
pub use lists::{FieldChange, ListDiff, Merged, Origin, Said, SiteChange, diff, merge};
pub use norms::{Norm, NormFlag, Weight, check_domains, check_name};
pub use reconcile::{
    Contradiction, ContradictionKind, NamedAccount, NamedBy, NamedHost, Seen, SeenHome, SeenPage,
    Sure, reconcile,
};
pub use registry::{Registry, RegistryError};
pub use scope::{Actor, Role};
pub use site::{InvalidHome, Site};
pub use unit::Unit;
pub use unit_kind::{UnitKind, UnknownUnitKind};
