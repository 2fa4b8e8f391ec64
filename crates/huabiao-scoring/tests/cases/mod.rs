//! Published results of real inspections, and how they are recomputed.
//!
//! Also read by the developer's tool, which prints them as a table.

use std::collections::BTreeMap;

use huabiao_finding::{Check, Finding, Population, RuleId};
use huabiao_scoring::{
    Bound, IndicatorSet, PartResult, Percent, Points, Question, ScoreOptions, Subject, Test,
    Verdict, mix, score,
};
use huabiao_types::SiteCategory;
use serde::Deserialize;

/// The cases, restated.
pub(crate) const TEXT: &str = include_str!("published.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cases {
    pub(crate) cases: Vec<Case>,
}

/// One published result.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(dead_code, reason = "the table and the test read different parts")]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) year: String,
    pub(crate) document: String,
    pub(crate) source: String,
    /// What the source states, with the points or the word for it.
    pub(crate) items: Vec<(String, String)>,
    pub(crate) stated: Stated,
    pub(crate) certainty: String,
    pub(crate) reading: Option<String>,
    pub(crate) not_computable: Option<String>,
    set: Option<String>,
    site: Option<String>,
    #[serde(default)]
    faults: Vec<String>,
    bonus: Option<Vec<String>>,
    total: Option<String>,
    verdict: Option<String>,
    #[serde(default)]
    mix: Vec<(String, String, String)>,
    pub(crate) share: Option<Share>,
}

/// What the source prints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the table and the test read different parts")]
pub(crate) struct Stated {
    pub(crate) total: String,
    pub(crate) verdict: String,
}

/// A rate of a group that the source prints.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Share {
    passed: usize,
    checked: usize,
    pub(crate) stated: String,
}

impl Share {
    pub(crate) fn computed(&self) -> String {
        Percent::of(self.passed, self.checked).map_or_else(String::new, |share| share.to_string())
    }
}

/// A recomputed result beside what is expected of it.
pub(crate) struct Recomputed {
    pub(crate) computed: String,
    pub(crate) agrees: bool,
}

impl Case {
    /// Recomputes it; `None` for a case that cannot be.
    pub(crate) fn recompute(&self) -> Result<Option<Recomputed>, String> {
        if self.not_computable.is_some() {
            return Ok(None);
        }
        if !self.mix.is_empty() {
            return self.mixed().map(Some);
        }
        let id = self.set.as_deref().unwrap_or_default();
        let set = IndicatorSet::embedded(id).ok_or_else(|| format!("no set {id}"))?;
        let mut checks = answered(&set, self.bonus.as_deref().unwrap_or_default());
        for fault in &self.faults {
            plant(&mut checks, fault)?;
        }
        let card = score(&set, &self.subject(), &checks, &ScoreOptions::default());
        // Where points of no item are known, the card cannot be whole.
        if set.incomplete.is_empty() && card.partial {
            return Err(format!("{:?} {:?}", card.not_covered, card.in_part));
        }
        let vetoes: Vec<&str> = card.vetoes().map(|line| line.indicator.as_str()).collect();
        let mut computed = vec![match card.verdict {
            Verdict::Qualified => "合格".to_owned(),
            Verdict::Unqualified => format!("不合格 {}", vetoes.join(" ")),
            Verdict::Undetermined => "未能判定".to_owned(),
        }];
        let verdict = match self.verdict.as_deref() {
            Some("qualified") => card.verdict == Verdict::Qualified,
            Some("unqualified") => card.verdict == Verdict::Unqualified,
            Some("not-vetoed") => vetoes.is_empty(),
            other => return Err(format!("no verdict {other:?}")),
        };
        let mut agrees = verdict;
        if let Some(total) = &self.total {
            let found = card
                .total
                .map_or_else(String::new, |total| total.to_string());
            agrees &= found == *total;
            computed.insert(0, found);
        }
        Ok(Some(Recomputed {
            computed: computed.join(" "),
            agrees,
        }))
    }

    fn subject(&self) -> Subject {
        Subject {
            site_code: (self.site.as_deref() == Some("ministry"))
                .then(|| "bm10000001".parse().ok())
                .flatten(),
            host: "www.example.gov.cn".into(),
            name: "示例".into(),
            category: Some(SiteCategory::Portal),
            services: Some(true),
        }
    }

