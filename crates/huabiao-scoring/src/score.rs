use std::collections::BTreeSet;

use huabiao_finding::{Check, Finding, Reason, RuleId};
use huabiao_types::IndicatorId;
use xxhash_rust::xxh3::xxh3_64;

use crate::looked::Looked;
use crate::{
    Applies, Condition, Coverage, DeductionsFor, Effect, Evidence, Frame, Indicator, IndicatorSet,
    Line, Observed, Part, Per, Points, Rescale, RescaleFor, Sample, ScoreOptions, Scorecard,
    Subject, Test, Verdict,
};

/// Scores one site.
///
/// In this order: a veto that is hit makes the site unqualified and takes its
/// points away; a veto that rules decide but that was not observed makes it
/// undetermined; a result below the pass line makes it unqualified, or
/// undetermined where deductions that were not observed could bring it there.
/// Everything else is qualified, as far as a program decides.
///
/// The order of `checks` does not matter; of two checks of one rule the first counts.
///
/// ```
/// use huabiao_finding::{Check, Finding, RuleId};
/// use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, Verdict, score};
///
/// let subject = Subject {
///     site_code: None,
///     host: "www.example.gov.cn".into(),
///     name: "示例".into(),
///     category: None,
///     services: Some(true),
/// };
/// let mut blank = Check::new(RuleId::new("column-blank"));
/// for n in 1..=5 {
///     let url = format!("http://www.example.gov.cn/{n}/");
///     blank.findings.push(Finding::new(RuleId::new("column-blank"), url));
/// }
/// let set = IndicatorSet::cn_2019_site();
/// let card = score(set, &subject, &[blank], &ScoreOptions::default());
/// assert_eq!(card.verdict, Verdict::Unqualified);
/// assert_eq!(card.points, None);
/// let vetoes: Vec<_> = card.vetoes().map(|line| line.indicator.as_str()).collect();
/// assert_eq!(vetoes, ["V4.3"]);
/// ```
pub fn score(
    set: &IndicatorSet,
    subject: &Subject,
    checks: &[Check],
    options: &ScoreOptions,
) -> Scorecard {
    let rescale = rescale_of(&set.frame, subject);
    let mut judged = Vec::with_capacity(set.indicators.len());
    for indicator in &set.indicators {
        let line = match scope(indicator, subject, options, rescale) {
            Scope::In => judge(set, indicator, subject, checks),
            Scope::Out(reason) => aside(indicator, Effect::NotApplicable, reason),
            Scope::Unknown(reason) => aside(indicator, Effect::NotChecked, reason),
        };
        judged.push(line);
    }
    let tally = Tally::of(&judged);
    let scale = |points: Points| match rescale {
        Some(rescale) => points.scaled(rescale.numerator, rescale.denominator),
        None => points,
    };
    let applicable = judged
        .iter()
        .any(|line| line.part == Part::Deduction && !matches!(line.effect, Effect::NotApplicable));
    let lost = scale(tally.lost);
    let verdict = verdict(&set.frame, &judged, lost, scale(tally.open));
    let vetoed = judged.iter().any(|line| line.effect == Effect::Veto);
    let decided = if applicable {
        scale(tally.decided)
    } else {
        Points::ZERO
    };
    let ids = |wanted: &[Effect]| -> Vec<IndicatorId> {
        let of = judged.iter().filter(|line| wanted.contains(&line.effect));
        of.map(|line| line.indicator.clone()).collect()
    };
    let not_covered = ids(&[Effect::NotCovered]);
    let not_checked = ids(&[Effect::NotChecked]);
    Scorecard {
        site_code: subject.site_code.clone(),
        host: subject.host.clone(),
        name: subject.name.clone(),
        category: subject.category,
        set: set.id.clone(),
        set_version: set.version,
        verdict,
        points: (applicable && !vetoed).then(|| decided - lost),
        points_of: decided,
        points_lost: lost,
        points_full: set.frame.deductions,
        partial: !not_covered.is_empty() || !not_checked.is_empty(),
        not_covered,
        not_checked,
        lines: judged,
    }
}

/// Whether an indicator is for a site.
enum Scope {
    In,
    Out(Reason),
    Unknown(Reason),
}

fn rescale_of<'a>(frame: &'a Frame, subject: &Subject) -> Option<&'a Rescale> {
    frame
        .rescale
        .as_ref()
        .filter(|rescale| match rescale.sites {
            RescaleFor::MinistryWithoutServices => {
                subject.is_ministry() && subject.services == Some(false)
            }
        })
}

