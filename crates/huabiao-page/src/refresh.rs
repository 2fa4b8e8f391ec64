use huabiao_facts::Redirect;
use url::Url;

use crate::sink;

/// Where a `Refresh` header sends the browser, which reads it as a meta element of that
/// name; `None` where it names no address.
///
/// ```
/// use huabiao_page::refresh;
///
/// let url = "http://www.example.gov.cn/".parse().unwrap();
/// let redirect = refresh("0; url=/index.html", &url).unwrap();
/// assert_eq!(redirect.url, "http://www.example.gov.cn/index.html");
/// assert_eq!(refresh("30", &url), None);
/// ```
pub fn refresh(value: &str, url: &Url) -> Option<Redirect> {
    let (delay, address) = sink::refresh(value)?;
    let to = url.join(address.trim()).ok()?;
    matches!(to.scheme(), "http" | "https").then(|| Redirect {
        url: to.into(),
        script: false,
        delay,
    })
}
