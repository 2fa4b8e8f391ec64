use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use huabiao_facts::{Outcome, Redirect};
use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, REFERER, REFRESH};
use tokio::sync::{OnceCell, Semaphore};
use url::Url;
use xxhash_rust::xxh3::xxh3_128;

use crate::client::{Clients, NoRequest};
use crate::host::{Host, Robots};
use crate::identity::identity;
use crate::jar::Jar;
use crate::seen::Seen;
use crate::verdict::{Next, Verdict};
use crate::{Config, Error, backoff, fault};

/// What all sites of a run share: connections, limits, and what is known already.
pub(crate) struct Net {
    pub(crate) config: Config,
    pub(crate) clients: Clients,
    /// Pages read at the same time.
    pub(crate) readers: Arc<Semaphore>,
    connections: Semaphore,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
    known: Mutex<HashMap<u128, Arc<OnceCell<Seen>>>>,
}

/// What is wanted of an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Want {
    /// All of a page.
    Page,
    /// Whether it is there; of a page the beginning, to see what it says.
    Check,
}

/// Who may ask although `robots.txt` is silent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Gate {
    /// A visit of the home page: only what `robots.txt` forbids in so many words
    /// stops it. A server that fails must be seen failing.
    Home,
    /// Any other request.
    Usual,
}

/// One answer to one request.
pub(crate) struct Answer {
    pub(crate) outcome: Outcome,
    /// 0 when there was none.
    pub(crate) status: u16,
    pub(crate) at: Option<DateTime<Utc>>,
    pub(crate) detail: String,
    pub(crate) headers: HeaderMap,
    /// The body or its beginning, if it is HTML.
    pub(crate) html: Option<Vec<u8>>,
    /// How often was asked when not just once.
    pub(crate) attempts: u32,
}

