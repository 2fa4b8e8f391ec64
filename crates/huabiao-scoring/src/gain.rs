use std::sync::Arc;

use huabiao_finding::RuleId;
use serde::{Deserialize, Serialize};

use crate::{DecidedBy, Points, Sample, Text};

/// What measures give under a bonus indicator (加分指标), before the cap.
///
/// Only measures give points, never findings: so a fault more never raises a score.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gain {
    /// The rules or questions whose measures are read.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rules: Vec<RuleId>,
    /// All of these must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Bound>,
    /// Gives the points as many times as this measure says; without it, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<String>,
    /// What it gives.
    pub points: Points,
    /// Of the gains of one such name only the highest counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub either: Option<String>,
    /// Who decides it, where that is not plain from `rules`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<DecidedBy>,
    /// The random sample that the clause asks for, to be listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    /// What was observed, in words, with `{}` where the number goes: of `each`, or of
    /// the first bound.
    pub observed: Arc<Text>,
}

/// Limits of a measure, both inclusive.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Bound {
    /// The name of the measure.
    pub measure: String,
    /// Not less than this. Holds also when not everything was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i64>,
    /// Not more than this. Needs a look at everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i64>,
}