fn scope(
    indicator: &Indicator,
    subject: &Subject,
    options: &ScoreOptions,
    rescale: Option<&Rescale>,
) -> Scope {
    if rescale.is_some_and(|rescale| rescale.section == indicator.section) {
        return Scope::Out(Reason::NoServices);
    }
    match indicator.applies {
        Applies::All => Scope::In,
        Applies::Portals if options.deductions_for == DeductionsFor::Everyone => Scope::In,
        Applies::Portals => match subject.is_portal() {
            Some(true) => Scope::In,
            Some(false) => Scope::Out(Reason::PortalsOnly),
            None => Scope::Unknown(Reason::CategoryUnknown),
        },
        Applies::WithServices => match subject.services {
            Some(true) => Scope::In,
            Some(false) => Scope::Out(Reason::NoServices),
            None => Scope::Unknown(Reason::ServicesUnknown),
        },
    }
}

fn judge(set: &IndicatorSet, indicator: &Indicator, subject: &Subject, checks: &[Check]) -> Line {
    if indicator.coverage == Coverage::None {
        return leads(indicator, checks);
    }
    match indicator.part {
        Part::Veto => veto(indicator, checks),
        Part::Deduction => deduction(set, indicator, subject, checks),
        Part::Bonus => line(indicator, Effect::NotCovered),
    }
}

/// A line that says nothing yet.
fn line(indicator: &Indicator, effect: Effect) -> Line {
    Line {
        indicator: indicator.id.clone(),
        title: indicator.title.clone(),
        clause: indicator.clause.clone(),
        part: indicator.part,
        decided_by: indicator.decided_by,
        coverage: indicator.coverage,
        threshold: indicator.threshold.clone(),
        observed: Vec::new(),
        effect,
        wholly: matches!(effect, Effect::Clear | Effect::Points | Effect::Veto),
        reasons: Vec::new(),
        points_lost: Points::ZERO,
        points: indicator.points,
        findings: 0,
        evidence: Vec::new(),
        certainty: indicator.certainty,
        note: indicator.note.clone(),
    }
}

/// A line of an indicator that was not judged. What no rule decides stays that,
/// whatever is known of the site.
fn aside(indicator: &Indicator, effect: Effect, reason: Reason) -> Line {
    if indicator.coverage == Coverage::None && effect == Effect::NotChecked {
        return line(indicator, Effect::NotCovered);
    }
    let mut line = line(indicator, effect);
    line.reasons.push(reason);
    line
}

/// A line that only hands leads to the person who decides.
fn leads(indicator: &Indicator, checks: &[Check]) -> Line {
    let mut line = line(indicator, Effect::NotCovered);
    let looked = Looked::at(checks, &indicator.leads, &[], &Default::default());
    settle(&mut line, looked.evidence());
    line
}

fn veto(indicator: &Indicator, checks: &[Check]) -> Line {
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

fn deduction(
    set: &IndicatorSet,
    indicator: &Indicator,
    subject: &Subject,
    checks: &[Check],
) -> Line {
    let mut line = line(indicator, Effect::NotApplicable);
    let mut counted = BTreeSet::new();
    for id in &indicator.not_again {
        if let Some(other) = set.indicator(id) {
            counted.extend(pages_of(other, checks));
        }
    }
    let mut lost = Points::ZERO;
    let mut proof = Vec::new();
    let mut whole = true;
    let mut away = Vec::new();
    for step in &indicator.steps {
        let mut looked = Looked::at(checks, &step.rules, &step.groups, &step.having);
        if let Some(reason) = looked.not_applicable {
            away.push(reason);
            continue;
        }
        if line.effect == Effect::NotApplicable {
            line.effect = Effect::Clear;
        }
        if !looked.whole {
            whole = false;
            line.reasons.append(&mut looked.reasons);
        }
        if !indicator.not_again.is_empty() {
            looked
                .findings
                .retain(|(.., finding)| counted.insert(finding.url.as_str()));
        }
        if let Some(sample) = &step.sample {
            match looked.measure(&sample.of) {
                Some(pages) => draw(&mut looked.findings, sample, pages, &set.id, &subject.host),
                None => {
                    whole = false;
                    line.reasons.push(Reason::NotMeasured {
                        measure: sample.of.clone(),
                    });
                    continue;
                }
            }
        }
        let count = count(step.per, &looked.findings);
        let shown = match step.per {
            Per::Site => looked.findings.len() as u64,
            Per::Finding | Per::Group | Per::Page => count,
        };
        if count > 0 || looked.whole {
            line.observed.push(Observed {
                value: i64::try_from(shown).unwrap_or(i64::MAX),
                what: step.observed.clone(),
            });
        }
        lost = lost + step.points.times(count);
        proof.extend(looked.evidence());
    }
    let cap = indicator.points.unwrap_or(Points::ZERO);
    line.points_lost = lost.min(cap);
    line.wholly = whole && line.effect != Effect::NotApplicable;
    if line.effect == Effect::NotApplicable {
        line.reasons = away;
    } else if line.points_lost > Points::ZERO {
        line.effect = Effect::Points;
    } else if !whole {
        line.effect = Effect::NotChecked;
    }
    settle(&mut line, proof);
    line
}

/// The pages that a deduction counts.
fn pages_of<'a>(indicator: &Indicator, checks: &'a [Check]) -> Vec<&'a str> {
    let mut pages = Vec::new();
    for step in &indicator.steps {
        let looked = Looked::at(checks, &step.rules, &step.groups, &step.having);
        pages.extend(
            looked
                .findings
                .iter()
                .map(|(.., finding)| finding.url.as_str()),
        );
    }
    pages
}

