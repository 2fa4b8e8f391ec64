use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use huabiao_facts::{Link, LinkKind, LinkPlace, PageKind, PageVisit, Region};

use crate::Limits;
use crate::column_beside::is_entry as is_listed;
use crate::seen::{Seen, address, is_followed, is_unclear, published};

/// What pages show of news.
#[derive(Default)]
pub(crate) struct News {
    /// The latest date and the entry that has it.
    pub(crate) newest: Option<(NaiveDate, String)>,
    /// Entries with a date, each once.
    pub(crate) dated: u32,
    /// Entries without a date that might be newer.
    open: u32,
    /// Links to pages that were read and tell no date: some of them are no documents,
    /// many may be news.
    undated: u32,
    known: HashSet<String>,
}

impl News {
    pub(crate) fn is_fresh(&self, seen: &Seen<'_>, limits: &Limits) -> bool {
        let newest = self.newest.as_ref();
        newest.is_some_and(|(newest, _)| seen.is_within(*newest, limits.home_days))
    }

    pub(crate) fn open(&self) -> u32 {
        let undated = if self.undated >= MIN_UNDATED {
            self.undated
        } else {
            0
        };
        self.open.saturating_add(undated)
    }

    fn add_open(&mut self) {
        self.open = self.open.saturating_add(1);
    }

    /// What the frames of a page show.
    pub(crate) fn frames(&mut self, seen: &Seen<'_>, home: &PageVisit, limits: &Limits) {
        let frames = home
            .page
            .links
            .iter()
            .filter(|link| link.place == LinkPlace::Frame && !link.hidden && is_followed(link));
        for url in frames.filter_map(|link| link.url.as_deref()) {
            match seen.read(url) {
                Some(frame) => {
                    let (dated, open) = (self.dated, self.open());
                    self.read(seen, frame, limits);
                    self.scripts(seen, frame, limits);
                    let links = frame.page.links.iter();
                    let entries = links.filter(|link| is_title(link)).count();
                    // Entries without any date: nobody knows.
                    if self.dated == dated && self.open() == open && entries >= FEW {
                        self.add_open();
                    }
                }
                None if seen.outcome(url).is_dead() || is_weather(url) => {}
                None => self.add_open(),
            }
        }
        // A page shown as an object was not read as one.
        let mut links = home.page.links.iter();
        if links.any(|link| shows_page(seen, link)) {
            self.add_open();
        }
    }

    /// Titles of the content that only a script opens: nobody saw what they lead to.
    pub(crate) fn scripted(&mut self, visit: &PageVisit) {
        for link in &visit.page.scripted {
            let mut dated = visit
                .page
                .dated_items
                .iter()
                .filter(|item| item.date.is_some());
            let shown = dated.any(|item| is_listed(&item.title, &link.text));
            if link.region == Region::Main && !shown && is_headline(&link.text) {
                self.add_open();
            }
        }
    }

    /// What scripts may bring into a page, days in its sentences, and days that stand
    /// without a year.
    pub(crate) fn scripts(&mut self, seen: &Seen<'_>, visit: &PageVisit, limits: &Limits) {
        let by_script = &visit.page.by_script;
        let newest = by_script.newest;
        if by_script.entries || newest.is_some_and(|day| seen.age(day) <= limits.home_days.into()) {
            self.add_open();
        }
        let told = visit.page.told_newest;
        if told.is_some_and(|day| seen.is_within(day, limits.home_days)) {
            self.add_open();
        }
        for link in &visit.page.partly_dated {
            let told = seen
                .read(&link.url)
                .is_some_and(|page| published(page).is_some());
            let (month, day) = (link.month.into(), link.day.into());
            let today = seen.site.today;
            // The most recent such day; nobody says that it is of this year.
            let latest = [today.year(), today.year() - 1]
                .into_iter()
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
                .find(|date| *date <= today);
            // Words like 昨天 count from the visit.
            if !told
                && (month == 0 || latest.is_some_and(|date| seen.is_within(date, limits.home_days)))
            {
                self.add_open();
            }
        }
    }

    pub(crate) fn read(&mut self, seen: &Seen<'_>, visit: &PageVisit, limits: &Limits) {
        let column = visit.page.column.as_ref();
        let items = column.map_or(&[][..], |column| &column.items);
        if column.is_some_and(|column| column.filled_by_script) {
            self.add_open();
        }
        for item in visit.page.dated_items.iter().chain(items) {
            let key = item.url.as_deref().unwrap_or(&item.title);
            let page = item.url.as_deref().and_then(|url| seen.read(url));
            self.entry(
                seen,
                key,
                &item.title,
                [item.date, page.and_then(published)],
            );
        }
        for link in &visit.page.links {
            let Some(url) = link.url.as_deref() else {
                continue;
            };
            let read = seen.read(url);
            if !is_entry(link) {
                // A picture or a short word in what looks like a menu is no entry, but
                // what it leads to may be new.
                if let Some(page) = read.filter(|_| may_be_entry(link)) {
                    if published(page).is_some_and(|day| seen.is_within(day, limits.home_days)) {
                        self.entry(seen, url, &page.page.title, [published(page), None]);
                    } else {
                        self.undated(url, link, page);
                    }
                }
                continue;
            }
            match read {
                Some(page) if is_document(page) => {
                    self.entry(seen, url, &link.text, [published(page), None]);
                }
                Some(page) => self.undated(url, link, page),
                None => self.unread(seen, visit, url, link, limits),
            }
        }
        if visit.page.kind == PageKind::Article
            && let Some(date) = published(visit)
        {
            self.entry(seen, address(visit), &visit.page.title, [Some(date), None]);
        }
    }

