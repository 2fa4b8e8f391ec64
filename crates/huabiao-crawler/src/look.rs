use std::collections::HashSet;
use std::sync::Arc;

use chrono::Utc;
use huabiao_facts::{Link, LinkPlace, Outcome, Page, PageVisit};
use huabiao_page::{Input, Lexicon};
use sha2::{Digest, Sha256};
use url::Url;

use crate::backoff;
use crate::identity::{identity, without_session};
use crate::jar::Jar;
use crate::net::{Answer, Gate, Net, Want, is_passing};
use crate::seen::{Onward, Seen};
use crate::site::Site;
use crate::soft::{Print, Probe, is_front};
use crate::verdict::{Next, Verdict};

/// One look at an address: what came of it, and the page if there is one to keep.
pub(crate) struct Look {
    pub(crate) seen: Seen,
    pub(crate) visit: Option<Box<PageVisit>>,
}

/// How to look.
#[derive(Clone, Copy)]
pub(crate) struct How<'a> {
    pub(crate) want: Want,
    pub(crate) gate: Gate,
    pub(crate) site: &'a Site,
    pub(crate) depth: u16,
    pub(crate) came: Came<'a>,
}

/// How the request comes to the address.
#[derive(Clone, Copy)]
pub(crate) enum Came<'a> {
    /// Out of nowhere; the page where the address stands is kept for the next try.
    Alone(Option<&'a Url>),
    /// As a reader who clicked on that page, with the cookies that the home page set.
    From(Option<&'a Url>),
}

impl How<'_> {
    /// The same, as a reader of the site asks.
    pub(crate) fn as_reader(self) -> Self {
        let (Came::Alone(page) | Came::From(page)) = self.came;
        Self {
            came: Came::From(page),
            ..self
        }
    }

    /// What a request brings along.
    pub(crate) fn jar(&self) -> Jar {
        match self.came {
            Came::Alone(_) => Jar::default(),
            Came::From(page) => self.site.jar(page),
        }
    }
}

impl Net {
    /// Asks once. Of an address with the session of some earlier reader, the address
    /// without it is asked for, and the one as written only if that fails: either may
    /// have gone, and only both together are dead.
    pub(crate) async fn look(&self, url: &Url, how: How<'_>) -> Look {
        let Some(clean) = without_session(url) else {
            return self.look_at(url, url, how).await;
        };
        let look = self.look_at(url, &clean, how).await;
        let again = |onward: &Onward| identity(&onward.url) == identity(url);
        if look.seen.onward.as_ref().is_some_and(again) {
            // It gives out a new session, in the address.
            return self.chase(url, clean, how.jar(), how).await;
        }
        if look.seen.outcome.is_ok() || look.seen.onward.is_some() {
            return look;
        }
        let written = self.look_at(url, url, how).await;
        if look.seen.outcome.is_dead() || written.seen.outcome.is_ok() {
            written
        } else {
            look
        }
    }

    /// Asks for `url` once, on behalf of `requested`. A redirect is reported, not
    /// followed, unless it sets cookies: then the rest of its chain makes sense only
    /// with them.
    async fn look_at(&self, requested: &Url, url: &Url, how: How<'_>) -> Look {
        let mut jar = how.jar();
        let answer = self
            .ask(url, how.want, how.gate, &mut jar, &how.site.tally)
            .await;
        let Some(to) = answer.location(url) else {
            return self.read(requested, url, answer, how).await;
        };
        if !jar.is_empty() {
            return self.chase(requested, to, jar, how).await;
        }
        let nowhere = how.site.probe == Probe::Home
            && !is_front(url)
            && how.site.owns(url)
            && how.site.fronts.contains(&identity(&to));
        let mut seen = Seen::new(Outcome::Status(answer.status));
        seen.at = answer.at;
        if nowhere {
            seen.outcome = Outcome::DeadSoft;
            seen.detail = "redirects to the home page, as for what does not exist".to_owned();
            seen.landed = Some(to);
        } else {
            seen.onward = Some(Onward {
                url: to,
                script: false,
            });
        }
        Look { seen, visit: None }
    }

