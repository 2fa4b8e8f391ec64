//! Any bytes give a page, always the same one, within bounds.
#![allow(missing_docs)]

use huabiao_page::{Input, read};
use proptest::prelude::*;
use url::Url;

fn page(body: &[u8]) -> huabiao_facts::Page {
    let url = Url::parse("http://www.example.gov.cn/a/b.html").expect("an address");
    read(&Input {
        url: &url,
        hosts: &[],
        content_type: None,
        status: 200,
        body,
    })
}

/// Pieces of markup that parsers stumble over.
fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "<div>",
        "</div>",
        "<p>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<li>",
        "<ul>",
        "</ul>",
        "<a href=x.html>",
        "</a>",
        "<a>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<!-->",
        "<svg>",
        "</svg>",
        "<math>",
        "<title>",
        "</title>",
        "<textarea>",
        "<b>",
        "</b>",
        "<span class=nav>",
        "</span>",
        "<select>",
        "<option>",
        "<form>",
        "</form>",
        "<iframe src=a>",
        "<noscript>",
        "</noscript>",
        "<template>",
        "</template>",
        "<h1>",
        "</h1>",
        "2021-03-05",
        "2021年3月5日",
        "二〇二一年三月五日",
        "发布时间：",
        "当前位置：",
        "版权所有",
        "document.write('",
        "location.href='",
        "function(){",
        "if(",
        "}",
        "'",
        "\"",
        "&nbsp;",
        "&#0;",
        "&amp",
        "\0",
        "\u{feff}",
        "\u{3000}",
        "<meta charset=gbk>",
        "<base href=/x/>",
        "<plaintext>",
        "<![CDATA[",
        "]]>",
        "<?x",
        "</",
        "<",
        ">",
        "style='display:none'",
        "url(",
        "@import '",
        "srcset='a 1x, b 2x'",
        "<img ",
        "createPageHTML(3,0,'a','b')",
        "\n",
        "20210305",
    ])
    .prop_map(str::to_owned);
    prop_oneof![8 => fixed, 1 => ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes(body in prop::collection::vec(any::<u8>(), 0..2000)) {
        let first = page(&body);
        prop_assert_eq!(first, page(&body));
    }

    #[test]
    fn any_markup(pieces in prop::collection::vec(piece(), 0..120)) {
        let body = pieces.concat();
        let first = page(body.as_bytes());
        prop_assert!(first.title.chars().count() <= 300);
        prop_assert!(first.text.excerpt.chars().count() <= 300);
        for link in &first.links {
            prop_assert!(link.text.chars().count() <= 200);
            if let Some(url) = &link.url {
                prop_assert!(!url.contains('#'));
                prop_assert!(Url::parse(url).is_ok());
            }
        }
        prop_assert_eq!(first, page(body.as_bytes()));
    }
}

#[test]
fn deep_and_long_pages_end() {
    let deep = "<div><b><ul><li>".repeat(50_000);
    assert!(page(deep.as_bytes()).truncated);
    let closing = format!(
        "{}{}",
        "<div>".repeat(400),
        "</span></i></p>".repeat(60_000)
    );
    page(closing.as_bytes());
    let cells = "<table><td>".repeat(40_000);
    page(cells.as_bytes());
    let links = "<a href=a>b".repeat(150_000);
    assert!(page(links.as_bytes()).truncated);
    let dates = "2021-03-05 ".repeat(60_000);
    page(dates.as_bytes());
    let script = format!("<script>{}</script>", "{location.href='".repeat(60_000));
    page(script.as_bytes());
    let items = "<ul><li><a href=x>标题标题标题标题</a>2021-03-05".repeat(20_000);
    page(items.as_bytes());
    let terms = "<p>发布时间".repeat(60_000);
    page(terms.as_bytes());
    let css = format!("<style>{}</style>", "url(a)/*".repeat(60_000));
    page(css.as_bytes());
    let stamps = "<time datetime=2021-03-05>".repeat(60_000);
    page(stamps.as_bytes());
}
