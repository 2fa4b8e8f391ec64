//! The faults that can be planted, each with what an inspection owes for it.

mod columns;
mod dates;
mod hijack;
mod links;
mod marks;
mod services;
mod words;

use huabiao::finding::RuleId;
use huabiao::types::Words;

use super::draft::{Draft, Leads, Place};
use super::planted::Expected;

pub(super) use links::SOFT;

/// One kind of fault.
pub(super) struct Fault {
    pub(super) kind: &'static str,
    pub(super) what: Words,
    /// Plants it and says which findings are owed.
    pub(super) plant: fn(&mut Draft) -> Vec<Expected>,
}

/// The kind of fault with that name.
pub(super) fn named(kind: &str) -> &'static Fault {
    let found = ALL
        .iter()
        .copied()
        .flatten()
        .find(|fault| fault.kind == kind);
    found.unwrap_or_else(|| panic!("no kind of fault is called {kind}"))
}

/// Every kind.
pub(super) const ALL: [&[Fault]; 7] = [
    columns::FAULTS,
    dates::FAULTS,
    hijack::FAULTS,
    links::FAULTS,
    marks::FAULTS,
    services::FAULTS,
    words::FAULTS,
];

const fn fault(
    kind: &'static str,
    plant: fn(&mut Draft) -> Vec<Expected>,
    zh: &'static str,
    en: &'static str,
) -> Fault {
    Fault {
        kind,
        what: Words { zh, en },
        plant,
    }
}

fn expected(rule: &'static str, url: String, group: &'static str) -> Expected {
    Expected {
        rule: RuleId::new(rule),
        url,
        target: None,
        group,
        element: None,
    }
}

impl Draft {
    /// The page of a document on which nothing was planted yet.
    pub(super) fn spot(&self) -> Place {
        let spots = ["xwdt", "tzgg", "zcwj"].into_iter().flat_map(|slug| {
            let column = self.columns.iter().find(|column| column.slug == slug);
            let entries = column.map_or(&[][..], |column| &column.entries);
            entries
                .iter()
                .enumerate()
                .filter(|(_, entry)| {
                    entry.leads == Leads::Article
                        && entry.insert.is_empty()
                        && entry.untagged.is_empty()
                        && entry.date <= self.today
                        && entry.listed <= self.today
                })
                .map(move |(at, _)| Place::Entry(slug, at))
        });
        let spots: Vec<Place> = spots.collect();
        // Not always the first one of every site.
        let turn = self.site.index % spots.len().max(1);
        let spot = spots.get(turn).copied();
        spot.unwrap_or_else(|| panic!("{} has no page left", self.site.host))
    }
}
