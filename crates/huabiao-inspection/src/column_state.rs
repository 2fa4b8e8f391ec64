use chrono::NaiveDate;
use huabiao_facts::{
    Column, ColumnKind, Link, LinkKind, LinkPlace, Page, PageKind, PageVisit, Region, SiteFacts,
    StatisticsOf,
};
use huabiao_finding::Reason;

use crate::Limits;
use crate::column_archive::spare_archives;
use crate::column_beside::open_beside;
use crate::column_entries::Entries;
use crate::column_pages::{ColumnPages, column_pages};
use crate::column_why::ColumnWhy;
use crate::seen::{Seen, address, count};
use crate::services::names_statistics;

/// One column of a site, all pages of its list together, and its state on the day.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ColumnState {
    /// The address of the first page of its list that was read.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: ColumnKind,
    /// Entries seen, each once.
    pub items: u32,
    /// The latest date that the list shows or the pages it links to give: the one that
    /// decides. Dates in the future do not count.
    pub newest: Option<NaiveDate>,
    /// The state.
    pub state: Freshness,
    /// What decided.
    pub why: ColumnWhy,
    /// The pages of its list that were read, the first one first.
    pub pages: Vec<ListPage>,
}

/// One page of the list of a column.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListPage {
    /// Its address.
    pub url: String,
    /// Entries on it.
    pub items: u32,
    /// The latest date that it shows or, when it shows none, that the pages it links
    /// to give.
    pub newest: Option<NaiveDate>,
}

/// Whether a column was kept up.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Freshness {
    /// Updated within its limit.
    Fresh,
    /// Not updated within its limit.
    Stale,
    /// It has nothing at all.
    Blank,
    /// Nothing demands that it be updated.
    NoDuty,
    /// What was seen does not tell.
    Unknown,
}

impl Freshness {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Fresh => "fresh",
            Self::NoDuty => "no-duty",
            Self::Stale => "stale",
            Self::Unknown => "unknown",
        }
    }
}

/// The columns of a site with their states, in the order of discovery.
///
/// A list that goes over several pages is one column. A front of several columns is
/// no list of its own and has no duty.
pub fn columns(site: &SiteFacts, limits: &Limits) -> Vec<ColumnState> {
    judged_columns(&Seen::new(site), limits)
        .into_iter()
        .map(|judged| judged.column)
        .collect()
}

/// A [`ColumnState`] with what rules need besides.
pub(crate) struct Judged<'a> {
    pub(crate) column: ColumnState,
    /// The first page of its list that was read.
    pub(crate) visit: &'a PageVisit,
    /// The limit in days that was used, if it has a duty.
    pub(crate) limit: Option<u32>,
    /// The group in which indicator sets count it, if it has a duty.
    pub(crate) group: &'static str,
    /// Why its state is unknown.
    pub(crate) unknown: Option<Reason>,
    /// Why nobody can say whether it is blank.
    pub(crate) unread: Option<Reason>,
}

pub(crate) fn judged_columns<'a>(seen: &Seen<'a>, limits: &Limits) -> Vec<Judged<'a>> {
    let columns = column_pages(seen);
    let filled: Vec<&str> = columns
        .iter()
        .filter(|column| column.pages.iter().any(|(_, list)| !list.items.is_empty()))
        .filter_map(|column| column.pages.first().map(|(visit, _)| address(visit)))
        .collect();
    let mut judged = columns
        .iter()
        .filter_map(|column| judge(seen, limits, column, &filled))
        .collect::<Vec<_>>();
    spare_archives(seen, &mut judged);
    judged
}

fn judge<'a>(
    seen: &Seen<'a>,
    limits: &Limits,
    column: &ColumnPages<'a>,
    filled: &[&str],
) -> Option<Judged<'a>> {
    let (visit, _) = *column.pages.first()?;
    let lists = || column.pages.iter().map(|(_, list)| *list);
    let kind = lists()
        .map(|list| list.kind)
        .find(|kind| *kind != ColumnKind::Other)
        .unwrap_or_default();
    let name = lists()
        .map(|list| list.name.as_str())
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    let entries = Entries::new(seen, column);
    let (limit, group) = match duty(limits, kind, visit.depth) {
        (limit, "long") if holds_statistics(seen, column, name) => (limit, "statistics"),
        duty => duty,
    };
    let unread = (entries.all == 0 && lists().any(|list| list.blank.is_none() && !list.front))
        .then(|| unread_list(lists().any(|list| list.filled_by_script)));
    let (state, why, unknown) = if lists().any(|list| list.front) {
        let why = ColumnWhy::Front;
        (Freshness::NoDuty, why, None)
    } else if lists().all(|list| list.blank == Some(true)) && entries.all == 0 {
        if leads_to(address(visit), filled) {
            let why = ColumnWhy::FilledBelow;
            (Freshness::NoDuty, why, None)
        } else {
            let why = ColumnWhy::Empty;
            (Freshness::Blank, why, None)
        }
    } else if limit.is_none() && may_be_news(seen, limits, column, name, &entries) {
        let unknown = Reason::NothingSeen {
            what: "新闻发布类栏目的性质说明".to_owned(),
        };
        (
            Freshness::Unknown,
            ColumnWhy::NewsOrConferences,
            Some(unknown),
        )
    } else {
        state(seen, limit, column, &entries)
    };
    Some(Judged {
        column: ColumnState {
            url: address(visit).to_owned(),
            name: name.to_owned(),
            kind,
            items: count(entries.all),
            newest: entries.newest,
            state,
            why,
            pages: column
                .pages
                .iter()
                .map(|page| list_page(seen, *page))
                .collect(),
        },
        visit,
        limit,
        group,
        unknown,
        unread,
    })
}

