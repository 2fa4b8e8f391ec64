use std::collections::HashMap;
use std::collections::hash_map::Entry;

use huabiao_facts::{Link, LinkKind, LinkPlace, Outcome};
use url::Url;

use crate::identity::identity;
use crate::seen::Seen;
use crate::site::Site;

/// Every address known of one site: which are the same, what is to be done with
/// each, what came of it.
///
/// What is found while a level of the site is read waits until the level is done,
/// and is then taken in the order of its places on the pages. So the order in which
/// answers come changes nothing.
#[derive(Debug, Default)]
pub(crate) struct Frontier {
    pub(crate) nodes: Vec<Node>,
    /// Every spelling of an address, as pages write it.
    pub(crate) spellings: HashMap<Box<str>, Id>,
    identities: HashMap<Box<str>, Id>,
    fresh: Vec<Id>,
}

pub(crate) type Id = u32;

/// Where an address was found first: the ordinal of the page, the place on it.
pub(crate) type Place = (u32, u32);

/// One address, in whatever spelling.
#[derive(Debug)]
pub(crate) struct Node {
    /// `None` when it is no address at all.
    pub(crate) url: Option<Url>,
    pub(crate) role: Role,
    pub(crate) depth: u16,
    /// Redirects that led here.
    pub(crate) hops: u8,
    pub(crate) seen: Option<Seen>,
    /// Where it leads on.
    pub(crate) next: Option<Id>,
    place: Place,
    fresh: bool,
}

impl Node {
    /// Where it was found first.
    pub(crate) fn place(&self) -> Place {
        self.place
    }
}

/// What is done with an address.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Role {
    /// Asked whether it is there.
    Check,
    /// Read as a page of the site.
    Page,
}

/// How an address was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) place: Place,
    pub(crate) role: Role,
    pub(crate) depth: u16,
    pub(crate) hops: u8,
}

impl Frontier {
    /// Takes the links of a page.
    pub(crate) fn links(&mut self, links: &[Link], ordinal: u32, depth: u16, site: &Site) {
        for (index, link) in links.iter().enumerate() {
            if link.place == LinkPlace::Form {
                continue;
            }
            let Some(spelling) = &link.url else { continue };
            let page = matches!(link.kind, LinkKind::Page) || link.place == LinkPlace::Frame;
            let found = Found {
                // Place 0 is where a page itself leads on.
                place: (ordinal, u32::try_from(index + 1).unwrap_or(u32::MAX)),
                role: if page { Role::Page } else { Role::Check },
                depth: depth.saturating_add(1),
                hops: 0,
            };
            self.note(spelling, found, site);
        }
    }

    /// Takes one address in any spelling.
    pub(crate) fn note(&mut self, spelling: &str, found: Found, site: &Site) -> Id {
        if let Some(id) = self.spellings.get(spelling) {
            let id = *id;
            self.improve(id, spelling, found, site);
            return id;
        }
        let parsed = Url::parse(spelling);
        let key = match &parsed {
            Ok(url) if matches!(url.scheme(), "http" | "https") => identity(url),
            _ => spelling.to_owned(),
        };
        let id = match self.identities.entry(key.into_boxed_str()) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let id = Id::try_from(self.nodes.len()).unwrap_or(Id::MAX);
                entry.insert(id);
                let seen = match &parsed {
                    Err(_) => Some(Seen::new(Outcome::DeadInvalid)),
                    Ok(url) if !matches!(url.scheme(), "http" | "https") => {
                        Some(Seen::new(Outcome::Scheme))
                    }
                    Ok(_) => None,
                };
                let fresh = seen.is_none();
                self.nodes.push(Node {
                    url: parsed.ok(),
                    role: Role::Check,
                    depth: found.depth,
                    hops: found.hops,
                    seen,
                    next: None,
                    place: (u32::MAX, u32::MAX),
                    fresh,
                });
                if fresh {
                    self.fresh.push(id);
                }
                id
            }
        };
        self.spellings.insert(spelling.into(), id);
        self.improve(id, spelling, found, site);
        id
    }

    /// The earliest place decides on the spelling that is requested.
    fn improve(&mut self, id: Id, spelling: &str, found: Found, site: &Site) {
        let Some(node) = self.nodes.get_mut(id as usize) else {
            return;
        };
        // Most links lead to what is known already.
        if !node.fresh && node.role == Role::Page {
            return;
        }
        let owned = || node.url.as_ref().is_some_and(|url| site.owns(url));
        let page = node.role == Role::Page || (found.role == Role::Page && owned());
        if !node.fresh {
            // Something only checked so far turns out to be a page.
            if !page {
                return;
            }
            node.fresh = true;
            node.place = found.place;
            node.depth = found.depth;
            node.seen = None;
            self.fresh.push(id);
        }
        if page {
            node.role = Role::Page;
        }
        node.depth = node.depth.min(found.depth);
        node.hops = node.hops.min(found.hops);
        if found.place < node.place {
            node.place = found.place;
            if node
                .url
                .as_ref()
                .is_some_and(|url| url.as_str() != spelling)
                && let Ok(url) = Url::parse(spelling)
            {
                node.url = Some(url);
            }
        }
    }

    /// Ends a level: what was found on it, in order.
    pub(crate) fn take_fresh(&mut self) -> Vec<Id> {
        let mut fresh = std::mem::take(&mut self.fresh);
        fresh.sort_by_key(|id| self.nodes.get(*id as usize).map(|node| node.place));
        for id in &fresh {
            if let Some(node) = self.nodes.get_mut(*id as usize) {
                node.fresh = false;
            }
        }
        fresh
    }

    pub(crate) fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    pub(crate) fn node_mut(&mut self, id: Id) -> Option<&mut Node> {
        self.nodes.get_mut(id as usize)
    }
}
