use std::path::Path;

use huabiao::finding::Finding;
use huabiao::types::Lang;
use serde::Serialize;

use crate::demo::{City, Expected, Planted};
use crate::output::write_json;

/// How many of the planted faults an inspection found, and what it found besides.
#[derive(Debug, Serialize)]
pub(crate) struct PlantedReport {
    /// Faults that were put in.
    pub(crate) planted: usize,
    /// Faults of which every finding was made.
    pub(crate) found: usize,
    /// Findings that belong to no planted fault.
    pub(crate) unplanted: usize,
    /// Kinds of faults that were put in.
    pub(crate) kinds: usize,
    /// The faults, with what was found of each.
    faults: Vec<Fault>,
    /// The findings that belong to no planted fault.
    others: Vec<Other>,
    /// What looks like a fault and is none.
    decoys: Vec<crate::demo::Decoy>,
}

#[derive(Debug, Serialize)]
struct Fault {
    #[serde(flatten)]
    planted: Planted,
    found: bool,
    missing: Vec<Expected>,
}

#[derive(Debug, Serialize)]
struct Other {
    rule: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    group: String,
}

impl PlantedReport {
    /// Compares findings with what was planted.
    pub(crate) fn new(city: &City, findings: &[Finding]) -> Self {
        let faults: Vec<Fault> = city
            .faults()
            .iter()
            .map(|planted| {
                let owed =
                    |expected: &&Expected| !findings.iter().any(|finding| expected.is(finding));
                let missing: Vec<Expected> =
                    planted.expected.iter().filter(owed).cloned().collect();
                Fault {
                    planted: planted.clone(),
                    found: missing.is_empty(),
                    missing,
                }
            })
            .collect();
        let expected: Vec<&Expected> = city
            .faults()
            .iter()
            .flat_map(|fault| &fault.expected)
            .collect();
        let others: Vec<Other> = findings
            .iter()
            .filter(|finding| !expected.iter().any(|expected| expected.is(finding)))
            .map(|finding| Other {
                rule: finding.rule.to_string(),
                url: finding.url.clone(),
                target: finding.target.clone(),
                group: finding.group.clone(),
            })
            .collect();
        let mut kinds: Vec<&str> = city.faults().iter().map(|fault| fault.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        Self {
            planted: faults.len(),
            found: faults.iter().filter(|fault| fault.found).count(),
            unplanted: others.len(),
            kinds: kinds.len(),
            faults,
            others,
            decoys: city.decoys().to_vec(),
        }
    }

    /// Writes `planted.json` and its schema.
    pub(crate) fn write(&self, out: &Path) -> anyhow::Result<()> {
        let schemas = out.join("schemas");
        std::fs::create_dir_all(&schemas)?;
        let schema: serde_json::Value = serde_json::from_str(SCHEMA)?;
        write_json(&schemas.join("planted.json.schema.json"), &schema)?;
        write_json(&out.join("planted.json"), self)
    }

    /// Says how it went.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let Self {
            planted,
            found,
            unplanted,
            kinds,
            ..
        } = self;
        let share = if *planted == 0 {
            0.0
        } else {
            100.0 * *found as f64 / *planted as f64
        };
        let mut text = match lang {
            Lang::En => format!(
                "planted faults: {planted} of {kinds} kinds, found {found} ({share:.1} %); \
                 findings that were not planted: {unplanted}"
            ),
            Lang::Zh => format!(
                "预设缺陷 {planted} 处（{kinds} 类），查出 {found} 处（{share:.1}%）；预设以外的发现 {unplanted} 处"
            ),
        };
        for fault in self.faults.iter().filter(|fault| !fault.found) {
            text.push_str(&format!(
                "\n  - {} {}",
                fault.planted.id,
                fault.planted.what.get(lang)
            ));
        }
        for other in &self.others {
            text.push_str(&format!("\n  + {} {}", other.rule, other.url));
        }
        text
    }
}

const SCHEMA: &str = include_str!("../schemas/planted.json.schema.json");
