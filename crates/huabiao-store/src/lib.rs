#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod event_store;
mod memory;
mod run;
mod run_store;
mod site_result;
#[cfg(feature = "sqlite")]
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;

pub use error::Error;
pub use event_store::{EventStore, StreamInfo, StreamKey};
pub use memory::MemoryStore;
pub use run::{Run, RunId, RunInfo, RunKey};
pub use run_store::RunStore;
pub use site_result::SiteResult;
#[cfg(feature = "sqlite")]
pub use sqlite::SqliteStore;
