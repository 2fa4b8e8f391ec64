use huabiao_finding::{Check, Reason};

use crate::judged::{line, settle};
use crate::looked::Looked;
use crate::{Condition, Effect, Indicator, Line, Observed, Test};

/// Judges a veto: any of its conditions is enough.
pub(crate) fn veto(indicator: &Indicator, checks: &[Check]) -> Line {
    let mut line = line(indicator, Effect::NotApplicable);
    let mut proof = Vec::new();
    let mut seen = Vec::new();
    let mut away = Vec::new();
    let mut whole = true;
    for condition in &indicator.when {
        let looked = Looked::at(
            checks,
            &condition.rules,
            &condition.groups,
            &condition.having,
        );
        if let Some(reason) = &looked.not_applicable {
            away.push(reason.clone());
            continue;
        }
        whole &= looked.whole;
        let (held, value) = hold(condition, &looked);
        if let Some(value) = value {
            line.observed.push(Observed {
                value,
                what: condition.observed.clone(),
            });
        }
        match held {
            Held::Yes => {
                line.effect = Effect::Veto;
                proof.extend(looked.evidence());
            }
            Held::No => {
                if line.effect == Effect::NotApplicable {
                    line.effect = Effect::Clear;
                }
                seen.extend(looked.evidence());
            }
            Held::Open(reasons) => {
                if line.effect != Effect::Veto {
                    line.effect = Effect::NotChecked;
                }
                line.reasons.extend(reasons);
                seen.extend(looked.evidence());
            }
        }
    }
    if line.effect == Effect::NotApplicable {
        line.reasons = away;
    }
    line.wholly = whole && line.effect != Effect::NotApplicable;
    let vetoed = line.effect == Effect::Veto;
    settle(&mut line, if vetoed { proof } else { seen });
    line
}

/// Whether a condition holds.
enum Held {
    Yes,
    No,
    Open(Vec<Reason>),
}

/// Whether a condition holds, and the number that decides it, if there is one.
fn hold(condition: &Condition, looked: &Looked<'_>) -> (Held, Option<i64>) {
    let count = i64::try_from(looked.findings.len()).unwrap_or(i64::MAX);
    let open = || Held::Open(looked.reasons.clone());
    let unmeasured = |measure: &String| {
        Held::Open(vec![Reason::NotMeasured {
            measure: measure.clone(),
        }])
    };
    match &condition.test {
        Test::CountAtLeast(limit) if count >= i64::from(*limit) => (Held::Yes, Some(count)),
        Test::CountAtLeast(_) if looked.whole => (Held::No, Some(count)),
        Test::CountAtLeast(_) => (open(), (count > 0).then_some(count)),
        Test::EveryOf { .. } if !looked.whole => (open(), (count > 0).then_some(count)),
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
            value if !looked.whole => (open(), value.filter(|value| *value > 0)),
            None => (unmeasured(measure), None),
            Some(value) if value >= *limit => (Held::Yes, Some(value)),
            Some(value) => (Held::No, Some(value)),
        },
    }
}