fn count(per: Per, findings: &[(&RuleId, u32, &Finding)]) -> u64 {
    let distinct = |key: fn(&Finding) -> &str| -> usize {
        let keys: BTreeSet<&str> = findings.iter().map(|(.., finding)| key(finding)).collect();
        keys.len()
    };
    let count = match per {
        Per::Finding => findings.len(),
        Per::Group => distinct(|finding| &finding.group),
        Per::Page => distinct(|finding| &finding.url),
        Per::Site => usize::from(!findings.is_empty()),
    };
    count as u64
}

/// Keeps the findings whose page is drawn, see [`Sample`].
fn draw(
    findings: &mut Vec<(&RuleId, u32, &Finding)>,
    sample: &Sample,
    pages: i64,
    set: &str,
    host: &str,
) {
    let size = u128::from(sample.size);
    let pages = u128::try_from(pages).unwrap_or(0);
    let hash = |url: &str| xxh3_64(format!("{set}\n{host}\n{url}").as_bytes());
    let drawn = |hash: u64| pages <= size || u128::from(hash) * pages < size << 64;
    let mut urls: Vec<(u64, &str)> = findings
        .iter()
        .map(|(.., finding)| (hash(&finding.url), finding.url.as_str()))
        .collect();
    urls.sort_unstable();
    urls.dedup();
    urls.retain(|(hash, _)| drawn(*hash));
    urls.truncate(sample.size as usize);
    findings.retain(|(.., finding)| urls.iter().any(|(_, url)| *url == finding.url));
}

/// Puts evidence and reasons in order, each once, and the evidence within its bound.
fn settle(line: &mut Line, mut evidence: Vec<Evidence>) {
    evidence.sort_unstable();
    evidence.dedup();
    line.findings = u32::try_from(evidence.len()).unwrap_or(u32::MAX);
    evidence.truncate(Line::EVIDENCE);
    line.evidence = evidence;
    let mut seen = BTreeSet::new();
    line.reasons.retain(|reason| seen.insert(reason.clone()));
}

/// What the deductions come to, before scaling.
struct Tally {
    /// Lost for certain.
    lost: Points,
    /// Kept or lost for certain.
    decided: Points,
    /// What rules could decide, but nobody observed.
    open: Points,
}

impl Tally {
    fn of(lines: &[Line]) -> Self {
        let mut tally = Self {
            lost: Points::ZERO,
            decided: Points::ZERO,
            open: Points::ZERO,
        };
        for line in lines.iter().filter(|line| line.part == Part::Deduction) {
            let cap = line.points.unwrap_or(Points::ZERO);
            tally.lost = tally.lost + line.points_lost;
            match line.effect {
                Effect::Clear if line.coverage == Coverage::Whole => {
                    tally.decided = tally.decided + cap;
                }
                Effect::Points if line.coverage == Coverage::Whole && line.wholly => {
                    tally.decided = tally.decided + cap;
                }
                Effect::Points => {
                    tally.decided = tally.decided + line.points_lost;
                    if !line.wholly {
                        tally.open = tally.open + (cap - line.points_lost);
                    }
                }
                Effect::NotChecked => tally.open = tally.open + cap,
                _ => {}
            }
        }
        tally
    }
}

fn verdict(frame: &Frame, lines: &[Line], lost: Points, open: Points) -> Verdict {
    let veto = |effect: Effect| {
        lines
            .iter()
            .any(|line| line.part == Part::Veto && line.effect == effect)
    };
    let kept = frame.deductions - lost;
    if veto(Effect::Veto) || kept < frame.fail_below {
        Verdict::Unqualified
    } else if veto(Effect::NotChecked) || kept - open < frame.fail_below {
        Verdict::Undetermined
    } else {
        Verdict::Qualified
    }
}
