//! What holds whatever was found, under every set of the crate.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use common::portal;
use huabiao_finding::{Check, Finding, Population, Reach, Reason, RuleId};
use huabiao_scoring::{
    DeductionsFor, Effect, Gate, IndicatorSet, Part, Points, ScoreOptions, Scorecard, Verdict,
    diff, score, what_if,
};
use proptest::prelude::*;

static SETS: LazyLock<Vec<IndicatorSet>> = LazyLock::new(|| {
    let ids = IndicatorSet::EMBEDDED.iter();
    ids.map(|id| IndicatorSet::embedded(id).unwrap()).collect()
});

/// What a set reads of one rule or question.
struct Reads {
    rule: RuleId,
    question: bool,
    /// Whether a veto reads it.
    vetoes: bool,
    groups: Vec<String>,
    facts: Vec<(String, String)>,
    measures: Vec<String>,
    samples: Vec<String>,
}

static READS: LazyLock<Vec<Vec<Reads>>> = LazyLock::new(|| SETS.iter().map(reads).collect());

fn reads(set: &IndicatorSet) -> Vec<Reads> {
    let questions = set.questions.iter().map(|q| &q.id);
    let rules: Vec<&RuleId> = set.rules().into_iter().chain(questions).collect();
    let samples: BTreeSet<String> = set
        .indicators
        .iter()
        .flat_map(|i| i.steps.iter().flat_map(|s| &s.sample))
        .map(|sample| sample.of.clone())
        .collect();
    let of = |rule: &&RuleId| {
        let mut groups = BTreeSet::from([String::new()]);
        let mut facts = BTreeSet::new();
        let mut measures = BTreeSet::new();
        for indicator in &set.indicators {
            for when in indicator.when.iter().filter(|w| w.rules.contains(rule)) {
                groups.extend(when.groups.iter().cloned());
                measures.extend(["failed_permille".to_owned(), "guides".to_owned()]);
            }
            for step in indicator.steps.iter().filter(|s| s.rules.contains(rule)) {
                groups.extend(step.groups.iter().cloned());
                facts.extend(step.having.clone());
                measures.extend(step.measure.iter().map(|every| every.name.clone()));
            }
            for gain in indicator.gains.iter().filter(|g| g.rules.contains(rule)) {
                measures.extend(gain.each.clone());
                measures.extend(gain.when.iter().map(|bound| bound.measure.clone()));
            }
        }
        Reads {
            rule: (*rule).clone(),
            question: set.question(rule).is_some(),
            vetoes: set
                .indicators
                .iter()
                .any(|i| i.when.iter().any(|w| w.rules.contains(rule))),
            groups: groups.into_iter().collect(),
            facts: facts.into_iter().collect(),
            measures: measures.into_iter().collect(),
            samples: samples.iter().cloned().collect(),
        }
    };
    rules.iter().map(of).collect()
}

/// One finding: group, page, fact.
type Seed = (usize, usize, usize);
/// One check: how much was looked at, findings, measures.
type Seeds = (u8, Vec<Seed>, Vec<i64>);

fn observed() -> impl Strategy<Value = (usize, Vec<Check>)> {
    let seeds = (
        0..8_u8,
        prop::collection::vec((0..8_usize, 0..6_usize, 0..3_usize), 0..7),
        prop::collection::vec(prop_oneof![Just(0_i64), 0..12_i64, 0..300_i64], 4),
    );
    let all = prop::collection::vec(seeds, 90);
    // Without vetoes and gaps in half of the cases each, or points would never matter.
    (0..SETS.len(), any::<bool>(), any::<bool>(), all).prop_map(|(set, mild, whole, seeds)| {
        let reads = READS[set].iter().zip(seeds);
        let checks = reads.filter_map(|(reads, (reach, mut findings, measures))| {
            let reach = if whole { 7 } else { reach };
            findings.truncate(match () {
                () if mild && reads.vetoes => 0,
                () if mild => findings.len().saturating_sub(5),
                () => findings.len().saturating_sub(4),
            });
            check(reads, (reach, findings, measures), mild)
        });
        (set, checks.collect())
    })
}