    /// A link to a page that was read and tells no date. A picture may stand for a title.
    fn undated(&mut self, url: &str, link: &Link, page: &PageVisit) {
        let picture = link.text.trim().is_empty() && page.page.title.chars().count() >= MIN_TITLE;
        let undated = page.page.kind == PageKind::Other
            && published(page).is_none()
            && (is_title(link) || picture && link.place == LinkPlace::Anchor);
        if undated && self.known.insert(url.to_owned()) {
            self.undated = self.undated.saturating_add(1);
        }
    }

    /// One entry with the dates that the list and its own page give it. A date in the
    /// future is no update, and does not tell when the last one was.
    fn entry(&mut self, seen: &Seen<'_>, key: &str, title: &str, dates: [Option<NaiveDate>; 2]) {
        if !self.known.insert(key.to_owned()) {
            return;
        }
        let date = dates
            .into_iter()
            .flatten()
            .filter(|date| !seen.is_future(*date))
            .max();
        match date {
            Some(date) => {
                self.dated = self.dated.saturating_add(1);
                if self
                    .newest
                    .as_ref()
                    .is_none_or(|(newest, _)| date > *newest)
                {
                    self.newest = Some((date, title.to_owned()));
                }
            }
            None if title.chars().count() >= MIN_TITLE => {
                self.add_open();
            }
            None => {}
        }
    }

    /// A link to something that was not read: open when it may be a new document.
    fn unread(
        &mut self,
        seen: &Seen<'_>,
        visit: &PageVisit,
        url: &str,
        link: &Link,
        limits: &Limits,
    ) {
        let outcome = seen.outcome(url);
        if !(outcome.is_ok() || is_unclear(outcome)) || !self.known.insert(url.to_owned()) {
            return;
        }
        let may_be_new = match link.kind {
            LinkKind::Page => link.text.chars().count() >= MIN_TITLE,
            LinkKind::Attachment | LinkKind::External => match date_in(url) {
                Some(date) => seen.is_within(date, limits.home_days),
                // Those with a month and a day are looked at for themselves.
                None => {
                    is_news(link) && visit.page.partly_dated.iter().all(|dated| dated.url != url)
                }
            },
            LinkKind::Asset => false,
        };
        if may_be_new {
            self.add_open();
        }
    }
}

/// Whether a link to a file or another host may be a notice or an article, by its words:
/// a title, and not the name of a site, a body or a system.
fn is_news(link: &Link) -> bool {
    let text = link.text.trim();
    let least = match link.kind {
        LinkKind::Attachment => TITLE,
        _ => MAX_MENU + 1,
    };
    text.chars().count() >= least && !NAMES.iter().any(|end| text.ends_with(end))
}

/// Whether it may lead to news wherever it stands, the foot excepted.
fn may_be_entry(link: &Link) -> bool {
    link.place == LinkPlace::Anchor && link.region != Region::Footer && is_followed(link)
}

/// Whether its words are a title rather than the name of a column.
fn is_title(link: &Link) -> bool {
    link.place == LinkPlace::Anchor && link.text.chars().count() >= TITLE
}

/// Whether words may be the title of an article, and not the name of a site, a body or a
/// system.
pub(crate) fn is_headline(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() >= TITLE && !NAMES.iter().any(|end| text.ends_with(end))
}

/// Whether an object or a player of a page shows another page: by the name of its file.
pub(crate) fn shows_page(seen: &Seen<'_>, link: &Link) -> bool {
    let url = link.url.as_deref().unwrap_or_default();
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let (_, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    link.place == LinkPlace::Media
        && is_followed(link)
        && PAGES.contains(&ending.to_ascii_lowercase().as_str())
        && !seen.outcome(url).is_dead()
}

fn is_weather(url: &str) -> bool {
    ["tianqi", "weather"].iter().any(|word| url.contains(word))
}

fn is_entry(link: &Link) -> bool {
    // Pages that are made of tabs call their lists menus; a title tells them apart.
    let in_place = match link.region {
        Region::Main => true,
        Region::Header | Region::Nav => link.text.chars().count() > MAX_MENU,
        Region::Footer => false,
    };
    link.place == LinkPlace::Anchor && in_place && is_followed(link)
}

fn is_document(visit: &PageVisit) -> bool {
    visit.page.kind == PageKind::Article || published(visit).is_some()
}

/// A day written into an address as eight digits, as publishing systems do.
fn date_in(url: &str) -> Option<NaiveDate> {
    url.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 8 && digits.starts_with("20"))
        .find_map(|digits| {
            let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
            let year = i32::try_from(number(0, 4)?).ok()?;
            NaiveDate::from_ymd_opt(year, number(4, 6)?, number(6, 8)?)
        })
}

/// Links with the words of titles from which on a frame shows entries.
const FEW: usize = 2;

/// Endings of the files of pages.
const PAGES: [&str; 9] = [
    "", "asp", "aspx", "do", "htm", "html", "jsp", "php", "shtml",
];

/// Ends of the names of sites, bodies and systems.
const NAMES: [&str; 16] = [
    "中心",
    "专栏",
    "专题",
    "办公室",
    "厅",
    "大厅",
    "委员会",
    "客户端",
    "局",
    "平台",
    "政府",
    "服务",
    "系统",
    "网",
    "网站",
    "门户",
];

/// Characters up to which a link in a menu is a word of it and no title.
const MAX_MENU: usize = 12;

/// Links to pages without any date from which on some of them may be news.
const MIN_UNDATED: u32 = 3;

/// Characters from which on the text of a link is a title and not the name of a column,
/// where the page behind it tells no date.
const TITLE: usize = 9;

/// Characters from which on the text of a link is a title and not a word of a menu.
const MIN_TITLE: usize = 6;
