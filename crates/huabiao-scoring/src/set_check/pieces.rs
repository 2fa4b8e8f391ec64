use huabiao_finding::{Population, RuleId};

use super::fault::{Fault, Item, fault};
use super::texts::check_observed;
use crate::set_place::Way::{self, Key};
use crate::{IndicatorSet, Points, Question, QuestionKind, Sample, SetProblem, Step};

pub(super) fn check_step(
    set: &IndicatorSet,
    step: &Step,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let at_points = [at, &[Key("points")]].concat();
    match step.points {
        Some(points) if points <= Points::ZERO => {
            return fault(here, at_points, SetProblem::NotPositive);
        }
        Some(_) => {}
        None => check_unknown(set, true, here, at)?,
    }
    if step.measure.as_ref().is_some_and(|every| every.every == 0) {
        let at = [at, &[Key("measure"), Key("every")]].concat();
        return fault(here, at, SetProblem::NotPositive);
    }
    let measure = step.measure.as_ref().map(|every| every.name.as_str());
    check_rules(set, &step.rules, measure, here, at)?;
    check_sample(step.sample.as_ref(), here, at)?;
    check_observed(set, &step.observed, here, at)
}

/// That rules are named, and that a question among them gives what is read of it.
pub(super) fn check_rules(
    set: &IndicatorSet,
    rules: &[RuleId],
    measure: Option<&str>,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let at = [at, &[Key("rules")]].concat();
    if rules.is_empty() {
        return fault(here, at, SetProblem::NoRules);
    }
    for question in rules.iter().filter_map(|rule| set.question(rule)) {
        let fits = match question.kind {
            QuestionKind::Count => measure == Some(Question::MEASURE),
            QuestionKind::Fault => measure.is_none(),
        };
        if !fits {
            let id = question.id.to_string();
            return fault(here, at, SetProblem::QuestionKind { id });
        }
    }
    Ok(())
}

pub(super) fn check_sample(sample: Option<&Sample>, here: Item, at: &[Way]) -> Result<(), Fault> {
    match sample {
        Some(sample) if sample.size == 0 || sample.size as usize > Population::DRAWN => {
            let at = [at, &[Key("sample"), Key("size")]].concat();
            fault(here, at, SetProblem::SampleSize)
        }
        _ => Ok(()),
    }
}

pub(super) fn check_unknown(
    set: &IndicatorSet,
    is: bool,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    if is && set.incomplete.is_empty() {
        return fault(here, at, SetProblem::NotDeclaredIncomplete);
    }
    Ok(())
}
