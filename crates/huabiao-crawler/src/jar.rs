use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use reqwest::header::HeaderMap;
use url::Url;

/// The cookies of one chain of redirects. They go back to the host that set them,
/// whatever path or domain it named; a chain is short.
#[derive(Debug, Default)]
pub(crate) struct Jar {
    cookies: BTreeMap<(String, String), String>,
}

impl Jar {
    /// Takes the cookies of an answer; says whether there were any.
    pub(crate) fn take(&mut self, url: &Url, headers: &HeaderMap) -> bool {
        let mut any = false;
        for value in headers.get_all(reqwest::header::SET_COOKIE) {
            let Ok(text) = value.to_str() else { continue };
            let pair = text.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else {
                continue;
            };
            let host = url.host_str().unwrap_or_default().to_owned();
            any = true;
            if self.cookies.len() < MAX_COOKIES {
                self.cookies
                    .insert((host, name.trim().to_owned()), value.trim().to_owned());
            }
        }
        any
    }

    /// The header for a request, if there is anything to send.
    pub(crate) fn header(&self, url: &Url) -> Option<String> {
        let host = url.host_str().unwrap_or_default();
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .filter(|((of, _), _)| of == host)
            .map(|((_, name), value)| format!("{name}={value}"))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Changes whenever a cookie does.
    pub(crate) fn state(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.cookies.hash(&mut hasher);
        hasher.finish()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cookies.is_empty()
    }
}

/// More is no session but an attack.
const MAX_COOKIES: usize = 64;
