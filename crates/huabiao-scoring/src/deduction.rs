use std::collections::BTreeSet;

use huabiao_finding::{Check, Finding, Reason, RuleId};
use xxhash_rust::xxh3::xxh3_64;

use crate::judged::{line, settle};
use crate::looked::Looked;
use crate::{Effect, Indicator, IndicatorSet, Line, Observed, Per, Points, Sample, Subject};

/// Judges a deduction: what its steps cost together, up to its points.
pub(crate) fn deduction(
    set: &IndicatorSet,
    indicator: &Indicator,
    subject: &Subject,
    checks: &[Check],
) -> Line {
    let mut line = line(indicator, Effect::NotApplicable);
    let mut counted = BTreeSet::new();
    for id in &indicator.not_again {
        if let Some(other) = set.indicator(id) {
            counted.extend(pages_of(other, checks));
        }
    }
    let mut lost = Points::ZERO;
    let mut proof = Vec::new();
    let mut whole = true;
    let mut away = Vec::new();
    for step in &indicator.steps {
        let mut looked = Looked::at(checks, &step.rules, &step.groups, &step.having);
        if let Some(reason) = looked.not_applicable {
            away.push(reason);
            continue;
        }
        if line.effect == Effect::NotApplicable {
            line.effect = Effect::Clear;
        }
        if !looked.whole {
            whole = false;
            line.reasons.append(&mut looked.reasons);
        }
        if !indicator.not_again.is_empty() {
            looked
                .findings
                .retain(|(.., finding)| counted.insert(finding.url.as_str()));
        }
        if let Some(sample) = &step.sample {
            match looked.measure(&sample.of) {
                Some(pages) => draw(&mut looked.findings, sample, pages, &set.id, &subject.host),
                None => {
                    whole = false;
                    line.reasons.push(Reason::NotMeasured {
                        measure: sample.of.clone(),
                    });
                    continue;
                }
            }
        }
        let count = count(step.per, &looked.findings);
        let shown = match step.per {
            Per::Site => looked.findings.len() as u64,
            Per::Finding | Per::Group | Per::Page => count,
        };
        if count > 0 || looked.whole {
            line.observed.push(Observed {
                value: i64::try_from(shown).unwrap_or(i64::MAX),
                what: step.observed.clone(),
            });
        }
        lost = lost + step.points.times(count);
        proof.extend(looked.evidence());
    }
    let cap = indicator.points.unwrap_or(Points::ZERO);
    line.points_lost = lost.min(cap);
    line.wholly = whole && line.effect != Effect::NotApplicable;
    if line.effect == Effect::NotApplicable {
        line.reasons = away;
    } else if line.points_lost > Points::ZERO {
        line.effect = Effect::Points;
    } else if !whole {
        line.effect = Effect::NotChecked;
    }
    settle(&mut line, proof);
    line
}

/// The pages that a deduction counts.
fn pages_of<'a>(indicator: &Indicator, checks: &'a [Check]) -> Vec<&'a str> {
    let mut pages = Vec::new();
    for step in &indicator.steps {
        let looked = Looked::at(checks, &step.rules, &step.groups, &step.having);
        pages.extend(
            looked
                .findings
                .iter()
                .map(|(.., finding)| finding.url.as_str()),
        );
    }
    pages
}

fn count(per: Per, findings: &[(&RuleId, u32, &Finding)]) -> u64 {
    let distinct = |key: fn(&Finding) -> &str| -> usize {
        let keys: BTreeSet<&str> = findings.iter().map(|(.., finding)| key(finding)).collect();
        keys.len()
    };
    let count = match per {
        Per::Finding => findings.len(),
        Per::Group => distinct(|finding| &finding.group),
        Per::Page => distinct(|finding| &finding.url),
        Per::Site => usize::from(!findings.is_empty()),
    };
    count as u64
}

/// Keeps the findings whose page is drawn, see [`Sample`].
fn draw(
    findings: &mut Vec<(&RuleId, u32, &Finding)>,
    sample: &Sample,
    pages: i64,
    set: &str,
    host: &str,
) {
    let size = u128::from(sample.size);
    let pages = u128::try_from(pages).unwrap_or(0);
    let hash = |url: &str| xxh3_64(format!("{set}\n{host}\n{url}").as_bytes());
    let drawn = |hash: u64| pages <= size || u128::from(hash) * pages < size << 64;
    let mut urls: Vec<(u64, &str)> = findings
        .iter()
        .map(|(.., finding)| (hash(&finding.url), finding.url.as_str()))
        .collect();
    urls.sort_unstable();
    urls.dedup();
    urls.retain(|(hash, _)| drawn(*hash));
    urls.truncate(sample.size as usize);
    findings.retain(|(.., finding)| urls.iter().any(|(_, url)| *url == finding.url));
}
