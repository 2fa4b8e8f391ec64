#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod condition;
mod deduction;
mod indicator;
mod judged;
mod line;
mod looked;
mod percent;
mod points;
mod ranking;
mod score;
mod score_options;
mod scorecard;
mod set;
mod set_doc;
mod set_error;
mod step;
mod subject;
mod summary;
mod tally;
mod text;
mod veto;

pub use condition::{Condition, Test};
pub use indicator::{Applies, Coverage, DecidedBy, Indicator, Part};
pub use line::{Effect, Evidence, Line, Observed};
pub use percent::Percent;
pub use points::{InvalidPoints, Points};
pub use ranking::{Rank, Ranking};
pub use score::score;
pub use score_options::{DeductionsFor, ScoreOptions};
pub use scorecard::{Scorecard, Verdict};
pub use set::{Frame, IndicatorSet, Rescale, RescaleFor, Section};
pub use set_error::{SetError, SetProblem};
pub use step::{Per, Sample, Step};
pub use subject::Subject;
pub use summary::{CategorySummary, Counts, Distinct, ProblemCount, Summary, VetoCount, distinct};
pub use text::Text;
