use huabiao_facts::SitemapProbe;
use url::Url;

use crate::jar::Jar;
use crate::look::{Came, How};
use crate::net::{Gate, Net, Want};
use crate::site::Site;

impl Net {
    /// Whether `sitemap.xml` is there and is XML by its type.
    pub(crate) async fn probe_sitemap(&self, home: &Url, site: &Site) -> Option<SitemapProbe> {
        let mut url = home.join("/sitemap.xml").ok()?;
        url.set_query(None);
        let mut jar = Jar::default();
        let answer = self
            .ask(&url, Want::Check, Gate::Usual, &mut jar, &site.tally)
            .await;
        let is_sitemap = answer
            .content_type()
            .is_some_and(|kind| kind.to_ascii_lowercase().contains("xml"));
        let outcome = if answer.outcome.is_dead() {
            let how = How {
                want: Want::Check,
                gate: Gate::Usual,
                site,
                depth: 1,
                came: Came::Alone(None),
            };
            self.confirm(&url, None, how).await.seen.outcome
        } else {
            answer.outcome
        };
        Some(SitemapProbe {
            url: url.into(),
            outcome,
            is_sitemap,
        })
    }
}
