use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use url::{Position, Url};

/// Resolves addresses as a browser does: against the base element, by the URL
/// Standard, with the query in the page's own encoding and the path in UTF-8.
pub(crate) struct Resolver {
    base: Url,
    encoding: &'static Encoding,
    /// Scheme, host and folder of the base, where plain paths may be joined to it.
    folder: Option<Folder>,
}

struct Folder {
    /// Up to its last slash.
    text: String,
    /// Length up to and with the first slash of the path.
    root: usize,
}

/// What an attribute turned out to be.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Resolved {
    /// An address to request, without its fragment.
    Address(Url),
    /// The text is no address at all.
    Invalid,
    /// A file on the machine of whoever wrote the page.
    Local,
    /// Nothing that is requested: the page itself, a script, mail, a telephone.
    NoLink,
}

impl Resolver {
    /// `base` is the content of the first base element with an address.
    pub(crate) fn new(page: &Url, base: Option<&str>, encoding: &'static Encoding) -> Self {
        let mut resolver = Self {
            base: page.clone(),
            encoding: encoding.output_encoding(),
            folder: None,
        };
        if let Some(url) = base.and_then(|text| resolver.parse(text))
            && !matches!(url.scheme(), "data" | "javascript")
        {
            resolver.base = url;
        }
        resolver.folder = folder(&resolver.base);
        resolver
    }

    /// The base against which addresses are resolved.
    pub(crate) const fn base(&self) -> &Url {
        &self.base
    }

    /// Joins a path of plain letters, digits, `-`, `_`, `.` and `/`, as most links
    /// are, without the whole algorithm; the result is the same.
    pub(crate) fn local(&self, text: &str) -> Option<String> {
        let folder = self.folder.as_ref()?;
        let plain =
            |&byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/');
        if text.is_empty() || text.starts_with("//") || !text.as_bytes().iter().all(plain) {
            return None;
        }
        let (mut out, rest) = match text.strip_prefix('/') {
            Some(rest) => (folder.text.get(..folder.root)?.to_owned(), rest),
            None => (folder.text.clone(), text),
        };
        out.reserve(rest.len());
        let mut segments = rest.split('/').peekable();
        while let Some(segment) = segments.next() {
            match segment {
                "." => {}
                ".." => {
                    if out.len() > folder.root {
                        let end = out.get(..out.len() - 1)?.rfind('/')? + 1;
                        out.truncate(end.max(folder.root));
                    }
                }
                _ => {
                    out.push_str(segment);
                    if segments.peek().is_some() {
                        out.push('/');
                    }
                }
            }
        }
        Some(out)
    }

    /// Resolves one attribute.
    pub(crate) fn resolve(&self, text: &str) -> Resolved {
        let text = text.trim_matches(|c: char| c <= ' ');
        if text.is_empty() || text.starts_with('#') {
            return Resolved::NoLink;
        }
        if let Some(scheme) = scheme(text)
            && !SCHEMES
                .iter()
                .any(|known| scheme.eq_ignore_ascii_case(known))
        {
            return if scheme.eq_ignore_ascii_case("file") || is_drive(text) {
                Resolved::Local
            } else {
                Resolved::NoLink
            };
        }
        match self.parse(text) {
            None => Resolved::Invalid,
            Some(mut url) => {
                if !matches!(url.scheme(), "http" | "https" | "ftp") {
                    return Resolved::NoLink;
                }
                url.set_fragment(None);
                encode_path(&mut url);
                Resolved::Address(url)
            }
        }
    }

    fn parse(&self, text: &str) -> Option<Url> {
        // The standard gives UTF-8 to every encoding that cannot be written.
        if self.encoding == UTF_8 || self.encoding == UTF_16BE || self.encoding == UTF_16LE {
            return self.base.join(text).ok();
        }
        let encode: &dyn for<'q> Fn(&'q str) -> Cow<'q, [u8]> =
            &|query| encode(query, self.encoding);
        Url::options()
            .base_url(Some(&self.base))
            .encoding_override(Some(encode))
            .parse(text)
            .ok()
    }
}

/// Encodes what browsers encode in a path and the library does not: `^`, as the URL
/// Standard has it by now, and `|`, which only browsers do.
fn encode_path(url: &mut Url) {
    if url.path().contains(['^', '|']) {
        let path = url.path().replace('^', "%5E").replace('|', "%7C");
        url.set_path(&path);
    }
}

fn folder(base: &Url) -> Option<Folder> {
    if !matches!(base.scheme(), "http" | "https") {
        return None;
    }
    let root = base[..Position::BeforePath].len() + 1;
    let path = &base[..Position::AfterPath];
    let text = path.get(..=path.rfind('/')?)?.to_owned();
    (text.len() >= root).then_some(Folder { text, root })
}

/// Whether the two are the same page: equal but for the fragment.
pub(crate) fn same_page(a: &Url, b: &Url) -> bool {
    a[..Position::AfterQuery] == b[..Position::AfterQuery]
}

