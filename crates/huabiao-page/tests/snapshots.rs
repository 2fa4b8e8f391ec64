//! What the reader says of small pages, some of them not in UTF-8.
#![allow(clippy::disallowed_methods, missing_docs)]

use std::fs;
use std::path::Path;

use huabiao_facts::Page;
use huabiao_page::{Input, read};
use url::Url;

fn page(path: &Path) -> Page {
    let body = fs::read(path).expect("the fixture is there");
    let url = Url::parse("http://www.example.gov.cn/gzdt/index.html").expect("an address");
    read(&Input {
        url: &url,
        hosts: &[],
        content_type: Some("text/html"),
        status: 200,
        body: &body,
    })
}

#[test]
fn pages() {
    insta::glob!("pages/*.html", |path| {
        insta::assert_debug_snapshot!(page(path));
    });
}
