use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use huabiao_facts::{Charset, CharsetFrom};
use url::Url;

use crate::prescan::{label_of, prescan};

/// Decides on the encoding of a page as a browser does.
///
/// The byte order mark beats the header, the header beats a `meta` element, and only
/// a page that says nothing is guessed from its bytes. Labels mean what the Encoding
/// Standard says: `gb2312` is GBK.
pub(crate) fn decide(
    body: &[u8],
    content_type: Option<&str>,
    url: &Url,
) -> (&'static Encoding, CharsetFrom) {
    if let Some((encoding, _)) = Encoding::for_bom(body) {
        return (encoding, CharsetFrom::Bom);
    }
    let header = content_type
        .and_then(|value| label_of(value.as_bytes()))
        .and_then(Encoding::for_label);
    if let Some(encoding) = header {
        return (encoding, CharsetFrom::Header);
    }
    if let Some(encoding) = prescan(body) {
        return (encoding, CharsetFrom::Meta);
    }
    (sniff(body, url), CharsetFrom::Sniffed)
}

/// Decodes the page and says how that went.
pub(crate) fn decode<'a>(
    body: &'a [u8],
    content_type: Option<&str>,
    url: &Url,
) -> (Cow<'a, str>, &'static Encoding, Charset) {
    let (encoding, from) = decide(body, content_type, url);
    let (text, encoding, malformed) = encoding.decode(body);
    let replaced = if malformed {
        text.matches(char::REPLACEMENT_CHARACTER).count()
    } else {
        0
    };
    let charset = Charset {
        name: encoding.name().to_ascii_lowercase(),
        from,
        replaced: u32::try_from(replaced).unwrap_or(u32::MAX),
    };
    (text, encoding, charset)
}

/// Guesses from the bytes; a Chinese site is likelier to hold GBK than Shift_JIS.
fn sniff(body: &[u8], url: &Url) -> &'static Encoding {
    if body.is_ascii() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(
        body.get(..SNIFF.min(body.len())).unwrap_or(body),
        body.len() <= SNIFF,
    );
    let tld = url
        .domain()
        .and_then(|domain| domain.rsplit('.').next())
        .filter(|tld| !tld.is_empty() && tld.bytes().all(|byte| byte.is_ascii_lowercase()))
        .unwrap_or("cn");
    detector.guess(Some(tld.as_bytes()), Utf8Detection::Allow)
}

/// Bytes that a guess looks at.
const SNIFF: usize = 256 * 1024;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn charset(body: &[u8], header: Option<&str>) -> Charset {
        decode(body, header, &Url::parse("http://a.gov.cn/").unwrap()).2
    }

    #[test]
    fn mark_beats_header_beats_meta() {
        let page = b"\xef\xbb\xbf<meta charset=gbk>";
        assert_eq!(charset(page, Some("text/html; charset=big5")).name, "utf-8");
        let page = b"<meta charset=gbk>";
        let found = charset(page, Some("text/html; charset=\"Big5\""));
        assert_eq!(
            (found.name.as_str(), found.from),
            ("big5", CharsetFrom::Header)
        );
        let found = charset(page, Some("text/html"));
        assert_eq!(
            (found.name.as_str(), found.from),
            ("gbk", CharsetFrom::Meta)
        );
    }

    #[test]
    fn silent_pages_are_guessed() {
        let (gbk, _, _) = encoding_rs::GBK.encode("人民政府门户网站通知公告政策文件解读");
        assert_eq!(charset(&gbk, None).name, "gbk");
        let found = charset("人民政府门户网站".as_bytes(), None);
        assert_eq!((found.name.as_str(), found.replaced), ("utf-8", 0));
    }

    #[test]
    fn replacement_characters_are_counted() {
        assert_eq!(
            charset(b"<meta charset=utf-8>\xff\xfe a \xc3", None).replaced,
            3
        );
    }
}
