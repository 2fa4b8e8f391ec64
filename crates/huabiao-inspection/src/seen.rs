use std::collections::{HashMap, HashSet};

use chrono::{Days, Months, NaiveDate};
use huabiao_facts::{
    Class, Confidence, Link, LinkKind, LinkPlace, Outcome, PageKind, PageVisit, Region, SiteFacts,
};
use huabiao_finding::{Evidence, Reason};

use crate::gaps::Gaps;

/// What a run saw of a site, sorted for rules: the pages that may be judged, and the
/// reasons why they are not everything.
pub(crate) struct Seen<'a> {
    pub(crate) site: &'a SiteFacts,
    /// Pages that people see as pages: answered with 2xx, no error page, no test for
    /// a browser, no way station. Each address once.
    pub(crate) pages: Vec<&'a PageVisit>,
    /// Every page that was read, by each address it is known under.
    read: HashMap<&'a str, &'a PageVisit>,
    /// Addresses that frames show.
    framed: HashSet<&'a str>,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(site: &'a SiteFacts) -> Self {
        let mut read = HashMap::new();
        for visit in &site.pages {
            read.entry(visit.requested.as_str()).or_insert(visit);
        }
        for visit in &site.pages {
            read.entry(visit.page.url.as_str()).or_insert(visit);
        }
        let mut known = HashSet::new();
        let pages = site
            .pages
            .iter()
            .filter(|visit| {
                // A page may be found dead by what other addresses of the host answer.
                let dead = site.outcome(&visit.requested).is_some_and(Outcome::is_dead);
                is_judged(visit) && !dead && known.insert(address(visit))
            })
            .collect();
        let links = site.pages.iter().flat_map(|visit| &visit.page.links);
        let framed = links
            .filter(|link| link.place == LinkPlace::Frame)
            .filter_map(|link| link.url.as_deref())
            .collect();
        Self {
            site,
            pages,
            read,
            framed,
        }
    }

    /// Whether no page that was read links to another page of the site, as in a shell
    /// that scripts fill, a notice, or a parked name.
    pub(crate) fn is_shell(&self) -> bool {
        let mut links = self.pages.iter().flat_map(|visit| &visit.page.links);
        !links.any(|link| {
            link.kind == huabiao_facts::LinkKind::Page
                && link.place == huabiao_facts::LinkPlace::Anchor
        })
    }

    /// The home page as people see it: past a page that only sends them on.
    ///
    /// # Errors
    ///
    /// [`Reason::HomeUnread`] when it was not read or may not be judged.
    pub(crate) fn home(&self) -> Result<&'a PageVisit, Reason> {
        let mut visit = self.site.home().ok_or_else(|| self.home_unread(None))?;
        for _ in 0..MAX_WAY_STATIONS {
            let Some(redirect) = &visit.page.redirect else {
                break;
            };
            match self.read(&redirect.url) {
                Some(next) => visit = next,
                None => break,
            }
        }
        if is_judged(visit) {
            Ok(visit)
        } else {
            Err(self.home_unread(Some(visit)))
        }
    }

    fn home_unread(&self, visit: Option<&PageVisit>) -> Reason {
        let page = visit.map(|visit| &visit.page);
        let outcome = if page.is_some_and(|page| page.challenge.is_some()) {
            Outcome::Challenge
        } else if page.is_some_and(|page| page.login) {
            Outcome::Login
        } else if page.is_some_and(|page| page.soft_error.is_some()) {
            Outcome::DeadSoft
        } else {
            let asked = self.site.outcome(&self.site.profile.home);
            let visited = self.site.visits.last().map(|visit| visit.outcome);
            asked.or(visited).unwrap_or(Outcome::Budget)
        };
        Reason::HomeUnread {
            outcome: outcome.to_string(),
        }
    }

    /// The page under that address, if it was read.
    pub(crate) fn read(&self, url: &str) -> Option<&'a PageVisit> {
        self.read.get(url).copied()
    }

    /// How the request for an address ended; what nobody asked for is over budget.
    pub(crate) fn outcome(&self, url: &str) -> Outcome {
        self.site.outcome(url).unwrap_or(Outcome::Budget)
    }

    /// The day from which on a date counts as in the future: one day of grace for
    /// clocks and time zones.
    pub(crate) fn is_future(&self, date: NaiveDate) -> bool {
        self.site
            .today
            .checked_add_days(Days::new(1))
            .is_some_and(|limit| date > limit)
    }

    /// Whether a date lies within the last `days` days, the first of them included.
    pub(crate) fn is_within(&self, date: NaiveDate, days: u32) -> bool {
        let by_months = months(days).and_then(|count| {
            let first = self.site.today.checked_sub_months(Months::new(count))?;
            Some(first <= date)
        });
        let by_days = || self.age(date) <= i64::from(days);
        !self.is_future(date) && by_months.unwrap_or_else(by_days)
    }

    /// Days from a date to the day of the run.
    pub(crate) fn age(&self, date: NaiveDate) -> i64 {
        self.site.today.signed_duration_since(date).num_days()
    }

    /// Whether a page is shown inside another one, in a frame.
    pub(crate) fn is_framed(&self, visit: &PageVisit) -> bool {
        self.framed.contains(address(visit)) || self.framed.contains(visit.requested.as_str())
    }

    /// Whether a page is only a part of others: frames show it, and no link leads to it.
    pub(crate) fn is_fragment(&self, visit: &PageVisit) -> bool {
        let links = || self.site.pages.iter().flat_map(|visit| &visit.page.links);
        self.is_framed(visit)
            && !links().any(|link| {
                link.place == LinkPlace::Anchor
                    && link
                        .url
                        .as_deref()
                        .is_some_and(|url| url == address(visit) || url == visit.requested)
            })
    }

    /// Why the pages read are not the whole site, for rules that look at pages.
    pub(crate) fn gaps(&self) -> Vec<Reason> {
        let coverage = &self.site.coverage;
        let mut gaps = Gaps::on(self, &self.pages);
        // A page that answered, but with a test.
        let tests = self.site.pages.iter();
        let tests = tests.filter(|visit| visit.page.challenge.is_some());
        gaps.unknown
            .extend(tests.map(|visit| visit.requested.as_str()));
        gaps.over_budget = gaps.over_budget.max(coverage.over_budget);
        gaps.robots = gaps.robots.max(coverage.robots);
        gaps.unseen_lists = gaps.unseen_lists.max(coverage.unseen_lists);
        let mut reasons: Vec<Reason> = self.home().err().into_iter().collect();
        reasons.extend(gaps.reasons());
        reasons
    }

    /// Why what some pages lead to was not all read, and what was cut off from them.
    pub(crate) fn gaps_behind(&self, pages: &[&'a PageVisit]) -> Vec<Reason> {
        Gaps::on(self, pages).reasons()
    }

    /// Whether a link is a picture without words to something that was not read: it may
    /// be the entrance to anything.
    pub(crate) fn is_wordless_entrance(&self, link: &Link) -> bool {
        link.place == LinkPlace::Anchor
            && link.region != Region::Footer
            && link.text.trim().is_empty()
            && matches!(link.kind, LinkKind::External | LinkKind::Page)
            && is_followed(link)
            && link
                .url
                .as_deref()
                .is_some_and(|url| self.read(url).is_none() && !self.outcome(url).is_dead())
    }

    /// Whether a page holds a link that only a script follows with one of these words.
    pub(crate) fn is_scripted(visit: &PageVisit, words: &[&str]) -> bool {
        visit
            .page
            .scripted
            .iter()
            .any(|link| is_label(&link.text) && words.iter().any(|word| link.text.contains(word)))
    }

    /// `home` or `other`: where a page counts in the clauses on links.
    pub(crate) fn place(&self, visit: &PageVisit) -> &'static str {
        match self.home() {
            Ok(home) if address(home) == address(visit) => "home",
            _ => "other",
        }
    }

    /// Whether a host is one of the site's own names; `host` with its port, as in
    /// the profile.
    pub(crate) fn is_own_host(&self, host: &str) -> bool {
        let profile = &self.site.profile;
        profile.host == host || profile.aliases.iter().any(|alias| alias == host)
    }
}

