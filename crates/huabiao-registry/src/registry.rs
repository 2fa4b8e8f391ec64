use std::collections::{BTreeMap, BTreeSet};

use huabiao_types::{SiteCode, UnitCode};

use crate::{Site, Unit};

/// The units and sites of an estate, checked to go together.
///
/// ```
/// use huabiao_registry::{Registry, Site, Unit};
/// use huabiao_types::UnitCode;
///
/// let city: UnitCode = "city".parse()?;
/// let bureau: UnitCode = "mzj".parse()?;
/// let mut site = Site::from_home("mzj.example.gov.cn")?;
/// site.unit = Some(bureau.clone());
/// let units = vec![
///     Unit { code: city.clone(), name: "示例市人民政府".into(), superior: None },
///     Unit { code: bureau, name: "示例市民政局".into(), superior: Some(city.clone()) },
/// ];
///
/// let registry = Registry::new(units, vec![site])?;
/// assert_eq!(registry.sites_below(&city).count(), 1);
/// assert!(registry.site_at("mzj.example.gov.cn").is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Registry {
    sites: Vec<Site>,
    units: BTreeMap<UnitCode, Unit>,
    by_code: BTreeMap<SiteCode, usize>,
    by_host: BTreeMap<String, usize>,
}

impl Registry {
    /// Puts units and sites together. A host that several sites share is found for
    /// the first of them.
    ///
    /// # Errors
    ///
    /// [`RegistryError`] names the first thing that does not go together: a code
    /// given twice, a unit that is named but not there, a unit above itself.
    pub fn new(units: Vec<Unit>, sites: Vec<Site>) -> Result<Self, RegistryError> {
        let mut registry = Self::default();
        for unit in units {
            if let Some(twice) = registry.units.insert(unit.code.clone(), unit) {
                return Err(RegistryError::UnitTwice { unit: twice.code });
            }
        }
        registry.check_tree()?;
        for (at, site) in sites.iter().enumerate() {
            if let Some(unit) = &site.unit
                && !registry.units.contains_key(unit)
            {
                return Err(RegistryError::UnknownUnit {
                    unit: unit.clone(),
                    named_by: site.name.clone(),
                });
            }
            if let Some(code) = &site.code
                && registry.by_code.insert(code.clone(), at).is_some()
            {
                return Err(RegistryError::SiteTwice { code: code.clone() });
            }
        }
        // Own hosts come before aliases of others.
        for (at, site) in sites.iter().enumerate() {
            registry.by_host.entry(site.host.clone()).or_insert(at);
        }
        for (at, site) in sites.iter().enumerate() {
            for alias in &site.aliases {
                registry.by_host.entry(alias.clone()).or_insert(at);
            }
        }
        registry.sites = sites;
        Ok(registry)
    }

    /// All sites, in the order given.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// All units, by code.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    /// The unit with `code`.
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.units.get(code)
    }

    /// The site with the identification code `code`.
    pub fn site(&self, code: &SiteCode) -> Option<&Site> {
        self.by_code.get(code).and_then(|at| self.sites.get(*at))
    }

    /// The site at `host`, be it its own host or an alias; written as in
    /// [`Site::host`].
    pub fn site_at(&self, host: &str) -> Option<&Site> {
        self.by_host.get(host).and_then(|at| self.sites.get(*at))
    }

    /// Whether `unit` is `top` or stands below it.
    pub fn is_within(&self, unit: &UnitCode, top: &UnitCode) -> bool {
        // The tree has no circle, so this ends.
        let above = |code: &&UnitCode| self.units.get(*code)?.superior.as_ref();
        std::iter::successors(Some(unit), above).any(|code| code == top)
    }

    /// The sites of `unit` and of all units below it (谁主管谁负责), in the order of
    /// the list. Sites without a unit belong to no tree.
    pub fn sites_below(&self, unit: &UnitCode) -> impl Iterator<Item = &Site> {
        let within = |code: &UnitCode| self.is_within(code, unit);
        self.sites
            .iter()
            .filter(move |site| site.unit.as_ref().is_some_and(within))
    }

    fn check_tree(&self) -> Result<(), RegistryError> {
        let mut sound = BTreeSet::new();
        for unit in self.units.values() {
            let mut path = BTreeSet::new();
            let mut next = Some(unit);
            while let Some(at) = next {
                if sound.contains(&at.code) {
                    break;
                }
                if !path.insert(&at.code) {
                    return Err(RegistryError::Circle {
                        unit: at.code.clone(),
                    });
                }
                next = match &at.superior {
                    None => None,
                    Some(code) => match self.units.get(code) {
                        Some(superior) => Some(superior),
                        None => {
                            return Err(RegistryError::UnknownUnit {
                                unit: code.clone(),
                                named_by: at.name.clone(),
                            });
                        }
                    },
                };
            }
            sound.extend(path);
        }
        Ok(())
    }
}

