//! A year of supervision of the made-up city: four quarters of draw, inspection, notices,
//! repairs, re-checks, appeals and bulletins, and the yearly assessment. The days are
//! simulated; the inspections are real ones over HTTP.

mod cast;
mod fonts;
mod index;
mod opening;
mod own;
mod papers;
mod people;
mod play;
mod quarter;
mod record;
mod repairs;
mod shelf;
mod timeline;

pub(crate) use index::{LANDING, is_document};
pub(crate) use opening::{Opening, first_day};
pub(crate) use papers::ISSUER;
pub(crate) use play::play;
pub(crate) use timeline::rectify_by;
