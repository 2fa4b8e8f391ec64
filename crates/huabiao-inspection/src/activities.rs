use std::collections::HashSet;

use chrono::NaiveDate;
use huabiao_facts::{ColumnKind, LinkKind, LinkPlace};

use crate::column_pages::column_pages;
use crate::seen::{Seen, is_followed, is_label, published};

/// What columns of one kind held in the last year: surveys, interviews.
pub(crate) struct Activities<'a> {
    /// The address of the first such column.
    pub(crate) column: Option<&'a str>,
    /// Activities whose day lies within the window, each title once.
    pub(crate) recent: u32,
    /// The newest day of all.
    pub(crate) newest: Option<NaiveDate>,
    /// Entries without a day.
    pub(crate) undated: u32,
    /// Whether scripts fill a list, or an entrance leads to something that was not read.
    pub(crate) unread: bool,
}

impl<'a> Activities<'a> {
    pub(crate) fn new(
        seen: &Seen<'a>,
        kind: ColumnKind,
        words: &[&str],
        not: &[&str],
        days: u32,
    ) -> Self {
        let mut found = Self {
            column: None,
            recent: 0,
            newest: None,
            undated: 0,
            unread: false,
        };
        let mut known = HashSet::new();
        for column in column_pages(seen) {
            let Some((visit, _)) = column.pages.iter().find(|(_, list)| list.kind == kind) else {
                continue;
            };
            found.column = found.column.or(Some(crate::seen::address(visit)));
            for (visit, list) in &column.pages {
                found.unread |= list.filled_by_script
                    || visit.page.truncated
                    || list
                        .next
                        .as_deref()
                        .is_some_and(|next| seen.read(next).is_none());
                for item in &list.items {
                    if not.iter().any(|word| item.title.contains(word))
                        || !known.insert(item.title.as_str())
                    {
                        continue;
                    }
                    let page = item.url.as_deref().and_then(|url| seen.read(url));
                    match item.date.or_else(|| page.and_then(published)) {
                        Some(day) => {
                            let recent = seen.is_within(day, days);
                            found.recent = found.recent.saturating_add(u32::from(recent));
                            if !seen.is_future(day) {
                                found.newest = found.newest.max(Some(day));
                            }
                        }
                        None => found.undated = found.undated.saturating_add(1),
                    }
                }
            }
        }
        found.unread |= seen.pages.iter().any(|visit| {
            Seen::is_scripted(visit, words)
                || visit.page.links.iter().any(|link| {
                    let url = link.url.as_deref().unwrap_or_default();
                    let named =
                        is_label(&link.text) && words.iter().any(|word| link.text.contains(word));
                    let open = link.place == LinkPlace::Anchor
                        && matches!(link.kind, LinkKind::External | LinkKind::Page)
                        && is_followed(link)
                        && seen.read(url).is_none()
                        && !seen.outcome(url).is_dead();
                    open && (named || seen.is_wordless_entrance(link))
                })
        });
        found
    }
}
