use std::collections::BTreeSet;

use huabiao_types::{CodeForm, SiteCategory};

use super::{Norm, NormFlag};
use crate::{DomainForm, Site, registrable};

/// Holds the domains of a site against the rules: their suffix, their number, and the form
/// that the kind of site asks for.
///
/// The form is held against only where it is known what the site is: by its category, or,
/// for a portal, by a name that says so. Bodies of vertical systems (codes with `bm`) lie
/// below their ministry and are not held to the form of a city's departments.
///
/// ```
/// use huabiao_registry::{Norm, Site, check_domains};
/// use huabiao_types::SiteCategory;
///
/// let mut site = Site::from_home("www.example-mzj.gov.cn")?;
/// site.category = Some(SiteCategory::Department);
/// site.aliases = vec!["mzj.example.com".into()];
/// let norms: Vec<Norm> = check_domains(&site).iter().map(|flag| flag.norm).collect();
/// assert_eq!(
///     norms,
///     [Norm::DomainOwnOfDepartment, Norm::DomainNotGovernment, Norm::DomainSeveral]
/// );
/// # Ok::<(), huabiao_registry::InvalidHome>(())
/// ```
pub fn check_domains(site: &Site) -> Vec<NormFlag> {
    let mut flags = Vec::new();
    for (at, host) in std::iter::once(&site.host).chain(&site.aliases).enumerate() {
        let form = DomainForm::of(host);
        let norm = match form {
            DomainForm::Address => Some(Norm::DomainIsAddress),
            form if !form.is_government() => Some(Norm::DomainNotGovernment),
            // The rules are about domains of one country.
            DomainForm::Foreign | DomainForm::Chinese => None,
            // An alias leads to the main domain, so its form is free.
            form if at == 0 => of_form(site, form),
            _ => None,
        };
        flags.extend(norm.map(|norm| NormFlag {
            norm,
            found: host.clone(),
        }));
    }
    let hosts = std::iter::once(&site.host).chain(&site.aliases);
    // One English and one Chinese domain are the rule.
    let english = hosts.filter(|host| DomainForm::of(host) != DomainForm::Chinese);
    let registered: BTreeSet<&str> = english.filter_map(|host| registrable(host)).collect();
    if registered.len() > 1 {
        flags.push(NormFlag {
            norm: Norm::DomainSeveral,
            found: Vec::from_iter(registered).join("、"),
        });
    }
    flags
}

fn of_form(site: &Site, form: DomainForm) -> Option<Norm> {
    let vertical = site
        .code
        .as_ref()
        .is_some_and(|code| matches!(code.form(), CodeForm::Ministry | CodeForm::Vertical));
    let is_portal = match site.category {
        Some(category) => category.is_portal(),
        None => names_portal(&site.name),
    };
    let is_department = matches!(
        site.category,
        Some(
            SiteCategory::Department
                | SiteCategory::DistrictSubordinate
                | SiteCategory::SubordinateUnit
        )
    );
    if is_channel(&site.host) {
        return Some(Norm::DomainOfChannel);
    }
    match form {
        DomainForm::Bare | DomainForm::BelowGovernment if is_portal && !vertical => {
            Some(Norm::DomainPortalForm)
        }
        DomainForm::Bare | DomainForm::Portal if is_department && !vertical => {
            Some(Norm::DomainOwnOfDepartment)
        }
        DomainForm::BelowGovernment if site.host.starts_with("www.") => Some(Norm::DomainWwwBelow),
        _ => None,
    }
}

/// Whether a host is called as channels, applications and interfaces are.
pub(crate) fn is_channel(host: &str) -> bool {
    host.split('.').any(|label| CHANNELS.contains(&label))
}

/// Whether a name is that of a government and of nothing else: no office, no department of
/// it.
fn names_portal(name: &str) -> bool {
    let name = name.trim();
    let ends = ["门户网站", "网站", "网", ""];
    ends.iter().any(|end| {
        name.strip_suffix(end)
            .is_some_and(|rest| rest.ends_with("人民政府"))
    })
}

/// Labels of domains that belong to a channel, an application or an interface of a site.
const CHANNELS: [&str; 22] = [
    "api", "app", "auth", "bszn", "cas", "id", "login", "m", "mail", "mobile", "oa", "passport",
    "public", "search", "sso", "static", "wap", "webmail", "xxgk", "zfxxgk", "zwfw", "zwgk",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn norms(home: &str, change: impl Fn(&mut Site)) -> Vec<Norm> {
        let mut site = Site::from_home(home).unwrap();
        change(&mut site);
        check_domains(&site).iter().map(|flag| flag.norm).collect()
    }

    #[test]
    fn each_form_is_held_to_what_the_site_is() {
        let portal = |site: &mut Site| site.name = "示例县人民政府".into();
        let bureau = |site: &mut Site| site.category = Some(SiteCategory::Department);
        let vertical = |site: &mut Site| {
            site.category = Some(SiteCategory::Department);
            site.code = Some("bm29030010".parse().unwrap());
        };
        assert_eq!(norms("www.sl.gov.cn", portal), []);
        assert_eq!(norms("sl.gov.cn", portal), [Norm::DomainPortalForm]);
        assert_eq!(norms("sl.example.gov.cn", portal), [Norm::DomainPortalForm]);
        assert_eq!(norms("xxgk.sl.gov.cn", portal), [Norm::DomainOfChannel]);
        assert_eq!(norms("mzj.sl.gov.cn", bureau), []);
        assert_eq!(
            norms("www.slmzj.gov.cn", bureau),
            [Norm::DomainOwnOfDepartment]
        );
        assert_eq!(norms("www.slmzj.gov.cn", vertical), []);
        assert_eq!(norms("www.mzj.sl.gov.cn", bureau), [Norm::DomainWwwBelow]);
        assert_eq!(norms("10.1.2.3", bureau), [Norm::DomainIsAddress]);
        assert_eq!(
            norms("www.example.com", portal),
            [Norm::DomainNotGovernment]
        );
        // One English and one Chinese domain; a domain of another country.
        let both = |site: &mut Site| site.aliases = vec!["xn--1lq90i.xn--zfr164b".into()];
        assert_eq!(norms("www.sl.gov.cn", both), []);
        assert_eq!(norms("www.example.gov", |_| {}), []);
    }
}
