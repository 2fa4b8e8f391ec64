#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod domain;
mod export;
mod import;
mod registry;
mod site;
mod unit;

pub use domain::{DomainForm, registrable};
pub use export::write_csv;
pub use import::{
    Column, Import, Note, Reason, Rejected, Remark, Table, TableRow, read_csv, read_csv_table,
};
#[cfg(feature = "xlsx")]
pub use import::{WorkbookError, read_xlsx, read_xlsx_table};
pub use registry::{Registry, RegistryError};
pub use site::{InvalidHome, Site};
pub use unit::Unit;
