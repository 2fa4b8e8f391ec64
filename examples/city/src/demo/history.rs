//! What happened to the city since its faults were planted.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::draft::{Draft, Place};
use super::planted::Expected;

/// What units mended, and what broke.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct History {
    /// The day on which the faults were planted.
    pub(super) planted: NaiveDate,
    /// Host and kind of faults that were mended.
    mended: BTreeSet<(String, &'static str)>,
    /// Host and kind of faults that came later, in their order.
    added: Vec<(String, &'static str)>,
}

impl History {
    /// Nothing happened.
    pub(crate) fn new(planted: NaiveDate) -> Self {
        Self {
            planted,
            mended: BTreeSet::new(),
            added: Vec::new(),
        }
    }

    /// A fault is mended.
    pub(crate) fn mend(&mut self, host: &str, kind: &'static str) {
        self.mended.insert((host.to_owned(), kind));
    }

    /// A fault is there again, or for the first time.
    pub(crate) fn breaks(&mut self, host: &str, kind: &'static str) {
        if !self.mended.remove(&(host.to_owned(), kind)) {
            self.added.push((host.to_owned(), kind));
        }
    }

    /// Whether that fault was mended.
    pub(crate) fn is_mended(&self, host: &str, kind: &'static str) -> bool {
        self.mended.contains(&(host.to_owned(), kind))
    }

    /// The kinds of faults that came later.
    pub(super) fn added_to(&self, host: &str) -> Vec<&'static str> {
        let added = self.added.iter().filter(|(other, _)| other == host);
        added.map(|(_, kind)| *kind).collect()
    }
}

/// Leaves a mended fault out. A page that it took stays taken, so that the other faults
/// of the site keep their places.
pub(super) fn leave_out(draft: &mut Draft, plant: fn(&mut Draft) -> Vec<Expected>) {
    let mut broken = draft.clone();
    plant(&mut broken);
    let mut taken = Vec::new();
    for column in &draft.columns {
        let Some(other) = broken.columns.iter().find(|one| one.slug == column.slug) else {
            continue;
        };
        for (at, (entry, other)) in column.entries.iter().zip(&other.entries).enumerate() {
            let same_page = entry.serial == other.serial;
            let changed = entry.insert != other.insert || entry.untagged != other.untagged;
            if same_page && changed {
                taken.push(Place::Entry(column.slug, at));
            }
        }
    }
    for place in taken {
        draft.put(place, MENDED);
    }
}

/// What stands where a fault was.
const MENDED: &str = "<p>本页内容已核对更新。</p>";
