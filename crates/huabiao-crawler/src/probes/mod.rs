mod https;
mod ipv6;
mod leads;
mod search;
mod sitemap;

use huabiao_facts::{Probes, SiteProfile};
use url::Url;

pub(crate) use self::leads::Leads;
use crate::net::Net;
use crate::site::Site;

impl Net {
    /// Asks a site for more than its pages. What a pin answers in its stead says nothing
    /// of its certificate or its addresses and is not asked.
    pub(crate) async fn probe(&self, profile: &SiteProfile, site: &Site, leads: &Leads) -> Probes {
        let Ok(home) = Url::parse(&profile.home) else {
            return Probes::default();
        };
        let pinned = self.clients.is_pinned(&home);
        Probes {
            https: match pinned {
                false => self.probe_https(&home, site).await,
                true => None,
            },
            ipv6: match pinned {
                false => self.probe_ipv6(&home).await,
                true => None,
            },
            sitemap: self.probe_sitemap(&home, site).await,
            search: Some(self.probe_search(site, leads).await),
        }
    }
}
