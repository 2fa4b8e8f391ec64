use std::sync::Arc;

use std::collections::BTreeMap;

use huabiao_finding::RuleId;
use serde::{Deserialize, Serialize};

use crate::{DecidedBy, Points, Text};

/// What findings cost under a deduction (扣分指标), before the cap.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    /// The rules or questions whose findings count.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rules: Vec<RuleId>,
    /// Only findings of these groups count; none named means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Only findings that carry these facts count.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub having: BTreeMap<String, String>,
    /// What one costs; absent where no source gives it (then the step decides nothing).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// One what.
    pub per: Per,
    /// Count a measure instead of findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Every>,
    /// Count in a random sample instead of in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    /// Of the steps of one such name only the dearest counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub either: Option<String>,
    /// Who decides it, where that is not plain from `rules`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<DecidedBy>,
    /// What was observed, in words, with `{}` where the number goes: of what `per`
    /// says, or of findings where that is the site.
    pub observed: Arc<Text>,
}

/// What a [`Step`] counts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Each finding (每处); what several rules found of one link of a page once.
    Finding,
    /// Each group that has a finding (每类).
    Group,
    /// Each page that has a finding (每页).
    Page,
    /// The site, once.
    Site,
}

/// A measure that costs by its size, such as 5 points for each per cent.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Every {
    /// The name of the measure.
    pub name: String,
    /// So much of it costs once; what is left over costs nothing.
    pub every: u32,
}

/// A random sample (随机抽查), drawn so that everybody who knows the site and the day
/// draws the same.
///
/// The draw is that of the [`Population`](huabiao_finding::Population) which a rule
/// gives. Without one the step is not decided.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sample {
    /// How many the clause draws, at most 64; all where there are fewer.
    pub size: u32,
    /// The name of the population.
    pub of: String,
    /// The fact of a finding that names what was drawn; the page where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}
