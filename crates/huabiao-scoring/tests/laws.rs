//! What holds whatever was found.
#![allow(clippy::unwrap_used)]

mod common;

use common::{RULES, find, portal, spotless, stale};
use huabiao_finding::{Check, Reach, Reason};
use huabiao_scoring::{
    DeductionsFor, IndicatorSet, Part, Points, ScoreOptions, Scorecard, Verdict, score,
};
use proptest::prelude::*;

fn card(checks: &[Check]) -> Scorecard {
    let options = ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    };
    score(IndicatorSet::cn_2019_site(), &portal(), checks, &options)
}

/// Which rule, which group (by number), how many findings.
fn plants() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    prop::collection::vec((0..RULES.len(), 0..4_usize, 0..12_usize), 0..8)
}

fn plant(checks: &mut [Check], (rule, group, count): (usize, usize, usize)) {
    let groups: &[&str] = match RULES[rule] {
        "column-stale" => {
            let (group, kind) = [
                ("news", "news"),
                ("notice", "policy"),
                ("interpretation", "interpretation"),
                ("long", "plan"),
            ][group];
            return stale(checks, group, kind, count);
        }
        "guide-missing" => &["none", "guide"],
        "home-stale" => &["home", "navigation"],
        "mark-missing" => &["icp", "police", "fault-report", "site-code-wrong"],
        "meta-missing" => &["site", "column", "article"],
        "date-future" => &["article", "list"],
        "asset-dead" | "external-link-dead" | "link-dead" | "link-hijacked" => &["home", "other"],
        _ => &[""],
    };
    find(checks, RULES[rule], groups[group % groups.len()], count);
}

fn reach(kind: u8) -> Reach {
    match kind {
        0 => Reach::Nothing(vec![Reason::NeedsDays { needs: 7, has: 1 }]),
        1 => Reach::Part(vec![Reason::OverBudget { addresses: 3 }]),
        _ => Reach::Whole,
    }
}

fn observed() -> impl Strategy<Value = Vec<Check>> {
    (plants(), prop::collection::vec(0..6_u8, RULES.len())).prop_map(|(plants, reaches)| {
        let mut checks = spotless();
        for planted in plants {
            plant(&mut checks, planted);
        }
        for (check, kind) in checks.iter_mut().zip(reaches) {
            check.reach = reach(kind);
        }
        checks
    })
}

proptest! {
    #[test]
    fn points_stay_within_their_bounds(checks in observed()) {
        let card = card(&checks);
        prop_assert!(Points::ZERO <= card.points_lost && card.points_lost <= card.points_of);
        prop_assert!(card.points_of <= card.points_full);
        prop_assert!(card.points.is_none_or(|points| points == card.points_of - card.points_lost));
        for line in &card.lines {
            prop_assert!(line.points_lost <= line.points.unwrap_or(Points::ZERO));
            prop_assert!(line.points_lost >= Points::ZERO);
            prop_assert!(line.part == Part::Deduction || line.points_lost == Points::ZERO);
            prop_assert!(line.points_lost == Points::ZERO || !line.evidence.is_empty());
        }
    }

    #[test]
    fn the_order_of_checks_and_findings_does_not_matter(checks in observed(), turn in 0..13_usize) {
        let mut turned = checks.clone();
        turned.rotate_left(turn);
        prop_assert_eq!(card(&checks), card(&turned));
        for check in &mut turned {
            check.findings.reverse();
        }
        let (a, b) = (card(&checks), card(&turned));
        prop_assert_eq!((a.verdict, a.points, a.points_of), (b.verdict, b.points, b.points_of));
    }

    #[test]
    fn more_findings_never_help(checks in observed(), more in (0..RULES.len(), 0..4_usize, 1..12_usize)) {
        let before = card(&checks);
        let mut worse = checks;
        plant(&mut worse, more);
        let after = card(&worse);
        prop_assert!(after.points_lost >= before.points_lost);
        prop_assert!(after.points.unwrap_or(Points::ZERO) <= before.points.unwrap_or(Points::ZERO));
        prop_assert!(before.verdict != Verdict::Unqualified || after.verdict == Verdict::Unqualified);
        prop_assert!(before.verdict != Verdict::Undetermined || after.verdict != Verdict::Qualified);
    }

    #[test]
    fn looking_at_less_never_clears(checks in observed(), gone in 0..RULES.len(), kind in 0..2_u8) {
        let before = card(&checks);
        let mut removed = checks.clone();
        removed.remove(gone);
        let mut less = checks;
        less[gone].reach = reach(kind);
        for after in [card(&removed), card(&less)] {
            prop_assert!(before.verdict == Verdict::Qualified || after.verdict != Verdict::Qualified);
            prop_assert!(after.points_of <= before.points_of);
        }
    }
}
