use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use reqwest::header::HeaderMap;
use url::Url;

/// What a reader brings along on a chain of redirects: cookies, and the page he comes
/// from. Cookies go back to the host that set them, whatever path or domain it named; a
/// chain is short.
#[derive(Clone, Debug, Default)]
pub(crate) struct Jar {
    cookies: BTreeMap<(String, String), String>,
    from: Option<Url>,
    /// Whether this chain set any.
    set: bool,
}

impl Jar {
    /// As it is brought by a reader who has these cookies already.
    pub(crate) fn brought(cookies: &Self, from: Option<&Url>) -> Self {
        Self {
            cookies: cookies.cookies.clone(),
            from: from.cloned(),
            set: false,
        }
    }

    /// Takes the cookies of another one in.
    pub(crate) fn join(&mut self, other: &Self) {
        for (name, value) in &other.cookies {
            if self.cookies.len() < MAX_COOKIES {
                self.cookies.insert(name.clone(), value.clone());
            }
        }
    }

    /// The page that the reader comes from as browsers tell it, which is as
    /// `strict-origin-when-cross-origin` of the Referrer Policy says.
    pub(crate) fn referer(&self, url: &Url) -> Option<String> {
        let from = self.from.as_ref()?;
        if from.scheme() == "https" && url.scheme() != "https" {
            return None;
        }
        if from.origin() != url.origin() {
            return Some(format!("{}/", from.origin().ascii_serialization()));
        }
        let mut from = from.clone();
        from.set_fragment(None);
        let _ = from.set_username("");
        let _ = from.set_password(None);
        Some(from.into())
    }

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
            self.set = true;
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

    /// Whether the chain has set no cookie.
    pub(crate) fn is_empty(&self) -> bool {
        !self.set
    }
}

/// More is no session but an attack.
const MAX_COOKIES: usize = 64;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_referer_tells_no_more_than_a_browser_does() {
        let url = |text| Url::parse(text).unwrap();
        let from = url("https://u:p@a.gov.cn/x/1.html?q=1#top");
        let jar = Jar::brought(&Jar::default(), Some(&from));
        for (to, said) in [
            ("https://a.gov.cn/y", Some("https://a.gov.cn/x/1.html?q=1")),
            ("https://b.gov.cn/y", Some("https://a.gov.cn/")),
            ("https://a.gov.cn:8443/y", Some("https://a.gov.cn/")),
            ("http://a.gov.cn/y", None),
        ] {
            assert_eq!(jar.referer(&url(to)).as_deref(), said, "{to}");
        }
        assert_eq!(Jar::default().referer(&from), None);
    }
}
