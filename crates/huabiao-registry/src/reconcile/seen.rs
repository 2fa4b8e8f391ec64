use chrono::NaiveDate;

/// What was seen of the estate from outside.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Seen {
    /// The home pages that were asked for, of registered sites and of closed ones.
    pub homes: Vec<SeenHome>,
    /// Hosts that pages or certificates named.
    pub named: Vec<NamedHost>,
    /// Accounts that pages named.
    pub accounts: Vec<NamedAccount>,
}

/// What was seen at the address of a home page.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SeenHome {
    /// The address that was asked for, as registered.
    pub home: String,
    /// The day.
    pub day: NaiveDate,
    /// How it ended, in the words of the crawler, such as `ok.200` or `dead.dns`: the
    /// first word is `ok`, `dead`, `unknown` or `skipped`.
    pub outcome: String,
    /// The address at which it ended, where it answered.
    pub end: Option<String>,
    /// What the page says of itself, where one was read.
    pub page: Option<SeenPage>,
}

/// What a home page says of itself.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SeenPage {
    /// The title.
    pub title: String,
    /// The name in the META tag `SiteName`.
    pub site_name: Option<String>,
    /// The identification codes, of foot and META tag, as written.
    pub codes: Vec<String>,
    /// The ICP filing number.
    pub icp: Option<String>,
    /// The public-security filing number.
    pub police: Option<String>,
    /// The sponsor, as written after its label.
    pub sponsor: Option<String>,
    /// Words of gambling, pornography or forged papers in title, keywords or description.
    pub takeover: Vec<String>,
}

/// A host that something named.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamedHost {
    /// The host, lower case, in Punycode.
    pub host: String,
    /// Where it is named: the address of a page, or of the site whose certificate names
    /// it.
    pub at: String,
    /// By what.
    pub by: NamedBy,
    /// How it ended when it was asked for, in the words of the crawler; `None` if nobody
    /// asked.
    pub outcome: Option<String>,
    /// Whether what answers there leads to another host.
    pub leads_to: Option<String>,
}

/// What named a host.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum NamedBy {
    /// A certificate.
    Certificate,
    /// A link.
    Link,
}

/// An account that a page names.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NamedAccount {
    /// Where it is.
    pub platform: crate::Platform,
    /// Its name.
    pub name: String,
    /// The address of the page.
    pub at: String,
}