fn check(reads: &Reads, (reach, findings, measures): Seeds, mild: bool) -> Option<Check> {
    let reach = match reach {
        0 => return None,
        1 => Reach::Nothing(vec![Reason::NeedsDays { needs: 7, has: 1 }]),
        2 => Reach::Part(vec![Reason::OverBudget { addresses: 3 }]),
        _ => Reach::Whole,
    };
    let mut check = Check::new(reads.rule.clone()).reach(reach);
    for (name, value) in reads.measures.iter().zip(measures) {
        let value = if mild && reads.vetoes { 0 } else { value };
        check = check.measure(name, value);
    }
    let pages: Vec<String> = (0..6).map(page).collect();
    for of in &reads.samples {
        check = check.population(Population::new(
            of,
            "seed",
            pages.iter().map(String::as_str),
        ));
    }
    for seed in findings {
        check.findings.push(finding(reads, seed));
    }
    Some(check)
}

fn page(n: usize) -> String {
    format!("http://www.example.gov.cn/{n}/")
}

fn finding(reads: &Reads, (group, at, fact): Seed) -> Finding {
    let group = &reads.groups[group % reads.groups.len()];
    let mut finding = Finding::new(reads.rule.clone(), page(at)).group(group.as_str());
    if let Some((key, value)) = reads.facts.get(fact) {
        finding = finding.value(key, value.as_str());
    }
    finding.value("title", page(at))
}

fn card(set: usize, checks: &[Check]) -> Scorecard {
    score(&SETS[set], &portal(), checks, &everyone())
}

fn everyone() -> ScoreOptions {
    ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    }
}

