#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod address;
mod backoff;
mod client;
mod config;
mod crawler;
mod error;
mod fault;
mod follow;
mod frontier;
mod home;
mod host;
mod identity;
mod jar;
mod look;
mod net;
mod pin;
mod probes;
mod progress;
mod resolver;
mod run;
mod seen;
mod settle;
mod sink;
mod site;
mod soft;
mod trap;
mod verdict;

pub use config::Config;
pub use crawler::Crawler;
pub use error::Error;
pub use pin::{InvalidPin, Pin};
pub use progress::Progress;
pub use sink::Sink;

use backoff::backoff;