/// The address under which a page is reported.
pub(crate) fn address(visit: &PageVisit) -> &str {
    if visit.page.url.is_empty() {
        &visit.requested
    } else {
        &visit.page.url
    }
}

/// Whether a text is short enough to be the name of an entrance and not a title.
pub(crate) fn is_label(text: &str) -> bool {
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    wide <= MAX_LABEL && text.chars().count() <= MAX_LABEL * 4
}

/// A length as the number type of measures and reasons.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Evidence that is the page itself.
pub(crate) fn page_evidence(visit: &PageVisit) -> Evidence {
    Evidence {
        at: Some(visit.at),
        outcome: Some(Outcome::from_status(visit.status).to_string()),
        sha256: (!visit.sha256.is_empty()).then(|| visit.sha256.clone()),
        ..Evidence::default()
    }
}

/// The date of publication, where it is sure enough to speak for or against a site.
pub(crate) fn published(visit: &PageVisit) -> Option<NaiveDate> {
    let published = visit.page.published.as_ref()?;
    (published.confidence >= Confidence::Medium).then_some(published.date)
}

/// Whether a browser with scripts would show or load it, and a request was made.
pub(crate) fn is_followed(link: &Link) -> bool {
    !link.noscript
        && !matches!(
            link.place,
            LinkPlace::Form | LinkPlace::MetaRefresh | LinkPlace::ScriptRedirect
        )
}

