use chrono::NaiveDate;
use huabiao_calendar::Due;
use huabiao_types::UnitCode;
use serde::{Deserialize, Serialize};

use crate::{By, ProblemId};

/// A notice of rectification (整改通知): what a unit was told, and until when.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Notice {
    /// Its number.
    pub number: String,
    /// The unit.
    pub unit: UnitCode,
    /// The day on which it was issued.
    pub issued: NaiveDate,
    /// Who issued it.
    pub by: By,
    /// The problems.
    pub problems: Vec<ProblemId>,
    /// The deadline, and how it was counted.
    pub due: Due,
}
