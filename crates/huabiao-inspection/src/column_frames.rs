use chrono::NaiveDate;
use huabiao_facts::{Link, LinkKind, LinkPlace, PageVisit, Region};

use crate::column_pages::ColumnPages;
use crate::seen::{Seen, published};

/// What the frames in the content of a column show.
#[derive(Default)]
pub(crate) struct Frames {
    /// The latest date.
    pub(crate) newest: Option<NaiveDate>,
    /// Whether one of them shows a page of the site that was not read, or a list without
    /// any date.
    pub(crate) open: bool,
}

pub(crate) fn column_frames(seen: &Seen<'_>, column: &ColumnPages<'_>) -> Frames {
    let mut frames = Frames::default();
    let links = column.pages.iter().flat_map(|(visit, _)| &visit.page.links);
    for link in links.filter(|link| is_frame(link)) {
        let shown = link.url.as_deref().and_then(|url| seen.read(url));
        let newest = shown.and_then(|visit| newest(seen, visit));
        let dead = link
            .url
            .as_deref()
            .is_some_and(|url| seen.outcome(url).is_dead());
        let open = shown.map_or(link.region == Region::Main, may_list);
        frames.open |= newest.is_none() && !dead && open;
        frames.newest = frames.newest.max(newest);
    }
    frames
}

/// A frame that shows another page of the site. One in the content may be a list even
/// where it was not read; one at the edge of the foot is more often the foot itself.
fn is_frame(link: &Link) -> bool {
    link.place == LinkPlace::Frame
        && link.kind != LinkKind::External
        && matches!(link.region, Region::Footer | Region::Main)
        && !link.noscript
}

/// Whether a page without a date may yet show entries.
fn may_list(visit: &PageVisit) -> bool {
    visit.page.column.is_some() || visit.page.filled_by_script || visit.page.truncated
}

/// The latest date that a page shows, or that the pages of its entries give.
fn newest(seen: &Seen<'_>, visit: &PageVisit) -> Option<NaiveDate> {
    let listed = visit.page.column.iter().flat_map(|column| &column.items);
    let items = listed.chain(&visit.page.dated_items);
    let linked = |url: &str| seen.read(url).and_then(published);
    let dates = items.flat_map(|item| [item.date, item.url.as_deref().and_then(linked)]);
    dates
        .flatten()
        .chain(published(visit))
        .filter(|date| !seen.is_future(*date))
        .max()
}
