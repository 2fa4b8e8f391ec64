use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HOST, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use url::{Host, Url};

use crate::address::{is_bad_port, is_public};
use crate::resolver::Resolver;
use crate::site::authority;
use crate::{Config, Error};

/// The HTTP clients of a run, and who may be asked through them.
///
/// hyper keeps the port of a resolver's answer only when the URL names none, and a
/// resolver does not learn the port. So there is one client for each pinned port,
/// and the port is taken out of the URL where the pin has another.
pub(crate) struct Clients {
    open: reqwest::Client,
    pinned: HashMap<u16, Pinned>,
    allow_private: bool,
    answered: Arc<AtomicBool>,
    gave_v6: Arc<AtomicBool>,
}

struct Pinned {
    client: reqwest::Client,
    hosts: Arc<HashMap<String, SocketAddr>>,
}

impl Clients {
    pub(crate) fn new(config: &Config) -> Result<Self, Error> {
        let user_agent =
            HeaderValue::from_str(&config.user_agent).map_err(|_| Error::UserAgent {
                found: config.user_agent.clone(),
            })?;
        let tls = tls(&config.roots)?;
        let answered = Arc::new(AtomicBool::new(false));
        let gave_v6 = Arc::new(AtomicBool::new(false));
        let build = |pins: Arc<HashMap<String, SocketAddr>>| {
            let builder = reqwest::Client::builder()
                .user_agent(user_agent.clone())
                .default_headers(headers())
                .redirect(Policy::none())
                .referer(false)
                // A proxy would look names up itself, after the check.
                .no_proxy()
                .timeout(config.timeout)
                .connect_timeout(config.timeout)
                .pool_max_idle_per_host(config.per_host.min(config.connections))
                .dns_resolver(Resolver {
                    pins: Arc::clone(&pins),
                    allow_private: config.allow_private,
                    answered: Arc::clone(&answered),
                    gave_v6: Arc::clone(&gave_v6),
                })
                .tls_backend_preconfigured(tls.clone());
            // HTTP/2 takes the authority from the URL, where the port is missing.
            let builder = if pins.is_empty() {
                builder
            } else {
                builder.http1_only()
            };
            builder.build().map_err(|error| Error::Client {
                source: Box::new(error),
            })
        };
        let mut by_port: HashMap<u16, HashMap<String, SocketAddr>> = HashMap::new();
        for pin in &config.pins {
            by_port
                .entry(pin.port)
                .or_default()
                .insert(pin.host.to_ascii_lowercase(), pin.addr);
        }
        let mut pinned = HashMap::new();
        for (port, hosts) in by_port {
            let hosts = Arc::new(hosts);
            let client = build(Arc::clone(&hosts))?;
            pinned.insert(port, Pinned { client, hosts });
        }
        Ok(Self {
            open: build(Arc::default())?,
            pinned,
            allow_private: config.allow_private,
            answered,
            gave_v6,
        })
    }

    /// Whether the system has resolved any name in this run.
    pub(crate) fn resolver_works(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    /// Whether the system has given an address of version 6 in this run.
    pub(crate) fn resolver_gave_v6(&self) -> bool {
        self.gave_v6.load(Ordering::Relaxed)
    }

    /// Whether a pin says where to connect for the address.
    pub(crate) fn is_pinned(&self, url: &Url) -> bool {
        self.pin(url).is_some()
    }

    /// Whether an address may be asked for, and if not, why.
    pub(crate) fn admit(&self, url: &Url) -> Result<(), NoRequest> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(NoRequest::Scheme);
        }
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(NoRequest::Invalid);
        };
        if self.pin(url).is_some() {
            return Ok(());
        }
        // Literal addresses never reach the resolver.
        let literal: Option<IpAddr> = match host {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(ip.into()),
            Host::Ipv6(ip) => Some(ip.into()),
        };
        let special = literal.is_some_and(|ip| !self.allow_private && !is_public(ip));
        if special || is_bad_port(port) {
            return Err(NoRequest::Private);
        }
        Ok(())
    }

    /// A request for an address, or why there is none.
    pub(crate) fn get(&self, url: &Url) -> Result<reqwest::RequestBuilder, NoRequest> {
        self.admit(url)?;
        Ok(match self.pin(url) {
            Some((pinned, addr)) => pinned.get(url, addr),
            None => self.open.get(url.clone()),
        })
    }

    fn pin(&self, url: &Url) -> Option<(&Pinned, SocketAddr)> {
        let pinned = self.pinned.get(&url.port_or_known_default()?)?;
        Some((pinned, *pinned.hosts.get(url.host_str()?)?))
    }
}

impl Pinned {
    fn get(&self, url: &Url, addr: SocketAddr) -> reqwest::RequestBuilder {
        let literal = !matches!(url.host(), Some(Host::Domain(_)));
        if !literal && url.port().is_none_or(|port| port == addr.port()) {
            return self.client.get(url.clone());
        }
        let mut to = url.clone();
        // Neither fails for http and https with a host.
        let _ = to.set_port(literal.then_some(addr.port()));
        if literal {
            let _ = to.set_ip_host(addr.ip());
        }
        self.client.get(to).header(HOST, authority(url))
    }
}

/// Why an address is not requested.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NoRequest {
    Invalid,
    Private,
    Scheme,
}

fn headers() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(
        ACCEPT,
        HeaderValue::from_static("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
    );
    headers.insert(
        ACCEPT_LANGUAGE,
        HeaderValue::from_static("zh-CN,zh;q=0.9,en;q=0.5"),
    );
    headers
}

fn tls(roots: &[Vec<u8>]) -> Result<rustls::ClientConfig, Error> {
    let mut store = rustls::RootCertStore::empty();
    store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    for (index, der) in roots.iter().enumerate() {
        store
            .add(der.clone().into())
            .map_err(|_| Error::Root { index })?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Client {
            source: Box::new(error),
        })?;
    Ok(builder.with_root_certificates(store).with_no_client_auth())
}
