#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

use huabiao_facts::{Page, PageVisit};
use url::Url;

/// One answer of a server, to be read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The address it came from, after redirects.
    pub url: &'a Url,
    /// Other hosts that are the same site; links to them are not external.
    pub hosts: &'a [String],
    /// The Content-Type header.
    pub content_type: Option<&'a str>,
    /// The status.
    pub status: u16,
    /// The body, decompressed.
    pub body: &'a [u8],
}

/// Reads one page.
pub fn read(input: &Input<'_>) -> Page {
    Page {
        url: input.url.to_string(),
        ..Page::default()
    }
}

/// Completes pages with what only other pages of the site tell: dates and column
/// names from the lists that link to them, the kind of pages below a guide column.
pub fn join(pages: &mut [PageVisit]) {
    let _ = pages;
}
