use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use huabiao_facts::{Form, LinkPlace, PageKind, PageVisit};
use xxhash_rust::xxh3::xxh3_64;

/// What pages show that the search of a site can be tried with.
#[derive(Debug)]
pub(crate) struct Leads {
    seed: String,
    /// The form of a search, the page it stands on, and the encoding of that page; the
    /// one found first.
    pub(super) form: Option<(u32, Form, String, String)>,
    /// A link to a search, where there is no form.
    pub(super) link: bool,
    /// Titles of documents by the order of the draw.
    titles: BTreeMap<u64, (String, String)>,
    /// What the pages of the site name anyway, in menus and blocks.
    pub(super) usual: HashSet<String>,
}

impl Leads {
    pub(crate) fn new(host: &str, today: NaiveDate) -> Self {
        Self {
            seed: format!("{host}\n{today}"),
            form: None,
            link: false,
            titles: BTreeMap::new(),
            usual: HashSet::new(),
        }
    }

    pub(crate) fn note(&mut self, ordinal: u32, visit: &PageVisit) {
        let page = &visit.page;
        let search = page.forms.iter().find(|form| form.search && !form.password);
        if let Some(form) = search
            && self
                .form
                .as_ref()
                .is_none_or(|(first, ..)| ordinal < *first)
        {
            let charset = page.charset.name.clone();
            self.form = Some((ordinal, form.clone(), page.url.clone(), charset));
        }
        self.link |= page.links.iter().any(|link| {
            link.place == LinkPlace::Anchor
                && ["搜索", "检索", "站内查询", "search"].iter().any(|word| {
                    link.text.to_lowercase().contains(word)
                        || link.href.to_lowercase().contains("search")
                })
        });
        if ordinal == 0 {
            self.usual = page.links.iter().map(|link| link.text.clone()).collect();
        }
        let title = if page.headline.is_empty() {
            &page.title
        } else {
            &page.headline
        };
        let long = (8..=60).contains(&title.chars().count());
        if long
            && page.kind == PageKind::Article
            && visit.status == 200
            && page.soft_error.is_none()
        {
            let key = xxh3_64(format!("{}\n{}", self.seed, page.url).as_bytes());
            self.titles.insert(key, (title.clone(), page.url.clone()));
            if self.titles.len() > TITLES {
                self.titles.pop_last();
            }
        }
    }

    /// The titles that are drawn, each with the page that has it. Anybody who knows host
    /// and day draws the same.
    pub(super) fn titles(&self) -> impl Iterator<Item = &(String, String)> {
        self.titles.values()
    }
}

/// The clause draws four.
const TITLES: usize = 4;
