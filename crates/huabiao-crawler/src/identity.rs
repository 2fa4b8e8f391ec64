use std::borrow::Cow;

use url::Url;

/// What makes two spellings of an address the same thing: the address without
/// fragment, session identifiers and tracking parameters, with sorted parameters and
/// percent signs written one way. For telling addresses apart only, not for requests.
pub(crate) fn identity(url: &Url) -> String {
    let mut out = String::with_capacity(url.as_str().len());
    out.push_str(url.scheme());
    out.push_str("://");
    out.push_str(url.host_str().unwrap_or_default());
    if let Some(port) = url.port() {
        out.push(':');
        out.push_str(&port.to_string());
    }
    for segment in url.path().split('/').skip(1) {
        if is_session_segment(segment) {
            continue;
        }
        out.push('/');
        out.push_str(without_path_session(&one_way(segment)));
    }
    let Some(query) = url.query().filter(|query| !query.is_empty()) else {
        return out;
    };
    let query = one_way(query);
    let mut pairs: Vec<&str> = query.split('&').filter(|pair| !is_noise(pair)).collect();
    // Stable: the order of equal names carries meaning.
    pairs.sort_by_key(|pair| pair.split('=').next());
    for (index, pair) in pairs.into_iter().enumerate() {
        out.push(if index == 0 { '?' } else { '&' });
        out.push_str(pair);
    }
    out
}

/// The address as written, but without session identifiers; `None` when it has none.
/// Parameters that only may be a session's stay.
pub(crate) fn without_session(url: &Url) -> Option<Url> {
    let mut clean = url.clone();
    let path: Vec<&str> = url
        .path()
        .split('/')
        .filter(|segment| !is_session_segment(segment))
        .map(without_path_session)
        .collect();
    clean.set_path(&path.join("/"));
    if let Some(query) = url.query() {
        let is_session =
            |pair: &str| is_session(&pair.split('=').next().unwrap_or("").to_ascii_lowercase());
        let pairs: Vec<&str> = query.split('&').filter(|pair| !is_session(pair)).collect();
        let query = pairs.join("&");
        clean.set_query((!query.is_empty()).then_some(query.as_str()));
    }
    let has_session =
        clean.path() != url.path() || clean.query().unwrap_or("") != url.query().unwrap_or("");
    has_session.then_some(clean)
}

/// The cookieless sessions of ASP.NET: `/(S(…))/`.
fn is_session_segment(segment: &str) -> bool {
    segment.starts_with("(S(") && segment.ends_with("))")
}

fn is_session(name: &str) -> bool {
    name.starts_with("aspsessionid") || SESSIONS.contains(&name)
}

fn without_path_session(segment: &str) -> &str {
    let Some(at) = segment.find(';') else {
        return segment;
    };
    let (name, parameter) = segment.split_at(at);
    let parameter = parameter[1..].to_ascii_lowercase();
    if parameter.starts_with("jsessionid=") || parameter.starts_with("sessionid=") {
        name
    } else {
        segment
    }
}

fn is_noise(pair: &str) -> bool {
    if pair.is_empty() {
        return true;
    }
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name = name.to_ascii_lowercase();
    if name.starts_with("utm_") || TRACKING.contains(&name.as_str()) {
        return true;
    }
    if is_session(&name) {
        return true;
    }
    // Short names may as well be a section's number; the value decides.
    MAYBE_SESSIONS.contains(&name.as_str()) && looks_random(value)
}

fn looks_random(value: &str) -> bool {
    value.len() >= 16
        && value.bytes().all(|b| b.is_ascii_alphanumeric())
        && value.bytes().any(|b| b.is_ascii_digit())
        && value.bytes().any(|b| b.is_ascii_alphabetic())
}

/// `%e4` as `%E4`, `%7E` as `~`: RFC 3986, 6.2.2.
fn one_way(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let hex = rest.get(at + 1..at + 3);
        let byte = hex
            .filter(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                out.push(char::from(byte));
            }
            Some(byte) => out.push_str(&format!("%{byte:02X}")),
            None => {
                out.push_str("%25");
                rest = &rest[at + 1..];
                continue;
            }
        }
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

