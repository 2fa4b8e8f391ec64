use core::fmt;
use core::str::FromStr;

/// The identifier of an indicator (指标) within its set, such as `V4.3` or `D1.5`.
///
/// 1 to 32 characters out of ASCII letters, digits, `.` and `-`.
///
/// ```
/// use huabiao_types::IndicatorId;
///
/// let id: IndicatorId = "V4.3".parse()?;
/// assert_eq!(id.as_str(), "V4.3");
/// assert!("V 4".parse::<IndicatorId>().is_err());
/// # Ok::<(), huabiao_types::InvalidIndicatorId>(())
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IndicatorId(String);

impl IndicatorId {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for IndicatorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<IndicatorId> for String {
    fn from(id: IndicatorId) -> Self {
        id.0
    }
}

impl FromStr for IndicatorId {
    type Err = InvalidIndicatorId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for IndicatorId {
    type Error = InvalidIndicatorId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let legal = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
        if text.is_empty() || text.len() > 32 || !text.chars().all(legal) {
            return Err(InvalidIndicatorId { found: text });
        }
        Ok(Self(text))
    }
}

/// A text is not an [`IndicatorId`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not an indicator id: 1 to 32 letters, digits, `.` or `-`")]
pub struct InvalidIndicatorId {
    /// The text as given.
    pub found: String,
}
