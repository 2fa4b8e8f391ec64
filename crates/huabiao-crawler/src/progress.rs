use std::sync::Arc;

/// How far the crawl of one site is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Progress<'a> {
    /// The host of the site, as in its profile.
    pub host: &'a str,
    /// Addresses whose outcome is known: pages, assets and external ones.
    pub done: u32,
    /// Addresses known so far, those done among them.
    pub known: u32,
}

/// Called whenever a site gets further.
pub(crate) type Hook = Arc<dyn Fn(&Progress<'_>) + Send + Sync>;