/// Whether a column named 新闻发布 that was not updated lately may hold news: its name may
/// as well mean press conferences, which its entries then speak of.
fn may_be_news(
    seen: &Seen<'_>,
    limits: &Limits,
    column: &ColumnPages<'_>,
    name: &str,
    entries: &Entries,
) -> bool {
    let fresh = |newest| seen.is_within(newest, limits.news_days);
    let titles = || column.pages.iter().flat_map(|(_, list)| &list.items);
    let conferences = titles().filter(|item| {
        let title = item.title.as_str();
        CONFERENCES.iter().any(|word| title.contains(word))
    });
    name.ends_with("新闻发布")
        && entries.all > 0
        && !entries.newest.is_some_and(fresh)
        && conferences.count() * 2 < titles().count()
}

/// Words of press conferences.
const CONFERENCES: [&str; 5] = ["发布会", "通气会", "吹风会", "媒体见面会", "答记者问"];

/// Whether a column is the one of statistics of services handled (办件统计), which an
/// indicator of its own judges: by its name, or because all that was read of it is.
pub(crate) fn holds_statistics(seen: &Seen<'_>, column: &ColumnPages<'_>, name: &str) -> bool {
    let of_services = |page: &Page| {
        let mut statistics = page.statistics.iter();
        statistics.any(|one| one.of == StatisticsOf::Services)
    };
    let items = column.pages.iter().flat_map(|(_, list)| &list.items);
    let mut read = items
        .filter_map(|item| seen.read(item.url.as_deref()?))
        .peekable();
    names_statistics(name) || read.peek().is_some() && read.all(|visit| of_services(&visit.page))
}

fn list_page<'a>(seen: &Seen<'a>, page: (&'a PageVisit, &'a Column)) -> ListPage {
    let alone = ColumnPages { pages: vec![page] };
    let entries = Entries::new(seen, &alone);
    ListPage {
        url: address(page.0).to_owned(),
        items: count(page.1.items.len()),
        newest: entries.shown,
    }
}

/// The limit and the group of a kind of column. The clause on notices and policy
/// documents speaks of first-level columns (一级栏目); a column that the home page does
/// not link to is none, and counts among those long without update.
fn duty(limits: &Limits, kind: ColumnKind, depth: u16) -> (Option<u32>, &'static str) {
    let first_level = depth <= 1;
    match kind {
        ColumnKind::News => (limits.days(kind), "news"),
        ColumnKind::Notice | ColumnKind::Policy if first_level => (limits.days(kind), "notice"),
        ColumnKind::Interpretation if first_level => (limits.days(kind), "interpretation"),
        ColumnKind::Interpretation | ColumnKind::Notice | ColumnKind::Policy => {
            (Some(limits.long_days), "long")
        }
        _ => (limits.days(kind), "long"),
    }
}

