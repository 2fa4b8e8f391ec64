//! Alive or dead, and where an address leads.

use super::{Book, Contradiction, ContradictionKind, Entry, SeenHome, Sure, host_of, without_www};
use crate::{DomainForm, Life, Way, registrable};

pub(super) fn check(
    book: &Book<'_>,
    entry: Entry<'_>,
    home: &SeenHome,
    found: &mut Vec<Contradiction>,
) {
    let alive = home.outcome.starts_with("ok");
    let dead = home.outcome.starts_with("dead");
    let mut add = |kind, registered: &str, seen: String, certainty| {
        found.push(Contradiction {
            kind,
            of: Some(entry.id()),
            about: home.home.clone(),
            registered: registered.to_owned(),
            seen,
            certainty,
        });
    };
    let state = entry.life.words().zh;
    let end = home.end.clone().unwrap_or_else(|| home.home.clone());
    match entry.life {
        Life::Running | Life::Leaving { .. } if dead => {
            let seen = home.outcome.clone();
            add(ContradictionKind::RunningDead, state, seen, Sure::Certain);
        }
        Life::Running | Life::Leaving { .. } if alive => {
            if let Some(other) = leads_away(entry, &end) {
                // Not every host of another kind is a stranger: only one that no
                // government has is suspected.
                let stranger = !DomainForm::of(&other).is_government();
                let known = book.entries.iter().any(|entry| is_at(*entry, &other));
                if stranger && !known {
                    add(
                        ContradictionKind::DomainChangedHands,
                        state,
                        end,
                        Sure::Suspected,
                    );
                }
            }
        }
        Life::Offline { .. } if alive && leads_away(entry, &end).is_none() => {
            // A notice of the outage is an answer too.
            add(ContradictionKind::OfflineAlive, state, end, Sure::Suspected);
        }
        Life::Closed { way, .. } if alive => closed(book, entry, way, &end, &mut add),
        Life::Closed {
            way: Way::Into(_), ..
        } if dead => {
            let seen = home.outcome.clone();
            add(ContradictionKind::RedirectLost, state, seen, Sure::Certain);
        }
        _ => {}
    }
}

fn closed(
    book: &Book<'_>,
    entry: Entry<'_>,
    way: &Way,
    end: &str,
    add: &mut impl FnMut(ContradictionKind, &str, String, Sure),
) {
    let state = entry.life.words().zh;
    let Some(other) = leads_away(entry, end) else {
        return add(
            ContradictionKind::ClosedAlive,
            state,
            end.to_owned(),
            Sure::Certain,
        );
    };
    let place = match way {
        Way::Into(site) => book.entries.iter().find(|entry| entry.record.id == *site),
        _ => None,
    };
    match place {
        Some(place) if is_at(*place, &other) => {}
        Some(place) => {
            let home = &place.particulars.site.home;
            add(
                ContradictionKind::RedirectLost,
                home,
                end.to_owned(),
                Sure::Certain,
            );
        }
        // Nobody said where it should lead: only a stranger is wrong.
        None if !DomainForm::of(&other).is_government() => add(
            ContradictionKind::DomainChangedHands,
            state,
            end.to_owned(),
            Sure::Suspected,
        ),
        None => {}
    }
}

/// The host at which it ended, if that is not one of the site's own domain.
fn leads_away(entry: Entry<'_>, end: &str) -> Option<String> {
    let host = host_of(end)?;
    let own = |mine: &str| {
        without_www(mine) == without_www(&host)
            // The same registered name; below .gov.cn of one government lie many sites.
            || (!DomainForm::of(mine).is_government() && registrable(mine) == registrable(&host))
    };
    (!entry.hosts().any(own)).then_some(host)
}

/// Whether a site answers at that host.
fn is_at(entry: Entry<'_>, host: &str) -> bool {
    entry
        .hosts()
        .any(|mine| without_www(mine) == without_www(host))
}
