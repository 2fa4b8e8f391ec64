#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod error;
mod html;
mod input;
mod json;
mod markdown;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use error::Error;
pub use html::html;
pub use input::{BulletinInput, Method, RejectedRow, SiteEntry};
pub use json::{SCHEMA, json};
pub use markdown::markdown;
#[cfg(feature = "xlsx")]
pub use xlsx::xlsx;