impl Answer {
    pub(crate) fn none(outcome: Outcome, detail: impl Into<String>) -> Self {
        Self {
            outcome,
            status: 0,
            at: None,
            detail: detail.into(),
            headers: HeaderMap::new(),
            html: None,
            attempts: 0,
        }
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Where the answer sends the browser once it has shown it.
    pub(crate) fn refresh(&self, url: &Url) -> Option<Redirect> {
        let value = String::from_utf8_lossy(self.headers.get(REFRESH)?.as_bytes());
        huabiao_page::refresh(&value, url)
    }

    /// Where the answer sends the browser.
    pub(crate) fn location(&self, url: &Url) -> Option<Url> {
        if !matches!(self.status, 301 | 302 | 303 | 307 | 308) {
            return None;
        }
        // Chinese servers write raw UTF-8 here.
        let text = String::from_utf8_lossy(self.headers.get(LOCATION)?.as_bytes()).into_owned();
        let mut to = url.join(text.trim()).ok()?;
        to.set_fragment(None);
        Some(to)
    }
}

impl Net {
    pub(crate) fn new(config: Config) -> Result<Self, Error> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            clients: Clients::new(&config)?,
            readers: Arc::new(Semaphore::new(cores)),
            connections: Semaphore::new(config.connections.max(1)),
            hosts: Mutex::default(),
            known: Mutex::default(),
            config,
        })
    }

    /// The place where the answer for an address is kept for the whole run.
    pub(crate) fn cell(&self, url: &Url) -> Arc<OnceCell<Seen>> {
        let key = xxh3_128(identity(url).as_bytes());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(key).or_default())
    }

    /// Takes "no such name" back where the resolver never resolved anything: it may be
    /// cut off from the network.
    pub(crate) fn sure(&self, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::DeadDns if !self.clients.resolver_works() => Outcome::Dns,
            outcome => outcome,
        }
    }

    /// One request, if `robots.txt` lets it pass.
    pub(crate) async fn ask(
        &self,
        url: &Url,
        want: Want,
        gate: Gate,
        jar: &mut Jar,
        tally: &AtomicU32,
    ) -> Answer {
        match self.clients.admit(url) {
            Ok(()) => {}
            Err(NoRequest::Invalid) => return Answer::none(Outcome::DeadInvalid, ""),
            Err(NoRequest::Private) => return Answer::none(Outcome::Private, ""),
            Err(NoRequest::Scheme) => return Answer::none(Outcome::Scheme, ""),
        }
        let host = self.host(url);
        let robots = host
            .robots
            .get_or_init(|| self.robots(url, &host, tally))
            .await;
        if robots.forbids(url) {
            return Answer::none(Outcome::Robots, "");
        }
        if gate == Gate::Usual {
            match robots {
                Robots::DisallowAll => {
                    return Answer::none(Outcome::Robots, "robots.txt: the server fails");
                }
                Robots::Down {
                    outcome,
                    attempts,
                    detail,
                } => {
                    return Answer {
                        attempts: *attempts,
                        at: Some(Utc::now()),
                        ..Answer::none(*outcome, detail.as_str())
                    };
                }
                _ => {}
            }
        }
        self.send(url, &host, want, jar, tally).await
    }

    /// Reads `robots.txt` of the host, if nobody did yet. Returns why it gave no answer.
    pub(crate) async fn prepare(&self, url: &Url, tally: &AtomicU32) -> Option<Outcome> {
        self.clients.admit(url).ok()?;
        let host = self.host(url);
        let robots = host
            .robots
            .get_or_init(|| self.robots(url, &host, tally))
            .await;
        match robots {
            Robots::Down { outcome, .. } => Some(*outcome),
            _ => None,
        }
    }

    fn host(&self, url: &Url) -> Arc<Host> {
        let key = &url[url::Position::BeforeScheme..url::Position::BeforePath];
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(key) {
            return Arc::clone(host);
        }
        let host = Arc::new(Host::new(self.config.per_host));
        hosts.insert(key.to_owned(), Arc::clone(&host));
        host
    }

    async fn robots(&self, url: &Url, host: &Host, tally: &AtomicU32) -> Robots {
        let mut verdict = Verdict::default();
        let mut delays = backoff(&self.config);
        let mut attempts = 0;
        loop {
            let (answer, text) = self.robots_once(url, host, tally).await;
            attempts += 1;
            match answer.status {
                200..=299 => return Robots::parse(&self.config.user_agent, &text),
                0 | 500..=599 => {}
                // Redirects without end count as none at all.
                _ => return Robots::AllowAll,
            }
            let next = verdict.take(answer.outcome, is_passing(&answer), &self.config);
            match next {
                Next::Again => tokio::time::sleep(delays.next().unwrap_or_default()).await,
                Next::Done(_) if answer.status != 0 => return Robots::DisallowAll,
                Next::Done(outcome) => {
                    return Robots::Down {
                        outcome,
                        attempts,
                        detail: answer.detail,
                    };
                }
            }
        }
    }

    async fn robots_once(&self, url: &Url, host: &Host, tally: &AtomicU32) -> (Answer, Vec<u8>) {
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        at.set_fragment(None);
        let mut jar = Jar::default();
        for _ in 0..=ROBOTS_REDIRECTS {
            let (answer, body) = self
                .send_for(&at, host, Body::Robots, &mut jar, tally)
                .await;
            match answer.location(&at) {
                Some(to) if self.clients.admit(&to).is_ok() => at = to,
                _ => return (answer, body),
            }
        }
        (
            Answer {
                status: 310,
                ..Answer::none(Outcome::RedirectLimit, "")
            },
            Vec::new(),
        )
    }

    async fn send(
        &self,
        url: &Url,
        host: &Host,
        want: Want,
        jar: &mut Jar,
        tally: &AtomicU32,
    ) -> Answer {
        let (mut answer, body) = self.send_for(url, host, Body::Of(want), jar, tally).await;
        if answer.outcome == Outcome::Ok(200) {
            let kind = answer.content_type().unwrap_or_default();
            if body.is_empty() && is_html_type(kind) {
                answer.outcome = Outcome::Empty;
            } else if is_json_type(kind)
                && let Some(words) = huabiao_page::refused(&body)
            {
                answer.outcome = Outcome::DeadSoft;
                answer.detail = words;
            }
        }
        if answer.status != 0 && is_html(answer.content_type(), &body) {
            answer.html = Some(body);
        }
        answer
    }

    /// Sends one request and reads as much of the answer as is wanted.
    async fn send_for(
        &self,
        url: &Url,
        host: &Host,
        wanted: Body,
        jar: &mut Jar,
        tally: &AtomicU32,
    ) -> (Answer, Vec<u8>) {
        let Ok(mut request) = self.clients.get(url) else {
            return (Answer::none(Outcome::Private, ""), Vec::new());
        };
        if let Some(cookies) = jar.header(url) {
            request = request.header(COOKIE, cookies);
        }
        if let Some(from) = jar.referer(url) {
            request = request.header(REFERER, from);
        }
        // Neither semaphore is ever closed.
        let _slot = host.slots.acquire().await;
        host.pace(self.config.pause).await;
        let _connection = self.connections.acquire().await;
        tally.fetch_add(1, Ordering::Relaxed);
        let failed = |error: &reqwest::Error| Answer {
            at: Some(Utc::now()),
            ..Answer::none(fault::outcome(error), fault::detail(error))
        };
        let mut response = match request.send().await {
            Ok(response) => response,
            Err(error) => return (failed(&error), Vec::new()),
        };
        let status = response.status().as_u16();
        let mut answer = Answer {
            status,
            headers: std::mem::take(response.headers_mut()),
            ..Answer::none(Outcome::from_status(status), "")
        };
        let html = answer.content_type().is_none_or(is_html_type);
        let (limit, strict) = match wanted {
            Body::Robots => (ROBOTS_BYTES, false),
            Body::Of(Want::Page) if html && response.status().is_success() => {
                (self.config.max_body, true)
            }
            Body::Of(_) => (PREFIX_BYTES, false),
        };
        let mut body = Vec::new();
        // A small body is read to its end, so that the connection can be used again.
        let skip = !html
            && response
                .content_length()
                .is_some_and(|length| length > limit);
        while !skip && (body.len() as u64) < limit {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) if strict => return (failed(&error), Vec::new()),
                // What is there was not asked for in full.
                Err(_) => break,
            }
        }
        if strict && body.len() as u64 >= limit {
            answer.outcome = Outcome::TooLarge;
            answer.detail = format!("more than {limit} bytes");
            body = Vec::new();
        }
        answer.at = Some(Utc::now());
        jar.take(url, &answer.headers);
        (answer, body)
    }
}

