#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod check;
mod day_words;
mod finding;
mod measure;
mod population;
mod reason;
mod rule_id;
mod value;
mod vocabulary;

pub use check::{Answer, Check, Reach};
pub use day_words::day_words;
pub use finding::{Evidence, Finding, PartOf};
pub use measure::Measure;
pub use population::{Population, draw_key};
pub use reason::Reason;
pub use rule_id::{InvalidRuleId, RuleId};
pub use value::Value;
pub use vocabulary::Vocabulary;
