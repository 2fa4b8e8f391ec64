use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use huabiao_types::{Certainty, IndicatorId};
use serde::{Deserialize, Serialize};

use crate::{Indicator, Part, Points, SetError, Text, set_doc};

/// A set of indicators (检查指标) as published data.
///
/// ```
/// use huabiao_scoring::{IndicatorSet, Part};
///
/// let set = IndicatorSet::cn_2019_site();
/// let vetoes = set.indicators.iter().filter(|i| i.part == Part::Veto).count();
/// assert_eq!((set.id.as_str(), vetoes), ("cn-2019-site", 16));
///
/// let error = IndicatorSet::parse("id = 7").unwrap_err();
/// assert_eq!((error.line, error.column), (1, 6));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct IndicatorSet {
    /// Its identifier, such as `cn-2019-site`.
    pub id: String,
    /// Which edition of this data it is; changes whenever a result could change.
    pub version: u32,
    /// Its title.
    pub title: Text,
    /// The day from which it is in force.
    pub in_force_from: NaiveDate,
    /// The last day on which it was in force.
    pub in_force_to: Option<NaiveDate>,
    /// The document: number, issuer, date.
    pub source: String,
    /// How sure the set as a whole is.
    pub certainty: Certainty,
    /// Where the wording was read, and what is open.
    pub note: Text,
    /// How points become a result.
    pub frame: Frame,
    /// Windows and other numbers that rules compare with, by the names of
    /// `huabiao_inspection::Limits`. Whoever runs the rules reads them from here.
    pub limits: BTreeMap<String, u32>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The indicators, in order.
    pub indicators: Vec<Indicator>,
}

impl IndicatorSet {
    /// The website indicators in force since 2019: 政府网站与政务新媒体检查指标
    /// (国办秘函〔2019〕19号), website part.
    pub fn cn_2019_site() -> &'static Self {
        static SET: LazyLock<IndicatorSet> =
            LazyLock::new(|| match IndicatorSet::parse(CN_2019_SITE) {
                Ok(set) => set,
                // A test loads the same text, so this is a build that never passed it.
                Err(error) => panic!("the embedded set is broken: {error}"),
            });
        &SET
    }

    /// Reads a set from TOML.
    ///
    /// # Errors
    ///
    /// What is wrong, with line and column: TOML that does not parse, unknown or
    /// missing fields, sections whose sums do not agree, identifiers used twice,
    /// rules where none may be, texts without a place for the number.
    pub fn parse(toml: &str) -> Result<Self, SetError> {
        set_doc::parse(toml)
    }

    /// The indicator with that identifier.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// The JSON Schema of the TOML that [`parse`](Self::parse) reads.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(set_doc::SetDoc)
    }
}

/// How points become a result.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Frame {
    /// The points from which deductions are taken.
    pub deductions: Points,
    /// The points that the bonus part can give.
    pub bonus: Points,
    /// A result below this fails.
    pub fail_below: Points,
    /// A result above this goes on to the bonus part.
    pub bonus_above: Points,
    /// What is left out for bodies without services, and how the rest is scaled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rescale: Option<Rescale>,
}

/// A section that is left out for some sites, while the rest is scaled up.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rescale {
    /// For which sites.
    #[serde(rename = "for")]
    pub sites: RescaleFor,
    /// The section left out.
    pub section: String,
    /// The rest is multiplied by this.
    pub numerator: u32,
    /// And divided by this.
    pub denominator: u32,
    /// How sure that is.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub certainty: Certainty,
}

/// The sites of a [`Rescale`].
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RescaleFor {
    /// Portals of State Council departments (国务院部门门户网站), known by a
    /// ministry's identification code, without outward services.
    MinistryWithoutServices,
}

/// A section of a set.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Section {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its part.
    pub part: Part,
    /// Its points; absent for vetoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
}

const CN_2019_SITE: &str = include_str!("../sets/cn-2019-site.toml");
