use huabiao_facts::Page;
use url::Url;

use crate::{Input, read};

/// A page in UTF-8 as it is read, for tests.
#[allow(clippy::unwrap_used)]
pub(crate) fn page(url: &str, body: &str) -> Page {
    let url = Url::parse(url).unwrap();
    read(&Input {
        url: &url,
        hosts: &[],
        content_type: Some("text/html; charset=utf-8"),
        status: 200,
        body: body.as_bytes(),
    })
}
