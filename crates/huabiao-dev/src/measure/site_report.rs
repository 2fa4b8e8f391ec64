use std::collections::HashMap;

use huabiao::files::{ColumnLine, LinkLine, PageLine};
use url::Url;

use super::judged::Difference;
use super::labels::Labels;

/// A number of cases and how many of them agree.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Share {
    pub(crate) right: u32,
    pub(crate) all: u32,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.add_n(right, 1);
    }

    fn add_n(&mut self, right: bool, n: u32) {
        self.all += n;
        if right {
            self.right += n;
        }
    }

    pub(crate) fn text(self) -> String {
        if self.all == 0 {
            return "–".to_owned();
        }
        let share = 100.0 * f64::from(self.right) / f64::from(self.all);
        format!("{}/{} {share:.2}%", self.right, self.all)
    }
}

/// What a run over one site says, against its labels.
#[derive(Debug, Default)]
pub(crate) struct SiteReport {
    pub(crate) read: Share,
    pub(crate) decoded: Share,
    /// Targets of links on pages that were read.
    pub(crate) targets: Share,
    /// The same out of the links on all labelled pages.
    pub(crate) targets_of_all: Share,
    pub(crate) extra_targets: u32,
    pub(crate) alive: Share,
    pub(crate) dead: Share,
    pub(crate) alive_of_all: Share,
    pub(crate) dead_of_all: Share,
    pub(crate) undecided: u32,
    pub(crate) dates: Share,
    pub(crate) script_dates: Share,
    pub(crate) kinds: Share,
    pub(crate) items: Share,
    pub(crate) newest: Share,
    pub(crate) blank: Share,
    pub(crate) differences: Vec<Difference>,
}

impl SiteReport {
    /// Compares the files of a run with the labels. `today` is the day of the run.
    pub(crate) fn new(
        labels: &Labels,
        pages: &[PageLine],
        links: &[LinkLine],
        columns: &[ColumnLine],
        today: chrono::NaiveDate,
    ) -> Self {
        let mut report = Self::default();
        let files: HashMap<&str, String> = pages
            .iter()
            .map(|page| (page.url.as_str(), file_of(labels, &page.url)))
            .collect();
        report.pages(labels, pages, &files);
        report.links(labels, links, &files);
        report.columns(labels, columns, today);
        report
    }

    fn differ(&mut self, rule: &str, page: &str, target: impl Into<String>, says: String) {
        self.note(rule, page, target.into(), false, says);
    }

    fn accuse(&mut self, rule: &str, page: &str, target: impl Into<String>, says: String) {
        self.note(rule, page, target.into(), true, says);
    }

    fn note(&mut self, rule: &str, page: &str, target: String, accuses: bool, says: String) {
        self.differences.push(Difference {
            rule: rule.to_owned(),
            page: page.to_owned(),
            target,
            accuses,
            says,
        });
    }

    fn pages(&mut self, labels: &Labels, pages: &[PageLine], files: &HashMap<&str, String>) {
        let mut seen = std::collections::HashSet::new();
        for page in pages {
            let file = &files[page.url.as_str()];
            let Some(label) = labels.pages.get(file) else {
                continue;
            };
            if !seen.insert(file.clone()) {
                continue;
            }
            self.decoded.add(page.replaced == 0);
            let ours = match page.kind.as_str() {
                "error" | "form" | "other" => "other",
                kind => kind,
            };
            self.kinds.add(ours == label.kind);
            if ours != label.kind {
                let sub = label.sub.as_deref().unwrap_or_default();
                self.differ(
                    "kind",
                    file,
                    page.kind.as_str(),
                    format!("kind: {file}: {} {sub} read as {}", label.kind, page.kind),
                );
            }
            if let (Some(published), "article") = (label.published, label.kind.as_str()) {
                let right = page.published == Some(published);
                match label.date_from.as_deref() {
                    Some("script") => self.script_dates.add(right),
                    _ => self.dates.add(right),
                }
                if !right {
                    let ours = page
                        .published
                        .map_or("none".to_owned(), |date| date.to_string());
                    let from = page.published_from.as_deref().unwrap_or("–");
                    self.differ(
                        "date",
                        file,
                        ours.as_str(),
                        format!("date: {file}: {published} read as {ours} ({from})"),
                    );
                }
            }
        }
        self.read = Share {
            right: u32::try_from(seen.len()).unwrap_or(u32::MAX),
            all: u32::try_from(labels.pages.len()).unwrap_or(u32::MAX),
        };
    }

