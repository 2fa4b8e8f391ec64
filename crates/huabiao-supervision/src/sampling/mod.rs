//! Quarterly draws (抽查) that anybody can check.

mod candidate;
mod candidate_list;
mod draw;
mod earlier;
mod plan;
mod share;

pub use self::candidate::Candidate;
pub use self::candidate_list::{CandidatesError, CandidatesFault, candidates_csv, read_candidates};
pub use self::draw::{Draw, DrawDiffers, Drawn, StratumDraw, Why, draw, draw_key};
pub use self::earlier::{EarlierDraw, Unfounded};
pub use self::plan::{Plan, Quarter};
pub use self::share::{QUARTERLY_SHARE, Share};
