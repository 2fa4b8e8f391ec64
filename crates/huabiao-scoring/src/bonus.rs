use std::collections::BTreeMap;

use huabiao_finding::Reason;

use crate::answers::Answers;
use crate::deduction::list;
use crate::judged::{Told, line};
use crate::looked::Looked;
use crate::{Bound, Effect, Gain, Indicator, Line, Observed, Points};

/// Judges a bonus: what its measures give together, up to its points.
pub(crate) fn bonus(indicator: &Indicator, cap: Option<Points>, answers: &Answers<'_>) -> Line {
    let mut line = line(indicator, Effect::Clear);
    line.points = cap;
    let mut told = Told::default();
    let mut gained = Points::ZERO;
    let mut either: BTreeMap<&str, Points> = BTreeMap::new();
    for gain in &indicator.gains {
        let mut looked = Looked::at(answers, &gain.rules, &[], &BTreeMap::new());
        if let Some(reason) = looked.not_applicable.take() {
            told.away(reason);
            continue;
        }
        if let Some(sample) = &gain.sample
            && let Some(population) = answers.population(&gain.rules, &sample.of)
        {
            list(
                &mut line,
                sample,
                population.size,
                population.sample(sample.size),
            );
        }
        let (times, shown, more) = give(gain, &looked);
        if let Some(value) = shown {
            line.observed.push(Observed {
                value,
                what: gain.observed.clone(),
            });
        }
        let points = gain.points.times(times);
        match &gain.either {
            None => gained = gained + points,
            Some(name) => {
                let highest = either.entry(name).or_default();
                *highest = points.max(*highest);
            }
        }
        looked.hits.clear();
        // Nothing is held against a site here, so nothing is open either.
        told.piece(&mut looked, true, more);
        told.some += u32::from(times > 0);
    }
    line.uncapped = gained + either.into_values().sum();
    line.points_gained = cap.map_or(line.uncapped, |cap| line.uncapped.min(cap));
    told.settle(&mut line, indicator, answers);
    line
}

/// How often a gain gives its points, the number to be shown, and why it may be more.
fn give(gain: &Gain, looked: &Looked<'_>) -> (u64, Option<i64>, Option<Reason>) {
    let unmeasured = |measure: &str| {
        let measure = measure.to_owned();
        looked.whole.then_some(Reason::NotMeasured { measure })
    };
    let mut shown = None;
    let mut times = 1;
    let mut more = None;
    for (n, bound) in gain.when.iter().enumerate() {
        let value = looked.measure(&bound.measure);
        // The words are those of the first: another number in them would be untrue.
        if n == 0 {
            shown = value;
        }
        match value {
            None => {
                times = 0;
                more = more.or_else(|| unmeasured(&bound.measure));
            }
            Some(value) if !holds(bound, value, looked.whole) => times = 0,
            Some(_) => {}
        }
    }
    if let Some(each) = &gain.each {
        match looked.measure(each) {
            None => {
                times = 0;
                more = more.or_else(|| unmeasured(each));
            }
            Some(value) => {
                times *= u64::try_from(value).unwrap_or(0);
                shown = Some(value);
            }
        }
    }
    (times, shown, more)
}

fn holds(bound: &Bound, value: i64, whole: bool) -> bool {
    bound.at_least.is_none_or(|least| value >= least)
        && bound.at_most.is_none_or(|most| whole && value <= most)
}
