use std::collections::HashSet;
use std::sync::atomic::AtomicU32;
use std::sync::{Mutex, PoisonError};

use huabiao_facts::SiteProfile;
use url::Url;

use crate::jar::Jar;
use crate::soft::Probe;

/// What is known of the site that is being crawled.
#[derive(Debug, Default)]
pub(crate) struct Site {
    /// Its hosts, with `:port` unless it is the usual one.
    pub(crate) hosts: Vec<String>,
    /// Identities of the home page.
    pub(crate) fronts: HashSet<String>,
    /// How it answers for what does not exist.
    pub(crate) probe: Probe,
    /// Requests sent.
    pub(crate) tally: AtomicU32,
    /// The cookies that its home page set.
    pub(crate) cookies: Mutex<Jar>,
}

impl Site {
    pub(crate) fn new(profile: &SiteProfile) -> Self {
        let hosts = std::iter::once(&profile.host)
            .chain(&profile.aliases)
            .map(|host| host.to_ascii_lowercase())
            .collect();
        Self {
            hosts,
            ..Self::default()
        }
    }

    /// What a reader brings along who comes from one of its pages.
    pub(crate) fn jar(&self, page: Option<&Url>) -> Jar {
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        Jar::brought(&cookies, page)
    }

    /// Keeps the cookies of the home page.
    pub(crate) fn keep(&self, jar: &Jar) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        cookies.join(jar);
    }

    /// Takes a host in to which the home page redirects, if it is the same name with
    /// or without `www.`; other hosts are other sites.
    pub(crate) fn join_www(&mut self, landed: &Url) {
        let host = authority(landed);
        let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
        if !self.hosts.contains(&host) && self.hosts.iter().any(|own| bare(own) == bare(&host)) {
            self.hosts.push(host);
        }
    }

    pub(crate) fn owns(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default();
        self.hosts
            .iter()
            .any(|own| match (own.strip_prefix(host), url.port()) {
                (Some(""), None) => true,
                (Some(rest), Some(port)) => rest
                    .strip_prefix(':')
                    .is_some_and(|p| p.parse() == Ok(port)),
                _ => false,
            })
    }
}

/// The host of an address, with `:port` unless it is the usual one.
pub(crate) fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}
