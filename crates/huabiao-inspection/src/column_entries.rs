use std::collections::HashSet;

use chrono::NaiveDate;
use huabiao_facts::ListItem;

use crate::column_frames::column_frames;
use crate::column_pages::ColumnPages;
use crate::seen::{Seen, published};

/// The entries of a column, each once, and what their dates say.
pub(crate) struct Entries {
    /// How many.
    pub(crate) all: usize,
    /// How many without a date might be newer than every dated one.
    pub(crate) open: usize,
    /// Whether the first page was read and its dates fall from top to bottom, so that
    /// no later page can hold anything newer.
    pub(crate) sorted: bool,
    /// Whether its dates fall but for a few that are out of order.
    pub(crate) nearly_sorted: bool,
    /// The latest date that the list shows, else that its entries' pages give.
    pub(crate) shown: Option<NaiveDate>,
    /// The latest date of both, and of the lists in its frames.
    pub(crate) newest: Option<NaiveDate>,
    /// Whether a frame in its content shows a page that was not read, or no date.
    pub(crate) framed: bool,
}

impl Entries {
    pub(crate) fn new(seen: &Seen<'_>, column: &ColumnPages<'_>) -> Self {
        let mut known = HashSet::new();
        let items: Vec<&ListItem> = column
            .pages
            .iter()
            .flat_map(|(_, list)| &list.items)
            .filter(|item| known.insert((item.url.as_deref(), item.title.as_str(), item.date)))
            .collect();
        let linked = |item: &ListItem| {
            let visit = item.url.as_deref().and_then(|url| seen.read(url))?;
            published(visit).filter(|date| !seen.is_future(*date))
        };
        let listed = |item: &ListItem| item.date.filter(|date| !seen.is_future(*date));
        let newest_listed = items.iter().filter_map(|item| listed(item)).max();
        let newest_linked = items.iter().filter_map(|item| linked(item)).max();
        // A list may carry a latest date that none of its entries kept.
        let newest_listed = column
            .pages
            .iter()
            .filter_map(|(_, list)| list.newest)
            .filter(|date| !seen.is_future(*date))
            .max()
            .max(newest_listed);
        let dates: Vec<Option<NaiveDate>> = items
            .iter()
            .map(|item| listed(item).or_else(|| linked(item)))
            .collect();
        let falling = falling_from(&dates);
        let first_read = column
            .pages
            .first()
            .is_some_and(|(visit, list)| list.page <= 1 && !visit.page.truncated);
        // In a list that falls, an entry without a date is no newer than the dated one
        // above it.
        let undated =
            |dates: &[Option<NaiveDate>]| dates.iter().filter(|date| date.is_none()).count();
        let open = undated(falling.and_then(|from| dates.get(..from)).unwrap_or(&dates));
        let frames = column_frames(seen, column);
        Self {
            all: items.len(),
            open,
            sorted: falling.is_some() && first_read,
            nearly_sorted: first_read && nearly_falls(&dates),
            shown: newest_listed.or(newest_linked),
            newest: newest_listed.max(newest_linked).max(frames.newest),
            framed: frames.open,
        }
    }
}

/// Where the part begins in which dates fall from top to bottom: more than one day,
/// with at most [`PINNED`] older entries kept above it (置顶).
fn falling_from(dates: &[Option<NaiveDate>]) -> Option<usize> {
    let known: Vec<(usize, NaiveDate)> = dates
        .iter()
        .enumerate()
        .filter_map(|(at, date)| date.map(|date| (at, date)))
        .collect();
    let newest = known.iter().map(|(_, date)| *date).max()?;
    (0..=PINNED).find_map(|pinned| {
        let rest = known.get(pinned..)?;
        let (from, first) = *rest.first()?;
        let (_, last) = *rest.last()?;
        let falls = rest.is_sorted_by(|(_, above), (_, below)| above >= below);
        (falls && rest.len() >= MIN_DATES && first == newest && first != last).then_some(from)
    })
}

/// Whether dates fall from one entry to the next, with at most one in [`ORDERLY`] out of
/// order, and the first of them is the newest but for what is kept on top.
fn nearly_falls(dates: &[Option<NaiveDate>]) -> bool {
    let known: Vec<NaiveDate> = dates.iter().copied().flatten().collect();
    let rises = known.iter().zip(known.iter().skip(1));
    let rises = rises.filter(|(above, below)| above < below).count();
    let newest = known.iter().max();
    known.first() != known.last()
        && rises * ORDERLY <= known.len()
        && known.iter().take(PINNED + 1).max() == newest
}

/// Entries that offices keep on top of a list whatever their date.
const PINNED: usize = 3;

/// Entries of which one may be out of order.
const ORDERLY: usize = 10;

/// Dates that show in which order a list is.
const MIN_DATES: usize = 3;
