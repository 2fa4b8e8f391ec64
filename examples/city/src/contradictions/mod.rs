//! The demo city's registry against what is served: what was planted into the registry, and
//! what of it the reconciliation finds.

mod book;

use anyhow::Context;
use chrono::NaiveDate;
use huabiao::crawler::{Config, Crawler};
use huabiao::judge::profile;
use huabiao::registry::{Contradiction, ContradictionKind, Life, Seen, reconcile};
use huabiao::types::Lang;
use serde::Serialize;

use crate::demo::City;
use crate::demo_command;
use book::Book;

/// What came of it.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    /// Contradictions that were planted, or that faults of the demo's pages bring along.
    pub(crate) planted: Vec<Owed>,
    /// Planted ones that were found.
    pub(crate) found: usize,
    /// Found ones that nobody planted.
    pub(crate) unplanted: Vec<Contradiction>,
    /// All that was found.
    pub(crate) contradictions: Vec<Contradiction>,
    /// Home pages that were asked for.
    pub(crate) homes: usize,
}

/// A contradiction that the reconciliation owes.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub(crate) struct Owed {
    /// What kind.
    pub(crate) kind: ContradictionKind,
    /// The address or host it is about.
    pub(crate) about: String,
}

impl Owed {
    fn is(&self, found: &Contradiction) -> bool {
        self.kind == found.kind && self.about == found.about
    }
}

/// Serves the city, looks at every home page that the registry knows, and holds the
/// registry against it.
pub(crate) async fn demo(day: NaiveDate) -> anyhow::Result<Report> {
    let city = City::new(day);
    let book = Book::of(&city)?;
    let serving = city
        .serve()
        .await
        .context("the city cannot be served on this machine")?;
    let config = Config {
        // The home page, and where its links lead.
        max_pages: 1,
        probes: false,
        ..demo_command::config(&serving)
    };
    let crawler = Crawler::new(config)?;
    let mut facts = Vec::new();
    for record in book.estate.sites() {
        let (Some(now), Some(life)) = (record.on(day), record.life_on(day)) else {
            continue;
        };
        if life.is_registered() || matches!(life, Life::Closed { .. }) {
            facts.push(crawler.crawl(&profile(&now.site), day, Vec::new()).await);
        }
    }
    let seen: Seen = huabiao::seen(&facts);
    for n in &seen.named {
        if n.host.contains("chenglan") {}
    }
    for h in &seen.homes {
        if h.outcome != "ok.200" {}
    }
    let contradictions = reconcile(&book.estate, day, &seen);
    let is_found = |owed: &&Owed| contradictions.iter().any(|found| owed.is(found));
    let is_owed = |found: &&Contradiction| book.owed.iter().any(|owed| owed.is(found));
    let unplanted = contradictions.iter().filter(|found| !is_owed(found));
    Ok(Report {
        found: book.owed.iter().filter(is_found).count(),
        unplanted: unplanted.cloned().collect(),
        planted: book.owed,
        contradictions,
        homes: facts.len(),
    })
}

impl Report {
    /// What is printed after the table.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let (planted, found, unplanted) = (self.planted.len(), self.found, self.unplanted.len());
        match lang {
            Lang::En => format!(
                "{} home pages looked at; {planted} contradictions planted, {found} found; {unplanted} \
                 found that were not planted",
                self.homes
            ),
            Lang::Zh => format!(
                "核对首页{}个；预设账实不符{planted}处，查出{found}处；预设以外{unplanted}处",
                self.homes
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn all_that_was_planted_is_found_and_nothing_else() {
        let report = demo("2026-03-10".parse().unwrap()).await.unwrap();
        let missed: Vec<&Owed> = report
            .planted
            .iter()
            .filter(|owed| !report.contradictions.iter().any(|found| owed.is(found)))
            .collect();
        assert!(missed.is_empty(), "missed: {missed:#?}");
        assert!(report.unplanted.is_empty(), "{:#?}", report.unplanted);
        assert_eq!(report.planted.len(), 12);
        assert_eq!(report.homes, 92);
    }
}
