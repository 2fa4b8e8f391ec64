use huabiao_finding::RuleId;
use huabiao_types::{Certainty, IndicatorId};
use serde::{Deserialize, Serialize};

use crate::{Condition, Points, Step, Text};

/// One indicator (指标) of a set.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indicator {
    /// Its identifier within the set.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: IndicatorId,
    /// Its official title, and a translation.
    pub title: Text,
    /// Where in the document it stands.
    pub clause: String,
    /// Which part of the set it belongs to.
    pub part: Part,
    /// The section, by identifier.
    pub section: String,
    /// Which sites it is for.
    #[serde(default)]
    pub applies: Applies,
    /// Who can decide it.
    pub decided_by: DecidedBy,
    /// What it costs at most, or gives; absent for a veto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The threshold as the document has it, shortened.
    pub threshold: Text,
    /// How much of it the rules decide.
    #[serde(default)]
    pub coverage: Coverage,
    /// For a veto: any of these hits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// For a deduction: what findings cost; added up, then capped at `points`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Pages that one of these earlier indicators counted are not counted again,
    /// and no page is counted by two of the steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub not_again: Vec<IndicatorId>,
    /// Rules whose findings are leads for the person who decides it. They never
    /// cost anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub leads: Vec<RuleId>,
    /// How sure it is that the document says so.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub certainty: Certainty,
    /// What is not certain, or how it is read.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
}

/// A part of a set.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 单项否决: one is enough to fail.
    Veto,
    /// 扣分指标: costs points.
    Deduction,
    /// 加分指标: gives points.
    Bonus,
}

/// Which sites an indicator is for.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// Every site.
    #[default]
    All,
    /// Portals of governments (政府门户网站), or every site where
    /// [`ScoreOptions`](crate::ScoreOptions) says so.
    Portals,
    /// Sites of bodies with outward services (对外服务职能).
    WithServices,
}

/// Who can decide an indicator.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedBy {
    /// A program that reads the site.
    Crawler,
    /// The site's records, such as its letters and when they were answered.
    Records,
    /// A person who reads and judges.
    Reviewer,
    /// Somebody who tries it: registers, asks a question, searches.
    Trial,
}

/// How much of an indicator the rules decide.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// Nothing; the indicator is listed so that cards can say so.
    #[default]
    None,
    /// One of several things that it asks. Findings cost; none found is not full marks.
    Part,
    /// All of it.
    Whole,
}
