#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod column;
mod guide;
mod link;
mod marks;
mod outcome;
mod page;
mod page_kind;
mod published;
mod site;

pub use column::{Column, ColumnKind, ListItem};
pub use guide::GuideElement;
pub use link::{Link, LinkKind, LinkPlace, Region};
pub use marks::Marks;
pub use outcome::{Class, Outcome, UnknownOutcome};
pub use page::{Charset, CharsetFrom, Form, Meta, Page, PageVisit, Redirect, Text};
pub use page_kind::{PageKind, UnknownPageKind};
pub use published::{Confidence, DateFrom, Published};
pub use site::{Coverage, SiteFacts, SiteProfile, Target, Visit};
