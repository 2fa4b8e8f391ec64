use huabiao_facts::SiteFacts;

/// Whose law a site is under, as its name tells.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Jurisdiction {
    China,
    EuropeanUnion,
    Other,
    UnitedKingdom,
    UnitedStates,
}

impl Jurisdiction {
    /// A site with an identification code (网站标识码) is Chinese whatever its name.
    pub(crate) fn of(site: &SiteFacts) -> Self {
        if site.profile.code.is_some() {
            return Self::China;
        }
        let host = site.profile.host.split(':').next().unwrap_or_default();
        let under = |suffix: &str| {
            host.strip_suffix(suffix)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        if under("cn") || under("xn--zfr164b") || under("xn--55qw42g") {
            return Self::China;
        }
        if under("gov.uk") || under("nhs.uk") || under("gov.scot") || under("gov.wales") {
            return Self::UnitedKingdom;
        }
        if under("gov") || under("mil") || under("fed.us") {
            return Self::UnitedStates;
        }
        if MEMBERS.iter().any(|member| under(member)) {
            return Self::EuropeanUnion;
        }
        Self::Other
    }
}

/// The top-level domains of the Union and its members.
const MEMBERS: [&str; 28] = [
    "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "eu", "fi", "fr", "gr", "hr", "hu", "ie",
    "it", "lt", "lu", "lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk",
];
