use chrono::NaiveDate;

use super::entry_date::EntryText;
use super::heading::Cells;
use crate::day::{self, Form, Found};
use crate::sink::fold;
use crate::skeleton::{RawLink, Role, Skeleton, Stamp};

/// One entry of a list.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) title: String,
    /// Where the title lies: a part of the text, less its date, or an attribute.
    pub(super) source: Title,
    pub(super) length: usize,
    pub(crate) link: Option<u32>,
    pub(crate) date: Option<NaiveDate>,
    /// It shows a date, though it may not be known which day that is.
    pub(super) shows_date: bool,
    /// It shows different dates and not which of them is its own.
    pub(crate) several_dates: bool,
    pub(crate) line: u32,
    pub(crate) chars: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Where a title is taken from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Title {
    Attribute(u32),
    Text {
        from: usize,
        to: usize,
        date: Option<(usize, usize)>,
    },
}

/// The entry that a part of the text is, if it is one.
pub(super) fn entry(
    skeleton: &Skeleton,
    days: &[Found],
    range: core::ops::Range<usize>,
    links: core::ops::Range<usize>,
    line: u32,
    chars: u32,
    cells: &Cells,
) -> Option<Entry> {
    if !(2..=500).contains(&chars) {
        return None;
    }
    let text = skeleton.text.get(range.clone())?;
    let anchors = skeleton
        .links
        .get(links.clone())
        .unwrap_or_default()
        .iter()
        .enumerate()
        .filter(|(_, link)| matches!(link.role, Role::Anchor | Role::Bare));
    let mut best: Option<(usize, &RawLink, usize)> = None;
    let mut anchors_count = 0;
    let mut longer = 0;
    for (offset, link) in anchors {
        anchors_count += 1;
        let length = (link.end - link.start) as usize;
        longer += usize::from(length >= 24);
        if best.is_none_or(|(_, _, known)| length > known) {
            best = Some((links.start + offset, link, length));
        }
    }
    // Several long anchors: a block of entries, not one.
    if longer >= 3 || anchors_count > 8 {
        return None;
    }
    let from = days.partition_point(|found| found.start < range.start);
    let inside: Vec<Found> = days
        .get(from..)
        .unwrap_or_default()
        .iter()
        .take_while(|found| found.end <= range.end)
        .copied()
        .collect();
    let shown = EntryText {
        text,
        start: range.start,
        anchor: best.map(|(_, link, _)| link.start as usize..link.end as usize),
        cells,
    }
    .date(inside);
    let stamped = if shown.any {
        None
    } else {
        stamp(skeleton, &range)
    };
    let (date, date_value) = (shown.found, shown.date.or(stamped));
    let mut link = None;
    let mut source = Title::Text {
        from: range.start,
        to: range.end,
        date: date.map(|found| (found.start, found.end)),
    };
    if let Some((index, raw, _)) = best {
        link = u32::try_from(index).ok();
        let own = skeleton.slice(raw.start, raw.end).trim();
        let full = raw.alt.as_deref().unwrap_or_default().trim();
        let cut = own.trim_end_matches(['.', '…', '·']);
        if own.is_empty() {
            if !full.is_empty() {
                source = Title::Attribute(u32::try_from(index).ok()?);
            }
        } else if cut.len() < own.len() && full.starts_with(cut.trim_end()) {
            source = Title::Attribute(u32::try_from(index).ok()?);
        } else {
            source = Title::Text {
                from: raw.start as usize,
                to: raw.end as usize,
                date: date.map(|found| (found.start, found.end)),
            };
        }
    }
    let length = match source {
        Title::Attribute(_) => best
            .and_then(|(_, raw, _)| raw.alt.as_deref())
            .map_or(0, |alt| alt.trim().chars().count()),
        Title::Text { from, to, date } => {
            let dated = date
                .filter(|(start, end)| *start >= from && *end <= to)
                .map_or(0, |(start, end)| end - start);
            skeleton
                .text
                .get(from..to)
                .unwrap_or_default()
                .chars()
                .filter(|c| !c.is_whitespace())
                .count()
                .saturating_sub(dated)
        }
    };
    let shows_date = shown.any || stamped.is_some();
    if length < 2 || link.is_none() && !shows_date {
        return None;
    }
    let short = u32::try_from(length).unwrap_or(u32::MAX);
    if link.is_none() && (length < 4 || chars > 120) {
        return None;
    }
    // The line under a headline is no entry.
    if link.is_none() && BYLINE.iter().any(|word| text.contains(word)) {
        return None;
    }
    // A paragraph with a link in it is no entry.
    let around = if shows_date { 24 } else { 0 };
    if short.saturating_mul(5) + around < chars && text.matches('\n').count() < 2 {
        return None;
    }
    Some(Entry {
        title: String::new(),
        source,
        length,
        link,
        date: date_value,
        shows_date,
        several_dates: shown.several,
        line,
        chars,
        start: u32::try_from(range.start).unwrap_or(u32::MAX),
        end: u32::try_from(range.end).unwrap_or(u32::MAX),
    })
}

/// The day in an attribute inside an entry: `<time datetime=2026-11-23>`.
fn stamp(skeleton: &Skeleton, range: &core::ops::Range<usize>) -> Option<NaiveDate> {
    let at = |stamp: &Stamp| usize::try_from(stamp.at).unwrap_or(usize::MAX);
    let from = skeleton
        .stamps
        .partition_point(|stamp| at(stamp) < range.start);
    let inside = skeleton.stamps.get(from..).unwrap_or_default().iter();
    // One without words at the end of an entry stands where the next one begins.
    let mut inside = inside
        .take_while(|stamp| at(stamp) <= range.end)
        .filter(|stamp| {
            let around = skeleton.nodes.get(stamp.node as usize);
            around.is_some_and(|node| {
                node.from.text as usize >= range.start && node.to.text as usize <= range.end + 1
            })
        });
    inside.find_map(|stamp| {
        let days = day::scan(&stamp.value, false, 1);
        days.first()
            .filter(|found| found.form != Form::Compact && found.other.is_none())
            .map(|found| found.date)
    })
}

/// The words of a title.
pub(super) fn title(skeleton: &Skeleton, source: Title) -> String {
    match source {
        Title::Attribute(link) => skeleton
            .links
            .get(link as usize)
            .and_then(|link| link.alt.as_deref())
            .map(|alt| fold(alt, 200))
            .unwrap_or_default(),
        Title::Text { from, to, date } => {
            let text = skeleton.text.get(from..to).unwrap_or_default();
            let Some((start, end)) = date.filter(|(start, end)| *start >= from && *end <= to)
            else {
                return fold(text, 200);
            };
            let head = text.get(..start - from).unwrap_or_default();
            let tail = text.get(end - from..).unwrap_or_default();
            let joined = format!("{head} {tail}");
            fold(
                joined
                    .trim_matches(|c: char| c.is_whitespace() || "[]【】()（）·•-|：:".contains(c)),
                200,
            )
        }
    }
}

/// Words of the line under a headline.
const BYLINE: [&str; 7] = ["浏览", "阅读", "点击", "来源", "作者", "字体", "访问"];
