use std::collections::BTreeSet;

use super::fault::{Fault, Item, fault};
use super::texts::half_empty;
use crate::set_place::Way::Key;
use crate::{IndicatorSet, Part, Points, SetProblem};

pub(super) fn check_days(set: &IndicatorSet) -> Result<(), Fault> {
    if set.in_force_to.is_some_and(|to| to < set.in_force_from) {
        return fault(Item::Key("in-force-to"), [], SetProblem::DaysSwapped);
    }
    Ok(())
}

/// A pass line above all points passes nobody; one above the gate lets nobody between.
pub(super) fn check_frame(set: &IndicatorSet) -> Result<(), Fault> {
    let frame = &set.frame;
    let bonus = frame.bonus > Points::ZERO;
    for (key, low, above, high) in [
        (
            "fail-below",
            frame.fail_below,
            "deductions",
            frame.deductions,
        ),
        (
            "bonus-above",
            frame.bonus_above,
            "deductions",
            frame.deductions,
        ),
        (
            "fail-below",
            frame.fail_below,
            "bonus-above",
            frame.bonus_above,
        ),
    ] {
        let asked = bonus || (key, above) == ("fail-below", "deductions");
        if asked && low > high {
            let problem = SetProblem::FrameOrder { key, above, high };
            return fault(Item::Key("frame"), [Key(key)], problem);
        }
    }
    Ok(())
}

/// Where better sites go on to a bonus part, a pass line of 0 passes everybody; and a vetoed result must not pass.
pub(super) fn check_line(set: &IndicatorSet) -> Result<(), Fault> {
    let frame = &set.frame;
    if frame.bonus > Points::ZERO && frame.fail_below == Points::ZERO {
        return fault(
            Item::Key("frame"),
            [Key("fail-below")],
            SetProblem::NotPositive,
        );
    }
    match frame.vetoed_points {
        Some(found) if found >= frame.fail_below => {
            let line = frame.fail_below;
            let problem = SetProblem::VetoPasses { found, line };
            fault(Item::Key("frame"), [Key("vetoed-points")], problem)
        }
        _ => Ok(()),
    }
}

pub(super) fn check_sections(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (n, section) in set.sections.iter().enumerate() {
        if !seen.insert(&section.id) {
            let id = section.id.clone();
            return fault(Item::Section(n), [Key("id")], SetProblem::Duplicate { id });
        }
        let points = section.points.is_some();
        let lacks = !points && section.part != Part::Veto && set.incomplete.is_empty();
        if lacks || (points && section.part == Part::Veto) {
            return fault(Item::Section(n), [], SetProblem::PointsOfPart);
        }
    }
    Ok(())
}

pub(super) fn check_sums(set: &IndicatorSet) -> Result<(), Fault> {
    if !set.incomplete.is_empty() {
        return Ok(());
    }
    for (n, section) in set.sections.iter().enumerate() {
        let Some(declared) = section.points else {
            continue;
        };
        let members = set.indicators.iter().filter(|i| i.section == section.id);
        let found: Points = members.filter_map(|i| i.points).sum();
        if found != declared {
            let what = format!("section `{}`", section.id);
            let problem = SetProblem::Sum {
                what,
                declared,
                found,
            };
            return fault(Item::Section(n), [Key("points")], problem);
        }
    }
    for (part, key, declared) in [
        (Part::Deduction, "deductions", set.frame.deductions),
        (Part::Bonus, "bonus", set.frame.bonus),
    ] {
        let members = set.sections.iter().filter(|s| s.part == part);
        let found: Points = members.filter_map(|s| s.points).sum();
        // The bonus may be limited below the sum of what it could give.
        let agrees = match part {
            Part::Bonus => found >= declared,
            _ => found == declared,
        };
        if !agrees {
            let what = format!("frame `{key}`");
            let problem = SetProblem::Sum {
                what,
                declared,
                found,
            };
            return fault(Item::Key("frame"), [Key(key)], problem);
        }
    }
    Ok(())
}

pub(super) fn check_parts(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let mut sum = 0_u64;
    for part in &set.parts {
        if !seen.insert(&part.id) {
            let id = part.id.clone();
            return fault(Item::Key("parts"), [], SetProblem::Duplicate { id });
        }
        sum += u64::from(part.weight);
    }
    if !set.parts.is_empty() && sum != 100 {
        return fault(Item::Key("parts"), [], SetProblem::Weights { found: sum });
    }
    Ok(())
}

pub(super) fn check_grades(set: &IndicatorSet) -> Result<(), Fault> {
    let rises = |pair: &[crate::Grade]| matches!(pair, [a, b] if a.from <= b.from);
    let at = [Key("grades")];
    if set.frame.grades.windows(2).any(rises) {
        return fault(Item::Key("frame"), at, SetProblem::Grades);
    }
    if set
        .frame
        .grades
        .iter()
        .any(|grade| half_empty(&grade.title))
    {
        return fault(Item::Key("frame"), at, SetProblem::EmptyText);
    }
    Ok(())
}
