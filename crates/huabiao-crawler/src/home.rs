use std::collections::HashSet;
use std::time::Instant;

use chrono::Utc;
use huabiao_facts::{Outcome, SiteProfile, Visit};
use url::Url;

use crate::backoff;
use crate::identity::identity;
use crate::jar::Jar;
use crate::look::{Came, How, Look, is_empty};
use crate::net::{Gate, Net, Want};
use crate::seen::Seen;
use crate::site::Site;
use crate::verdict::{Next, Verdict};

/// What came of opening the home page.
pub(crate) struct Home {
    pub(crate) visit: Visit,
    pub(crate) look: Look,
    /// The address that was asked for; `None` when the profile names none.
    pub(crate) url: Option<Url>,
}

impl Net {
    /// Opens the home page as a person does: with redirects, those of scripts too.
    pub(crate) async fn open_home(&self, profile: &SiteProfile, site: &Site) -> Home {
        let mut opened = None;
        for url in self.addresses(profile) {
            let (visit, look) = self.open(&url, site).await;
            let good = visit.outcome.is_ok();
            let home = Home {
                visit,
                look,
                url: Some(url),
            };
            if good {
                return home;
            }
            // The first answer tells most, unless a later one is less final.
            let keep = opened.as_ref().is_none_or(|before: &Home| {
                before.visit.outcome.is_dead() && !home.visit.outcome.is_dead()
            });
            if keep {
                opened = Some(home);
            }
        }
        opened.unwrap_or_else(|| Home {
            visit: Visit {
                at: Utc::now(),
                outcome: Outcome::DeadInvalid,
                millis: 0,
            },
            look: Look {
                seen: Seen::new(Outcome::DeadInvalid),
                visit: None,
            },
            url: None,
        })
    }

    /// Without a scheme, both are tried.
    fn addresses(&self, profile: &SiteProfile) -> Vec<Url> {
        let home = match profile.home.trim() {
            "" => profile.host.as_str(),
            home => home,
        };
        if home.contains("://") {
            return Url::parse(home).into_iter().collect();
        }
        let mut urls: Vec<Url> = ["http", "https"]
            .iter()
            .filter_map(|scheme| Url::parse(&format!("{scheme}://{home}")).ok())
            .collect();
        // A pinned host is asked where it is pinned, not looked up for another port.
        if urls.iter().any(|url| self.clients.is_pinned(url)) {
            urls.retain(|url| self.clients.is_pinned(url));
        }
        urls
    }

    async fn open(&self, url: &Url, site: &Site) -> (Visit, Look) {
        let mut delays = backoff(&self.config);
        let mut attempts = 0;
        // The time for robots.txt is not the site's.
        let mut verdict = Verdict::after(self.prepare(url, &site.tally).await);
        let at = Utc::now();
        loop {
            let began = Instant::now();
            let limit = self.config.visit_timeout;
            let mut look = match tokio::time::timeout(limit, self.open_once(url, site)).await {
                Ok(look) => look,
                Err(_) => {
                    let mut seen = Seen::new(Outcome::Timeout);
                    seen.at = Some(Utc::now());
                    seen.passing = true;
                    Look { seen, visit: None }
                }
            };
            let millis = u32::try_from(began.elapsed().as_millis()).unwrap_or(u32::MAX);
            attempts += 1;
            let outcome = look.seen.target().outcome;
            match verdict.take(outcome, look.seen.passing, &self.config) {
                Next::Again => tokio::time::sleep(delays.next().unwrap_or_default()).await,
                Next::Done(sure) => {
                    if sure != outcome {
                        look.seen.outcome = sure;
                        look.visit = None;
                    }
                    look.seen.attempts = attempts;
                    look.seen.confirmed = true;
                    let visit = Visit {
                        at,
                        outcome: sure,
                        millis,
                    };
                    return (visit, look);
                }
            }
        }
    }

    async fn open_once(&self, url: &Url, site: &Site) -> Look {
        let how = How {
            want: Want::Page,
            gate: Gate::Home,
            site,
            depth: 0,
            came: Came::Alone(None),
        };
        let mut passed = HashSet::from([identity(url)]);
        let mut look = self.chase(url, url.clone(), Jar::default(), how).await;
        for _ in 0..self.config.max_redirects {
            let Some(onward) = look.seen.onward.take() else {
                return look;
            };
            if !passed.insert(identity(&onward.url)) {
                return nothing_read(look, Outcome::Challenge);
            }
            look = self.chase(url, onward.url, Jar::default(), how).await;
            look.seen.outcome = match self.sure(look.seen.outcome) {
                outcome if outcome.is_dead() => Outcome::DeadScriptRedirect,
                outcome => outcome,
            };
        }
        match look.seen.onward.take() {
            Some(_) => nothing_read(look, Outcome::RedirectLimit),
            None => look,
        }
    }
}

/// Pages that send each other the reader without end: with something to read on them,
/// the last is the home page; without, `outcome` is what is known.
fn nothing_read(mut look: Look, outcome: Outcome) -> Look {
    if look
        .visit
        .as_ref()
        .is_none_or(|visit| is_empty(&visit.page))
    {
        look.seen.outcome = outcome;
        look.visit = None;
    }
    look
}