    fn mixed(&self) -> Result<Recomputed, String> {
        let parts: Vec<String> = self
            .mix
            .iter()
            .map(|(id, weight, _)| {
                format!("[[parts]]\nid = '{id}'\ntitle = {{ zh = '{id}', en = '{id}' }}\nweight = {weight}\n")
            })
            .collect();
        let text = format!(
            "id = 'mix'\nextends = 'cn-2019-site'\nversion = 1\nsource = 's'\ncertainty = 'memory'\n\
             in-force-from = '2015-01-01'\ntitle = {{ zh = '一', en = 'a' }}\n{}",
            parts.concat()
        );
        let set = IndicatorSet::parse(&text).map_err(|error| error.to_string())?;
        let mut results = Vec::new();
        for (id, _, points) in &self.mix {
            let points: Points = points.parse().map_err(|_| format!("no points {points}"))?;
            results.push((id.as_str(), PartResult::Points(points)));
        }
        let mixed = mix(&set, &results).map_err(|error| error.to_string())?;
        let text = |points: Option<Points>| points.map_or_else(String::new, |p| p.to_string());
        let total = text(mixed.total);
        let parts: Vec<String> = mixed
            .parts
            .iter()
            .map(|(_, points)| text(*points))
            .collect();
        Ok(Recomputed {
            agrees: Some(&total) == self.total.as_ref(),
            computed: format!("{} = {total}", parts.join(" + ")),
        })
    }
}

/// Everything that a set reads, answered and clear; the bonus indicators that are named
/// with full marks, the others with none.
pub(crate) fn answered(set: &IndicatorSet, bonus: &[String]) -> Vec<Check> {
    let mut measures: BTreeMap<(&RuleId, &str), i64> = BTreeMap::new();
    let mut samples: Vec<&str> = Vec::new();
    for indicator in &set.indicators {
        for condition in &indicator.when {
            let (name, value) = match &condition.test {
                Test::MeasureAtLeast { measure, .. } => (measure.as_str(), 0),
                Test::EveryOf { measure, .. } => (measure.as_str(), 20),
                Test::CountAtLeast(_) | Test::Unknown => continue,
            };
            measures.extend(condition.rules.iter().map(|rule| ((rule, name), value)));
        }
        for step in &indicator.steps {
            samples.extend(step.sample.iter().map(|sample| sample.of.as_str()));
            if let Some(every) = &step.measure {
                let name = every.name.as_str();
                measures.extend(step.rules.iter().map(|rule| ((rule, name), 0)));
            }
        }
        let full = bonus.iter().any(|id| id == indicator.id.as_str());
        for gain in &indicator.gains {
            let each = gain
                .each
                .as_deref()
                .map(|name| (name, if full { 9 } else { 0 }));
            let bounds = gain
                .when
                .iter()
                .map(|b| (b.measure.as_str(), bounded(b, full)));
            for (name, value) in each.into_iter().chain(bounds) {
                for rule in &gain.rules {
                    // Of several bounds the one that asks most.
                    let old = measures.entry((rule, name)).or_insert(value);
                    let is_most = gain
                        .when
                        .iter()
                        .any(|b| b.measure == name && b.at_most.is_some());
                    *old = if is_most == full {
                        value.min(*old)
                    } else {
                        value.max(*old)
                    };
                }
            }
        }
    }
    let rules = set.rules().into_iter();
    let questions = set.questions.iter().map(|question: &Question| &question.id);
    rules
        .chain(questions)
        .map(|rule| {
            let mut check = Check::new(rule.clone());
            for ((_, name), value) in measures.iter().filter(|((of, _), _)| *of == rule) {
                check = check.measure(name, *value);
            }
            for of in &samples {
                check =
                    check.population(Population::new(of, "", [place(rule.as_str(), 0).as_str()]));
            }
            check
        })
        .collect()
}

fn bounded(bound: &Bound, full: bool) -> i64 {
    match (bound.at_most, full) {
        (Some(_), true) => 0,
        (Some(most), false) => most + 1,
        (None, true) => bound.at_least.unwrap_or(0),
        (None, false) => bound.at_least.map_or(0, |least| (least - 1).min(0)),
    }
}

fn place(rule: &str, n: usize) -> String {
    format!("http://www.example.gov.cn/{rule}/{n}/")
}

/// Adds findings, or a measure: `rule/group:fact=value*count`.
fn plant(checks: &mut [Check], fault: &str) -> Result<(), String> {
    let (fault, count) = match fault.split_once('*') {
        Some((fault, count)) => (
            fault,
            count.parse().map_err(|_| format!("no count {count}"))?,
        ),
        None => (fault, 1),
    };
    let (fault, fact) = match fault.split_once(':') {
        Some((fault, fact)) => (fault, fact.split_once('=')),
        None => (fault, None),
    };
    let (rule, group) = fault.split_once('/').unwrap_or((fault, ""));
    let check = checks.iter_mut().find(|check| check.rule.as_str() == rule);
    let check = check.ok_or_else(|| format!("the set reads no {rule}"))?;
    let measure = fact.and_then(|(name, value)| {
        let measure = check
            .measures
            .iter_mut()
            .find(|measure| measure.name == name);
        Some((measure?, value.parse().ok()?))
    });
    if let Some((measure, value)) = measure {
        measure.value = value;
        return Ok(());
    }
    for _ in 0..count {
        let url = place(rule, check.findings.len());
        let mut finding = Finding::new(check.rule.clone(), url).group(group);
        if let Some((name, value)) = fact {
            finding = finding.value(name, value);
        }
        check.findings.push(finding);
    }
    Ok(())
}
