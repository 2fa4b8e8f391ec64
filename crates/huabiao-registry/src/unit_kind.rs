use core::str::FromStr;

use huabiao_types::{Lang, SiteCategory, Words};

/// What kind of body a unit is (单位性质), as far as it decides whether it may have a site
/// and of which kind.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum UnitKind {
    /// The government of the city (市人民政府), and the office that acts for it.
    City,
    /// A department of the city (市级部门).
    Department,
    /// A unit subordinate to the city's government or to a department (市直属单位).
    Subordinate,
    /// The government of a district or county (区县人民政府).
    District,
    /// A department of a district (区县部门).
    DistrictDepartment,
    /// A unit subordinate to a district (区县所属单位), such as the body of a development
    /// zone.
    DistrictSubordinate,
    /// A town or street (乡镇、街道).
    Township,
}

impl UnitKind {
    /// Every kind, from the city downwards.
    pub const ALL: [Self; 7] = [
        Self::City,
        Self::Department,
        Self::Subordinate,
        Self::District,
        Self::DistrictDepartment,
        Self::DistrictSubordinate,
        Self::Township,
    ];

    /// The kind of site that such a unit has.
    pub const fn category(self) -> SiteCategory {
        match self {
            Self::City => SiteCategory::Portal,
            Self::Department => SiteCategory::Department,
            Self::District => SiteCategory::District,
            Self::DistrictDepartment | Self::DistrictSubordinate | Self::Township => {
                SiteCategory::DistrictSubordinate
            }
            Self::Subordinate => SiteCategory::SubordinateUnit,
        }
    }

    /// Whether such a unit may have a site of its own. Towns, streets and departments of
    /// districts have none in principle (原则上不开设).
    ///
    /// Source: 国办发〔2017〕47号 as summaries give it, and local rules that say the same.
    pub const fn may_have_site(self) -> bool {
        !matches!(self, Self::DistrictDepartment | Self::Township)
    }

    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Department => "department",
            Self::District => "district",
            Self::DistrictDepartment => "district-department",
            Self::DistrictSubordinate => "district-subordinate",
            Self::Subordinate => "subordinate",
            Self::Township => "township",
        }
    }

    /// The name shown to people.
    pub const fn name(self, lang: Lang) -> &'static str {
        let words = match self {
            Self::City => Words {
                zh: "市人民政府",
                en: "municipal government",
            },
            Self::Department => Words {
                zh: "市级部门",
                en: "municipal department",
            },
            Self::District => Words {
                zh: "区县人民政府",
                en: "district government",
            },
            Self::DistrictDepartment => Words {
                zh: "区县部门",
                en: "district department",
            },
            Self::DistrictSubordinate => Words {
                zh: "区县所属单位",
                en: "unit of a district",
            },
            Self::Subordinate => Words {
                zh: "市直属单位",
                en: "subordinate unit",
            },
            Self::Township => Words {
                zh: "乡镇街道",
                en: "town or street",
            },
        };
        match lang {
            Lang::En => words.en,
            Lang::Zh => words.zh,
        }
    }
}

impl FromStr for UnitKind {
    type Err = UnknownUnitKind;

    /// Reads the data-file word or a Chinese name as offices write it.
    ///
    /// ```
    /// use huabiao_registry::UnitKind;
    ///
    /// assert_eq!("市级部门".parse(), Ok(UnitKind::Department));
    /// assert_eq!("township".parse(), Ok(UnitKind::Township));
    /// assert!("公司".parse::<UnitKind>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let word = text.trim().to_lowercase();
        let other = match word.as_str() {
            "市政府" => Some(Self::City),
            "部门" => Some(Self::Department),
            "直属单位" => Some(Self::Subordinate),
            "区县政府" | "区县" => Some(Self::District),
            "乡镇" | "街道" => Some(Self::Township),
            _ => None,
        };
        let named = |kind: &Self| kind.as_str() == word || kind.name(Lang::Zh) == word;
        let kind = other.or_else(|| Self::ALL.into_iter().find(named));
        kind.ok_or_else(|| UnknownUnitKind {
            found: text.chars().take(40).collect(),
        })
    }
}

/// A text names no [`UnitKind`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("unknown kind of unit `{found}`")]
pub struct UnknownUnitKind {
    /// The text, at most 40 characters of it.
    pub found: String,
}
