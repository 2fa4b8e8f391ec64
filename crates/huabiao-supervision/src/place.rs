//! Addresses without what changes from visit to visit.

use huabiao_registry::Site;
use url::Url;

/// An address reduced to what names the place, so that the same page seen again is the
/// same place: no scheme and no usual port, no session in path or query, no
/// timestamps and random numbers, no marks of campaigns, the rest of the query in order.
///
/// A host that is the site's own, or one of its aliases, is left out: a page keeps its
/// name when the site moves to another of its domains or to HTTPS.
///
/// ```
/// use huabiao_registry::Site;
/// use huabiao_supervision::place;
///
/// let site = Site::from_home("www.example.gov.cn")?;
/// let a = place("http://www.example.gov.cn/a.jsp;jsessionid=0A1B?id=7&_t=1732500000000", &site);
/// let b = place("https://www.example.gov.cn/a.jsp?id=7", &site);
/// assert_eq!((a.as_str(), a == b), ("/a.jsp?id=7", true));
/// assert_eq!(place("http://other.cn/x", &site), "other.cn/x");
/// # Ok::<(), huabiao_registry::InvalidHome>(())
/// ```
pub fn place(address: &str, site: &Site) -> String {
    let Ok(url) = Url::parse(address.trim()) else {
        return address.trim().to_owned();
    };
    let Some(host) = url.host_str() else {
        return url.into();
    };
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    let own = host == site.host || site.aliases.contains(&host);
    let mut place = if own { String::new() } else { host };
    place.push_str(&path(url.path()));
    let query = query(&url);
    if !query.is_empty() {
        place.push('?');
        place.push_str(&query);
    }
    // Pages that scripts draw have their route behind the `#`.
    if let Some(route) = url.fragment().filter(|text| text.starts_with(['/', '!'])) {
        place.push('#');
        place.push_str(route);
    }
    place
}

fn path(path: &str) -> String {
    let plain = |segment: &str| match segment.split_once(';') {
        Some((name, rest)) if is_session(rest.split('=').next().unwrap_or_default()) => {
            name.to_owned()
        }
        _ => segment.to_owned(),
    };
    let segments: Vec<String> = path.split('/').map(plain).collect();
    segments.join("/")
}

fn query(url: &Url) -> String {
    let Some(query) = url.query() else {
        return String::new();
    };
    let mut pairs: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            !pair.is_empty() && !is_session(name) && !is_passing(name, value)
        })
        .collect();
    pairs.sort_unstable();
    pairs.join("&")
}

fn is_session(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SESSIONS.contains(&name.as_str()) || name.starts_with("utm_")
}

/// Whether a value stands for the moment of the visit: a moment in milliseconds or
/// seconds, or a random fraction, under a name that is used for these.
fn is_passing(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if !PASSING.contains(&name.as_str()) {
        return false;
    }
    let digits = value.bytes().all(|b| b.is_ascii_digit());
    let fraction = value
        .strip_prefix("0.")
        .is_some_and(|rest| rest.len() >= 6 && rest.bytes().all(|b| b.is_ascii_digit()));
    (digits && (10..=13).contains(&value.len())) || fraction
}

/// Names of sessions, and of marks that say where a visitor came from.
const SESSIONS: [&str; 14] = [
    "aspsessionid",
    "csrftoken",
    "jsessionid",
    "phpsessid",
    "session",
    "session_id",
    "sessionid",
    "sid",
    "sourceid",
    "spm",
    "ticket",
    "token",
    "wbreadasstoken",
    "xsrftoken",
];

/// Names that pages use to keep caches from answering.
const PASSING: [&str; 12] = [
    "_",
    "_t",
    "nocache",
    "r",
    "rand",
    "random",
    "rnd",
    "t",
    "time",
    "timestamp",
    "ts",
    "v",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn site() -> Site {
        let mut site = Site::from_home("www.example.gov.cn").unwrap();
        site.aliases = vec!["example.gov.cn".into()];
        site
    }

    #[test]
    fn one_page_has_one_place() {
        for address in [
            "http://www.example.gov.cn/art/1.html",
            "https://www.example.gov.cn/art/1.html#top",
            "http://example.gov.cn:80/art/1.html",
            "http://www.example.gov.cn/art/1.html;JSESSIONID=ABC.node1",
            "http://www.example.gov.cn/art/1.html?PHPSESSID=1&utm_source=x&t=1732500000",
            "http://www.example.gov.cn/art/1.html?random=0.73612837",
        ] {
            assert_eq!(place(address, &site()), "/art/1.html", "{address}");
        }
    }

    #[test]
    fn what_names_a_page_stays() {
        for (address, kept) in [
            ("http://www.example.gov.cn/a?t=12", "/a?t=12"),
            ("http://www.example.gov.cn/a?b=2&a=1", "/a?a=1&b=2"),
            (
                "http://www.example.gov.cn/a?id=1732500000000",
                "/a?id=1732500000000",
            ),
            ("http://www.example.gov.cn/#/news/7", "/#/news/7"),
            ("http://www.example.gov.cn/a;v=1/b", "/a;v=1/b"),
            (
                "http://www.example.gov.cn:8080/a",
                "www.example.gov.cn:8080/a",
            ),
            ("http://sub.example.gov.cn/a", "sub.example.gov.cn/a"),
            ("javascript:void(0)", "javascript:void(0)"),
            (" 无此页 ", "无此页"),
        ] {
            assert_eq!(place(address, &site()), kept, "{address}");
        }
    }
}
