use huabiao_facts::Page;
use url::Url;
use xxhash_rust::xxh3::xxh3_64;

/// What a page says, small enough to keep for every page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Print {
    title: u64,
    simhash: u64,
    chars: u32,
}

impl Print {
    /// `None` when the page says too little, or a script says it later.
    pub(crate) fn of(page: &Page) -> Option<Self> {
        let scripted = page
            .column
            .as_ref()
            .is_some_and(|column| column.filled_by_script);
        let chars = page.text.main_chars;
        (!scripted && chars >= MIN_CHARS).then(|| Self {
            title: xxh3_64(page.title.as_bytes()),
            simhash: page.text.simhash,
            chars,
        })
    }

    /// Whether both pages say the same.
    pub(crate) fn says(&self, other: &Self) -> bool {
        self.title == other.title
            && (self.simhash ^ other.simhash).count_ones() <= MAX_BITS
            && self.chars.abs_diff(other.chars) * 20 <= self.chars.max(other.chars)
    }
}

/// How a host answers for an address that does not exist.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Probe {
    /// It redirects to the home page.
    Home,
    /// With a page that says nothing of an error.
    Page(Print),
    /// As one can tell without a probe, or nobody knows.
    #[default]
    Proper,
}

/// An address that does not exist, the same in every run.
pub(crate) fn nowhere(home: &Url) -> Url {
    let mut url = home.clone();
    let host = home.host_str().unwrap_or_default();
    url.set_path(&format!("/{:016x}.html", xxh3_64(host.as_bytes())));
    url.set_query(None);
    url.set_fragment(None);
    url
}

/// Whether the address is likely another name of the home page.
pub(crate) fn is_front(url: &Url) -> bool {
    let path = url.path().trim_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    path.is_empty()
        || ["default", "home", "index", "main", "portal", "sy"]
            .iter()
            .any(|name| {
                last.strip_prefix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_', '-']))
            })
}

/// Of 64.
const MAX_BITS: u32 = 2;
/// Characters of content below which pages are not compared.
const MIN_CHARS: u32 = 6;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn fronts_are_known() {
        let url = |path: &str| Url::parse(&format!("http://a.gov.cn{path}")).unwrap();
        for path in [
            "/",
            "/index.html",
            "/index_2.jsp",
            "/Home",
            "/cn/default.aspx",
        ] {
            assert!(is_front(&url(path)), "{path}");
        }
        for path in ["/zwgk/", "/a/homeland.html", "/2026/11/t1.html"] {
            assert!(!is_front(&url(path)), "{path}");
        }
    }

    #[test]
    fn nowhere_stays_the_same() {
        let home = Url::parse("http://a.gov.cn/index.html?x=1").unwrap();
        assert_eq!(nowhere(&home), nowhere(&home));
        assert!(nowhere(&home).query().is_none());
    }
}
