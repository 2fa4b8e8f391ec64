#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod access;
mod bare;
mod blank;
mod by_script;
mod charset;
mod column;
mod column_kind;
mod content;
mod dates;
mod day;
mod drive;
mod foot_text;
mod gone;
mod guide;
mod guide_detail;
mod headline;
mod hidden;
mod hints;
mod holds_none;
mod input;
mod island;
mod join;
mod kind;
mod lexer;
mod lexicon;
mod links;
mod lists;
mod marks;
mod masthead;
/// For the project's own measurements; no part of the interface.
#[doc(hidden)]
pub mod measure;
mod messages;
mod more_pages;
mod notice;
mod partly_dated;
mod personal;
mod prescan;
mod read;
mod refresh;
mod refusal;
mod refused;
mod regions;
mod resolve;
mod script;
mod scripted;
mod sink;
mod skeleton;
mod statistics;
mod structured;
mod style;
mod style_rules;
mod subjects;
mod tag;
mod takeover;
mod terms;
#[cfg(test)]
mod testing;
mod told;
mod traditional;
mod unlisted;
mod view;

pub use input::Input;
pub use join::join;
pub use lexicon::{Lexicon, LexiconError};
pub use read::{read, read_with};
pub use refresh::refresh;
pub use refused::refused;
