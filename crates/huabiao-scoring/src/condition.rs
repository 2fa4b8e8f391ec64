use std::sync::Arc;

use std::collections::BTreeMap;

use huabiao_finding::RuleId;
use serde::{Deserialize, Serialize};

use crate::{DecidedBy, Text};

/// When a veto (单项否决) is hit, read from the checks of some rules.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Condition {
    /// The rules or questions whose findings count, together.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rules: Vec<RuleId>,
    /// Only findings of these groups count; none named means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Only findings that carry these facts count.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub having: BTreeMap<String, String>,
    /// What is compared with which limit.
    pub test: Test,
    /// Who decides it, where that is not plain from `rules`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<DecidedBy>,
    /// What was observed, in words, with `{}` where the number goes.
    pub observed: Arc<Text>,
}

/// What a [`Condition`] compares. Limits are inclusive, as in the official text
/// (“超过（含）”).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Test {
    /// At least so many findings. Holds also when not everything was looked at,
    /// because more could only add to them.
    CountAtLeast(u32),
    /// Everything there is has a finding, and there are few of them. Needs a look
    /// at everything.
    #[serde(rename_all = "kebab-case")]
    EveryOf {
        /// The measure that says how many there are.
        measure: String,
        /// Holds only below this number of things.
        fewer_than: u32,
    },
    /// A measure reaches a limit. Needs a look at everything, because a share of a
    /// part may be above the share of the whole.
    #[serde(rename_all = "kebab-case")]
    MeasureAtLeast {
        /// The name of the measure.
        measure: String,
        /// The limit, in the measure's unit.
        limit: i64,
    },
    /// No known source gives the limit, so this decides nothing.
    Unknown,
}
