use std::collections::BTreeMap;

use huabiao_registry::{Merged, RecordId};

use super::VERSION;

/// `registry.json`: from which lists a book of the registry was put together, and who says
/// what of each site. What is registered stands in `registry.events.jsonl`, one
/// [`Event`](crate::registry::Event) a line.
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct RegistryBook {
    /// The version of the files.
    pub version: u32,
    /// The lists, in the order in which they were trusted.
    pub lists: Vec<BookList>,
    /// The sites that were taken from lists, by id.
    pub sites: BTreeMap<String, BookSite>,
}

/// A list within a [`RegistryBook`].
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct BookList {
    /// The name of its file.
    pub name: String,
    /// Rows that were taken.
    pub taken: usize,
    /// Rows that were not.
    pub rejected: usize,
}

/// Who says what of a site, within a [`RegistryBook`].
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct BookSite {
    /// By the Chinese heading of the column, each list that says anything; what the first
    /// one says was taken.
    pub fields: BTreeMap<String, Vec<BookSaid>>,
}

/// What a list says, within a [`BookSite`].
#[derive(
    Clone, Debug, Eq, PartialEq, schemars::JsonSchema, serde::Deserialize, serde::Serialize,
)]
pub struct BookSaid {
    /// The name of the list.
    pub by: String,
    /// The value as a list writes it.
    pub value: String,
}

impl RegistryBook {
    /// A book that nothing was taken into.
    pub const fn new() -> Self {
        Self {
            version: VERSION,
            lists: Vec::new(),
            sites: BTreeMap::new(),
        }
    }

    /// Notes who said what of a site.
    pub fn add(&mut self, id: &RecordId, merged: &Merged) {
        let fields = merged.fields.iter().map(|(column, said)| {
            let said = said.iter().map(|said| BookSaid {
                by: said.by.clone(),
                value: said.value.clone(),
            });
            (column.heading().to_owned(), said.collect())
        });
        let fields = fields.collect();
        self.sites.insert(id.to_string(), BookSite { fields });
    }
}

impl Default for RegistryBook {
    fn default() -> Self {
        Self::new()
    }
}
