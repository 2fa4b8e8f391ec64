//! What runs saw, for holding the registry against it.

use std::collections::BTreeMap;

use huabiao_facts::{Class, LinkKind, Meta, Page, SiteFacts, Target};
use huabiao_registry::{NamedBy, NamedHost, Seen, SeenHome, SeenPage};

/// What [`reconcile`](huabiao_registry::reconcile) needs, from the facts of runs: how each
/// home page ended, what it says of itself, and the other hosts that pages name.
///
/// Of each host the address that answered stands for the rest. Accounts are not read from
/// pages.
pub fn seen(facts: &[SiteFacts]) -> Seen {
    let mut seen = Seen::default();
    let mut named: BTreeMap<String, NamedHost> = BTreeMap::new();
    for site in facts {
        seen.homes.extend(home(site));
        for visit in &site.pages {
            for link in &visit.page.links {
                let Some(url) = link
                    .url
                    .as_ref()
                    .filter(|_| link.kind == LinkKind::External)
                else {
                    continue;
                };
                let Some(host) = host_of(url) else {
                    continue;
                };
                let target = site.targets.get(url);
                let found = NamedHost {
                    outcome: target.map(|target| target.outcome.to_string()),
                    leads_to: target.and_then(|target| leads_to(target, &host)),
                    at: visit.page.url.clone(),
                    by: NamedBy::Link,
                    host,
                };
                let is_ok = |host: &NamedHost| {
                    host.outcome
                        .as_deref()
                        .is_some_and(|outcome| outcome.starts_with("ok"))
                };
                match named.get(&found.host) {
                    Some(known) if is_ok(known) || !is_ok(&found) => {}
                    _ => {
                        named.insert(found.host.clone(), found);
                    }
                }
            }
        }
    }
    seen.named = named.into_values().collect();
    seen
}

/// How the home page ended; `None` where nobody asked for it.
fn home(site: &SiteFacts) -> Option<SeenHome> {
    let home = site.home();
    let target = site.targets.get(&site.profile.home);
    // A page that was read and is an error page all the same is in the targets.
    let outcome = target.map(|target| target.outcome);
    let outcome = outcome.or_else(|| site.visits.last().map(|visit| visit.outcome))?;
    let is_ok = outcome.class() == Class::Ok;
    let end = home.map(|visit| visit.page.url.clone());
    Some(SeenHome {
        home: site.profile.home.clone(),
        day: site.today,
        outcome: outcome.to_string(),
        end: end.or_else(|| target?.landed.clone()).filter(|_| is_ok),
        page: home.filter(|_| is_ok).map(|visit| page(&visit.page)),
    })
}

fn page(page: &Page) -> SeenPage {
    let marks = &page.marks;
    let mut codes: Vec<String> = marks.site_code.iter().cloned().collect();
    let is_code = |meta: &&Meta| meta.name.eq_ignore_ascii_case("SiteIDCode");
    let of_meta = page.meta.iter().filter(is_code);
    codes.extend(of_meta.map(|meta| meta.content.trim().to_owned()));
    codes.retain(|code| !code.is_empty());
    codes.dedup();
    SeenPage {
        title: page.title.clone(),
        site_name: page.meta("SiteName").map(str::to_owned),
        codes,
        icp: marks.icp.clone(),
        police: marks.police.clone(),
        sponsor: marks.sponsor.clone(),
        takeover: page.takeover.clone(),
    }
}

fn leads_to(target: &Target, host: &str) -> Option<String> {
    let landed = host_of(target.landed.as_deref()?)?;
    (landed != host).then_some(landed)
}

/// The host of an address that a browser wrote, with its port.
fn host_of(url: &str) -> Option<String> {
    let rest = url
        .strip_prefix("http://")
        .or_else(|| url.strip_prefix("https://"))?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::{
        Coverage, Link, LinkPlace, Outcome, PageVisit, Probes, Records, Region, SiteProfile,
    };

    use super::*;

    fn link(url: &str, kind: LinkKind) -> Link {
        Link {
            href: url.to_owned(),
            url: Some(url.to_owned()),
            kind,
            place: LinkPlace::Anchor,
            text: String::new(),
            line: 1,
            region: Region::Main,
            hidden: false,
            noscript: false,
        }
    }

    #[test]
    fn the_address_that_answered_stands_for_its_host() {
        let home = "http://www.example.gov.cn/";
        let urls = [
            "http://zsj.example.gov.cn/gone",
            "http://zsj.example.gov.cn/",
        ];
        let external = urls.map(|url| link(url, LinkKind::External));
        let mut page = Page {
            url: home.to_owned(),
            links: external.to_vec(),
            ..Page::default()
        };
        page.links
            .push(link("http://www.example.gov.cn/a", LinkKind::Page));
        page.marks.site_code = Some("3301000001".to_owned());
        let target = |outcome: &str| Target {
            outcome: outcome.parse::<Outcome>().unwrap(),
            attempts: 1,
            at: None,
            landed: None,
            detail: String::new(),
            takeover: Vec::new(),
        };
        let targets = [(home, "ok.200"), (urls[0], "dead.404"), (urls[1], "ok.200")];
        let facts = SiteFacts {
            profile: SiteProfile {
                code: None,
                name: "示例市人民政府".to_owned(),
                host: "www.example.gov.cn".to_owned(),
                aliases: Vec::new(),
                home: home.to_owned(),
                category: None,
                unit: None,
                services: None,
            },
            today: "2026-03-01".parse().unwrap(),
            pages: vec![PageVisit {
                requested: home.to_owned(),
                status: 200,
                depth: 0,
                at: "2026-03-01T00:00:00Z".parse().unwrap(),
                sha256: String::new(),
                bytes: 0,
                page,
            }],
            targets: targets
                .map(|(url, outcome)| (url.to_owned(), target(outcome)))
                .into(),
            visits: Vec::new(),
            coverage: Coverage::default(),
            probes: Probes::default(),
            records: Records::default(),
        };
        let seen = seen(&[facts]);
        assert_eq!(seen.homes[0].outcome, "ok.200");
        assert_eq!(seen.homes[0].page.as_ref().unwrap().codes, ["3301000001"]);
        assert_eq!(seen.named.len(), 1);
        assert_eq!(seen.named[0].outcome.as_deref(), Some("ok.200"));
    }
}
