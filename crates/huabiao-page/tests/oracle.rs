//! The links of the reader are those of an independent parser.
#![allow(clippy::disallowed_methods, missing_docs)]

use std::collections::BTreeSet;
use std::fs;

use encoding_rs::GBK;
use huabiao_facts::LinkPlace;
use huabiao_page::{Input, read};
use scraper::{Html, Selector};
use url::Url;

fn expected(text: &str, base: &Url) -> BTreeSet<String> {
    let document = Html::parse_document(text);
    let mut found = BTreeSet::new();
    for (selector, attribute) in [
        ("a", "href"),
        ("area", "href"),
        ("img", "src"),
        ("script", "src"),
        ("link", "href"),
        ("iframe", "src"),
    ] {
        let selector = Selector::parse(selector).expect("a selector");
        for element in document.select(&selector) {
            let Some(value) = element.value().attr(attribute) else {
                continue;
            };
            let trimmed = value.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            let Ok(mut url) = base.join(trimmed) else {
                continue;
            };
            if url.scheme().starts_with("http") {
                url.set_fragment(None);
                url.set_query(None);
                found.insert(url.into());
            }
        }
    }
    found
}

fn read_links(body: &[u8], url: &Url) -> BTreeSet<String> {
    let page = read(&Input {
        url,
        hosts: &[],
        content_type: Some("text/html"),
        status: 200,
        body,
    });
    page.links
        .into_iter()
        .filter(|link| {
            matches!(
                link.place,
                LinkPlace::Anchor
                    | LinkPlace::Frame
                    | LinkPlace::Image
                    | LinkPlace::Script
                    | LinkPlace::Style
            ) && !link.noscript
                && !link.href.contains("bg.png")
        })
        .filter_map(|link| {
            let mut url = Url::parse(&link.url?).ok()?;
            url.set_query(None);
            Some(url.into())
        })
        .collect()
}

#[test]
fn the_same_links_on_every_fixture() {
    let url = Url::parse("http://www.example.gov.cn/gzdt/index.html").expect("an address");
    let mut seen = 0;
    for entry in fs::read_dir("tests/pages").expect("the fixtures are there") {
        let path = entry.expect("an entry").path();
        let body = fs::read(&path).expect("a file");
        let gbk = path.ends_with("gbk.html");
        let text = if gbk {
            GBK.decode(&body).0
        } else {
            String::from_utf8_lossy(&body)
        };
        let base = if gbk {
            url.join("/query/").expect("an address")
        } else {
            url.clone()
        };
        let expected = expected(&text, &base);
        seen += expected.len();
        assert_eq!(read_links(&body, &url), expected, "{}", path.display());
    }
    assert!(seen > 20);
}

#[test]
fn the_same_links_in_broken_markup() {
    let url = Url::parse("http://www.example.gov.cn/a/b.html").expect("an address");
    for markup in [
        "<table><tr><td><a href=1.html>a<td><a href=2.html>b</table><img src=x.gif>",
        "<a href=1.html>a<a href=2.html>b</a></a><p><a href=3.html>c<p>d",
        "<ul><li><a href=1.html>a<li><a href=2.html>b</ul>",
        "<textarea><a href=no.html></textarea><a href=1.html>a</a>",
        "<title><a href=no.html></title><a href=1.html>a</a>",
        "<script>'<a href=no.html>'</script><a href=1.html>a</a>",
        "<script><!-- <script> '</script> <a href=no.html>' --></script><a href=1.html>a</a>",
        "<!-- <a href=no.html> --><!--[if IE]><a href=no2.html><![endif]--><a href=1.html>a</a>",
        "<!--> <a href=1.html>a</a> -->",
        "<iframe src=f.html><a href=no.html></iframe><a href=1.html>a</a>",
        "<noscript><img src=n.gif></noscript><style>a{}</style><a href='1.html?a=1&amp;b=2&copy=3'>a</a>",
        "<a href=1.html href=2.html>first counts</a>",
        "<svg><style><a href=1.html></style></svg><a href=2.html>b</a>",
        "<svg><title><a href=1.html></a></title></svg><a href=2.html>b</a>",
        "<a href=\" 1\n.html \">white space</a><a href=//other.example/x>o</a>",
        "<img src=a.gif<b><a href=1.html>a</a>",
        "<a href='1.html'",
        "<image src=a.gif>",
        "<base href=/d/><base href=/e/><a href=1.html>a</a>",
    ] {
        let base = if markup.contains("<base") {
            url.join("/d/").expect("an address")
        } else {
            url.clone()
        };
        assert_eq!(
            read_links(markup.as_bytes(), &url),
            expected(markup, &base),
            "{markup}"
        );
    }
}