/// Why units and sites do not go together.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// A unit stands above itself.
    #[error("unit {unit} stands above itself")]
    Circle {
        /// One unit of the circle.
        unit: UnitCode,
    },

    /// Two sites have the same identification code.
    #[error("two sites have the code {code}")]
    SiteTwice {
        /// The code.
        code: SiteCode,
    },

    /// Two units have the same code.
    #[error("two units have the code {unit}")]
    UnitTwice {
        /// The code.
        unit: UnitCode,
    },

    /// A unit is named that is not in the registry.
    #[error("{named_by} names unit {unit}, which is not there")]
    UnknownUnit {
        /// The code.
        unit: UnitCode,
        /// The site or unit that names it.
        named_by: String,
    },
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn unit(code: &str, superior: Option<&str>) -> Unit {
        Unit {
            code: code.parse().unwrap(),
            name: code.to_owned(),
            superior: superior.map(|code| code.parse().unwrap()),
        }
    }

    fn site(host: &str, unit: &str, code: &str) -> Site {
        Site {
            unit: Some(unit.parse().unwrap()),
            code: Some(code.parse().unwrap()),
            ..Site::from_home(host).unwrap()
        }
    }

    #[test]
    fn a_district_sees_its_own_tree_only() {
        let units = vec![
            unit("city", None),
            unit("east", Some("city")),
            unit("school", Some("east")),
        ];
        let sites = vec![
            site("www.city.gov.cn", "city", "1304000001"),
            site("www.east.gov.cn", "east", "1304020001"),
            site("school.east.gov.cn", "school", "1304020002"),
        ];
        let registry = Registry::new(units, sites).unwrap();
        let below = |code: &str| registry.sites_below(&code.parse().unwrap()).count();
        assert_eq!(
            (below("city"), below("east"), below("school"), below("west")),
            (3, 2, 1, 0)
        );
        let code = "1304020001".parse().unwrap();
        assert_eq!(registry.site(&code).unwrap().host, "www.east.gov.cn");
    }

    #[test]
    fn aliases_never_hide_a_site() {
        let mut first = Site::from_home("a.gov.cn").unwrap();
        first.aliases = vec!["b.gov.cn".into(), "c.gov.cn".into()];
        let second = Site::from_home("b.gov.cn").unwrap();
        let registry = Registry::new(vec![], vec![first, second]).unwrap();
        assert_eq!(registry.site_at("b.gov.cn").unwrap().host, "b.gov.cn");
        assert_eq!(registry.site_at("c.gov.cn").unwrap().host, "a.gov.cn");
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let circle = vec![
            unit("a", Some("b")),
            unit("b", Some("c")),
            unit("c", Some("b")),
        ];
        assert!(matches!(
            Registry::new(circle, vec![]),
            Err(RegistryError::Circle { .. })
        ));
        let orphan = vec![unit("a", Some("b"))];
        assert!(matches!(
            Registry::new(orphan, vec![]),
            Err(RegistryError::UnknownUnit { .. })
        ));
        let twice = vec![unit("a", None), unit("a", None)];
        assert!(matches!(
            Registry::new(twice, vec![]),
            Err(RegistryError::UnitTwice { .. })
        ));
        let sites = vec![
            site("a.gov.cn", "a", "1304000001"),
            site("b.gov.cn", "a", "1304000001"),
        ];
        let built = Registry::new(vec![unit("a", None)], sites.clone());
        assert!(matches!(built, Err(RegistryError::SiteTwice { .. })));
        assert!(matches!(
            Registry::new(vec![], sites),
            Err(RegistryError::UnknownUnit { .. })
        ));
    }
}
