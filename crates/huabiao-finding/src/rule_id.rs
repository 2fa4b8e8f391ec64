use core::fmt;
use core::str::FromStr;
use std::borrow::Cow;

/// The identifier of a rule: kebab-case, noun then state, such as `column-blank`.
///
/// ```
/// use huabiao_finding::RuleId;
///
/// const BLANK: RuleId = RuleId::new("column-blank");
/// assert_eq!("column-blank".parse(), Ok(BLANK));
/// assert!("Column blank".parse::<RuleId>().is_err());
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// An identifier known when the program is written.
    ///
    /// # Panics
    ///
    /// When `id` is not in kebab-case; in a constant, that is an error of
    /// compilation.
    pub const fn new(id: &'static str) -> Self {
        assert!(is_kebab(id.as_bytes()), "a rule id is in kebab-case");
        Self(Cow::Borrowed(id))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const fn is_kebab(bytes: &[u8]) -> bool {
    if bytes.is_empty() || bytes.len() > 64 {
        return false;
    }
    let mut at = 0;
    let mut after_dash = true;
    while at < bytes.len() {
        match bytes[at] {
            b'a'..=b'z' | b'0'..=b'9' => after_dash = false,
            b'-' if !after_dash => after_dash = true,
            _ => return false,
        }
        at += 1;
    }
    !after_dash
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<RuleId> for String {
    fn from(id: RuleId) -> Self {
        id.0.into_owned()
    }
}

impl FromStr for RuleId {
    type Err = InvalidRuleId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for RuleId {
    type Error = InvalidRuleId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if is_kebab(text.as_bytes()) {
            Ok(Self(Cow::Owned(text)))
        } else {
            Err(InvalidRuleId { found: text })
        }
    }
}

/// A text is not a [`RuleId`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not a rule id: lower-case letters and digits joined by single dashes")]
pub struct InvalidRuleId {
    /// The text as given.
    pub found: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_kebab_case_is_an_id() {
        assert!("link-dead".parse::<RuleId>().is_ok());
        for text in ["", "-a", "a-", "a--b", "A", "链接", "a_b"] {
            assert!(text.parse::<RuleId>().is_err(), "{text}");
        }
    }
}