    /// Asks until the answer is sure enough; `first` is one that is there already. After
    /// the first, it asks as a reader who comes from the page where the address stands:
    /// some servers answer “not there” to whoever comes from nowhere.
    pub(crate) async fn confirm(&self, url: &Url, first: Option<Look>, how: How<'_>) -> Look {
        let mut verdict = Verdict::default();
        let mut delays = backoff(&self.config);
        let mut attempts = 0;
        let mut first = first;
        let mut how = how;
        loop {
            let mut look = match first.take() {
                Some(look) => look,
                None => self.look(url, how).await,
            };
            attempts += 1;
            if look.seen.confirmed {
                return look;
            }
            let next = verdict.take(look.seen.outcome, look.seen.passing, &self.config);
            let Next::Done(outcome) = next else {
                how = how.as_reader();
                tokio::time::sleep(delays.next().unwrap_or_default()).await;
                continue;
            };
            if outcome != look.seen.outcome {
                look.seen.outcome = outcome;
                look.visit = None;
            }
            if look.seen.at.is_some() {
                look.seen.attempts = attempts;
            }
            look.seen.confirmed = true;
            return look;
        }
    }

    /// Follows a whole chain at once, with its cookies. `requested` is where it began,
    /// `from` where it is now.
    pub(crate) async fn chase(
        &self,
        requested: &Url,
        from: Url,
        mut jar: Jar,
        how: How<'_>,
    ) -> Look {
        let mut passed = HashSet::new();
        let mut addresses = HashSet::new();
        let mut repeats = false;
        let mut at = from;
        let end = |outcome, at: &Url| {
            let mut seen = Seen::new(outcome);
            seen.at = Some(Utc::now());
            seen.landed = (at != requested).then(|| at.clone());
            Look { seen, visit: None }
        };
        for _ in 0..=self.config.max_redirects {
            if !passed.insert((at.clone(), jar.state())) {
                let outcome = match jar.is_empty() {
                    true => Outcome::DeadRedirectLoop,
                    false => Outcome::Challenge,
                };
                return end(outcome, &at);
            }
            repeats |= !addresses.insert(at.clone());
            let answer = self
                .ask(&at, how.want, how.gate, &mut jar, &how.site.tally)
                .await;
            if how.gate == Gate::Home {
                how.site.keep(&jar);
            }
            match answer.location(&at) {
                Some(to) => at = to,
                None => return self.read(requested, &at, answer, how).await,
            }
        }
        let outcome = match repeats && !jar.is_empty() {
            true => Outcome::Challenge,
            false => Outcome::RedirectLimit,
        };
        end(outcome, &at)
    }

