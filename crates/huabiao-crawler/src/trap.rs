use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use huabiao_facts::{Page, PageVisit};
use url::Url;
use xxhash_rust::xxh3::xxh3_64;

/// Knows endless series of addresses: calendars, growing paths, numbers and queries
/// without end that all show the same.
#[derive(Debug, Default)]
pub(crate) struct Traps {
    /// Addresses that differ in their numbers only.
    numbers: HashMap<String, Series>,
    /// Addresses that differ in their queries only.
    queries: HashMap<String, Series>,
}

/// Addresses that differ little.
#[derive(Debug, Default)]
struct Series {
    /// Addresses whose answer is known.
    read: u32,
    /// Those among them that say enough to be compared.
    compared: u32,
    /// What they say.
    contents: HashSet<u64>,
}

impl Traps {
    /// Notes what came of an address of a series: a page, or something else.
    pub(crate) fn note(&mut self, url: &Url, visit: Option<&PageVisit>) {
        if let Some(pattern) = pattern(url) {
            let content = visit.and_then(|visit| content(&visit.page));
            self.numbers.entry(pattern).or_default().note(content);
        }
        if let Some(path) = path(url) {
            let content = visit.map(|visit| document(url, visit));
            self.queries.entry(path).or_default().note(content);
        }
    }

    /// Whether the address is one more of an endless series.
    pub(crate) fn is_trap(&self, url: &Url, today: NaiveDate) -> bool {
        grows(url)
            || is_far_future(url, today)
            || pattern(url)
                .and_then(|pattern| self.numbers.get(&pattern))
                .is_some_and(|series| series.is_proven() && series.different() * 10 <= series.compared)
            // A query may stand for a whole site (`/index.php?…`), so nearly nothing in
            // it may differ.
            || path(url)
                .and_then(|path| self.queries.get(&path))
                .is_some_and(|series| {
                    series.is_proven() && series.different() <= 1 + series.compared / 100
                })
    }

    /// The series of an address that may still turn out to be endless, and how many of
    /// each are asked for at a time.
    pub(crate) fn unproven(&self, url: &Url) -> Vec<(String, u32)> {
        let read = |series: Option<&Series>| series.map_or(0, |series| series.read);
        let numbers = pattern(url)
            .filter(|pattern| read(self.numbers.get(pattern)) < SAME_PAGES)
            .map(|pattern| (pattern, SAME_PAGES));
        let queries = path(url).map(|path| {
            // Twice as many each time: what turns endless late is still noticed.
            let most = read(self.queries.get(&path)).max(SAME_PAGES);
            (path, most)
        });
        numbers.into_iter().chain(queries).collect()
    }
}

impl Series {
    fn note(&mut self, content: Option<u64>) {
        self.read += 1;
        if let Some(content) = content {
            self.compared += 1;
            self.contents.insert(content);
        }
    }

    /// Whether enough was read to say whether it is endless.
    fn is_proven(&self) -> bool {
        self.compared >= SAME_PAGES && self.compared * 2 > self.read
    }

    fn different(&self) -> u32 {
        u32::try_from(self.contents.len()).unwrap_or(u32::MAX)
    }
}

/// Host and path of an address with a query.
fn path(url: &Url) -> Option<String> {
    url.query()?;
    Some(url[url::Position::BeforeHost..url::Position::AfterPath].to_owned())
}

/// The address with `#` for every number, if it has any.
fn pattern(url: &Url) -> Option<String> {
    let text = &url[url::Position::BeforeHost..url::Position::AfterQuery];
    let start = url[url::Position::BeforeHost..url::Position::BeforePath].len();
    let (host, rest) = text.split_at_checked(start)?;
    let folded = without_digits(rest, '#');
    (folded != rest).then(|| format!("{host}{folded}"))
}

fn without_digits(text: &str, mark: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        let digit = c.is_ascii_digit();
        if !digit {
            out.push(c);
        } else if !inside {
            out.push(mark);
        }
        inside = digit;
    }
    out
}

