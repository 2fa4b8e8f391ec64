//! Hosts and accounts that something names and nobody registered.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Book, Contradiction, ContradictionKind, NamedBy, NamedHost, Seen, Sure, without_www};
use crate::norms::is_channel;
use crate::{AccountLife, Estate, registrable};

/// Hosts below the registered domains of the estate that answer. One that leads to a
/// registered site is a name of it; one that nobody asked for is not there.
pub(super) fn hosts(book: &Book<'_>, seen: &Seen, found: &mut Vec<Contradiction>) {
    let mut own: BTreeSet<&str> = BTreeSet::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for entry in &book.entries {
        for host in entry.hosts() {
            known.insert(without_www(host));
            own.extend(registrable(host));
        }
    }
    let mut first: BTreeMap<&str, &NamedHost> = BTreeMap::new();
    for named in &seen.named {
        let alive = named
            .outcome
            .as_deref()
            .is_some_and(|outcome| outcome.starts_with("ok"));
        let is_own = registrable(&named.host).is_some_and(|name| own.contains(name));
        let leads = named.leads_to.as_deref();
        let leads_home = leads.is_some_and(|host| known.contains(without_www(host)));
        // `*.example.gov.cn` in a certificate names no host, and an application is no site.
        let is_host = !named.host.contains('*') && !is_channel(&named.host);
        if alive && is_own && is_host && !leads_home && !known.contains(without_www(&named.host)) {
            first.entry(without_www(&named.host)).or_insert(named);
        }
    }
    found.extend(first.into_values().map(|named| Contradiction {
        kind: ContradictionKind::Unregistered,
        of: None,
        about: named.host.clone(),
        registered: String::new(),
        seen: match named.by {
            NamedBy::Certificate => format!("证书 {}", named.at),
            NamedBy::Link => named.at.clone(),
        },
        // A channel of a registered site may have a host of its own.
        certainty: Sure::Suspected,
    }));
}

/// Accounts are known by platform and name.
pub(super) fn accounts(
    estate: &Estate,
    day: NaiveDate,
    seen: &Seen,
    found: &mut Vec<Contradiction>,
) {
    if estate.accounts().next().is_none() {
        // Where no account is registered, nobody keeps them here.
        return;
    }
    for named in &seen.accounts {
        let records = estate.accounts().filter(|record| {
            let now = record.on(day);
            now.is_some_and(|now| now.platform == named.platform && now.name == named.name)
        });
        let mut of = None;
        let mut alive = false;
        for record in records {
            alive |= record.life().is_some_and(|life| !life.is_over());
            of = Some(record);
        }
        let kind = match of.map(|record| record.life()) {
            None => ContradictionKind::AccountUnfiled,
            Some(Some(AccountLife::Deregistered)) if !alive => ContradictionKind::AccountStillNamed,
            Some(_) => continue,
        };
        found.push(Contradiction {
            kind,
            of: of.map(|record| record.id.clone()),
            about: format!("{} {}", named.platform.zh(), named.name),
            registered: String::new(),
            seen: named.at.clone(),
            certainty: Sure::Suspected,
        });
    }
}
