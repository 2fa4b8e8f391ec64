use std::net::IpAddr;

/// The form of a site's domain, as far as the rules on government domains go.
///
/// A government site has a `.gov.cn` domain: portals `www.□.gov.cn`, departments
/// below the domain of their government, `○.□.gov.cn`. A form says nothing about
/// whether the domain was ever granted.
///
/// Source: 国办发〔2017〕47号, the part on domains, known from summaries that quote it.
///
/// ```
/// use huabiao_registry::DomainForm;
///
/// assert_eq!(DomainForm::of("www.example.gov.cn"), DomainForm::Portal);
/// assert_eq!(DomainForm::of("mzj.example.gov.cn"), DomainForm::BelowGovernment);
/// assert!(!DomainForm::of("www.example.com").is_government());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum DomainForm {
    /// `www.□.gov.cn`, or `www.gov.cn` itself: the form of portals.
    Portal,
    /// `○.□.gov.cn` and deeper: the form of departments.
    BelowGovernment,
    /// `□.gov.cn` without `www`.
    Bare,
    /// A Chinese government domain, `.政务` or `.政务.cn`.
    Chinese,
    /// A government or military domain of another country: `.gov`, `.mil`, `gov.uk`
    /// and the like.
    Foreign,
    /// Any other domain.
    Other,
    /// An IP address and no name.
    Address,
}

impl DomainForm {
    /// The form of a host, which may carry `:port`.
    pub fn of(host: &str) -> Self {
        let name = without_port(host);
        if is_address(name) {
            return Self::Address;
        }
        let mut labels: Vec<&str> = name.rsplit('.').collect();
        if labels.first().is_some_and(|label| label.is_empty()) {
            labels.remove(0);
        }
        match labels.as_slice() {
            ["cn", "gov", "www"] | ["cn", "gov", _, "www"] => Self::Portal,
            ["cn", "gov"] | ["cn", "gov", _] => Self::Bare,
            ["cn", "gov", ..] => Self::BelowGovernment,
            ["cn", CHINESE, ..] | [CHINESE, ..] => Self::Chinese,
            ["gov" | "mil", _, ..] => Self::Foreign,
            [country, "gov", ..] if country.len() == 2 => Self::Foreign,
            _ => Self::Other,
        }
    }

    /// Whether only governments get such a domain.
    pub const fn is_government(self) -> bool {
        !matches!(self, Self::Address | Self::Other)
    }
}

/// The part of a host that somebody registered, such as `example.gov.cn` of
/// `www.mzj.example.gov.cn`, by the public suffix list; `None` for addresses and for
/// suffixes themselves.
///
/// ```
/// use huabiao_registry::registrable;
///
/// assert_eq!(registrable("mzj.example.gov.cn:8080"), Some("example.gov.cn"));
/// assert_eq!(registrable("gov.cn"), None);
/// ```
pub fn registrable(host: &str) -> Option<&str> {
    let name = without_port(host);
    if is_address(name) {
        return None;
    }
    psl::domain_str(name)
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

fn is_address(name: &str) -> bool {
    name.starts_with('[') || name.parse::<IpAddr>().is_ok()
}

/// `政务` in Punycode.
const CHINESE: &str = "xn--zfr164b";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn forms_are_told_apart() {
        for (host, form) in [
            ("www.gov.cn", DomainForm::Portal),
            ("www.beijing.gov.cn:8080", DomainForm::Portal),
            ("slj.bd.gov.cn", DomainForm::BelowGovernment),
            ("www.slj.bd.gov.cn", DomainForm::BelowGovernment),
            ("bd.gov.cn", DomainForm::Bare),
            ("xn--1lq90i.xn--zfr164b", DomainForm::Chinese),
            ("www.nasa.gov", DomainForm::Foreign),
            ("www.gov.uk", DomainForm::Foreign),
            ("af.okta.mil", DomainForm::Foreign),
            ("gov", DomainForm::Other),
            ("www.gov.cn.example.com", DomainForm::Other),
            ("xgov.cn", DomainForm::Other),
            ("10.0.0.1:80", DomainForm::Address),
            ("[::1]:80", DomainForm::Address),
            ("", DomainForm::Other),
        ] {
            assert_eq!(DomainForm::of(host), form, "{host}");
        }
    }
}
