//! A made-up city of 91 websites with known faults, served over loopback HTTP.
//!
//! Every name in it is invented. A site has no fault unless one was planted, and
//! every planted fault is listed with the findings that an inspection owes.

mod answer;
mod assets;
mod content;
mod decoys;
mod draft;
mod elsewhere;
mod faults;
mod history;
mod host;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod inspected;
mod list;
pub(crate) mod names;
mod plan;
mod planted;
mod prose;
mod render;
mod site;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod tls;
mod visits;

pub(crate) use history::History;
pub(crate) use planted::{Decoy, Expected, Planted};
pub(crate) use site::{Site, estate, region};

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, LazyLock};

use axum::Router;
use chrono::NaiveDate;
use huabiao::facts::Visit;
use tokio::net::{TcpListener, TcpSocket};

use crate::serve::Serving;
use draft::{Draft, Leads};
use host::Host;
use visits::Week;

/// The city as it is on one day.
#[derive(Clone, Debug)]
pub(crate) struct City {
    today: NaiveDate,
    drafts: Vec<Draft>,
    faults: Vec<Planted>,
    decoys: Vec<Decoy>,
    history: History,
}

impl City {
    /// The city on `today`; the same day always gives the same city.
    pub(crate) fn new(today: NaiveDate) -> Self {
        Self::later(today, History::new(today))
    }

    /// The city on `today`, after what happened since its faults were planted. The faults
    /// are those that are still there.
    pub(crate) fn later(today: NaiveDate, history: History) -> Self {
        let mut city = Self {
            today,
            drafts: Vec::new(),
            faults: Vec::new(),
            decoys: Vec::new(),
            history,
        };
        let mut shared = Vec::new();
        for site in site::estate() {
            let mut draft = content::draft(site, today, &shared);
            draft.planted = city.history.planted;
            let deeds = plan::PLAN.iter().find(|(host, _)| *host == draft.site.host);
            for kind in deeds.map_or(&[][..], |(_, kinds)| kinds) {
                city.plant(&mut draft, kind);
            }
            for kind in city.history.added_to(&draft.site.host) {
                city.plant(&mut draft, kind);
            }
            if shared.is_empty() {
                shared = repeatable(&draft);
            }
            city.drafts.push(draft);
        }
        city
    }

    fn plant(&mut self, draft: &mut Draft, kind: &'static str) {
        let host = draft.site.host.clone();
        if let Some(bait) = decoys::named(kind) {
            let url = (bait.put)(draft);
            self.decoys.push(Decoy {
                kind,
                host,
                url,
                what: bait.what,
            });
            return;
        }
        let fault = faults::named(kind);
        if self.history.is_mended(&host, kind) {
            history::leave_out(draft, fault.plant);
            return;
        }
        let expected = (fault.plant)(draft);
        self.faults.push(Planted {
            id: format!("{:03}-{kind}", self.faults.len() + 1),
            kind,
            host,
            what: fault.what,
            expected,
        });
    }

    /// The day on which it is as it is.
    pub(crate) fn day(&self) -> NaiveDate {
        self.today
    }

    /// The sites, in the order of the list.
    pub(crate) fn sites(&self) -> impl Iterator<Item = &Site> {
        self.drafts.iter().map(|draft| &draft.site)
    }

    /// The site list as an office would export it: CSV, Chinese headers, GBK.
    pub(crate) fn sites_csv(&self) -> Vec<u8> {
        list::csv(self.sites())
    }

    /// The faults that were put in.
    pub(crate) fn faults(&self) -> &[Planted] {
        &self.faults
    }

    /// What looks like a fault and is none.
    pub(crate) fn decoys(&self) -> &[Decoy] {
        &self.decoys
    }

    /// Visits of the home pages during the seven full days before today, by host.
    pub(crate) fn visits(&self) -> BTreeMap<String, Vec<Visit>> {
        self.sites()
            .map(|site| {
                let has = |kind: &'static str| {
                    let deeds = plan::PLAN.iter().find(|(host, _)| *host == site.host);
                    deeds.is_some_and(|(_, kinds)| kinds.contains(&kind))
                        && !self.history.is_mended(&site.host, kind)
                };
                let week = match (has("unreachable"), has("almost-unreachable")) {
                    (true, _) => Week::Down,
                    (_, true) => Week::Almost,
                    _ => Week::Fine,
                };
                (site.host.clone(), visits::log(site.index, self.today, week))
            })
            .collect()
    }

    /// Serves the city on this machine until the result is dropped.
    ///
    /// # Errors
    ///
    /// When no port can be had or no certificate can be made.
    pub(crate) async fn serve(&self) -> io::Result<Serving> {
        let hosts = Arc::new(self.hosts());
        let app = Router::new()
            .fallback(host::serve)
            .with_state(hosts.clone());
        let plain = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let secure = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let (plain_addr, secure_addr) = (plain.local_addr()?, secure.local_addr()?);
        let identity = tls::identity(&site::TLS, site::BROKEN_TLS)?;
        let (secure, handshakes) = tls::TlsListener::start(secure, identity.config)?;
        // A port that is taken and on which nothing listens.
        let refusing = TcpSocket::new_v4()?;
        refusing.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let refusing_addr = refusing.local_addr()?;

        let secure_app = app.clone();
        let tasks = vec![
            tokio::spawn(async move {
                if let Err(error) = axum::serve(plain, app).await {
                    tracing::error!(%error, "serving the city ended");
                }
            }),
            tokio::spawn(async move {
                if let Err(error) = axum::serve(secure, secure_app).await {
                    tracing::error!(%error, "serving the city over TLS ended");
                }
            }),
            handshakes,
        ];
        let mut serving = Serving::new(tasks).refusing(vec![refusing]);
        let mut names: Vec<&String> = hosts.keys().collect();
        names.sort();
        for name in names {
            serving.pin(name, 80, plain_addr);
            serving.pin(name, 443, secure_addr);
        }
        serving.pin(elsewhere::REFUSED, 80, refusing_addr);
        serving.pin(elsewhere::REFUSED, 443, refusing_addr);
        serving.roots.push(identity.root);
        Ok(serving)
    }

    /// Every host that answers, by its name.
    fn hosts(&self) -> HashMap<String, host::Made> {
        let sites = self
            .drafts
            .iter()
            .map(|draft| (draft.site.host.clone(), made_later(draft.clone())));
        let elsewhere = elsewhere::HOSTS
            .into_iter()
            .filter_map(|(name, elsewhere)| {
                let host = Host::of_elsewhere(elsewhere)?;
                let made: host::Made = LazyLock::new(Box::new(|| host));
                Some((name.to_owned(), made))
            });
        sites.chain(elsewhere).collect()
    }
}

/// The pages of a site are written when somebody first asks for one: most rounds of the
/// year look at a few sites only.
fn made_later(draft: Draft) -> host::Made {
    LazyLock::new(Box::new(move || Host::of_site(&draft)))
}

/// What other sites repeat from the portal: its latest news and its latest document.
fn repeatable(portal: &Draft) -> Vec<content::Shared> {
    ["xwdt", "zcwj"]
        .into_iter()
        .filter_map(|slug| {
            let column = portal.columns.iter().find(|column| column.slug == slug)?;
            let entry = column
                .entries
                .iter()
                .find(|entry| entry.leads == Leads::Article)?;
            let url = portal.site.url(&portal.entry_path(column, entry));
            Some((entry.title.clone(), entry.date, url))
        })
        .collect()
}
