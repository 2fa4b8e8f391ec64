use futures_util::{StreamExt, stream};
use huabiao::crawler::Crawler;
use huabiao::judge::profile;
use huabiao::run::site_key;
use huabiao::store::RunStore;

use crate::Exit;
use crate::args::VisitArguments;
use crate::inspect_command::Network;
use crate::interrupt::or_interrupt;
use crate::{database, remarks, sites};

/// Opens each home page once and records how that went. Run twenty times a day for
/// a week, it gives the availability clause what it needs.
pub(crate) async fn run(arguments: &VisitArguments) -> anyhow::Result<Exit> {
    let lang = arguments.lang;
    let named = sites::named(&arguments.urls, arguments.sites.as_deref(), lang)?;
    if let (Some(import), Some(list)) = (&named.import, &arguments.sites) {
        remarks::say(import, list, None, lang, arguments.quiet);
    }
    let network = Network::start(&arguments.network).await?;
    let mut list = named.sites;
    network.adopt(&mut list, named.import.is_none())?;
    sites::need(&list, lang)?;
    let store = database::open(&arguments.db, lang).await?;
    let crawler = Crawler::new(network.config(&list))?;
    let (crawler, store) = (&crawler, &store);
    let work = stream::iter(&list)
        .map(|site| async move {
            let visit = crawler.visit(&profile(site)).await;
            store
                .add_visits(&site_key(site), std::slice::from_ref(&visit))
                .await?;
            if !arguments.quiet {
                crate::say!(
                    "{} {} {} ms {}",
                    visit.at.to_rfc3339(),
                    visit.outcome,
                    visit.millis,
                    site.home
                );
            }
            anyhow::Ok(visit)
        })
        .buffered(AT_ONCE)
        .collect::<Vec<_>>();
    let Some(visits) = or_interrupt(work).await else {
        return Ok(Exit::Interrupted);
    };
    let visits = visits.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    network.stop();
    Ok(if visits.iter().all(|visit| visit.outcome.is_ok()) {
        Exit::Done
    } else {
        Exit::Some
    })
}

/// Home pages opened at the same time.
const AT_ONCE: usize = 16;