/// How much of a body is read.
#[derive(Clone, Copy)]
enum Body {
    Of(Want),
    Robots,
}

/// Whether asking again may help although the answer is not dead.
pub(crate) fn is_passing(answer: &Answer) -> bool {
    match answer.status {
        0 => {
            matches!(
                answer.outcome,
                Outcome::Blocked | Outcome::Dns | Outcome::Network | Outcome::Timeout
            ) && answer.attempts == 0
        }
        429 | 503 => true,
        _ => false,
    }
}

fn is_html_type(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.is_empty()
        || kind.eq_ignore_ascii_case("text/html")
        || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

fn is_json_type(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    let kind = kind.to_ascii_lowercase();
    kind == "application/json" || kind.ends_with("+json") || kind == "text/json"
}

fn is_html(content_type: Option<&str>, body: &[u8]) -> bool {
    match content_type {
        Some(content_type) if !content_type.trim().is_empty() => is_html_type(content_type),
        // As browsers do, by the first character.
        _ => {
            let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
            body.trim_ascii_start().first() == Some(&b'<')
        }
    }
}

/// The beginning of a page that is not read as one of the site's.
const PREFIX_BYTES: u64 = 64 * 1024;
/// RFC 9309, 2.5: at least 500 KiB.
const ROBOTS_BYTES: u64 = 500 * 1024;
/// RFC 9309, 2.3.1.2: at least five.
const ROBOTS_REDIRECTS: usize = 5;