const MAYBE_SESSIONS: [&str; 4] = ["session", "sid", "ssid", "token"];
const SESSIONS: [&str; 7] = [
    "cfid",
    "cftoken",
    "jsessionid",
    "phpsessid",
    "session_id",
    "sessionid",
    "zenid",
];
const TRACKING: [&str; 9] = [
    "_",
    "_ga",
    "bd_vid",
    "fbclid",
    "gclid",
    "hmsr",
    "isappinstalled",
    "spm",
    "timestamp",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> String {
        identity(&Url::parse(text).unwrap())
    }

    #[test]
    fn spellings_of_one_thing_are_one() {
        for (one, other) in [
            ("http://a.cn/x#top", "http://a.cn/x"),
            (
                "http://a.cn/x.do;jsessionid=8A1B?id=1",
                "http://a.cn/x.do?id=1",
            ),
            ("http://a.cn/x?PHPSESSID=abc&id=1", "http://a.cn/x?id=1"),
            ("http://a.cn/x?b=2&a=1", "http://a.cn/x?a=1&b=2"),
            (
                "http://a.cn/x?utm_source=w&id=1&_=1699",
                "http://a.cn/x?id=1",
            ),
            ("http://a.cn/x?sid=0123456789abcdef0123", "http://a.cn/x"),
            ("http://a.cn/(S(0123abc))/x.aspx", "http://a.cn/x.aspx"),
            ("http://a.cn/%e4%b8%ad", "http://a.cn/%E4%B8%AD"),
            ("http://a.cn/%7euser", "http://a.cn/~user"),
            ("http://a.cn:80/x?", "http://a.cn/x"),
        ] {
            assert_eq!(of(one), of(other), "{one}");
        }
    }

    #[test]
    fn only_the_session_is_taken_out() {
        let clean = |text: &str| {
            let url = without_session(&Url::parse(text).unwrap());
            url.map_or(String::new(), String::from)
        };
        for (written, expected) in [
            ("http://a.cn/a1.html;jsessionid=0A", "http://a.cn/a1.html"),
            (
                "http://a.cn/x.do;jsessionid=8A1B?b=2&a=1&utm_id=3",
                "http://a.cn/x.do?b=2&a=1&utm_id=3",
            ),
            ("http://a.cn/x?PHPSESSID=abc", "http://a.cn/x"),
            ("http://a.cn/(S(0123abc))/x.aspx", "http://a.cn/x.aspx"),
            ("http://a.cn/x?sid=0123456789abcdef0123", ""),
            ("http://a.cn/x?", ""),
            ("http://a.cn/x;v=1?id=1#top", ""),
        ] {
            assert_eq!(clean(written), expected, "{written}");
        }
    }

    #[test]
    fn different_things_stay_different() {
        for (one, other) in [
            ("http://a.cn/x", "https://a.cn/x"),
            ("http://a.cn/x", "http://a.cn/x/"),
            ("http://a.cn/x?id=1", "http://a.cn/x?id=2"),
            ("http://a.cn/x?sid=12", "http://a.cn/x?sid=13"),
            ("http://a.cn/x?a=1&a=2", "http://a.cn/x?a=2&a=1"),
            ("http://a.cn/x%2Fy", "http://a.cn/x/y"),
            ("http://a.cn/X", "http://a.cn/x"),
            ("http://a.cn:8080/x", "http://a.cn/x"),
        ] {
            assert_ne!(of(one), of(other), "{one}");
        }
    }

    proptest! {
        #[test]
        fn it_is_a_fixed_point(path in "[a-z0-9/%;=.]{0,20}", query in "[a-z0-9&=%_]{0,30}") {
            if let Ok(url) = Url::parse(&format!("http://a.gov.cn/{path}?{query}")) {
                let once = identity(&url);
                prop_assert_eq!(identity(&Url::parse(&once).unwrap()), once.clone());
            }
        }

        #[test]
        fn sessions_order_and_fragments_do_not_matter(
            mut pairs in proptest::collection::btree_map("[a-f]{1,3}", "[0-9]{1,4}", 1..5),
            session in "[0-9A-F]{32}",
            fragment in "[a-z]{0,5}",
        ) {
            let join = |pairs: Vec<(String, String)>| {
                pairs.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("&")
            };
            let sorted: Vec<_> = std::mem::take(&mut pairs).into_iter().collect();
            let reversed: Vec<_> = sorted.iter().rev().cloned().collect();
            let plain = format!("http://a.gov.cn/x.do?{}", join(sorted));
            let noisy = format!(
                "http://a.gov.cn/x.do;jsessionid={session}?PHPSESSID={session}&{}#{fragment}",
                join(reversed),
            );
            prop_assert_eq!(of(&plain), of(&noisy));
        }
    }
}
