//! Which sites stay, which go into another one, and how far each is on its way (集约化整合).

mod criteria;
mod ledger;
mod measured;
mod plan;
mod propose;
mod similarity;
mod why;

pub use criteria::Criteria;
pub use ledger::{LedgerRow, consolidation_ledger};
pub use measured::{Inspected, Measured};
pub use plan::{Overruling, Plan, PlanError, PlanItem, Proposal};
pub use propose::propose;
pub use similarity::Titles;
pub use why::Why;
