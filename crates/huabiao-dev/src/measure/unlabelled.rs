use std::collections::{BTreeMap, HashSet};

use huabiao::files::FindingLine;
use huabiao::scoring::{Scorecard, Verdict};

use super::judged::Difference;
use super::labels::Labels;
use super::site_report::file_of;

/// Findings of rules that the labels hold nothing about, each once: a mirror with
/// several home pages is inspected several times.
pub(crate) fn accusations(labels: &Labels, findings: &[FindingLine]) -> Vec<Difference> {
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for finding in findings {
        if !JUDGED.contains(&finding.rule.as_str()) {
            continue;
        }
        let page = file_of(labels, &finding.url);
        let target = match &finding.target {
            Some(target) => target.clone(),
            None => what(finding),
        };
        if known.insert((finding.rule.clone(), page.clone(), target.clone())) {
            found.push(Difference {
                says: format!(
                    "without label: {} {page}: {}",
                    finding.rule, finding.summary
                ),
                rule: finding.rule.clone(),
                page,
                target,
                accuses: true,
            });
        }
    }
    found
}

/// How many findings of which other rules there are: nobody judged them here.
pub(crate) fn others(findings: &[FindingLine]) -> BTreeMap<String, usize> {
    let mut others = BTreeMap::new();
    for finding in findings {
        let rule = finding.rule.as_str();
        if !JUDGED.contains(&rule) && !LABELLED.contains(&rule) {
            *others.entry(rule.to_owned()).or_default() += 1;
        }
    }
    others
}

/// The verdict of a run that began at `home`.
pub(crate) fn verdict(home: &str, card: &Scorecard) -> Difference {
    let page = if home.is_empty() { "index.html" } else { home };
    let vetoes: Vec<&str> = card.vetoes().map(|line| line.indicator.as_str()).collect();
    let target = format!("{} {}", card.verdict.as_str(), vetoes.join(" "));
    Difference {
        rule: "verdict".to_owned(),
        page: page.to_owned(),
        target: target.trim().to_owned(),
        accuses: card.verdict == Verdict::Unqualified,
        says: format!("without label: verdict {page}: {}", target.trim()),
    }
}

/// What a finding without a target says, short enough to name it.
fn what(finding: &FindingLine) -> String {
    let facts = ["missing", "missing_count", "newest"];
    let facts = facts.iter().find_map(|key| finding.values.get(*key));
    let parts = [
        finding.group.clone(),
        facts.map(ToString::to_string).unwrap_or_default(),
    ];
    parts.join(" ").trim().to_owned()
}

/// Rules of which the labels say nothing and whose findings people judged here. The
/// others that are not in [`LABELLED`] have measurements of their own, or none yet.
const JUDGED: [&str; 13] = [
    "consultation-missing",
    "date-future",
    "external-link-dead",
    "guide-basis-empty",
    "guide-element-missing",
    "guide-materials-unclear",
    "guide-missing",
    "home-stale",
    "interpretation-unlinked",
    "link-hidden",
    "link-hijacked",
    "mark-missing",
    "meta-missing",
];

/// Rules whose findings the comparison of links and columns judges.
const LABELLED: [&str; 5] = [
    "asset-dead",
    "column-blank",
    "column-stale",
    "link-dead",
    "site-unreachable",
];
