use core::fmt;
use core::str::FromStr;

/// A language in which results are written. Chinese comes first everywhere.
///
/// ```
/// use huabiao_types::Lang;
///
/// assert_eq!("en".parse(), Ok(Lang::En));
/// assert_eq!(Lang::default(), Lang::Zh);
/// assert_eq!(Lang::Zh.tag(), "zh-CN");
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The language tag for HTML and HTTP (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_lowercase().as_str() {
            "zh" | "zh-cn" | "zh-hans" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            _ => Err(UnknownLang {
                found: text.to_owned(),
            }),
        }
    }
}

/// A text names no [`Lang`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("unknown language `{found}`, known are zh and en")]
pub struct UnknownLang {
    /// The text as given.
    pub found: String,
}
