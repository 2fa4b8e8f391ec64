use std::collections::HashSet;

use huabiao_facts::{ColumnKind, Link, LinkKind, LinkPlace, PageKind, PageVisit, Region};

use crate::seen::{Seen, address, is_followed};

/// The interpretations (政策解读) and policy documents (政策文件) of a site.
pub(crate) struct Interpretations<'a> {
    /// Pages of interpretations, in the order of discovery.
    pub(crate) all: Vec<&'a PageVisit>,
    /// Pages of policy documents, in the order of discovery.
    pub(crate) policies: Vec<&'a PageVisit>,
    /// Titles that the lists of interpretations show, and those of their pages.
    pub(crate) titles: Vec<&'a str>,
    addresses: HashSet<&'a str>,
    policy_addresses: HashSet<&'a str>,
}

impl<'a> Interpretations<'a> {
    pub(crate) fn new(seen: &Seen<'a>) -> Self {
        let mut found = Self {
            all: Vec::new(),
            policies: Vec::new(),
            titles: Vec::new(),
            addresses: HashSet::new(),
            policy_addresses: HashSet::new(),
        };
        let mut policy_columns: HashSet<&str> = HashSet::new();
        for &visit in &seen.pages {
            let Some(column) = &visit.page.column else {
                continue;
            };
            let urls = column.items.iter().filter_map(|item| item.url.as_deref());
            match column.kind {
                ColumnKind::Interpretation => {
                    found.addresses.extend(urls);
                    let titles = column.items.iter().map(|item| item.title.as_str());
                    found.titles.extend(titles);
                }
                ColumnKind::Policy => {
                    found.policy_addresses.extend(urls);
                    if !column.name.is_empty() {
                        policy_columns.insert(&column.name);
                    }
                }
                _ => {}
            }
        }
        for &visit in &seen.pages {
            let page = &visit.page;
            if page.kind != PageKind::Article {
                continue;
            }
            let name = page.column_name.as_str();
            let listed = |list: &HashSet<&str>| {
                list.contains(address(visit)) || list.contains(visit.requested.as_str())
            };
            let interprets = listed(&found.addresses) || name.contains("解读");
            if interprets && says_interpretation(title(visit)) {
                found.all.push(visit);
                found.titles.push(title(visit));
            } else if !interprets
                && (listed(&found.policy_addresses) || policy_columns.contains(name))
            {
                found.policies.push(visit);
            }
        }
        for visit in &found.all {
            found.addresses.insert(address(visit));
        }
        for visit in &found.policies {
            found.policy_addresses.insert(address(visit));
        }
        found
    }

    /// The links of a page that may lead to the document it explains: in the content, or
    /// beside it where they name a document and no column.
    pub(crate) fn to_policies<'b>(
        &'b self,
        visit: &'b PageVisit,
    ) -> impl Iterator<Item = &'b Link> {
        leading_away(visit).filter(move |link| {
            let url = link.url.as_deref().unwrap_or_default();
            if self.addresses.contains(url) || says_interpretation(&link.text) {
                return false;
            }
            let named = DOCUMENTS.iter().any(|word| link.text.contains(word));
            self.policy_addresses.contains(url)
                || link.region == Region::Main
                    && (named || link.kind == LinkKind::Attachment || link.text.trim().is_empty())
                || named && is_title(&link.text)
        })
    }

    /// Whether a page of a document leads back to an interpretation.
    pub(crate) fn leads_back(&self, policy: &PageVisit) -> bool {
        leading_away(policy).any(|link| {
            let url = link.url.as_deref().unwrap_or_default();
            let named = says_interpretation(&link.text);
            self.addresses.contains(url)
                || link.region == Region::Main && (named || link.text.trim().is_empty())
                || named && is_title(&link.text)
        })
    }
}

/// The headline of a page, else its title.
pub(crate) fn title(visit: &PageVisit) -> &str {
    if visit.page.headline.is_empty() {
        &visit.page.title
    } else {
        &visit.page.headline
    }
}

/// Whether a title is that of an interpretation.
pub(crate) fn says_interpretation(title: &str) -> bool {
    ["解读", "图解", "读懂", "问答", "说明", "解答"]
        .iter()
        .any(|word| title.contains(word))
}

/// Whether a page was read wholly, so that it may be said to lack a link.
pub(crate) fn is_whole(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let framed = page
        .links
        .iter()
        .any(|link| link.place == LinkPlace::Frame && link.region == Region::Main);
    let scripted = page.scripted.iter().any(|link| {
        link.region == Region::Main
            && (says_interpretation(&link.text)
                || DOCUMENTS.iter().any(|word| link.text.contains(word)))
    });
    !page.truncated && !page.filled_by_script && !framed && !scripted
}

/// Anchors of a page that lead elsewhere, those of its head and foot left out.
fn leading_away(visit: &PageVisit) -> impl Iterator<Item = &Link> {
    visit.page.links.iter().filter(move |link| {
        link.place == LinkPlace::Anchor
            && matches!(link.region, Region::Main | Region::Nav)
            && is_followed(link)
            && link
                .url
                .as_deref()
                .is_some_and(|url| url != address(visit) && url != visit.requested)
    })
}

/// Whether the words of a link are the title of a document, longer than the name of a
/// column.
fn is_title(text: &str) -> bool {
    text.chars().count() > TITLE
}

/// Characters of the longest name of a column.
const TITLE: usize = 12;

/// Words of links to documents.
const DOCUMENTS: [&str; 19] = [
    "《", "原文", "文件", "政策", "通知", "办法", "意见", "规定", "方案", "细则", "条例", "公告",
    "决定", "规划", "计划", "措施", "通告", "批复", "标准",
];
