use std::collections::{BTreeMap, HashMap, HashSet};

use huabiao_finding::{Finding, Reason};

use crate::answers::{Answers, Hit};
use crate::judged::{Told, line};
use crate::looked::Looked;
use crate::quick_hash::{QuickMap, QuickSet, Spot};
use crate::{Drawn, Effect, Indicator, IndicatorSet, Line, Observed, Per, Points, Sample, Step};

/// Judges a deduction: what its steps cost together, up to its points.
///
/// `cap` is what it can cost on this site; `earlier` are the lines before it.
pub(crate) fn deduction(
    set: &IndicatorSet,
    indicator: &Indicator,
    cap: Option<Points>,
    answers: &Answers<'_>,
    earlier: &[Line],
) -> Line {
    let mut line = line(indicator, Effect::Clear);
    line.points = cap;
    let mut steps = Vec::with_capacity(indicator.steps.len());
    for step in &indicator.steps {
        steps.push(Looked::at(answers, &step.rules, &step.groups, &step.having));
    }
    if !indicator.not_again.is_empty() {
        line.waived = once(set, indicator, answers, earlier, &mut steps);
    }
    let mut told = Told::default();
    let mut lost = Points::ZERO;
    let mut either: BTreeMap<&str, Points> = BTreeMap::new();
    for (step, mut looked) in indicator.steps.iter().zip(steps) {
        if let Some(reason) = looked.not_applicable.take() {
            told.away(reason);
            continue;
        }
        // A rule that was not run is an answer that nobody supplied.
        let supplied =
            !looked.ran || step.points.is_none() || answers.is_supplied(&step.rules, step.by);
        let mut more = step.points.is_none().then_some(Reason::PointsUnknown);
        if let Some(sample) = &step.sample {
            let drawn = draw(step, sample, answers, &mut looked, &mut line, &mut told);
            if !drawn && !answers.is_supplied(&step.rules, step.by) {
                more = Some(Reason::NoPopulation {
                    of: sample.of.clone(),
                });
                looked.hits.clear();
            }
        }
        let (count, shown) = match &step.measure {
            None => counted(step, &looked.hits),
            Some(every) => match looked.measure(&every.name) {
                Some(value) if looked.whole => (
                    u64::try_from(value).unwrap_or(0) / u64::from(every.every.max(1)),
                    value,
                ),
                _ => {
                    more = more.or_else(|| {
                        let measure = every.name.clone();
                        looked.whole.then_some(Reason::NotMeasured { measure })
                    });
                    (0, 0)
                }
            },
        };
        if count > 0 || (looked.whole && more.is_none()) {
            line.observed.push(Observed {
                value: shown,
                what: step.observed.clone(),
            });
        }
        let cost = points(step, indicator, cap).times(count);
        match &step.either {
            None => lost = lost + cost,
            Some(name) => {
                let dearest = either.entry(name).or_default();
                *dearest = cost.max(*dearest);
            }
        }
        told.keys.extend(looked.keys());
        told.piece(&mut looked, supplied, more);
    }
    line.uncapped = lost + either.into_values().sum();
    line.points_lost = cap.map_or(line.uncapped, |cap| line.uncapped.min(cap));
    if line.points_lost > Points::ZERO {
        line.effect = Effect::Points;
    }
    told.settle(&mut line, indicator, answers);
    line
}

/// What a step costs on this site: where it costs all points of its indicator, it
/// costs all that the indicator has here.
fn points(step: &Step, indicator: &Indicator, cap: Option<Points>) -> Points {
    match cap {
        Some(cap) if step.points == indicator.points => cap,
        _ => step.points.unwrap_or(Points::ZERO),
    }
}

/// Leaves of the findings those that this indicator may count: each page once, and
/// none that pays for a charge of an earlier indicator. Gives the number of pages of
/// the second kind.
///
/// A charge that an earlier indicator makes once, however many pages there are, frees
/// one page, and first one that this indicator would not count anyway. So a fault more
/// never costs less.
fn once(
    set: &IndicatorSet,
    indicator: &Indicator,
    answers: &Answers<'_>,
    earlier: &[Line],
    steps: &mut [Looked<'_>],
) -> u32 {
    let mut costs: HashMap<&str, Points> = HashMap::new();
    for (step, looked) in indicator.steps.iter().zip(steps.iter()) {
        for hit in &looked.hits {
            costs
                .entry(hit.finding.url.as_str())
                .or_insert(step.points.unwrap_or(Points::ZERO));
        }
    }
    let mut counted: HashSet<&str> = HashSet::new();
    for id in &indicator.not_again {
        let Some(other) = set.indicator(id) else {
            continue;
        };
        let charged = pages(other, answers);
        let charges = charges(other, earlier);
        let mut here: Vec<(Points, &str)> = charged
            .iter()
            .filter_map(|page| costs.get(page).map(|cost| (*cost, *page)))
            .collect();
        here.sort_unstable();
        let elsewhere = charged.len() - here.len();
        let freed = charges.saturating_sub(elsewhere);
        counted.extend(here.into_iter().take(freed).map(|(_, page)| page));
    }
    let waived = counted.len();
    for looked in steps {
        looked
            .hits
            .retain(|hit| counted.insert(hit.finding.url.as_str()));
    }
    u32::try_from(waived).unwrap_or(u32::MAX)
}

/// How many charges an earlier indicator made.
fn charges(other: &Indicator, earlier: &[Line]) -> usize {
    let dearest = other.steps.iter().filter_map(|step| step.points).max();
    let lost = earlier
        .iter()
        .find(|line| line.indicator == other.id)
        .map_or(Points::ZERO, |line| line.points_lost);
    let charge = dearest.unwrap_or(Points::ZERO).hundredths().max(1);
    usize::try_from(lost.hundredths() / charge).unwrap_or(0)
}

/// The pages that a deduction counts.
fn pages<'a>(indicator: &Indicator, answers: &Answers<'a>) -> HashSet<&'a str> {
    let mut pages = HashSet::new();
    for step in &indicator.steps {
        let looked = Looked::at(answers, &step.rules, &step.groups, &step.having);
        pages.extend(looked.hits.iter().map(|hit| hit.finding.url.as_str()));
    }
    pages
}