/// Whether an address names a file on the machine of whoever wrote it: `file:` or a
/// path on a disk.
pub(crate) fn is_local_file(href: &str) -> bool {
    let href = href.trim().as_bytes();
    let drive = matches!(href, [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    drive
        || href
            .get(..5)
            .is_some_and(|head| head.eq_ignore_ascii_case(b"file:"))
}

/// Whether the beginning of an address is written twice or broken.
pub(crate) fn is_misspelt(href: &str) -> bool {
    let lower = href.trim().to_ascii_lowercase();
    TWICE.iter().any(|start| lower.starts_with(start))
}

/// Whether an outcome leaves open what the public sees. What is behind a login is not
/// public; other schemes and endless series are no gaps, nobody can read them all.
pub(crate) fn is_unclear(outcome: Outcome) -> bool {
    match outcome.class() {
        Class::Unknown => outcome != Outcome::Login,
        Class::Skipped => matches!(
            outcome,
            Outcome::Budget | Outcome::Private | Outcome::Robots
        ),
        Class::Dead | Class::Ok => false,
    }
}

fn is_judged(visit: &PageVisit) -> bool {
    let page = &visit.page;
    (200..300).contains(&visit.status)
        && page.kind != PageKind::Error
        && page.soft_error.is_none()
        && page.challenge.is_none()
        && !page.login
        && !page
            .redirect
            .as_ref()
            .is_some_and(|redirect| redirect.delay <= MAX_DELAY && redirect.url != address(visit))
}

/// Chinese characters of the longest name of an entrance.
const MAX_LABEL: usize = 12;

/// Seconds after which a page that sends the browser on has been read as a page.
const MAX_DELAY: u32 = 10;

/// Pages that only send the browser on, one after the other, before the home page.
const MAX_WAY_STATIONS: usize = 3;

/// Beginnings that are written twice or broken.
const TWICE: [&str; 7] = [
    "http://http",
    "http://https",
    "https://http",
    "http:http",
    "http//",
    "https//",
    "http:///",
];

/// How many months of the calendar a limit in days stands for, as sets write them (92 for
/// three months); `None` where it means days.
fn months(days: u32) -> Option<u32> {
    if let 365 | 366 = days {
        return Some(12);
    }
    let spans = (2..).zip(MONTHS);
    let mut spans = spans.filter(|(_, [fewest, most])| (*fewest..=*most).contains(&days));
    spans.next().map(|(count, _)| count)
}

/// The fewest and the most days of two months, three months and so on.
const MONTHS: [[u32; 2]; 10] = [
    [59, 62],
    [89, 92],
    [120, 123],
    [150, 153],
    [181, 184],
    [212, 215],
    [242, 245],
    [273, 276],
    [303, 306],
    [334, 337],
];
