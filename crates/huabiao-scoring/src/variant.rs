use std::collections::BTreeMap;

use huabiao_types::{Certainty, IndicatorId};
use serde::{Deserialize, Serialize};

use crate::{Points, Subject, Text};

/// What is different for some kind of site.
///
/// Several variants may be for one site; what each says holds.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Variant {
    /// Its identifier.
    pub id: String,
    /// What it is, in words.
    pub title: Text,
    /// Which sites it is for.
    pub sites: Sites,
    /// Indicators and sections that are not checked on them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub out: Vec<String>,
    /// Other points. A step that costs all points of its indicator costs all of these.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Points>"))]
    pub points: BTreeMap<IndicatorId, Points>,
    /// What the deductions are multiplied by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// How sure it is that the document says so.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub certainty: Certainty,
    /// What is not certain, or how it is read.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Text,
}

/// Which sites a [`Variant`] is for: those where everything that is given is known
/// to be so.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sites {
    /// Portals of State Council departments (国务院部门门户网站), or all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ministry: Option<bool>,
    /// Portals of governments (政府门户网站), or all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portal: Option<bool>,
    /// Sites of bodies with outward services (对外服务职能), or without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub services: Option<bool>,
}

impl Sites {
    /// Whether a site is one of them.
    pub fn have(&self, subject: &Subject) -> bool {
        let is =
            |wanted: Option<bool>, known: Option<bool>| wanted.is_none_or(|w| known == Some(w));
        is(self.ministry, Some(subject.is_ministry()))
            && is(self.portal, subject.is_portal())
            && is(self.services, subject.services)
    }
}

/// A factor, as a fraction.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Scale {
    /// Multiplied by this.
    pub numerator: u32,
    /// And divided by this.
    pub denominator: u32,
}