    /// Reads what an answer says beyond its status.
    async fn read(&self, requested: &Url, at: &Url, mut answer: Answer, how: How<'_>) -> Look {
        let mut seen = Seen::new(answer.outcome);
        seen.at = answer.at;
        seen.attempts = answer.attempts;
        seen.confirmed = answer.attempts > 0;
        seen.passing = is_passing(&answer);
        seen.landed = (at != requested).then(|| at.clone());
        let found = match answer.html.take() {
            Some(body) => self.parse(at, &answer, body, how.site).await,
            None => None,
        };
        seen.detail = std::mem::take(&mut answer.detail);
        let Some((mut page, sha256, bytes)) = found else {
            return Look { seen, visit: None };
        };
        if page.redirect.is_none() {
            page.redirect = answer.refresh(at);
        }
        let good = (200..300).contains(&answer.status);
        if page.challenge.is_some() && !matches!(answer.status, 404 | 410) {
            seen.outcome = Outcome::Challenge;
            seen.passing = false;
        } else if good && seen.outcome.is_ok() {
            if page.soft_error.is_some() {
                seen.outcome = Outcome::DeadSoft;
            }
            seen.print = Print::of(&page);
            if let (Probe::Page(probe), Some(print)) = (how.site.probe, seen.print)
                && how.site.owns(at)
                && !is_front(at)
                && probe.says(&print)
            {
                seen.outcome = Outcome::DeadSoft;
            }
        }
        if seen.outcome.is_ok()
            && let Some(redirect) = &page.redirect
            && redirect.delay <= MAX_DELAY
            && let Ok(mut to) = Url::parse(&redirect.url)
        {
            to.set_fragment(None);
            if identity(&to) != identity(at) {
                seen.onward = Some(Onward {
                    url: to,
                    script: true,
                });
            } else if is_empty(&page) {
                // It waits for something that nobody here gives, such as a cookie.
                seen.outcome = Outcome::Challenge;
            }
        }
        if seen.detail.is_empty() {
            seen.detail = [&page.soft_error, &page.challenge]
                .into_iter()
                .flatten()
                .next()
                .unwrap_or(&page.title)
                .chars()
                .take(200)
                .collect();
        }
        seen.login = page.login;
        seen.takeover.clone_from(&page.takeover);
        let keep = how.want == Want::Page
            && good
            && matches!(seen.outcome, Outcome::DeadSoft | Outcome::Ok(_));
        let visit = keep.then(|| {
            Box::new(PageVisit {
                requested: requested.to_string(),
                status: answer.status,
                at: answer.at.unwrap_or_else(Utc::now),
                sha256,
                bytes,
                depth: how.depth,
                page,
            })
        });
        Look { seen, visit }
    }

    /// Reads a page. A large one takes milliseconds, which must not hold up the
    /// network; a small one less than handing it to another thread.
    async fn parse(&self, url: &Url, answer: &Answer, body: Vec<u8>, site: &Site) -> Option<Read> {
        if body.len() <= SMALL_BYTES {
            let input = Input {
                url,
                hosts: &site.hosts,
                content_type: answer.content_type(),
                status: answer.status,
                body: &body,
            };
            return Some(read(&input, self.config.lexicon.as_deref()));
        }
        let permit = Arc::clone(&self.readers).acquire_owned().await.ok();
        let url = url.clone();
        let hosts = site.hosts.clone();
        let content_type = answer.content_type().map(str::to_owned);
        let status = answer.status;
        let lexicon = self.config.lexicon.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let input = Input {
                url: &url,
                hosts: &hosts,
                content_type: content_type.as_deref(),
                status,
                body: &body,
            };
            read(&input, lexicon.as_deref())
        });
        match reading.await {
            Ok(found) => Some(found),
            Err(error) => {
                tracing::error!(%error, "a page could not be read");
                None
            }
        }
    }
}

/// Whether a page has nothing on it that a reader could use.
pub(crate) fn is_empty(page: &Page) -> bool {
    let leads_on = |link: &Link| {
        !matches!(
            link.place,
            LinkPlace::MetaRefresh
                | LinkPlace::Script
                | LinkPlace::ScriptRedirect
                | LinkPlace::Style
        )
    };
    page.text.main_chars == 0 && page.text.main_media == 0 && !page.links.iter().any(leads_on)
}

/// A page, the SHA-256 of its bytes and their number.
type Read = (Page, String, u64);

fn read(input: &Input<'_>, lexicon: Option<&Lexicon>) -> Read {
    let page = match lexicon {
        Some(lexicon) => huabiao_page::read_with(input, lexicon),
        None => huabiao_page::read(input),
    };
    let sha256 = hex::encode(Sha256::digest(input.body));
    (page, sha256, input.body.len() as u64)
}

/// Seconds. A page that waits longer is meant to be read.
const MAX_DELAY: u32 = 10;
/// Read where it arrives.
const SMALL_BYTES: usize = 16 * 1024;
