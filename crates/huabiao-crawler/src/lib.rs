#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod config;
mod crawler;
mod error;
mod pin;
mod progress;
mod sink;

pub use config::Config;
pub use crawler::Crawler;
pub use error::Error;
pub use pin::{InvalidPin, Pin};
pub use progress::Progress;
pub use sink::Sink;
