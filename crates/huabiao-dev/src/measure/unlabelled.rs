use std::collections::HashSet;

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
        if LABELLED.contains(&finding.rule.as_str()) {
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

/// Rules whose findings the comparison of links and columns judges.
const LABELLED: [&str; 5] = [
    "asset-dead",
    "column-blank",
    "column-stale",
    "link-dead",
    "site-unreachable",
];
