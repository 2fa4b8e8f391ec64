//! What the registry says against what was seen.

mod contradiction;
mod homes;
mod marks;
mod named;
mod seen;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use contradiction::{Contradiction, ContradictionKind, Sure};
pub use seen::{NamedAccount, NamedBy, NamedHost, Seen, SeenHome, SeenPage};

use crate::{Estate, Life, Particulars, RecordId, SiteRecord};

/// Holds what the registry says of a day against what was seen on it (账实核对).
///
/// What nobody could see says nothing: a site that was blocked or timed out is not dead,
/// a page that was not read carries no wrong code, and a host that nobody asked for is not
/// there. The contradictions stand in the order of kinds, then of addresses.
///
/// ```
/// use huabiao_registry::{
///     Actor, Command, Context, ContradictionKind, Estate, Particulars, Role, Seen, SeenHome,
///     Site, reconcile,
/// };
///
/// let by = Actor { person: "c1".into(), unit: "city".parse()?, role: Role::City };
/// let day = "2026-03-01".parse()?;
/// let mut estate = Estate::default();
/// let site = Site::from_home("mzj.example.gov.cn")?;
/// let enrol = Command::Enrol {
///     site: "mzj".parse()?,
///     particulars: Box::new(Particulars::of(site)),
/// };
/// let events = estate.decide(&enrol, &Context { day, by: &by })?;
/// estate.record(&events);
///
/// let home = |outcome: &str| SeenHome {
///     home: "http://mzj.example.gov.cn/".into(),
///     day,
///     outcome: outcome.into(),
///     end: None,
///     page: None,
/// };
/// let seen = |outcome| Seen { homes: vec![home(outcome)], ..Seen::default() };
/// let found = reconcile(&estate, day, &seen("dead.dns"));
/// assert_eq!(found[0].kind, ContradictionKind::RunningDead);
/// assert_eq!(reconcile(&estate, day, &seen("unknown.timeout")), []);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reconcile(estate: &Estate, day: NaiveDate, seen: &Seen) -> Vec<Contradiction> {
    let book = Book::of(estate, day);
    let mut found = Vec::new();
    for home in &seen.homes {
        let Some(entry) = book.at(home) else {
            continue;
        };
        homes::check(&book, entry, home, &mut found);
        if let Some(page) = &home.page {
            marks::check(&book, entry, home, page, &mut found);
        }
    }
    named::hosts(&book, seen, &mut found);
    named::accounts(estate, day, seen, &mut found);
    let key = |one: &Contradiction| (one.kind, one.about.clone(), one.seen.clone());
    found.sort_by_key(key);
    found.dedup_by_key(|one| key(one));
    found
}

/// What the registry says of a day, in the order in which it is asked.
struct Book<'a> {
    estate: &'a Estate,
    day: NaiveDate,
    entries: Vec<Entry<'a>>,
}

/// One site on a day.
#[derive(Clone, Copy)]
struct Entry<'a> {
    record: &'a SiteRecord,
    particulars: &'a Particulars,
    life: &'a Life,
}

impl<'a> Book<'a> {
    fn of(estate: &'a Estate, day: NaiveDate) -> Self {
        let entries = estate.sites().filter_map(|record| {
            Some(Entry {
                record,
                particulars: record.on(day)?,
                life: record.life_on(day)?,
            })
        });
        Self {
            estate,
            day,
            entries: entries.collect(),
        }
    }

    /// The site whose home page was asked for; one that is registered before one that was
    /// closed at the same address.
    fn at(&self, home: &SeenHome) -> Option<Entry<'a>> {
        let mut at: Vec<Entry<'a>> = self.entries.clone();
        at.retain(|entry| entry.particulars.site.home == home.home);
        let registered = at.iter().find(|entry| entry.life.is_registered());
        registered
            .or_else(|| at.iter().find(|entry| entry.is_closed()))
            .copied()
    }

    /// The registered sites by their codes.
    fn codes(&self) -> BTreeMap<&'a str, Entry<'a>> {
        let registered = self
            .entries
            .iter()
            .filter(|entry| entry.life.is_registered());
        let coded = registered.filter_map(|entry| {
            let code = entry.particulars.site.code.as_ref()?;
            Some((code.as_str(), *entry))
        });
        coded.collect()
    }
}

impl<'a> Entry<'a> {
    const fn is_closed(&self) -> bool {
        matches!(self.life, Life::Closed { .. })
    }

    fn id(&self) -> RecordId {
        self.record.id.clone()
    }

    /// The hosts at which it may answer.
    fn hosts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let site = &self.particulars.site;
        std::iter::once(site.host.as_str()).chain(site.aliases.iter().map(String::as_str))
    }
}

/// The host of an address, without `www.`, which most servers take for the same.
fn host_of(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(match url.port() {
        None => host.to_owned(),
        Some(port) => format!("{host}:{port}"),
    })
}

fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}
