//! What a page says of itself against what is registered.

use huabiao_types::SiteCode;

use super::{Book, Contradiction, ContradictionKind, Entry, SeenHome, SeenPage, Sure};
use crate::Life;

/// Marks of a page are the site's own only where it ended at the site; whoever calls
/// gives a page for its own home alone. Of a closed site they mean nothing.
pub(super) fn check(
    book: &Book<'_>,
    entry: Entry<'_>,
    home: &SeenHome,
    page: &SeenPage,
    found: &mut Vec<Contradiction>,
) {
    let there = matches!(entry.life, Life::Leaving { .. } | Life::Running);
    let ended_here = home.end.as_ref().is_none_or(|end| {
        let host = super::host_of(end);
        host.is_some_and(|host| entry.hosts().any(|mine| mine == host))
    });
    if !there || !ended_here || !home.outcome.starts_with("ok") {
        return;
    }
    let mut add = |kind, registered: &str, seen: &str, certainty| {
        found.push(Contradiction {
            kind,
            of: Some(entry.id()),
            about: home.home.clone(),
            registered: registered.to_owned(),
            seen: seen.to_owned(),
            certainty,
        });
    };
    let particulars = entry.particulars;
    // What a stranger put there carries neither the name nor the code of the site.
    let name = plain(&particulars.site.name);
    let is_named = [Some(&page.title), page.site_name.as_ref()];
    let is_named = is_named
        .into_iter()
        .flatten()
        .any(|text| plain(text).contains(&name));
    if !page.takeover.is_empty() && !is_named && page.codes.is_empty() {
        let words = page.takeover.join("、");
        let kind = ContradictionKind::DomainChangedHands;
        add(kind, &name, &words, Sure::Suspected);
    }
    if let Some(code) = &particulars.site.code {
        let codes = book.codes();
        // A placeholder is no code, and a second code beside the right one may be left
        // from a template.
        let is_code = |seen: &&String| seen.parse::<SiteCode>().is_ok();
        let right = page.codes.iter().any(|seen| seen == code.as_str());
        let wrong = page.codes.iter().filter(|seen| *seen != code.as_str());
        for seen in wrong.filter(is_code) {
            let other = codes
                .get(seen.as_str())
                .filter(|other| other.record.id != entry.record.id);
            let kind = match other {
                None => ContradictionKind::CodeDiffers,
                Some(_) => ContradictionKind::CodeOfAnother,
            };
            let certainty = match right {
                true => Sure::Suspected,
                false => Sure::Certain,
            };
            add(kind, code.as_str(), seen, certainty);
        }
    }
    for (kind, registered, seen) in [
        (ContradictionKind::IcpDiffers, &particulars.icp, &page.icp),
        (
            ContradictionKind::PoliceDiffers,
            &particulars.police,
            &page.police,
        ),
    ] {
        if let (Some(registered), Some(seen)) = (registered, seen)
            && number(registered) != number(seen)
        {
            add(kind, registered, seen, Sure::Certain);
        }
    }
    if let Some(seen) = &page.sponsor
        && let Some(unit) = particulars.sponsor()
    {
        let unit = book.estate.unit(unit).and_then(|unit| unit.on(book.day));
        let name = unit.map(|unit| unit.name.as_str());
        if let Some(name) = name.filter(|name| is_other_body(book, name, seen)) {
            let kind = ContradictionKind::SponsorDiffers;
            add(kind, name, seen, Sure::Certain);
        }
    }
}

/// A sponsor is another one only if it is called as another registered unit: a name that
/// is written in another way (the office of the unit, an older or a longer name) is none.
fn is_other_body(book: &Book<'_>, registered: &str, seen: &str) -> bool {
    let seen = plain(seen);
    let registered = plain(registered);
    if seen.contains(&registered) || registered.contains(&seen) {
        return false;
    }
    let mut units = book.estate.units();
    units.any(|unit| {
        unit.on(book.day)
            .is_some_and(|span| plain(&span.name) == seen)
    })
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The digits of a filing number, in which its forms agree: `浙ICP备18000001号-1` is a
/// site of the filing `浙ICP备18000001号`.
fn number(filing: &str) -> String {
    let site = filing
        .rsplit_once('-')
        .filter(|(_, site)| site.len() <= 3 && site.bytes().all(|b| b.is_ascii_digit()));
    let filing = site.map_or(filing, |(filing, _)| filing);
    filing.chars().filter(char::is_ascii_digit).collect()
}
