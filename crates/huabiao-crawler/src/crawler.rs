use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use huabiao_facts::{PageVisit, SiteFacts, SiteProfile, Visit};

use crate::net::Net;
use crate::progress::Hook;
use crate::run::Run;
use crate::site::Site;
use crate::{Config, Error, Progress, Sink};

/// Fetches sites. Cheap to clone; clones share connections, limits and what is
/// already known, so one of them serves a whole run.
#[derive(Clone)]
pub struct Crawler {
    net: Arc<Net>,
    hook: Option<Hook>,
}

impl Crawler {
    /// Makes a crawler.
    ///
    /// # Errors
    ///
    /// * [`Error::Client`] when the HTTP client cannot be set up
    /// * [`Error::Root`] when one of the given roots is no certificate
    /// * [`Error::UserAgent`] when the name cannot stand in a header
    pub fn new(config: Config) -> Result<Self, Error> {
        Ok(Self {
            net: Arc::new(Net::new(config)?),
            hook: None,
        })
    }

    /// Has `hook` called whenever a site gets further. It must return quickly.
    #[must_use]
    pub fn on_progress(self, hook: impl Fn(&Progress<'_>) + Send + Sync + 'static) -> Self {
        Self {
            hook: Some(Arc::new(hook)),
            ..self
        }
    }

    /// What it may do.
    pub fn config(&self) -> &Config {
        &self.net.config
    }

    /// Visits a site, follows its links and says what was seen. Never fails: what
    /// failed is in the facts. `earlier` are the visits stored so far.
    ///
    /// Dropping the future stops the crawl of this site.
    pub async fn crawl(
        &self,
        profile: &SiteProfile,
        today: NaiveDate,
        earlier: Vec<Visit>,
    ) -> SiteFacts {
        let mut pages: Vec<(u32, PageVisit)> = Vec::new();
        let mut sink = |ordinal, visit| pages.push((ordinal, visit));
        let mut facts = self.crawl_into(profile, today, earlier, &mut sink).await;
        pages.sort_by_key(|(ordinal, _)| *ordinal);
        facts.pages = pages.into_iter().map(|(_, visit)| visit).collect();
        huabiao_page::join(&mut facts.pages);
        facts
    }

    /// As [`crawl`](Self::crawl), but hands each page over instead of keeping it; the
    /// facts returned hold no pages. What pages tell of each other
    /// ([`huabiao_page::join`]) is left to the caller.
    pub async fn crawl_into<S: Sink>(
        &self,
        profile: &SiteProfile,
        today: NaiveDate,
        earlier: Vec<Visit>,
        sink: &mut S,
    ) -> SiteFacts {
        let net = Arc::clone(&self.net);
        Run::new(net, profile, today, sink, self.hook.clone())
            .run(earlier)
            .await
    }

    /// Opens the home page once, as the official availability check does, asking
    /// again before it is called dead.
    pub async fn visit(&self, profile: &SiteProfile) -> Visit {
        let mut visit = self.net.open_home(profile, &Site::new(profile)).await.visit;
        visit.outcome = self.net.sure(visit.outcome);
        visit
    }
}

impl fmt::Debug for Crawler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Crawler")
            .field("config", self.config())
            .finish_non_exhaustive()
    }
}
