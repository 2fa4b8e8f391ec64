use std::collections::HashMap;

use huabiao_facts::{Column, PageKind, PageVisit};
use url::Url;

use crate::seen::{Seen, address};

/// All pages of one list, the first page first.
pub(crate) struct ColumnPages<'a> {
    pub(crate) pages: Vec<(&'a PageVisit, &'a Column)>,
}

/// The columns of a site in the order of discovery, each with the pages of its list.
///
/// Pages belong together when one leads on to the other, when they are the same bytes,
/// or when a later page has the name and, numbers aside, the address of a first one.
pub(crate) fn column_pages<'a>(seen: &Seen<'a>) -> Vec<ColumnPages<'a>> {
    let lists: Vec<(&PageVisit, &Column)> = seen
        .pages
        .iter()
        .filter(|visit| visit.page.kind == PageKind::Column)
        .filter_map(|visit| visit.page.column.as_ref().map(|column| (*visit, column)))
        .collect();
    let mut groups = Groups((0..lists.len()).collect());

    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut bytes: HashMap<&str, usize> = HashMap::new();
    let mut first: HashMap<(String, &str), usize> = HashMap::new();
    for (index, (visit, column)) in lists.iter().enumerate() {
        at.entry(&visit.requested).or_insert(index);
        at.entry(address(visit)).or_insert(index);
        if !visit.sha256.is_empty() {
            let same = *bytes.entry(&visit.sha256).or_insert(index);
            groups.join(same, index);
        }
        if column.page <= 1 && !column.name.is_empty() {
            let exact = stem(seen, address(visit), false);
            let same = *first.entry((exact, &column.name)).or_insert(index);
            groups.join(same, index);
        }
    }
    // First pages by their address without numbers; a later page joins the first one
    // discovered, or, without one, its own kind.
    let mut loose: HashMap<(String, &str), usize> = HashMap::new();
    for later in [false, true] {
        for (index, (visit, column)) in lists.iter().enumerate() {
            if (column.page > 1) != later || column.name.is_empty() {
                continue;
            }
            let key = (stem(seen, address(visit), true), column.name.as_str());
            let same = *loose.entry(key).or_insert(index);
            if later {
                groups.join(same, index);
            }
        }
    }
    for (index, (_, column)) in lists.iter().enumerate() {
        if let Some(&next) = column.next.as_deref().and_then(|next| at.get(next)) {
            groups.join(index, next);
        }
    }

    let mut columns: Vec<ColumnPages<'a>> = Vec::new();
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (index, list) in lists.into_iter().enumerate() {
        let root = groups.root(index);
        let slot = *place.entry(root).or_insert(columns.len());
        match columns.get_mut(slot) {
            Some(column) => column.pages.push(list),
            None => columns.push(ColumnPages { pages: vec![list] }),
        }
    }
    for column in &mut columns {
        column.pages.sort_by_key(|(_, list)| list.page);
    }
    columns
}

/// The address of a list without scheme, alias, index name and, when `loose`, without
/// the number of the page.
fn stem(seen: &Seen<'_>, address: &str, loose: bool) -> String {
    let Ok(url) = Url::parse(address) else {
        return address.to_owned();
    };
    let host = match (url.host_str().unwrap_or_default(), url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let host = if seen.is_own_host(&host) { "" } else { &host };
    let (folder, name) = url.path().rsplit_once('/').unwrap_or(("", url.path()));
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    let name = if loose {
        name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '_' || c == '-')
    } else {
        name
    };
    let name = if INDEX_NAMES.contains(&name) {
        ""
    } else {
        name
    };
    let query: Vec<String> = url
        .query_pairs()
        .filter(|(key, _)| !(loose && PAGE_KEYS.contains(&key.to_ascii_lowercase().as_str())))
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    format!("{host}{folder}/{name}?{}", query.join("&"))
}

/// Sets of indexes, each led by its smallest.
struct Groups(Vec<usize>);

impl Groups {
    fn root(&self, mut index: usize) -> usize {
        while let Some(&up) = self.0.get(index)
            && up != index
        {
            index = up;
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
    }
}

/// File names of a folder's own page.
const INDEX_NAMES: [&str; 4] = ["", "default", "index", "list"];

/// Names of query fields that hold the number of a page.
const PAGE_KEYS: [&str; 11] = [
    "cp",
    "cur",
    "curpage",
    "currentpage",
    "p",
    "page",
    "pageindex",
    "pageno",
    "pagenum",
    "pagenumber",
    "pn",
];
