use crate::Outcome;

/// What a run asked of a site beyond its pages. `None` was not asked, and is never the
/// same as a fault.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Probes {
    /// Encrypted access.
    #[cfg_attr(feature = "serde", serde(default))]
    pub https: Option<HttpsProbe>,
    /// Access over IPv6.
    #[cfg_attr(feature = "serde", serde(default))]
    pub ipv6: Option<Ipv6Probe>,
    /// The site map for programs.
    #[cfg_attr(feature = "serde", serde(default))]
    pub sitemap: Option<SitemapProbe>,
    /// The search of the site.
    #[cfg_attr(feature = "serde", serde(default))]
    pub search: Option<SearchProbe>,
}

/// What a site answers to encrypted requests.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HttpsProbe {
    /// How the request for the home page over HTTPS ended.
    pub outcome: Outcome,
    /// Whether the certificate was accepted; `None` when there was no handshake.
    pub certificate: Option<bool>,
    /// What the handshake failed of, in the system's words; or empty.
    pub detail: String,
    /// Whether the plain address leads to the encrypted one: `None` when the plain one
    /// gave no answer.
    pub upgraded: Option<bool>,
    /// The header `Strict-Transport-Security` of the encrypted answer.
    pub hsts: Option<String>,
}

/// What the name system and the machine say of IPv6.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ipv6Probe {
    /// Addresses of version 6 that the name has.
    pub addresses: u32,
    /// Whether one of them answers; `None` where the machine has no IPv6 itself or
    /// there is no address.
    pub reachable: Option<bool>,
}

/// Whether `sitemap.xml` is there.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SitemapProbe {
    /// The address that was asked.
    pub url: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether the answer is a site map by its root element.
    pub is_sitemap: bool,
}

/// A trial of the search of a site.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SearchProbe {
    /// What kind of search was found.
    pub way: SearchWay,
    /// The page with the form, or empty.
    pub page: String,
    /// Where the form is sent, or empty.
    pub action: String,
    /// The titles that were searched, each with its answer.
    pub trials: Vec<SearchTrial>,
    /// Whether the results name groups such as policy documents and service guides;
    /// `None` when no results were seen.
    pub grouped: Option<bool>,
}

/// A kind of search.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SearchWay {
    /// A form that a program can send by address.
    Get,
    /// Neither a form nor a link to a search was seen on the pages read.
    #[default]
    None,
    /// A form that is posted, which no trial sends.
    Post,
    /// A form that only a script can send, a link to a search elsewhere, or one whose
    /// result only a script fills.
    Script,
}

/// One title that was searched.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SearchTrial {
    /// The title.
    pub title: String,
    /// The page that has it.
    pub of: String,
    /// The address that was asked.
    pub url: String,
    /// How the request ended.
    pub outcome: Outcome,
    /// Whether the first page of results names the title or links to its page; `None`
    /// when the answer does not tell.
    pub found: Option<bool>,
}
