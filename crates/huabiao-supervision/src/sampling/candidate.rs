use std::collections::BTreeSet;

use huabiao_registry::Site;
use huabiao_types::{Lang, SiteCode};
use serde::{Deserialize, Serialize};

/// A site that can be drawn.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Candidate {
    /// What names it in the draw: its host, as in `huabiao_registry::Site::host`.
    pub site: String,
    /// The group that it is drawn from, such as a kind of site or a district.
    pub stratum: String,
    /// Whether it is entered in the national reporting system (全国政府网站信息报送系统).
    pub reported: bool,
}

impl Candidate {
    /// The sites of a registry by kind of site. A site is taken as reported when it
    /// has an identification code (网站标识码) that `reported` holds, or any code where
    /// no list of reported codes is given.
    pub fn from_sites(sites: &[Site], reported: Option<&BTreeSet<SiteCode>>) -> Vec<Self> {
        let candidate = |site: &Site| Self {
            site: site.host.clone(),
            stratum: match site.category {
                Some(category) => category.name(Lang::Zh).to_owned(),
                None => UNKNOWN.to_owned(),
            },
            reported: match (&site.code, reported) {
                (None, _) => false,
                (Some(_), None) => true,
                (Some(code), Some(reported)) => reported.contains(code),
            },
        };
        sites.iter().map(candidate).collect()
    }
}

/// The stratum of sites whose kind nobody registered.
const UNKNOWN: &str = "类别未登记";