/// Whether a text is a path on a disk, such as `C:\a.doc`.
fn is_drive(text: &str) -> bool {
    matches!(text.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

/// The scheme, if the text begins with one.
fn scheme(text: &str) -> Option<&str> {
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))?;
    let head = text.get(..end)?;
    (text.as_bytes().get(end) == Some(&b':')
        && head
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic()))
    .then_some(head)
}

/// "Percent-encode after encoding": a character that the encoding lacks becomes a
/// character reference whose own special characters are escaped.
fn encode<'a>(query: &'a str, encoding: &'static Encoding) -> Cow<'a, [u8]> {
    let (bytes, _, unmappable) = encoding.encode(query);
    if !unmappable {
        return bytes;
    }
    let mut out = Vec::with_capacity(query.len());
    let mut buffer = [0; 4];
    for c in query.chars() {
        let (bytes, _, unmappable) = encoding.encode(c.encode_utf8(&mut buffer));
        if unmappable {
            out.extend_from_slice(format!("%26%23{}%3B", u32::from(c)).as_bytes());
        } else {
            out.extend_from_slice(&bytes);
        }
    }
    Cow::Owned(out)
}

/// Schemes that are requested.
const SCHEMES: [&str; 3] = ["ftp", "http", "https"];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use encoding_rs::GBK;

    use super::*;

    fn resolve(text: &str, base: Option<&str>, encoding: &'static Encoding) -> String {
        let page = Url::parse("http://a.gov.cn/b/c.html?q=1").unwrap();
        match Resolver::new(&page, base, encoding).resolve(text) {
            Resolved::Address(url) => url.into(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_path_is_encoded_as_browsers_encode_it() {
        assert_eq!(
            resolve("/x|y^z/竖.html?q=^|线", None, GBK),
            "http://a.gov.cn/x%7Cy%5Ez/%E7%AB%96.html?q=^|%CF%DF"
        );
    }

    #[test]
    fn the_query_is_in_the_encoding_of_the_page_and_the_path_in_utf_8() {
        assert_eq!(
            resolve("公告.asp?名=通知", None, GBK),
            "http://a.gov.cn/b/%E5%85%AC%E5%91%8A.asp?%C3%FB=%CD%A8%D6%AA"
        );
        assert_eq!(
            resolve("?名", None, UTF_8),
            "http://a.gov.cn/b/c.html?%E5%90%8D"
        );
    }

    #[test]
    fn what_the_encoding_lacks_is_a_character_reference() {
        assert_eq!(
            resolve("?a=😀", None, encoding_rs::BIG5),
            "http://a.gov.cn/b/c.html?a=%26%23128512%3B"
        );
    }

    #[test]
    fn white_space_is_stripped_and_fragments_dropped() {
        assert_eq!(
            resolve(" \n../x\t/y\n.html#z ", None, UTF_8),
            "http://a.gov.cn/x/y.html"
        );
    }

    #[test]
    fn the_base_element_counts() {
        assert_eq!(
            resolve("x.html", Some("/d/e"), UTF_8),
            "http://a.gov.cn/d/x.html"
        );
        assert_eq!(
            resolve("x.html", Some("data:,"), UTF_8),
            "http://a.gov.cn/b/x.html"
        );
    }

    proptest::proptest! {
        #[test]
        fn plain_paths_are_joined_alike(
            base in "/([a-z0-9]{0,2}/|\\.\\.?/){0,4}[a-z.]{0,4}",
            text in "/?(([a-z0-9._-]{0,3}|\\.|\\.\\.)/){0,5}([a-z0-9._-]{0,4}|\\.\\.?)",
        ) {
            let Ok(page) = Url::parse(&format!("http://a.gov.cn:81{base}")) else {
                return Ok(());
            };
            let resolver = Resolver::new(&page, None, UTF_8);
            if let Some(local) = resolver.local(&text) {
                proptest::prop_assert_eq!(local, String::from(page.join(&text).unwrap()));
            }
        }
    }

    #[test]
    fn what_is_no_link() {
        for text in [
            "",
            " ",
            "#",
            "#top",
            "javascript:;",
            "JavaScript:void(0)",
            "java\tscript:;",
            "mailto:a@b.cn",
            "tel:12345",
            "data:,x",
            "about:blank",
            "\u{1}javascript:;",
        ] {
            assert_eq!(resolve(text, None, UTF_8), "NoLink", "{text:?}");
        }
        for text in ["file:///c:/x", "File://server/x", "D:\\a.doc", "d:/a.doc"] {
            assert_eq!(resolve(text, None, UTF_8), "Local", "{text:?}");
        }
        assert_eq!(resolve("http://", None, UTF_8), "Invalid");
        assert_eq!(resolve("http://a:b/", None, UTF_8), "Invalid");
    }
}
