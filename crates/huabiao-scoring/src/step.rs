use std::collections::BTreeMap;

use huabiao_finding::RuleId;
use serde::{Deserialize, Serialize};

use crate::{Points, Text};

/// What findings cost under a deduction (扣分指标), before the cap.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Step {
    /// The rules whose findings count.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub rules: Vec<RuleId>,
    /// Only findings of these groups count; none named means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Only findings that carry these facts count.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub having: BTreeMap<String, String>,
    /// What one costs.
    pub points: Points,
    /// One what.
    pub per: Per,
    /// Count in a random sample of pages instead of in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    /// What was observed, in words, with `{}` where the number goes: of what `per`
    /// says, or of findings where that is the site.
    pub observed: Text,
}

/// What a [`Step`] counts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Each finding (每处).
    Finding,
    /// Each group that has a finding (每类).
    Group,
    /// Each page that has a finding (每页).
    Page,
    /// The site, once.
    Site,
}

/// A random sample (随机抽查), drawn so that the same site, set and pages give the
/// same draw again.
///
/// A check lists faulty pages only, so the draw cannot pick from all pages. Each
/// faulty page is drawn with the probability `size` / pages instead, decided by
/// a hash of set, site and address: what such a sample costs is, on average, what
/// the sample of the clause costs. Never more than `size` pages are counted.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sample {
    /// How many pages the clause draws.
    pub size: u32,
    /// The measure of the step's rules that says how many pages there were to draw from.
    pub of: String,
}