fn state(
    seen: &Seen<'_>,
    limit: Option<u32>,
    column: &ColumnPages<'_>,
    entries: &Entries,
) -> (Freshness, ColumnWhy, Option<Reason>) {
    let unseen = column.pages.iter().any(|(_, list)| list.filled_by_script);
    if unseen && entries.all == 0 {
        let why = ColumnWhy::ScriptMakes;
        return (Freshness::Unknown, why, Some(unread_list(true)));
    }
    let Some(limit) = limit else {
        return (Freshness::NoDuty, ColumnWhy::NoLimit, None);
    };
    if let Some(newest) = entries.newest
        && seen.is_within(newest, limit)
    {
        let shown = other_date(entries, newest);
        let why = ColumnWhy::Within {
            newest,
            shown,
            limit,
        };
        return (Freshness::Fresh, why, None);
    }
    if unseen {
        let why = ColumnWhy::ScriptAdds;
        return (Freshness::Unknown, why, Some(unread_list(true)));
    }
    if entries.framed {
        let unknown = Reason::NothingSeen {
            what: "栏目列表".to_owned(),
        };
        return (Freshness::Unknown, ColumnWhy::Framed, Some(unknown));
    }
    let Some(newest) = entries.newest else {
        let why = ColumnWhy::NoDate;
        let unknown = if entries.all == 0 {
            unread_list(false)
        } else {
            Reason::Undated {
                entries: count(entries.all),
            }
        };
        return (Freshness::Unknown, why, Some(unknown));
    };
    if entries.open > 0 {
        let open = count(entries.open);
        let why = ColumnWhy::Undated { entries: open };
        let unknown = Reason::Undated { entries: open };
        return (Freshness::Unknown, why, Some(unknown));
    }
    if !entries.sorted && !is_whole(seen, column, entries) {
        let why = ColumnWhy::Unsorted;
        let unknown = Reason::OverBudget { addresses: 1 };
        return (Freshness::Unknown, why, Some(unknown));
    }
    if let Some(newest) = newest_linked(seen, column, limit) {
        let why = ColumnWhy::NewerLinked { newest };
        let unknown = Reason::NothingSeen {
            what: "栏目列表".to_owned(),
        };
        return (Freshness::Unknown, why, Some(unknown));
    }
    let beside = open_beside(seen, column, limit);
    if beside > 0 {
        let why = ColumnWhy::Undated { entries: beside };
        let unknown = Reason::Undated { entries: beside };
        return (Freshness::Unknown, why, Some(unknown));
    }
    let why = ColumnWhy::Past {
        newest,
        shown: other_date(entries, newest),
        days: seen.age(newest),
        limit,
    };
    (Freshness::Stale, why, None)
}

/// The latest day within the limit on which an article was published to which the content
/// of the column leads outside its list: a headline above it, pictures that change.
fn newest_linked(seen: &Seen<'_>, column: &ColumnPages<'_>, limit: u32) -> Option<NaiveDate> {
    let links = column.pages.iter().flat_map(|(visit, _)| &visit.page.links);
    links
        .filter(|link| {
            link.place == LinkPlace::Anchor
                && link.kind == LinkKind::Page
                && matches!(link.region, Region::Main | Region::Nav)
                && !link.noscript
        })
        .filter_map(|link| {
            let visit = seen.read(link.url.as_deref()?)?;
            let date = visit.page.published.as_ref()?.date;
            let article = matches!(visit.page.kind, PageKind::Article | PageKind::Other);
            (article && seen.is_within(date, limit)).then_some((link, date))
        })
        .filter(|(link, _)| link.region == Region::Main || !is_everywhere(seen, link))
        .map(|(_, date)| date)
        .max()
}

/// Whether lists of several columns have the link, as what stands beside all of them.
fn is_everywhere(seen: &Seen<'_>, link: &Link) -> bool {
    let mut columns = seen.pages.iter().filter(|visit| {
        visit.page.kind == PageKind::Column
            && visit.page.links.iter().any(|other| other.url == link.url)
    });
    // Its own column, and this one.
    columns.nth(2).is_some()
}

/// The list's own date where that of a page it links to decides.
fn other_date(entries: &Entries, newest: NaiveDate) -> Option<NaiveDate> {
    entries.shown.filter(|shown| *shown != newest)
}

fn unread_list(by_script: bool) -> Reason {
    if by_script {
        Reason::UnseenLists { columns: 1 }
    } else {
        Reason::NothingSeen {
            what: "栏目列表".to_owned(),
        }
    }
}

/// Whether every page of the list was read, from the first to the last.
fn is_whole(seen: &Seen<'_>, column: &ColumnPages<'_>, entries: &Entries) -> bool {
    column.pages.first().is_some_and(|(_, list)| list.page <= 1)
        && column.pages.iter().all(|(visit, list)| {
            // Of several pages the last one has words of paging too.
            let rest = list.more && column.pages.len() == 1 && !entries.nearly_sorted;
            !visit.page.truncated
                && !rest
                && list.next.as_deref().is_none_or(|next| {
                    let mut pages = column.pages.iter();
                    seen.read(next)
                        .is_some_and(|next| pages.any(|(visit, _)| address(visit) == address(next)))
                })
        })
}

/// Whether a column that is the front page of a folder has filled columns below it.
fn leads_to(url: &str, filled: &[&str]) -> bool {
    let Some((folder, name)) = url.rsplit_once('/') else {
        return false;
    };
    let is_index = name.is_empty() || name.starts_with("index.") || name.starts_with("default.");
    let is_root = folder.split('/').count() <= 3;
    is_index
        && !is_root
        && filled.iter().any(|other| {
            other
                .strip_prefix(folder)
                .is_some_and(|rest| rest.trim_start_matches('/').contains('/'))
        })
}
