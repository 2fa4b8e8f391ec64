use core::fmt::Write;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use huabiao_facts::Records;
use huabiao_finding::Check;
use huabiao_registry::Site;
use huabiao_scoring::{IndicatorSet, ScoreOptions};
use huabiao_store::RunKey;
use sha2::{Digest, Sha256};

/// What a run is to do.
#[derive(Clone, Debug)]
pub struct RunPlan {
    /// The sites, in the order in which results are listed.
    pub sites: Vec<Site>,
    /// The day of the inspection (监测时间点), in the sites' own time.
    pub today: NaiveDate,
    /// The indicator set.
    pub set: IndicatorSet,
    /// How points are given.
    pub score: ScoreOptions,
    /// Whatever else decides the result (budgets, pins), in words; two runs with
    /// different texts are different runs.
    pub options: String,
    /// What the office's own books say of sites, by [`site_key`](super::site_key); see
    /// [`crate::records`].
    pub records: BTreeMap<String, Records>,
    /// What people answered to the questions of the set, by [`site_key`](super::site_key);
    /// see [`read_reviews`](huabiao_supervision::intake::read_reviews).
    pub answers: BTreeMap<String, Vec<Check>>,
    /// Sites worked on at the same time.
    pub parallel: usize,
}

impl RunPlan {
    /// What names the run: equal plans have equal keys.
    pub fn key(&self) -> RunKey {
        let mut sites = String::new();
        for site in &self.sites {
            let code = site
                .code
                .as_ref()
                .map(|code| code.as_str())
                .unwrap_or_default();
            for part in [code, &site.home, &site.name] {
                sites.push_str(part);
                sites.push('\n');
            }
            // Writing to a text does not fail.
            let _ = writeln!(
                sites,
                "{:?} {:?} {:?}",
                site.category, site.services, site.aliases
            );
        }
        RunKey {
            set: format!("{} {}", self.set.id, self.set.version),
            day: self.today,
            sites: digest(&sites),
            options: digest(&format!(
                "{}\n{:?}\n{:?}\n{:?}\n{VERSION}",
                self.options, self.score, self.records, self.answers
            )),
        }
    }
}

fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text))
}

/// A newer program may judge differently, so it begins its own run.
const VERSION: &str = env!("CARGO_PKG_VERSION");
