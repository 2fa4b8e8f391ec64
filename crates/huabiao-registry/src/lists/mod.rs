//! Several lists of sites against each other.

mod diff;
mod merge;

use std::collections::BTreeMap;

use huabiao_types::SiteCode;

pub use diff::{FieldChange, ListDiff, SiteChange, diff};
pub use merge::{Merged, Origin, Said, merge};

use crate::Site;

/// Where each site of a list stands, by code and by home page.
struct Places<'a> {
    by_code: BTreeMap<&'a SiteCode, usize>,
    by_front: BTreeMap<String, usize>,
}

impl<'a> Places<'a> {
    /// Of two sites with one code or home page the first is found.
    fn of(sites: &'a [Site]) -> Self {
        let mut places = Self {
            by_code: BTreeMap::new(),
            by_front: BTreeMap::new(),
        };
        for (at, site) in sites.iter().enumerate() {
            if let Some(code) = &site.code {
                places.by_code.entry(code).or_insert(at);
            }
            places.by_front.entry(site.front()).or_insert(at);
        }
        places
    }

    /// The same site: by code if both have one, else by home page.
    fn find(&self, site: &Site, sites: &[Site]) -> Option<usize> {
        let by_code = site.code.as_ref().and_then(|code| self.by_code.get(code));
        by_code.copied().or_else(|| {
            let at = *self.by_front.get(&site.front())?;
            // Two different codes are two sites, unless one has the other's address.
            let other = sites.get(at)?;
            (site.code.is_none() || other.code.is_none()).then_some(at)
        })
    }
}
