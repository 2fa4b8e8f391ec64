use core::fmt;
use core::str::FromStr;

use crate::{Lang, Words};

/// What kind of site it is within an estate.
///
/// The founding city counted its sites this way: 1 municipal portal, 59
/// departments, 14 subordinate units, 11 districts, 6 subordinate to districts.
///
/// ```
/// use huabiao_types::SiteCategory;
///
/// assert_eq!("部门网站".parse(), Ok(SiteCategory::Department));
/// assert_eq!("district".parse(), Ok(SiteCategory::District));
/// assert!(SiteCategory::District.is_portal());
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SiteCategory {
    /// The portal of the city's government (市政府门户网站).
    Portal,
    /// A department of the city (部门网站).
    Department,
    /// A unit subordinate to a department (直属单位网站).
    SubordinateUnit,
    /// The portal of a district's or county's government (区县政府门户网站).
    District,
    /// A unit subordinate to a district (区县所属单位网站).
    DistrictSubordinate,
}

impl SiteCategory {
    /// Every category, in the order in which bulletins list them.
    pub const ALL: [Self; 5] = [
        Self::Portal,
        Self::Department,
        Self::SubordinateUnit,
        Self::District,
        Self::DistrictSubordinate,
    ];

    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::District => "district",
            Self::DistrictSubordinate => "district-subordinate",
            Self::Portal => "portal",
            Self::SubordinateUnit => "subordinate-unit",
        }
    }

    /// Whether it is the portal of a government (政府门户网站), for which the
    /// deductions and the bonus of the national indicators are written.
    pub const fn is_portal(self) -> bool {
        matches!(self, Self::District | Self::Portal)
    }

    /// The name shown to people.
    pub const fn name(self, lang: Lang) -> &'static str {
        let words = match self {
            Self::Department => Words {
                zh: "市级部门网站",
                en: "departments",
            },
            Self::District => Words {
                zh: "区县政府门户网站",
                en: "district portals",
            },
            Self::DistrictSubordinate => Words {
                zh: "区县所属单位网站",
                en: "district units",
            },
            Self::Portal => Words {
                zh: "市政府门户网站",
                en: "municipal portal",
            },
            Self::SubordinateUnit => Words {
                zh: "市直属单位网站",
                en: "subordinate units",
            },
        };
        words.get(lang)
    }
}

impl fmt::Display for SiteCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for SiteCategory {
    type Err = UnknownSiteCategory;

    /// Reads the data-file word or a Chinese name as offices write it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.trim().to_lowercase().as_str() {
            "portal" | "市政府门户网站" | "政府门户网站" | "门户网站" | "门户" => {
                Self::Portal
            }
            "department" | "departments" | "市级部门网站" | "部门网站" | "部门" => {
                Self::Department
            }
            "subordinate-unit" | "市直属单位网站" | "直属单位网站" | "直属单位" => {
                Self::SubordinateUnit
            }
            "district" | "区县政府门户网站" | "区县门户网站" | "区县门户" | "区县" => {
                Self::District
            }
            "district-subordinate" | "区县所属单位网站" | "区县部门网站" | "区县所属单位" => {
                Self::DistrictSubordinate
            }
            _ => {
                return Err(UnknownSiteCategory {
                    found: text.to_owned(),
                });
            }
        })
    }
}

/// A text names no [`SiteCategory`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "unknown kind of site `{found}`, known are portal, department, subordinate-unit, district, district-subordinate"
)]
pub struct UnknownSiteCategory {
    /// The text as given.
    pub found: String,
}
