#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod access;
mod by_script;
mod column;
mod guide;
mod guide_detail;
mod hidden_block;
mod link;
mod marks;
mod masthead;
mod message;
mod outcome;
mod page;
mod page_kind;
mod partly_dated;
mod personal;
mod probes;
mod published;
mod records;
mod scripted_link;
mod site;
mod traces;
mod wording;

pub use access::{Access, Barrier, BarrierKind};
pub use by_script::ByScript;
pub use column::{Column, ColumnKind, ListItem};
pub use guide::GuideElement;
pub use guide_detail::{GuideDetail, GuideSection};
pub use hidden_block::HiddenBlock;
pub use link::{Link, LinkKind, LinkPlace, Region};
pub use marks::Marks;
pub use masthead::Masthead;
pub use message::{MessageAnswer, PublicMessage, Statistics, StatisticsOf};
pub use outcome::{Class, Outcome, UnknownOutcome};
pub use page::{Charset, CharsetFrom, Form, Meta, Page, PageVisit, Redirect, Text};
pub use page_kind::{PageKind, UnknownPageKind};
pub use partly_dated::PartlyDated;
pub use personal::{PersonalBeside, PersonalKind, PersonalNumber};
pub use probes::{
    HttpsProbe, Ipv6Probe, Probes, SearchProbe, SearchTrial, SearchWay, SitemapProbe,
};
pub use published::{Confidence, DateFrom, Published};
pub use records::{FaultReport, Letter, Records};
pub use scripted_link::ScriptedLink;
pub use site::{Coverage, SiteFacts, SiteProfile, Target, Visit};
pub use traces::Traces;
pub use wording::{WordHit, WordKind};
