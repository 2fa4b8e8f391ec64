use crate::Lang;

/// One text in each language.
///
/// ```
/// use huabiao_types::{Lang, Words};
///
/// const PORTAL: Words = Words { zh: "政府门户网站", en: "portal site" };
/// assert_eq!(PORTAL.get(Lang::En), "portal site");
/// ```
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// The text in `lang`.
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}
