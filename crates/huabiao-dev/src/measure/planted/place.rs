use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use huabiao::facts::SiteFacts;
use url::Url;

use super::decoded;
use crate::measure::labels::Labels;

/// A copy of a site that is being changed.
pub(super) struct Place<'a> {
    pub(super) root: PathBuf,
    pub(super) labels: &'a Labels,
    /// The files that a crawl of the untouched site reads as pages.
    pub(super) read: BTreeSet<String>,
    /// The files that carry a fault already.
    used: BTreeSet<String>,
}

impl<'a> Place<'a> {
    pub(super) fn new(root: PathBuf, labels: &'a Labels, baseline: &SiteFacts) -> Self {
        let mut place = Self {
            root,
            labels,
            read: BTreeSet::new(),
            used: BTreeSet::new(),
        };
        let read = baseline.pages.iter().filter(|visit| visit.status == 200);
        place.read = read.map(|visit| place.file(&visit.requested)).collect();
        place
    }

    /// The file behind an address of the site; other addresses as they are.
    pub(super) fn file(&self, address: &str) -> String {
        let Ok(url) = Url::parse(address) else {
            return address.to_owned();
        };
        let own = url
            .host_str()
            .is_some_and(|host| self.labels.hosts.iter().any(|own| own == host));
        if !own {
            return address.to_owned();
        }
        let path = decoded(url.path()).replace("//", "/");
        let path = path.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            return format!("{path}index.html");
        }
        path.to_owned()
    }

    /// Takes a file away from what others may choose.
    pub(super) fn take(&mut self, file: &str) {
        self.used.insert(file.to_owned());
    }

    /// The next page of a kind that was read and carries no fault yet.
    pub(super) fn next(
        &mut self,
        kind: &str,
        fits: impl Fn(&str, &str) -> bool,
    ) -> anyhow::Result<String> {
        let mut files: Vec<&String> = self
            .labels
            .pages
            .values()
            .filter(|page| page.kind == kind)
            .map(|page| &page.file)
            .filter(|file| self.read.contains(*file) && !self.used.contains(*file))
            .collect();
        files.sort();
        for file in files {
            if fits(file, &self.text(file)?) {
                let file = file.clone();
                self.take(&file);
                return Ok(file);
            }
        }
        anyhow::bail!("no {kind} is left that fits")
    }

    pub(super) fn text(&self, file: &str) -> anyhow::Result<String> {
        fs::read_to_string(self.root.join(file)).with_context(|| file.to_owned())
    }

    pub(super) fn write(&self, file: &str, text: &str) -> anyhow::Result<()> {
        fs::write(self.root.join(file), text).with_context(|| file.to_owned())
    }

    pub(super) fn remove(&self, file: &str) -> anyhow::Result<()> {
        fs::remove_file(self.root.join(file)).with_context(|| file.to_owned())
    }

    /// Puts something in place of every `from`, which has to be there.
    pub(super) fn replace(&self, file: &str, from: &str, to: &str) -> anyhow::Result<()> {
        let text = self.text(file)?;
        anyhow::ensure!(text.contains(from), "{file} does not hold `{from}`");
        self.write(file, &text.replace(from, to))
    }

    /// Puts something at the start of the content of an article.
    pub(super) fn insert(&self, file: &str, html: &str) -> anyhow::Result<()> {
        let text = self.text(file)?;
        let start = content_start(&text).with_context(|| format!("{file} has no content"))?;
        let (before, after) = text.split_at(start);
        self.write(file, &format!("{before}{html}{after}"))
    }

    /// Every page of the copy.
    pub(super) fn pages(&self) -> impl Iterator<Item = &String> {
        self.labels
            .pages
            .keys()
            .filter(|file| self.root.join(file).is_file())
    }
}

/// Where the content of a page begins, in the templates of the two sites.
pub(super) fn content_start(text: &str) -> Option<usize> {
    CONTENT
        .iter()
        .find_map(|mark| text.find(mark).map(|at| at + mark.len()))
}

const CONTENT: [&str; 2] = ["<div class=\"cont\">", "<font id=\"Zoom\">"];
