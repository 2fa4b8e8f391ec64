use core::fmt;
use core::str::FromStr;

use huabiao_types::UnitCode;

/// What names a site or an account in this registry for good. Codes, names and domains
/// change, this does not. 1 to 64 characters, no white space, no control characters.
///
/// ```
/// use huabiao_registry::RecordId;
///
/// assert_eq!("mzj-2016".parse::<RecordId>()?.as_str(), "mzj-2016");
/// assert!("".parse::<RecordId>().is_err());
/// # Ok::<(), huabiao_registry::InvalidRecordId>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RecordId(#[cfg_attr(feature = "schema", schemars(with = "String"))] UnitCode);

impl RecordId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for RecordId {
    type Err = InvalidRecordId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Written as codes of units are.
        let id = text.parse().map_err(|_| InvalidRecordId {
            found: text.chars().take(80).collect(),
        });
        id.map(Self)
    }
}

/// Why a text is not a [`RecordId`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an id has 1 to 64 characters without white space, found `{found}`")]
pub struct InvalidRecordId {
    /// The text, at most 80 characters of it.
    pub found: String,
}
