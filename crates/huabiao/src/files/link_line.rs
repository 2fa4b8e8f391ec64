use huabiao_facts::{Link, LinkPlace, Outcome, SiteFacts};

/// One line of `links.jsonl`: a link or asset on a page.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct LinkLine {
    /// The page it stands on.
    pub page: String,
    /// The attribute as written.
    pub href: String,
    /// The address as requested; `null` when the text is no address.
    pub url: Option<String>,
    /// `page`, `asset`, `attachment` or `external`.
    pub kind: String,
    /// How the request ended: a word, a dot, a finer word. `skipped.budget` when
    /// nobody asked.
    pub outcome: String,
    /// The line in the page's source, from 1.
    pub line: u32,
    /// Whether it stands inside `noscript`.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub noscript: bool,
}

impl LinkLine {
    /// The lines of a site, page by page. Form actions are not links.
    pub fn of(site: &SiteFacts) -> impl Iterator<Item = Self> + '_ {
        site.pages.iter().flat_map(move |visit| {
            let links = visit
                .page
                .links
                .iter()
                .filter(|link| link.place != LinkPlace::Form);
            links.map(move |link| Self::new(site, &visit.page.url, link))
        })
    }

    fn new(site: &SiteFacts, page: &str, link: &Link) -> Self {
        let outcome = match &link.url {
            None => Outcome::DeadInvalid,
            Some(url) => site.outcome(url).unwrap_or(Outcome::Budget),
        };
        Self {
            page: page.to_owned(),
            href: link.href.clone(),
            url: link.url.clone(),
            kind: link.kind.as_str().to_owned(),
            outcome: outcome.to_string(),
            line: link.line,
            noscript: link.noscript,
        }
    }
}
