use chrono::NaiveDate;
use huabiao_facts::PageVisit;

/// One line of `pages.jsonl`: a page that was read.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct PageLine {
    /// Its address, after redirects.
    pub url: String,
    /// The status of the answer.
    pub status: u16,
    /// The encoding by which it was decoded, by the Encoding Standard, lower case.
    pub charset: String,
    /// What decided on it: `bom`, `header`, `meta`, `sniffed`.
    pub charset_from: String,
    /// Replacement characters that decoding produced.
    pub replaced: u32,
    /// `home`, `column`, `article`, `guide`, `form`, `error` or `other`.
    pub kind: String,
    /// The title element.
    pub title: String,
    /// The date of publication, or `null`.
    pub published: Option<NaiveDate>,
    /// Where that was read: `visible`, `script`, `meta`, `structured`, `url`,
    /// `list`, `text`; or `null`.
    pub published_from: Option<String>,
    /// How sure it is: `high`, `medium`, `low`; or `null`.
    pub confidence: Option<String>,
    /// The name of the column, or `null`.
    pub column: Option<String>,
    /// SHA-256 of the body, in hexadecimal.
    pub sha256: String,
}

impl PageLine {
    /// The line for a page.
    pub fn new(visit: &PageVisit) -> Self {
        let page = &visit.page;
        let published = page.published.as_ref();
        let column = match &page.column {
            Some(column) => column.name.clone(),
            None => page.column_name.clone(),
        };
        Self {
            url: page.url.clone(),
            status: visit.status,
            charset: page.charset.name.clone(),
            charset_from: page.charset.from.as_str().to_owned(),
            replaced: page.charset.replaced,
            kind: page.kind.to_string(),
            title: page.title.clone(),
            published: published.map(|published| published.date),
            published_from: published.map(|published| published.from.as_str().to_owned()),
            confidence: published.map(|published| published.confidence.as_str().to_owned()),
            column: (!column.is_empty()).then_some(column),
            sha256: visit.sha256.clone(),
        }
    }
}