/// How often a step costs, and the number to be shown.
fn counted(step: &Step, hits: &[Hit<'_>]) -> (u64, i64) {
    let distinct = |key: fn(&Finding) -> &str| -> usize {
        let mut keys = QuickSet::<&str>::default();
        keys.extend(hits.iter().map(|hit| key(hit.finding)));
        keys.len()
    };
    let count = match step.per {
        Per::Finding => faults(step, hits),
        Per::Group => distinct(|finding| &finding.group),
        Per::Page => distinct(|finding| &finding.url),
        Per::Site => usize::from(!hits.is_empty()),
    };
    let shown = match step.per {
        Per::Site => hits.len(),
        Per::Finding | Per::Group | Per::Page => count,
    };
    (count as u64, i64::try_from(shown).unwrap_or(i64::MAX))
}

/// How many faults there are among the findings: what two rules found of one link of a
/// page is one fault, and a part is one with its whole where the step names the rule of
/// the whole.
///
/// So of each link the rule that found most of it counts. Only links that more than one
/// rule may have found are looked up: those of all rules but the one with most findings.
fn faults(step: &Step, hits: &[Hit<'_>]) -> usize {
    let mut runs: Vec<&[Hit<'_>]> = hits.chunk_by(|a, b| a.check() == b.check()).collect();
    if runs.len() < 2 {
        return hits.len();
    }
    runs.sort_by_key(|run| run.len());
    let mut links = QuickMap::<Spot<'_>, Found>::default();
    links.reserve(hits.len() - runs.last().map_or(0, |most| most.len()));
    let last = runs.len() - 1;
    let mut count = 0;
    for (run, hits) in runs.into_iter().enumerate() {
        for finding in hits.iter().map(|hit| hit.finding) {
            let whole = finding.part_of.as_ref();
            let whole = whole.filter(|whole| step.rules.contains(&whole.rule));
            let target = match whole {
                Some(whole) => whole.target.as_deref(),
                None => finding.target.as_deref(),
            };
            let Some(target) = target else {
                count += 1;
                continue;
            };
            let page = finding.url.as_str();
            let spot = Spot { page, target };
            let found = match run == last && whole.is_none() {
                true => links.get_mut(&spot),
                false => Some(links.entry(spot).or_default()),
            };
            count += found.map_or(1, |found| found.once_more(run, whole.is_some()));
        }
    }
    count
}

/// How often rules found one link.
#[derive(Default)]
struct Found {
    /// By the rule that found it most often.
    most: usize,
    /// By the rule of this place.
    here: usize,
    run: usize,
}

impl Found {
    /// How many faults more there are now. Parts of one whole are one.
    fn once_more(&mut self, run: usize, is_part: bool) -> usize {
        if self.run != run {
            self.run = run;
            self.here = 0;
        }
        self.here = match is_part {
            true => self.here.max(1),
            false => self.here + 1,
        };
        let more = self.here.saturating_sub(self.most);
        self.most += more;
        more
    }
}

/// Draws the sample of a step, lists it on the line, and leaves of the findings those
/// of what was drawn. `false` where there is nothing to draw from.
///
/// What somebody saw on a page that was not drawn is told and does not count; where they
/// name no page but the home page, they speak of what was drawn.
fn draw(
    step: &Step,
    sample: &Sample,
    answers: &Answers<'_>,
    looked: &mut Looked<'_>,
    line: &mut Line,
    told: &mut Told,
) -> bool {
    let Some(population) = answers.population(&step.rules, &sample.of) else {
        return false;
    };
    let drawn = population.sample(sample.size);
    if step.rules.iter().any(|rule| answers.is_question(rule)) {
        let all = looked.hits.len();
        let named: HashSet<&str> = drawn.iter().map(|address| bare(address)).collect();
        looked.hits.retain(|hit| {
            let page = bare(&hit.finding.url);
            named.contains(page) || !page.trim_end_matches('/').contains('/')
        });
        let items = u32::try_from(all - looked.hits.len()).unwrap_or(u32::MAX);
        if items > 0 {
            told.remark(Reason::NotDrawn { items });
        }
    } else {
        looked.hits.retain(|hit| match &sample.key {
            None => drawn.contains(&hit.finding.url),
            Some(key) => {
                let fact = hit.finding.values.get(key).map(ToString::to_string);
                fact.is_some_and(|fact| drawn.contains(&fact))
            }
        });
    }
    list(line, sample, population.size, drawn);
    true
}

/// An address without its scheme.
fn bare(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// Lists a sample on a line, once.
pub(crate) fn list(line: &mut Line, sample: &Sample, from: u32, drawn: &[String]) {
    let drawn = Drawn {
        of: sample.of.clone(),
        from,
        drawn: drawn.to_vec(),
    };
    if !line.samples.contains(&drawn) {
        line.samples.push(drawn);
    }
}
