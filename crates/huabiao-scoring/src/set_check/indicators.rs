use std::collections::BTreeSet;

use huabiao_types::IndicatorId;

use super::fault::{Fault, Item, fault};
use super::pieces::{check_rules, check_sample, check_step, check_unknown};
use super::texts::{check_limits, check_observed, half_empty};
use crate::indicator::Piece;
use crate::set_place::Way::{At, Key};
use crate::{DecidedBy, Indicator, IndicatorSet, Part, Points, SetProblem, Step, Test};

pub(super) fn check_indicator(
    set: &IndicatorSet,
    indicator: &Indicator,
    n: usize,
    earlier: &BTreeSet<IndicatorId>,
) -> Result<(), Fault> {
    let here = Item::Indicator(n);
    let section = indicator.section.clone();
    match set.sections.iter().find(|s| s.id == indicator.section) {
        None => {
            return fault(
                here,
                [Key("section")],
                SetProblem::UnknownSection { section },
            );
        }
        Some(of) if of.part != indicator.part => {
            return fault(here, [Key("section")], SetProblem::SectionPart { section });
        }
        Some(_) => {}
    }
    for (key, text) in [
        ("title", &indicator.title),
        ("threshold", &indicator.threshold),
    ] {
        if half_empty(text) {
            return fault(here, [Key(key)], SetProblem::EmptyText);
        }
    }
    for (key, text) in [
        ("threshold", &indicator.threshold),
        ("note", &indicator.note),
    ] {
        check_limits(set, text, here, &[Key(key)])?;
    }
    check_points(set, indicator, here)?;
    for (key, given, part) in [
        ("when", !indicator.when.is_empty(), Part::Veto),
        ("steps", !indicator.steps.is_empty(), Part::Deduction),
        ("gains", !indicator.gains.is_empty(), Part::Bonus),
    ] {
        if given && indicator.part != part {
            return fault(here, [Key(key)], SetProblem::WrongPart);
        }
        if !given && indicator.part == part {
            return fault(here, [], SetProblem::Silent { key });
        }
    }
    for (n, window) in indicator.windows.iter().enumerate() {
        if !set.limits.contains_key(window) {
            let limit = window.clone();
            let problem = SetProblem::UnknownLimit { limit };
            return fault(here, [Key("windows"), At(n)], problem);
        }
    }
    check_not_again(set, indicator, here, earlier)?;
    for (n, condition) in indicator.when.iter().enumerate() {
        let at = [Key("when"), At(n)];
        let measure = match &condition.test {
            Test::MeasureAtLeast { measure, .. } => Some(measure.as_str()),
            _ => None,
        };
        if condition.test == Test::CountAtLeast(0) {
            let at = [at[0], at[1], Key("test"), Key("count-at-least")];
            return fault(here, at, SetProblem::NotPositive);
        }
        check_rules(set, &condition.rules, measure, here, &at)?;
        check_observed(set, &condition.observed, here, &at)?;
        check_unknown(set, condition.test == Test::Unknown, here, &at)?;
    }
    for (n, step) in indicator.steps.iter().enumerate() {
        check_step(set, step, here, &[Key("steps"), At(n)])?;
    }
    for (n, gain) in indicator.gains.iter().enumerate() {
        let at = [Key("gains"), At(n)];
        let measure = gain
            .each
            .as_deref()
            .or(gain.when.first().map(|b| b.measure.as_str()));
        if measure.is_none() || gain.points <= Points::ZERO {
            return fault(here, at, SetProblem::NotPositive);
        }
        check_rules(set, &gain.rules, measure, here, &at)?;
        check_sample(gain.sample.as_ref(), here, &at)?;
        check_observed(set, &gain.observed, here, &at)?;
        let bounds = |b: &crate::Bound| b.at_least.is_none() && b.at_most.is_none();
        if gain.when.iter().any(bounds) {
            return fault(here, [at[0], at[1], Key("when")], SetProblem::NoBound);
        }
    }
    Ok(())
}

fn check_points(set: &IndicatorSet, indicator: &Indicator, here: Item) -> Result<(), Fault> {
    match (indicator.points, indicator.part) {
        (None, Part::Veto) => Ok(()),
        (None, _) if !set.incomplete.is_empty() => Ok(()),
        (Some(_), Part::Veto) | (None, _) => fault(here, [], SetProblem::PointsOfPart),
        (Some(points), _) if points <= Points::ZERO => {
            fault(here, [Key("points")], SetProblem::NotPositive)
        }
        (Some(_), _) => Ok(()),
    }
}

/// That who decides it by its own word decides some of what it names.
pub(super) fn check_decided_by(
    set: &IndicatorSet,
    indicator: &Indicator,
    here: Item,
) -> Result<(), Fault> {
    let decides = |piece: Piece<'_>| match piece.by {
        Some(by) => by == indicator.decided_by,
        None => piece.rules.iter().any(|rule| {
            let by = set.question(rule).map_or(DecidedBy::Crawler, |q| q.by);
            by == indicator.decided_by
        }),
    };
    if indicator.pieces().any(decides) {
        return Ok(());
    }
    let by = indicator.decided_by.as_str();
    fault(here, [Key("decided-by")], SetProblem::DecidedBy { by })
}

fn check_not_again(
    set: &IndicatorSet,
    indicator: &Indicator,
    here: Item,
    earlier: &BTreeSet<IndicatorId>,
) -> Result<(), Fault> {
    let dearest = |steps: &[Step]| steps.iter().filter_map(|s| s.points).max();
    for (n, id) in indicator.not_again.iter().enumerate() {
        let at = [Key("not-again"), At(n)];
        let id = id.clone();
        if !earlier.contains(&id) {
            return fault(here, at, SetProblem::NotEarlier { id });
        }
        let cheapest = set
            .indicator(&id)
            .and_then(|other| other.steps.iter().filter_map(|s| s.points).min());
        if cheapest < dearest(&indicator.steps) {
            return fault(here, at, SetProblem::Cheaper { id });
        }
    }
    let falls = |pair: &[Step]| matches!(pair, [a, b] if a.points < b.points);
    if !indicator.not_again.is_empty() && indicator.steps.windows(2).any(falls) {
        return fault(here, [Key("steps")], SetProblem::Order);
    }
    Ok(())
}