/// What a page says, numbers aside, and the dated entries that it lists; `None` when
/// it says too little to compare.
fn content(page: &Page) -> Option<u64> {
    let text = format!("{}\n{}", page.title, page.text.excerpt);
    let mut folded = without_digits(&text, '#');
    // The entries of a real list may differ in nothing but their numbers.
    let column = page.column.iter().flat_map(|column| &column.items);
    let entries = column.chain(&page.dated_items);
    for entry in entries.filter(|entry| entry.date.is_some()) {
        folded.push('\n');
        folded.push_str(entry.url.as_deref().unwrap_or(&entry.title));
    }
    let said = page
        .text
        .excerpt
        .chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
    (said.count() >= MIN_TEXT).then(|| xxh3_64(folded.as_bytes()))
}

/// What a page is, beyond the query by which it was asked for: its text and where it
/// leads besides to itself. Pages of a list differ in both. Of a page that says
/// nothing the bytes count.
fn document(url: &Url, visit: &PageVisit) -> u64 {
    let page = &visit.page;
    if page.text.main_chars < MIN_CHARS {
        return xxh3_64(visit.sha256.as_bytes());
    }
    let own = &url[..url::Position::AfterPath];
    let is_own = |link: &&str| {
        link.strip_prefix(own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('?'))
    };
    let mut text = format!(
        "{}\n{}\n{}\n{}",
        page.title, page.text.excerpt, page.text.main_chars, page.text.simhash
    );
    let links = page.links.iter().filter_map(|link| link.url.as_deref());
    for link in links.filter(|link| !is_own(link)) {
        text.push('\n');
        text.push_str(link);
    }
    xxh3_64(text.as_bytes())
}

/// Paths that repeat themselves: `/a/b/a/b/a/b/`, or without end.
fn grows(url: &Url) -> bool {
    let segments: Vec<&str> = url.path().split('/').filter(|s| !s.is_empty()).collect();
    if segments.len() > MAX_SEGMENTS {
        return true;
    }
    (1..=segments.len() / REPEATS).any(|length| {
        segments.windows(length * REPEATS).any(|window| {
            window
                .chunks(length)
                .all(|chunk| chunk == &window[..length])
        })
    })
}

/// A year and month, or a parameter named after them, more than a year ahead.
fn is_far_future(url: &Url, today: NaiveDate) -> bool {
    let limit = (today.year() + 1, today.month());
    let ahead = |year: i32, month: u32| {
        (1900..3000).contains(&year) && (1..=12).contains(&month) && (year, month) > limit
    };
    let mut year = None;
    let mut month = None;
    for (name, value) in url.query_pairs() {
        match &*name.to_ascii_lowercase() {
            "year" | "yyyy" | "nian" | "y" => year = value.parse::<i32>().ok(),
            "month" | "mm" | "yue" | "m" => month = value.parse::<u32>().ok(),
            "date" | "day" | "ym" | "rq" | "yearmonth" | "month_id" => {
                let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                if digits.len() == 6 || digits.len() == 8 {
                    year = digits.get(..4).and_then(|d| d.parse().ok());
                    month = digits.get(4..6).and_then(|d| d.parse().ok());
                }
            }
            _ => {}
        }
    }
    if let (Some(year), Some(month)) = (year, month)
        && ahead(year, month)
    {
        return true;
    }
    if year.is_some_and(|year| (1900..3000).contains(&year) && year > today.year() + 2) {
        return true;
    }
    let segments: Vec<&str> = url.path().split('/').collect();
    segments.windows(2).any(|pair| match pair {
        [year, month] if year.len() == 4 && (1..=2).contains(&month.len()) => {
            matches!((year.parse(), month.parse()), (Ok(y), Ok(m)) if ahead(y, m))
        }
        _ => false,
    })
}

