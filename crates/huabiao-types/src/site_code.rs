use core::fmt;
use core::str::FromStr;

/// The identification code of a government website (政府网站标识码).
///
/// Ten characters in one of five forms, see [`CodeForm`]. A value of this type
/// has been checked, so code that holds one never checks it again. Letters are
/// kept as `bm` in lower case and `BT`, `BM` in upper case, whatever the input.
///
/// What can be read from a code is the level of its region and the vertical
/// system; the kind of site cannot (departments share the six digits of their
/// government, and portals are not always serial 1).
///
/// Source: codes seen in the footers and META tags of real pages, and in a public
/// list of reports on 2,052 sites, where all forms occur.
///
/// ```
/// use huabiao_types::{CodeForm, InvalidSiteCode, RegionLevel, SiteCode};
///
/// let code: SiteCode = "1304000009".parse()?;
/// assert_eq!(code.form(), CodeForm::Region);
/// assert_eq!(code.region(), Some("130400"));
/// assert_eq!(code.region_level(), Some(RegionLevel::City));
///
/// // A frequent fault of real pages: twelve digits.
/// assert_eq!(
///     "310000000044".parse::<SiteCode>(),
///     Err(InvalidSiteCode::Length { found: 12 }),
/// );
/// # Ok::<(), InvalidSiteCode>(())
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct SiteCode(String);

impl SiteCode {
    /// The ten characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which of the forms it has.
    pub fn form(&self) -> CodeForm {
        let bytes = self.0.as_bytes();
        match &bytes[..2] {
            b"bm" if &bytes[4..6] == b"00" => CodeForm::Ministry,
            b"bm" => CodeForm::Vertical,
            b"BT" => CodeForm::Corps,
            _ if &bytes[2..4] == b"BM" => CodeForm::RegionalDepartment,
            _ => CodeForm::Region,
        }
    }

    /// The six digits of the region (GB/T 2260), for [`CodeForm::Region`] only.
    ///
    /// Codes go stale when a region is renumbered, so compare them with historic
    /// lists too.
    pub fn region(&self) -> Option<&str> {
        (self.form() == CodeForm::Region).then(|| &self.0[..6])
    }

    /// The level of the owner's region, read from [`region`](Self::region).
    pub fn region_level(&self) -> Option<RegionLevel> {
        let region = self.region()?;
        Some(match (&region[2..4], &region[4..6]) {
            ("00", "00") => RegionLevel::Province,
            (_, "00") => RegionLevel::City,
            _ => RegionLevel::County,
        })
    }

    /// The two digits of the State Council department, for the `bm` forms only.
    pub fn department(&self) -> Option<&str> {
        match self.form() {
            CodeForm::Ministry | CodeForm::Vertical => Some(&self.0[2..4]),
            _ => None,
        }
    }

    /// The last four digits: the serial number within the region or department.
    pub fn serial(&self) -> u16 {
        self.0[6..]
            .bytes()
            .fold(0, |n, b| n * 10 + u16::from(b - b'0'))
    }
}

impl fmt::Display for SiteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<SiteCode> for String {
    fn from(code: SiteCode) -> Self {
        code.0
    }
}

impl FromStr for SiteCode {
    type Err = InvalidSiteCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let found = text.chars().count();
        if found != LENGTH {
            return Err(InvalidSiteCode::Length { found });
        }
        let lower = text.to_ascii_lowercase();
        let digits = |from: usize| lower.bytes().skip(from).all(|b| b.is_ascii_digit());
        if digits(0) {
            // The first digit of a region is that of its part of the country, 1 to 8.
            return match lower.starts_with('0') {
                true => Err(InvalidSiteCode::Region { found: lower }),
                false => Ok(Self(lower)),
            };
        }
        if lower.starts_with("bm") && digits(2) {
            return Ok(Self(lower));
        }
        if lower.starts_with("bt") && digits(2) {
            return Ok(Self(format!("BT{}", &lower[2..])));
        }
        let inner = lower.is_ascii()
            && &lower[2..4] == "bm"
            && lower.bytes().take(2).all(|b| b.is_ascii_digit())
            && digits(4);
        if inner {
            return Ok(Self(lower.to_ascii_uppercase()));
        }
        Err(InvalidSiteCode::Form {
            found: text.to_owned(),
        })
    }
}

impl TryFrom<String> for SiteCode {
    type Error = InvalidSiteCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The forms of a [`SiteCode`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum CodeForm {
    /// Six digits of the region (GB/T 2260) and a serial: `1304000009`.
    Region,
    /// `bm`, State Council department, `00`, serial: `bm01000001`.
    Ministry,
    /// `bm`, department, ordinal of the province, serial: `bm29030010`, a body of
    /// a vertical system.
    Vertical,
    /// `BT` and eight digits: the Production and Construction Corps (兵团),
    /// `BT01000008` its first division.
    Corps,
    /// Two digits of the province, `BM`, six digits: a body of a province,
    /// `12BM010001` the finance bureau of Tianjin.
    RegionalDepartment,
}

/// The level of a region in a code.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum RegionLevel {
    /// Province, autonomous region, municipality under the central government.
    Province,
    /// Prefecture-level city.
    City,
    /// County, district, county-level city.
    County,
}

/// Why a text is not a [`SiteCode`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidSiteCode {
    /// Ten characters, but in none of the forms.
    #[error("`{found}` has none of the forms of an identification code")]
    Form {
        /// The text as given.
        found: String,
    },
    /// Too short or too long.
    #[error("an identification code has {LENGTH} characters, found {found}")]
    Length {
        /// Characters found.
        found: usize,
    },
    /// Ten digits that begin with no region (GB/T 2260 has none with a leading zero), such
    /// as `0000000000` where somebody had no code.
    #[error("`{found}` begins with no region of GB/T 2260")]
    Region {
        /// The text as given.
        found: String,
    },
}

/// Characters in a code.
const LENGTH: usize = 10;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_are_told_apart() {
        for (text, form) in [
            ("1304000009", CodeForm::Region),
            ("bm01000001", CodeForm::Ministry),
            ("BM29030010", CodeForm::Vertical),
            ("BT01000008", CodeForm::Corps),
            ("12BM010001", CodeForm::RegionalDepartment),
            ("65BM060002", CodeForm::RegionalDepartment),
        ] {
            assert_eq!(text.parse::<SiteCode>().unwrap().form(), form, "{text}");
        }
    }

    #[test]
    fn letters_are_kept_one_way() {
        assert_eq!(
            "BM01000001".parse::<SiteCode>().unwrap().as_str(),
            "bm01000001"
        );
        assert_eq!(
            "13bm000001".parse::<SiteCode>().unwrap().as_str(),
            "13BM000001"
        );
    }

    #[test]
    fn placeholders_and_wide_digits_are_refused() {
        assert_eq!(
            "0000000000".parse::<SiteCode>(),
            Err(InvalidSiteCode::Region {
                found: "0000000000".to_owned()
            })
        );
        assert!("政府网站标识码".parse::<SiteCode>().is_err());
        assert!("１２３４５６７８９０".parse::<SiteCode>().is_err());
        assert!("政bm000001".parse::<SiteCode>().is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_answered_and_valid_ones_survive(text in "\\PC{0,12}") {
            if let Ok(code) = text.parse::<SiteCode>() {
                prop_assert_eq!(code.as_str().parse::<SiteCode>().unwrap(), code.clone());
                let _ = (code.serial(), code.region(), code.department());
            }
        }
    }
}