    fn links(&mut self, labels: &Labels, links: &[LinkLine], files: &HashMap<&str, String>) {
        let mut ours: HashMap<(&str, String), (u32, &str)> = HashMap::new();
        let mut once = std::collections::HashMap::new();
        for link in links {
            let Some(file) = files.get(link.page.as_str()) else {
                continue;
            };
            // The same file may have been read under two addresses; the first counts.
            if *once.entry(file.as_str()).or_insert(link.page.as_str()) != link.page {
                continue;
            }
            if let Some(request) = link.url.as_deref().and_then(|url| internal(labels, url)) {
                ours.entry((file, request))
                    .or_insert((0, link.outcome.as_str()))
                    .0 += 1;
            }
        }
        for label in &labels.links {
            if label.tag == "form" || label.itself {
                continue;
            }
            self.targets_of_all.all += label.n;
            if !label.left_out {
                let all = match label.exists {
                    true => &mut self.alive_of_all,
                    false => &mut self.dead_of_all,
                };
                all.all += label.n;
            }
            if !once.contains_key(label.page.as_str()) {
                continue;
            }
            let request = label.request();
            let key = (label.page.as_str(), request.clone());
            let (left, outcome) = ours.get(&key).copied().unwrap_or((0, "–"));
            let found = left.min(label.n);
            self.targets.right += found;
            self.targets.all += label.n;
            if found < label.n {
                self.differ(
                    "target",
                    &label.page,
                    request.as_str(),
                    format!(
                        "target: {}: {} `{}` → {request}",
                        label.page, label.tag, label.href
                    ),
                );
                continue;
            }
            if let Some(entry) = ours.get_mut(&key) {
                entry.0 -= found;
            }
            if label.left_out {
                continue;
            }
            let class = outcome.split('.').next().unwrap_or_default();
            let right = class == if label.exists { "ok" } else { "dead" };
            if label.exists {
                &mut self.alive
            } else {
                &mut self.dead
            }
            .add_n(right, label.n);
            if !right {
                if class != "ok" && class != "dead" {
                    self.undecided += label.n;
                }
                let truth = if label.exists { "there" } else { "not there" };
                let line = format!(
                    "outcome: {}: {request} is {truth}, read as {outcome}",
                    label.page
                );
                let accuses = label.exists && class == "dead";
                self.note("outcome", &label.page, request, accuses, line);
            }
        }
        let mut extra: Vec<(&str, String, u32)> = ours
            .into_iter()
            .filter(|((file, _), (left, _))| *left > 0 && labels.pages.contains_key(*file))
            .map(|((file, request), (left, _))| (file, request, left))
            .collect();
        extra.sort();
        for (file, request, left) in extra {
            self.extra_targets += left;
            let says = format!("extra: {file}: {request} ×{left}");
            self.differ("extra", file, request, says);
        }
        self.targets_of_all.right = self.targets.right;
        self.alive_of_all.right = self.alive.right;
        self.dead_of_all.right = self.dead.right;
    }

    fn columns(&mut self, labels: &Labels, columns: &[ColumnLine], today: chrono::NaiveDate) {
        for column in columns {
            let file = file_of(labels, &column.url);
            let Some(label) = labels.columns.get(&file) else {
                if matches!(column.state.as_str(), "blank" | "stale") {
                    self.accuse(
                        "column",
                        &file,
                        column.state.as_str(),
                        format!(
                            "column: {file} ({}) is no column and is called {}",
                            column.name, column.state
                        ),
                    );
                }
                continue;
            };
            let note = |what: &str, truth: String, ours: String| {
                format!(
                    "column {what}: {file} ({}, {}): {truth} read as {ours}",
                    column.name, label.sub
                )
            };
            if !label.filled_by_script && label.sub == "list" {
                self.items.add(label.items == column.items);
                if label.items != column.items {
                    let says = note("items", label.items.to_string(), column.items.to_string());
                    self.differ("column-items", &file, column.items.to_string(), says);
                }
                self.newest.add(label.newest == column.newest);
                if label.newest != column.newest {
                    let from = label.newest_from.as_deref().unwrap_or_default();
                    let ours = format!("{:?}", column.newest);
                    let says = note("newest", format!("{:?} {from}", label.newest), ours.clone());
                    self.differ("column-newest", &file, ours, says);
                }
            }
            let called_blank = column.state == "blank";
            if let Some(blank) = label.blank {
                self.blank.add(blank == called_blank);
                if blank != called_blank {
                    let line = note(
                        "blank",
                        blank.to_string(),
                        format!("{} ({})", column.state, column.why),
                    );
                    let state = column.state.clone();
                    self.note("column-blank", &file, state, called_blank, line);
                }
            } else if called_blank {
                let says = note("blank", "not to be told".to_owned(), column.why.clone());
                self.accuse("column-blank", &file, "blank", says);
            }
            if column.state == "stale" {
                let days = label.newest.map(|newest| (today - newest).num_days());
                let late = days.zip(label.limit_days());
                // A name that tells no kind tells no limit either; people judge it.
                if late.is_none_or(|(days, limit)| days <= limit) {
                    let says = note(
                        "stale",
                        format!("{days:?} days, limit {:?}", label.limit_days()),
                        column.why.clone(),
                    );
                    self.accuse("column-stale", &file, "stale", says);
                }
            }
        }
        for label in labels.columns.values() {
            let seen = columns
                .iter()
                .any(|column| file_of(labels, &column.url) == label.file);
            if !seen && label.sub == "list" {
                self.differ(
                    "column-unseen",
                    &label.file,
                    "",
                    format!("column unseen: {} ({} entries)", label.file, label.items),
                );
            }
        }
    }
}

/// The file behind an address of the served site.
pub(crate) fn file_of(labels: &Labels, url: &str) -> String {
    let Ok(url) = Url::parse(url) else {
        return url.to_owned();
    };
    let path = percent_decoded(url.path());
    let path = path.replace("//", "/");
    let path = path.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        let html = format!("{path}index.html");
        let htm = format!("{path}index.htm");
        return if !labels.pages.contains_key(&html) && labels.pages.contains_key(&htm) {
            htm
        } else {
            html
        };
    }
    path.to_owned()
}

/// Path and query of an address on one of the site's hosts.
fn internal(labels: &Labels, url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    if !labels.hosts.iter().any(|own| own == host) {
        return None;
    }
    Some(match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    })
}

fn percent_decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = path
            .get(at + 1..at + 3)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}
