#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod indicator_id;
mod lang;
mod outcome_words;
mod site_category;
mod site_code;
mod source;
mod unit_code;
mod words;

pub use indicator_id::{IndicatorId, InvalidIndicatorId};
pub use lang::{Lang, UnknownLang};
pub use outcome_words::outcome_words;
pub use site_category::{SiteCategory, UnknownSiteCategory};
pub use site_code::{CodeForm, InvalidSiteCode, RegionLevel, SiteCode};
pub use source::{Certainty, Source};
pub use unit_code::{InvalidUnitCode, UnitCode};
pub use words::Words;
