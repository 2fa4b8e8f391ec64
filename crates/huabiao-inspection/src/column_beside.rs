use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};
use huabiao_facts::{Link, LinkKind, LinkPlace, PageKind, PageVisit, Region};

use crate::column_pages::ColumnPages;
use crate::home_news::{is_headline, shows_page};
use crate::seen::{Seen, count, is_followed, is_unclear, published};

/// What stands on the pages of a column outside its list and may be newer than it: days
/// without a year, titles whose pages tell no day or were not read, what only a script
/// opens, pages shown as objects.
pub(crate) fn open_beside(seen: &Seen<'_>, column: &ColumnPages<'_>, limit: u32) -> u32 {
    let items = column.pages.iter().flat_map(|(visit, list)| {
        let others = visit.page.dated_items.iter();
        list.items.iter().chain(others)
    });
    let listed: HashSet<&str> = items.filter_map(|item| item.url.as_deref()).collect();
    let mut open = HashSet::new();
    let mut more = 0;
    for (visit, _) in &column.pages {
        let page = &visit.page;
        for link in &page.links {
            let url = link.url.as_deref().unwrap_or_default();
            if !listed.contains(url)
                && may_be_newer(seen, visit, link)
                && !is_everywhere(seen, link)
            {
                open.insert(url);
            }
        }
        for day in &page.partly_dated {
            let told = seen
                .read(&day.url)
                .is_some_and(|page| published(page).is_some());
            if !listed.contains(day.url.as_str())
                && !told
                && may_be_within(seen, day.month.into(), day.day.into(), limit)
            {
                more += 1;
            }
        }
        let shown = |text: &str| {
            let items = column.pages.iter().flat_map(|(_, list)| &list.items);
            items
                .chain(&page.dated_items)
                .any(|item| is_entry(&item.title, text))
        };
        let scripted = page.scripted.iter().filter(|link| !shown(&link.text));
        more += scripted
            .filter(|link| link.region == Region::Main && is_headline(&link.text))
            .count();
        more += page
            .links
            .iter()
            .filter(|link| shows_page(seen, link))
            .count();
    }
    count(open.len() + more)
}

/// Whether the words of what a script opens are the title of an entry, as far as both were
/// kept.
pub(crate) fn is_entry(title: &str, text: &str) -> bool {
    let text: String = text.chars().take(KEPT).collect();
    title.contains(text.trim_end_matches(['.', '…']))
}

/// Whether a link of the content may lead to something newer of which nobody knows the day.
fn may_be_newer(seen: &Seen<'_>, visit: &PageVisit, link: &Link) -> bool {
    let text = link.text.trim();
    let url = link.url.as_deref().unwrap_or_default();
    // Heads and menus hold headlines as well.
    let title = is_headline(text) && link.region != Region::Footer
        || text.is_empty() && link.region == Region::Main;
    if link.place != LinkPlace::Anchor || !is_followed(link) || !title || url == visit.page.url {
        return false;
    }
    match seen.read(url) {
        Some(target) => {
            matches!(target.page.kind, PageKind::Article | PageKind::Other)
                && published(target).is_none()
                && link.kind != LinkKind::Asset
        }
        None => {
            let outcome = seen.outcome(url);
            let alive = outcome.is_ok() || is_unclear(outcome);
            alive && link.kind != LinkKind::Asset
        }
    }
}

/// Whether the most recent such day lies within the limit. Zeros stand for words that count
/// from the visit.
fn may_be_within(seen: &Seen<'_>, month: u32, day: u32, limit: u32) -> bool {
    let today = seen.site.today;
    let latest = [today.year(), today.year() - 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date <= today);
    month == 0 || latest.is_some_and(|date| seen.is_within(date, limit))
}

/// Whether other columns have the link too, as what stands beside all of them.
fn is_everywhere(seen: &Seen<'_>, link: &Link) -> bool {
    let mut columns = seen.pages.iter().filter(|visit| {
        visit.page.kind == PageKind::Column
            && visit.page.links.iter().any(|other| other.url == link.url)
    });
    columns.nth(2).is_some()
}

/// Characters of a title that are compared.
const KEPT: usize = 20;
