use std::sync::Arc;
use std::time::Duration;

use huabiao_page::Lexicon;

use crate::Pin;

/// What a [`Crawler`](crate::Crawler) may do.
///
/// The defaults suit real sites: two requests at a time to one host, a fifth of a
/// second apart. A program that serves the sites itself sets `pause` to zero.
///
/// ```
/// use huabiao_crawler::{Config, Crawler};
///
/// let config = Config { max_pages: 200, ..Config::default() };
/// let crawler = Crawler::new(config)?;
/// # Ok::<(), huabiao_crawler::Error>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Config {
    /// How the program introduces itself. The part before the first `/` is the name
    /// that `robots.txt` may address.
    pub user_agent: String,
    /// Addresses of hosts that are not looked up. They may be private.
    pub pins: Vec<Pin>,
    /// Whether private and other special addresses may be requested.
    pub allow_private: bool,
    /// Pages requested of one site, the home page among them. What lies beyond is
    /// `skipped.budget`.
    pub max_pages: u32,
    /// Links followed from the home page.
    pub max_depth: u16,
    /// Assets, attachments and external addresses asked for one site.
    pub max_checks: u32,
    /// Bytes of one body after decompression; beyond is `unknown.too-large`.
    pub max_body: u64,
    /// Redirects in one chain, those of scripts among them.
    pub max_redirects: u8,
    /// Time for one request until its body is complete.
    pub timeout: Duration,
    /// Time for a visit of the home page with all its redirects. The official
    /// inspection counts 15 seconds as failed (全国 2019 indicators, 站点无法访问).
    pub visit_timeout: Duration,
    /// Time for one site. What is left then is `skipped.budget`.
    pub site_time: Duration,
    /// Requests at the same time, over all sites of a run.
    pub connections: usize,
    /// Requests at the same time to one host.
    pub per_host: usize,
    /// Time between two requests to one host. A longer `Crawl-delay` of its
    /// `robots.txt` holds, up to ten seconds.
    pub pause: Duration,
    /// How often an address is asked before nothing more is tried (m of n of m).
    pub attempts: u32,
    /// How many equal answers make an address dead (n of n of m). For 404 and 410,
    /// for loops and for error pages served as 200 two are enough.
    pub confirm: u32,
    /// Time before an address is asked again; doubled each time.
    pub backoff: Duration,
    /// Certificates of further authorities to trust, DER.
    pub roots: Vec<Vec<u8>>,
    /// Whether addresses on other sites are asked. If not, they are
    /// `skipped.budget`.
    pub check_external: bool,
    /// The dictionary of wrong wordings that pages are searched for; the small starter
    /// dictionary unless another is given.
    pub lexicon: Option<Arc<Lexicon>>,
    /// Addresses that are read besides those that links lead to, each on the site that
    /// owns its host: pages with a fault that somebody reported as repaired.
    pub also: Vec<String>,
    /// Whether a site is asked for more than its pages: HTTPS, IPv6, `sitemap.xml`, and
    /// four trials of its search. Some dozen requests; off unless asked for.
    pub probes: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            user_agent: concat!(
                "huabiao/",
                env!("CARGO_PKG_VERSION"),
                " (website inspection)"
            )
            .to_owned(),
            pins: Vec::new(),
            allow_private: false,
            max_pages: 2_000,
            max_depth: 20,
            max_checks: 20_000,
            max_body: 8 * 1024 * 1024,
            max_redirects: 10,
            timeout: Duration::from_secs(15),
            visit_timeout: Duration::from_secs(15),
            site_time: Duration::from_secs(30 * 60),
            connections: 64,
            per_host: 2,
            pause: Duration::from_millis(200),
            attempts: 4,
            confirm: 3,
            backoff: Duration::from_millis(500),
            roots: Vec::new(),
            check_external: true,
            lexicon: Some(Lexicon::starter()),
            also: Vec::new(),
            probes: false,
        }
    }
}