/// Deeper paths are not written by people.
const MAX_SEGMENTS: usize = 24;
/// Characters of content below which the bytes of pages are compared.
const MIN_CHARS: u32 = 6;
/// Characters of content below which pages are not compared.
const MIN_TEXT: usize = 6;
/// How often a part of a path follows itself in a trap.
const REPEATS: usize = 3;
/// Pages of a series that are read before it can be called endless.
const SAME_PAGES: u32 = 20;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::DateTime;
    use huabiao_facts::Text;

    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(&format!("http://a.gov.cn{text}")).unwrap()
    }

    fn page(excerpt: &str) -> PageVisit {
        PageVisit {
            requested: String::new(),
            status: 200,
            at: DateTime::UNIX_EPOCH,
            sha256: String::new(),
            bytes: 0,
            depth: 1,
            page: Page {
                text: Text {
                    main_chars: u32::try_from(excerpt.chars().count()).unwrap(),
                    excerpt: excerpt.to_owned(),
                    ..Text::default()
                },
                ..Page::default()
            },
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    #[test]
    fn a_series_that_says_the_same_is_endless() {
        let mut traps = Traps::default();
        for n in 0..SAME_PAGES {
            assert!(!traps.is_trap(&url("/day?n=99"), today()));
            traps.note(
                &url(&format!("/day?n={n}")),
                Some(&page(&format!("第{n}天没有任何活动安排"))),
            );
        }
        assert!(traps.is_trap(&url("/day?n=99"), today()));
        assert!(!traps.is_trap(&url("/other?n=99"), today()));
    }

    #[test]
    fn a_series_of_articles_is_not() {
        let mut traps = Traps::default();
        for n in 0..200_u32 {
            let word: String = (0..8)
                .map(|i| char::from_u32(0x4e00 + n * 7 + i).unwrap())
                .collect();
            traps.note(&url(&format!("/2026/11/t_{n}.html")), Some(&page(&word)));
        }
        assert!(!traps.is_trap(&url("/2026/11/t_999.html"), today()));
    }

    #[test]
    fn queries_that_change_nothing_are_endless() {
        let mut traps = Traps::default();
        let mut query = String::from("x");
        for n in 0..SAME_PAGES {
            assert!(!traps.is_trap(&url("/self?zz"), today()), "{n}");
            query.push_str("&y");
            traps.note(
                &url(&format!("/self?{query}")),
                Some(&page("欢迎访问本网站")),
            );
        }
        assert!(traps.is_trap(&url("/self?zz"), today()));
        assert!(!traps.is_trap(&url("/self"), today()));
        assert!(!traps.is_trap(&url("/other?zz"), today()));
        // One page in it that is another: it may hold more of them.
        traps.note(&url("/self?b"), Some(&page("关于春季植树的通知")));
        assert!(!traps.is_trap(&url("/self?zz"), today()));
    }

    #[test]
    fn pages_without_text_are_compared_by_their_bytes() {
        for (same, endless) in [(true, true), (false, false)] {
            let mut traps = Traps::default();
            for n in 0..SAME_PAGES {
                let visit = PageVisit {
                    sha256: if same { String::new() } else { n.to_string() },
                    ..page("")
                };
                let word = "x".repeat(n as usize + 1);
                traps.note(&url(&format!("/self?{word}")), Some(&visit));
            }
            assert_eq!(traps.is_trap(&url("/self?zz"), today()), endless);
        }
    }

    #[test]
    fn paths_that_repeat_themselves_are_traps() {
        for path in ["/a/a/a/", "/x/a/b/a/b/a/b/c.html"] {
            assert!(Traps::default().is_trap(&url(path), today()), "{path}");
        }
        for path in ["/", "/a/a/b/", "/a/b/a/b/c.html", "/zwgk/2026/11/24/"] {
            assert!(!Traps::default().is_trap(&url(path), today()), "{path}");
        }
    }

    #[test]
    fn the_far_future_is_a_trap() {
        for path in [
            "/cal?year=2027&month=12",
            "/cal/2028/01/",
            "/c?date=2028-01-01",
            "/c?year=2031",
        ] {
            assert!(Traps::default().is_trap(&url(path), today()), "{path}");
        }
        for path in [
            "/cal?year=2027&month=11",
            "/2026/12/x",
            "/2035/",
            "/c?id=203101",
            "/c?year=2024",
        ] {
            assert!(!Traps::default().is_trap(&url(path), today()), "{path}");
        }
    }
}
