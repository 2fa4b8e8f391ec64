use huabiao_finding::Reason;

use crate::answers::Answers;
use crate::judged::{Told, line};
use crate::looked::Looked;
use crate::{Condition, Effect, Indicator, Line, Observed, Test};

/// Judges a veto: any of its conditions is enough.
pub(crate) fn veto(indicator: &Indicator, answers: &Answers<'_>) -> Line {
    let mut line = line(indicator, Effect::Clear);
    let mut told = Told::default();
    let mut proof = Vec::new();
    for condition in &indicator.when {
        let (rules, groups) = (&condition.rules, &condition.groups);
        let mut looked = Looked::at(answers, rules, groups, &condition.having);
        if let Some(reason) = looked.not_applicable.take() {
            told.away(reason);
            continue;
        }
        let (held, value) = hold(condition, &looked);
        if let Some(value) = value {
            line.observed.push(Observed {
                value,
                what: condition.observed.clone(),
            });
        }
        let keys = looked.keys();
        let more = match held {
            Held::Yes => {
                line.effect = Effect::Veto;
                proof.extend(keys);
                None
            }
            Held::No => {
                told.keys.extend(keys);
                None
            }
            Held::Open(reason) => {
                told.keys.extend(keys);
                reason
            }
        };
        let supplied = answers.is_supplied(rules, condition.by) || condition.test == Test::Unknown;
        told.piece(&mut looked, supplied, more);
    }
    if line.effect == Effect::Veto {
        told.keys = proof;
    }
    told.settle(&mut line, indicator, answers);
    line
}

/// Whether a condition holds.
enum Held {
    Yes,
    No,
    /// Not known; with a reason where that is not how much was looked at.
    Open(Option<Reason>),
}

/// Whether a condition holds, and the number that decides it, if there is one.
fn hold(condition: &Condition, looked: &Looked<'_>) -> (Held, Option<i64>) {
    let count = i64::try_from(looked.hits.len()).unwrap_or(i64::MAX);
    let some = (count > 0).then_some(count);
    let unmeasured = |measure: &String| {
        Held::Open(Some(Reason::NotMeasured {
            measure: measure.clone(),
        }))
    };
    match &condition.test {
        Test::CountAtLeast(limit) if count >= i64::from(*limit) => (Held::Yes, Some(count)),
        Test::CountAtLeast(_) if looked.whole => (Held::No, Some(count)),
        Test::CountAtLeast(_) => (Held::Open(None), some),
        Test::EveryOf { .. } if !looked.whole => (Held::Open(None), some),
        Test::EveryOf {
            measure,
            fewer_than,
        } => match looked.measure(measure) {
            None => (unmeasured(measure), Some(count)),
            Some(all) if all > 0 && all < i64::from(*fewer_than) && count >= all => {
                (Held::Yes, Some(count))
            }
            Some(_) => (Held::No, Some(count)),
        },
        Test::MeasureAtLeast { measure, limit } => match looked.measure(measure) {
            value if !looked.whole => (Held::Open(None), value.filter(|value| *value > 0)),
            None => (unmeasured(measure), None),
            Some(value) if value >= *limit => (Held::Yes, Some(value)),
            Some(value) => (Held::No, Some(value)),
        },
        Test::Unknown => (Held::Open(Some(Reason::PointsUnknown)), some),
    }
}
