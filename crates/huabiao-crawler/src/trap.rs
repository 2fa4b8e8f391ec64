use std::collections::{HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use huabiao_facts::Page;
use url::Url;
use xxhash_rust::xxh3::xxh3_64;

/// Knows endless series of addresses: calendars, growing paths, numbers without
/// end that all show the same.
#[derive(Debug, Default)]
pub(crate) struct Traps {
    series: HashMap<String, Series>,
}

/// Addresses that differ in their numbers only.
#[derive(Debug, Default)]
struct Series {
    /// Addresses whose answer is known.
    read: u32,
    /// Those among them that say enough to be compared.
    compared: u32,
    /// What they say, numbers aside.
    contents: HashSet<u64>,
}

impl Traps {
    /// Notes what came of an address of a series: a page, or something else.
    pub(crate) fn note(&mut self, url: &Url, page: Option<&Page>) {
        let Some(pattern) = pattern(url) else { return };
        let series = self.series.entry(pattern).or_default();
        series.read += 1;
        if let Some(content) = page.and_then(content) {
            series.compared += 1;
            series.contents.insert(content);
        }
    }

    /// Whether the address is one more of an endless series.
    pub(crate) fn is_trap(&self, url: &Url, today: NaiveDate) -> bool {
        if grows(url) || is_far_future(url, today) {
            return true;
        }
        pattern(url)
            .and_then(|pattern| self.series.get(&pattern))
            .is_some_and(|series| {
                let different = u32::try_from(series.contents.len()).unwrap_or(u32::MAX);
                series.compared >= SAME_PAGES
                    && series.compared * 2 > series.read
                    && different * 10 <= series.compared
            })
    }

    /// The series of an address as long as nobody knows whether it is endless; only
    /// so many of one are asked for at a time.
    pub(crate) fn unproven(&self, url: &Url) -> Option<String> {
        let pattern = pattern(url)?;
        match self.series.get(&pattern) {
            Some(series) if series.read >= SAME_PAGES => None,
            _ => Some(pattern),
        }
    }
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

/// What a page says, numbers aside; `None` when it says too little to compare.
fn content(page: &Page) -> Option<u64> {
    let text = format!("{}\n{}", page.title, page.text.excerpt);
    let folded = without_digits(&text, '#');
    let said = page
        .text
        .excerpt
        .chars()
        .filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
    (said.count() >= MIN_TEXT).then(|| xxh3_64(folded.as_bytes()))
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
/// Characters of content below which pages are not compared.
const MIN_TEXT: usize = 6;
/// How often a part of a path follows itself in a trap.
const REPEATS: usize = 3;
/// Pages of a series that are read before it can be called endless: nine in ten say
/// the same.
pub(crate) const SAME_PAGES: u32 = 20;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::Text;

    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(&format!("http://a.gov.cn{text}")).unwrap()
    }

    fn page(excerpt: &str) -> Page {
        Page {
            text: Text {
                excerpt: excerpt.to_owned(),
                ..Text::default()
            },
            ..Page::default()
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
