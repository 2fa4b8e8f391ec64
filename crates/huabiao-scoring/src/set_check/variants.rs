use std::collections::BTreeSet;

use super::fault::{Fault, Item, fault};
use crate::set_place::Way::{At, Key};
use crate::{Indicator, IndicatorSet, Part, Points, SetProblem, Variant};

pub(super) fn check_variants(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (n, variant) in set.variants.iter().enumerate() {
        let here = Item::Variant(n);
        if !seen.insert(&variant.id) {
            let id = variant.id.clone();
            return fault(here, [Key("id")], SetProblem::Duplicate { id });
        }
        for (n, out) in variant.out.iter().enumerate() {
            let known = set.sections.iter().any(|s| s.id == *out)
                || set.indicators.iter().any(|i| i.id.as_str() == out);
            if !known {
                let id = out.clone();
                return fault(here, [Key("out"), At(n)], SetProblem::NoIndicator { id });
            }
        }
        for (id, points) in &variant.points {
            let known = set.indicator(id).is_some_and(|i| i.part != Part::Veto);
            if !known {
                let id = id.to_string();
                return fault(here, [Key("points")], SetProblem::NoIndicator { id });
            }
            if *points <= Points::ZERO {
                return fault(here, [Key("points")], SetProblem::NotPositive);
            }
        }
        if variant
            .scale
            .is_some_and(|s| s.denominator == 0 || s.numerator == 0)
        {
            return fault(here, [Key("scale")], SetProblem::NotPositive);
        }
        check_variant_sum(set, variant, here)?;
    }
    Ok(())
}

/// What is left of the deductions, scaled, must be all points again.
fn check_variant_sum(set: &IndicatorSet, variant: &Variant, here: Item) -> Result<(), Fault> {
    if !set.incomplete.is_empty() {
        return Ok(());
    }
    let of = |indicator: &Indicator| -> Points {
        let out = |id: &String| *id == indicator.section || id == indicator.id.as_str();
        if indicator.part != Part::Deduction || variant.out.iter().any(out) {
            return Points::ZERO;
        }
        let points = variant.points.get(&indicator.id).copied();
        points.or(indicator.points).unwrap_or(Points::ZERO)
    };
    let mut found: Points = set.indicators.iter().map(of).sum();
    if let Some(scale) = variant.scale {
        found = found.scaled(scale.numerator, scale.denominator);
    }
    let declared = set.frame.deductions;
    if found == declared {
        return Ok(());
    }
    let what = "frame `deductions`".to_owned();
    let problem = SetProblem::Sum {
        what,
        declared,
        found,
    };
    fault(here, [], problem)
}