fn numbers(card: &Scorecard) -> impl PartialEq + core::fmt::Debug + use<> {
    let lines = card.lines.iter();
    let lines: Vec<_> = lines
        .map(|l| {
            (
                l.effect,
                l.points_lost,
                l.points_gained,
                l.findings,
                l.wholly,
            )
        })
        .collect();
    (card.verdict, card.points, card.total, card.points_of, lines)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn caps_hold((set, checks) in observed()) {
        let card = card(set, &checks);
        prop_assert!(Points::ZERO <= card.points_lost && card.points_lost <= card.points_of);
        prop_assert!(card.points_of <= card.points_full);
        prop_assert!(card.points.is_none_or(|points| points == card.points_of - card.points_lost));
        for line in &card.lines {
            let most = line.points.unwrap_or(line.uncapped);
            prop_assert!(Points::ZERO <= line.points_lost && line.points_lost <= most);
            prop_assert!(Points::ZERO <= line.points_gained && line.points_gained <= most);
            prop_assert!(line.part == Part::Deduction || line.points_lost == Points::ZERO);
            prop_assert!(line.part == Part::Bonus || line.points_gained == Points::ZERO);
            prop_assert!(line.effect != Effect::Clear || line.points_lost == Points::ZERO);
            prop_assert!((line.effect == Effect::Points) == (line.points_lost > Points::ZERO));
        }
    }

    #[test]
    fn the_order_of_checks_and_findings_does_not_matter((set, checks) in observed(), turn in 0..40_usize) {
        let mut turned = checks.clone();
        let by = turn % turned.len().max(1);
        turned.rotate_left(by);
        prop_assert_eq!(card(set, &checks), card(set, &turned));
        for check in &mut turned {
            let by = turn % check.findings.len().max(1);
            check.findings.rotate_left(by);
        }
        prop_assert_eq!(numbers(&card(set, &checks)), numbers(&card(set, &turned)));
    }

    #[test]
    fn a_finding_more_never_raises_the_score(
        (set, checks) in observed(),
        which in 0..200_usize,
        more in (0..8_usize, 0..6_usize, 0..3_usize),
    ) {
        let mut worse = checks.clone();
        if worse.is_empty() {
            return Ok(());
        }
        let at = which % worse.len();
        let reads = READS[set].iter().find(|r| r.rule == worse[at].rule).unwrap();
        worse[at].findings.push(finding(reads, more));
        let (before, after) = (card(set, &checks), card(set, &worse));
        prop_assert!(after.points_lost >= before.points_lost);
        prop_assert!(after.points.unwrap_or(Points::ZERO) <= before.points.unwrap_or(Points::ZERO));
        prop_assert!(before.verdict != Verdict::Unqualified || after.verdict == Verdict::Unqualified);
        prop_assert!(before.verdict != Verdict::Undetermined || after.verdict != Verdict::Qualified);
        prop_assert!(after.bonus.unwrap_or_default() <= before.bonus.unwrap_or_default() );
        if let (Some(before), Some(after), Some(_)) = (before.total, after.total, after.points) {
            prop_assert!(after <= before);
        }
    }

    #[test]
    fn looking_at_less_never_clears((set, checks) in observed(), which in 0..200_usize, nothing: bool) {
        let mut less = checks.clone();
        let at = which % less.len().max(1);
        let reads = READS[set].iter().find(|r| less.get(at).is_some_and(|c| c.rule == r.rule));
        let Some(reads) = reads.filter(|r| !r.question) else {
            return Ok(());
        };
        let before = card(set, &checks);
        prop_assume!(!reads.rule.as_str().starts_with("message-") && !reads.rule.as_str().starts_with("fault-report"));
        less[at].reach = match nothing {
            true => Reach::Nothing(vec![Reason::NeedsDays { needs: 7, has: 1 }]),
            false => Reach::Part(vec![Reason::OverBudget { addresses: 3 }]),
        };
        let after = card(set, &less);
        prop_assert!(before.verdict == Verdict::Qualified || after.verdict != Verdict::Qualified);
        prop_assert!(after.points_of <= before.points_of);
        less.remove(at);
        let without = card(set, &less);
        prop_assert!(without.points_of <= before.points_of);
        prop_assert!(before.verdict == without.verdict || without.partial);
    }

    #[test]
    fn a_veto_dominates((set, checks) in observed()) {
        let card = card(set, &checks);
        let vetoed = card.vetoes().next().is_some();
        prop_assert!(!vetoed || card.verdict == Verdict::Unqualified);
        prop_assert!(!vetoed || (card.points.is_none() && card.bonus.is_none()));
        prop_assert!(!vetoed || card.total == SETS[set].frame.vetoed_points);
    }

    #[test]
    fn the_bonus_counts_only_past_its_threshold((set, checks) in observed()) {
        let card = card(set, &checks);
        let frame = &SETS[set].frame;
        let past = card.points.is_some_and(|points| points > frame.bonus_above);
        prop_assert_eq!(card.bonus.is_some(), past);
        prop_assert_eq!(card.gate == Gate::Passed, past);
        if let (Some(bonus), Some(points)) = (card.bonus, card.points) {
            prop_assert!(bonus <= frame.bonus);
            prop_assert_eq!(card.total, Some(points + bonus));
        }
    }

    #[test]
    fn recomputation_gives_equal_bytes((set, checks) in observed()) {
        let stored = serde_json::to_string(&checks).unwrap();
        let again: Vec<Check> = serde_json::from_str(&stored).unwrap();
        let bytes = |checks: &[Check]| serde_json::to_vec(&card(set, checks)).unwrap();
        prop_assert_eq!(bytes(&checks), bytes(&again));
        let read: Scorecard = serde_json::from_slice(&bytes(&checks)).unwrap();
        prop_assert_eq!(read, card(set, &checks));
    }

    #[test]
    fn repairing_helps_and_repairing_nothing_changes_nothing((set, checks) in observed(), page_of in 0..6_usize) {
        let before = card(set, &checks);
        let none = what_if(&SETS[set], &portal(), &checks, &everyone(), |_| false);
        prop_assert!(diff(&before, &none).lines.is_empty());
        let after = what_if(&SETS[set], &portal(), &checks, &everyone(), |f| f.url == page(page_of));
        prop_assert!(after.points_lost <= before.points_lost);
    }
}
