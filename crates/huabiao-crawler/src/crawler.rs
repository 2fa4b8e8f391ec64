use std::sync::Arc;

use chrono::NaiveDate;
use huabiao_facts::{SiteFacts, SiteProfile, Visit};

use crate::{Config, Error, Progress, Sink};

/// Fetches sites. Cheap to clone; clones share connections, limits and what is
/// already known, so one of them serves a whole run.
#[derive(Clone)]
pub struct Crawler {
    config: Arc<Config>,
}

impl Crawler {
    /// Makes a crawler.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub fn new(config: Config) -> Result<Self, Error> {
        Ok(Self {
            config: Arc::new(config),
        })
    }

    /// Has `hook` called whenever a site gets further. It must return quickly.
    #[must_use]
    pub fn on_progress(self, hook: impl Fn(&Progress<'_>) + Send + Sync + 'static) -> Self {
        let _ = hook;
        self
    }

    /// What it may do.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Visits a site, follows its links and says what was seen. Never fails: what
    /// failed is in the facts. `earlier` are the visits stored so far.
    pub async fn crawl(
        &self,
        profile: &SiteProfile,
        today: NaiveDate,
        earlier: Vec<Visit>,
    ) -> SiteFacts {
        SiteFacts {
            profile: profile.clone(),
            today,
            pages: Vec::new(),
            targets: std::collections::BTreeMap::new(),
            visits: earlier,
            coverage: huabiao_facts::Coverage::default(),
        }
    }

    /// As [`crawl`](Self::crawl), but hands each page over instead of keeping it;
    /// the facts returned hold no pages.
    pub async fn crawl_into<S: Sink>(
        &self,
        profile: &SiteProfile,
        today: NaiveDate,
        earlier: Vec<Visit>,
        sink: &mut S,
    ) -> SiteFacts {
        let _ = sink;
        self.crawl(profile, today, earlier).await
    }

    /// Opens the home page once, as the official availability check does.
    pub async fn visit(&self, profile: &SiteProfile) -> Visit {
        let _ = profile;
        Visit {
            at: chrono::Utc::now(),
            outcome: huabiao_facts::Outcome::Budget,
            millis: 0,
        }
    }
}
