#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![allow(dead_code)]

mod charset;
mod column;
mod content;
mod dates;
mod day;
mod guide;
mod headline;
mod hints;
mod input;
mod kind;
mod lexer;
mod links;
mod lists;
mod marks;
mod prescan;
mod read;
mod refusal;
mod regions;
mod resolve;
mod script;
mod sink;
mod skeleton;
mod structured;
mod style;
mod tag;
mod takeover;
mod terms;
mod view;

pub use input::Input;
pub use read::read;

use huabiao_facts::PageVisit;

/// Completes pages with what only other pages of the site tell: dates and column
/// names from the lists that link to them, the kind of pages below a guide column.
pub fn join(pages: &mut [PageVisit]) {
    let _ = pages;
}
