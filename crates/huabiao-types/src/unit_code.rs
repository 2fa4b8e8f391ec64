use core::fmt;
use core::str::FromStr;

/// The code of a unit (单位) that answers for sites: an office, a department, a
/// subordinate unit.
///
/// There is no national list behind it; it is the identifier that the registry
/// of the estate gives. 1 to 64 characters, no white space, no control
/// characters.
///
/// ```
/// use huabiao_types::UnitCode;
///
/// let unit: UnitCode = "mzj".parse()?;
/// assert_eq!(unit.as_str(), "mzj");
/// assert!("civil affairs".parse::<UnitCode>().is_err());
/// # Ok::<(), huabiao_types::InvalidUnitCode>(())
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct UnitCode(String);

impl UnitCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<UnitCode> for String {
    fn from(code: UnitCode) -> Self {
        code.0
    }
}

impl FromStr for UnitCode {
    type Err = InvalidUnitCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for UnitCode {
    type Error = InvalidUnitCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let found = text.chars().count();
        if found == 0 || found > LENGTH {
            return Err(InvalidUnitCode::Length { found });
        }
        match text.chars().find(|c| c.is_whitespace() || c.is_control()) {
            Some(found) => Err(InvalidUnitCode::Character { found }),
            None => Ok(Self(text)),
        }
    }
}

/// Why a text is not a [`UnitCode`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidUnitCode {
    /// It holds white space or a control character.
    #[error("a unit code holds no white space or control character, found {found:?}")]
    Character {
        /// The character.
        found: char,
    },
    /// It is empty or too long.
    #[error("a unit code has 1 to 64 characters, found {found}")]
    Length {
        /// Characters found.
        found: usize,
    },
}

/// Characters at most. A limit of this project, so that codes fit a table column.
const LENGTH: usize = 64;
