use std::collections::{BTreeMap, BTreeSet};

use huabiao_finding::{RuleId, Vocabulary};

use super::Known;
use super::fault::{Fault, Item, fault};
use crate::set_place::Way::{self, At, Key};
use crate::{Indicator, IndicatorSet, Question, Sample, SetProblem, Test};

/// That the rules that are known give what is read of them. Where one of the rules is
/// not known, it may be the one that does.
pub(super) fn check_words(
    set: &IndicatorSet,
    indicator: &Indicator,
    n: usize,
    known: &Known<'_>,
) -> Result<(), Fault> {
    let here = Item::Indicator(n);
    let asked = Question::VOCABULARY;
    let says = |rules: &[RuleId]| -> Option<Vec<Vocabulary>> {
        let of = |rule| set.question(rule).map(|_| asked).or_else(|| known(rule));
        rules.iter().map(of).collect()
    };
    for (n, condition) in indicator.when.iter().enumerate() {
        let Some(says) = says(&condition.rules) else {
            continue;
        };
        let at = [Key("when"), At(n)];
        check_groups(&condition.groups, &says, here, &at)?;
        check_having(&condition.having, &says, here, &at)?;
        let (test, measure) = match &condition.test {
            Test::EveryOf { measure, .. } => ("every-of", measure),
            Test::MeasureAtLeast { measure, .. } => ("measure-at-least", measure),
            Test::CountAtLeast(_) | Test::Unknown => continue,
        };
        let rest = [Key("test"), Key(test), Key("measure")];
        check_measure(measure, &says, here, [&at[..], &rest].concat())?;
    }
    for (n, step) in indicator.steps.iter().enumerate() {
        let at = [Key("steps"), At(n)];
        check_population(set, step.sample.as_ref(), known, here, &at)?;
        let Some(says) = says(&step.rules) else {
            continue;
        };
        check_groups(&step.groups, &says, here, &at)?;
        check_having(&step.having, &says, here, &at)?;
        if let Some(every) = &step.measure {
            let rest = [Key("measure"), Key("name")];
            check_measure(&every.name, &says, here, [&at[..], &rest].concat())?;
        }
    }
    for (n, gain) in indicator.gains.iter().enumerate() {
        let at = [Key("gains"), At(n)];
        check_population(set, gain.sample.as_ref(), known, here, &at)?;
        let Some(says) = says(&gain.rules) else {
            continue;
        };
        if let Some(each) = &gain.each {
            check_measure(each, &says, here, [&at[..], &[Key("each")]].concat())?;
        }
        for (n, bound) in gain.when.iter().enumerate() {
            let rest = [Key("when"), At(n), Key("measure")];
            check_measure(&bound.measure, &says, here, [&at[..], &rest].concat())?;
        }
    }
    Ok(())
}

fn check_groups(
    groups: &[String],
    says: &[Vocabulary],
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    for (n, group) in groups.iter().enumerate() {
        if says
            .iter()
            .any(|says| says.groups.contains(&group.as_str()))
        {
            continue;
        }
        let known: Vec<&str> = says.iter().flat_map(|says| says.groups).copied().collect();
        let problem = SetProblem::UnknownGroup {
            group: group.clone(),
            known: known.join(", "),
        };
        return fault(here, [at, &[Key("groups"), At(n)]].concat(), problem);
    }
    Ok(())
}

fn check_having(
    having: &BTreeMap<String, String>,
    says: &[Vocabulary],
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let facts = || says.iter().flat_map(|says| says.facts);
    for (fact, value) in having {
        let of = || facts().filter(|(name, _)| name == fact);
        let values: BTreeSet<&str> = of().flat_map(|(_, values)| *values).copied().collect();
        if values.contains(value.as_str()) {
            continue;
        }
        let joined = |known: BTreeSet<&str>| known.into_iter().collect::<Vec<_>>().join(", ");
        let problem = if of().next().is_some() {
            SetProblem::UnknownFactValue {
                having: format!("{fact} = {value}"),
                known: joined(values),
            }
        } else {
            SetProblem::UnknownFact {
                fact: fact.clone(),
                known: joined(facts().map(|(name, _)| *name).collect()),
            }
        };
        return fault(here, [at, &[Key("having")]].concat(), problem);
    }
    Ok(())
}

fn check_measure(
    measure: &str,
    says: &[Vocabulary],
    here: Item,
    at: Vec<Way>,
) -> Result<(), Fault> {
    if says.iter().any(|says| says.measures.contains(&measure)) {
        return Ok(());
    }
    let known: Vec<&str> = says
        .iter()
        .flat_map(|says| says.measures)
        .copied()
        .collect();
    let problem = SetProblem::UnknownMeasure {
        measure: measure.to_owned(),
        known: known.join(", "),
    };
    fault(here, at, problem)
}

/// That a population to draw from is given, by one of the rules here or another of
/// the set.
fn check_population(
    set: &IndicatorSet,
    sample: Option<&Sample>,
    known: &Known<'_>,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let Some(sample) = sample else {
        return Ok(());
    };
    let says: Option<Vec<Vocabulary>> = set.rules().into_iter().map(known).collect();
    let Some(says) = says else {
        return Ok(());
    };
    let mut all: Vec<&str> = says.iter().flat_map(|s| s.populations).copied().collect();
    if all.contains(&sample.of.as_str()) {
        return Ok(());
    }
    all.sort_unstable();
    all.dedup();
    let problem = SetProblem::UnknownPopulation {
        of: sample.of.clone(),
        known: all.join(", "),
    };
    fault(here, [at, &[Key("sample"), Key("of")]].concat(), problem)
}
