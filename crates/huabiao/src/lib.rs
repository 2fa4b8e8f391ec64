#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(no_inline)]
pub use huabiao_bulletin as bulletin;
#[doc(no_inline)]
pub use huabiao_calendar as calendar;
#[cfg(feature = "crawler")]
#[doc(no_inline)]
pub use huabiao_crawler as crawler;
#[doc(no_inline)]
pub use huabiao_facts as facts;
#[doc(no_inline)]
pub use huabiao_finding as finding;
#[doc(no_inline)]
pub use huabiao_inspection as inspection;
#[doc(no_inline)]
pub use huabiao_page as page;
#[doc(no_inline)]
pub use huabiao_registry as registry;
#[doc(no_inline)]
pub use huabiao_scoring as scoring;
#[cfg(feature = "crawler")]
#[doc(no_inline)]
pub use huabiao_store as store;
#[doc(no_inline)]
pub use huabiao_supervision as supervision;
#[doc(no_inline)]
pub use huabiao_types as types;

#[cfg(feature = "files")]
pub mod files;
pub mod judge;
#[cfg(feature = "crawler")]
pub mod office;
pub mod papers;
#[cfg(feature = "crawler")]
pub mod records;
#[cfg(feature = "crawler")]
pub mod run;
mod seen;

pub use seen::seen;
