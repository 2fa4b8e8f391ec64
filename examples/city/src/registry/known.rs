use std::collections::BTreeSet;

use huabiao::registry::{Life, RecordId, Site};
use huabiao::types::SiteCode;

use super::book::Book;

/// Codes and addresses of the sites that are not closed.
#[derive(Default)]
pub(super) struct Known {
    codes: BTreeSet<SiteCode>,
    fronts: BTreeSet<String>,
}

impl Known {
    pub(super) fn of(book: &Book) -> Self {
        let mut known = Self::default();
        for record in book.estate.sites() {
            let over = record.life().is_none_or(Life::is_over);
            if let Some(now) = record.now().filter(|_| !over) {
                known.codes.extend(now.site.code.clone());
                known.fronts.insert(now.site.front());
            }
        }
        known
    }

    /// Whether one of them has the code or the address of `site`.
    pub(super) fn has(&self, site: &Site) -> bool {
        let code = site.code.as_ref();
        code.is_some_and(|code| self.codes.contains(code)) || self.fronts.contains(&site.front())
    }
}

/// What names a site: its code, else its address, else a number.
pub(super) fn id_of(site: &Site, book: &Book) -> RecordId {
    let code = site.code.as_ref().map(ToString::to_string);
    let count = book.estate.sites().count();
    let numbers = (count + 1..).map(|n| format!("s{n}"));
    let mut names = code.into_iter().chain([site.front()]).chain(numbers);
    loop {
        let name = names.next().unwrap_or_default();
        if let Ok(id) = name.parse::<RecordId>()
            && book.estate.site(&id).is_none()
        {
            return id;
        }
    }
}
