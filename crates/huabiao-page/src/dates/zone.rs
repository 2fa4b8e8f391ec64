use url::Url;

/// The time that a site keeps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Zone {
    pub(crate) hours: i64,
    /// Whether it has summer time.
    pub(crate) summer: bool,
}

impl Zone {
    /// The zone that the name of the host or the language of the page suggests.
    pub(crate) fn of(url: &Url, lang: Option<&str>) -> Option<Self> {
        let host = url.domain().unwrap_or_default();
        let tld = host.rsplit('.').next().unwrap_or_default();
        let lang = lang.unwrap_or_default().trim().to_ascii_lowercase();
        let (hours, summer) = match tld {
            "cn" | "hk" | "mo" | "tw" | "sg" => (8, false),
            "jp" | "kr" => (9, false),
            "at" | "be" | "ch" | "cz" | "de" | "dk" | "es" | "eu" | "fr" | "hu" | "it" | "lu"
            | "nl" | "no" | "pl" | "se" => (1, true),
            "uk" | "ie" | "pt" => (0, true),
            "ru" => (3, false),
            "gov" | "mil" | "us" => (-5, true),
            _ => match lang.get(..2).unwrap_or_default() {
                "zh" => (8, false),
                "ja" => (9, false),
                "de" | "fr" | "it" | "nl" | "pl" | "cs" | "sv" | "da" => (1, true),
                "ru" => (3, false),
                "en" if lang == "en-us" || lang == "en_us" => (-5, true),
                _ => return None,
            },
        };
        Some(Self { hours, summer })
    }
}
