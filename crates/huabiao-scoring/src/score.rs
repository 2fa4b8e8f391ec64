use huabiao_finding::{Check, Reason};
use huabiao_types::IndicatorId;

use crate::deduction::deduction;
use crate::judged::{aside, leads, line};
use crate::tally::Tally;
use crate::veto::veto;
use crate::{
    Applies, Coverage, DeductionsFor, Effect, Frame, Indicator, IndicatorSet, Line, Part, Points,
    Rescale, RescaleFor, ScoreOptions, Scorecard, Subject, Verdict,
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
            Scope::Unknown(reason) => unsure(set, indicator, subject, checks, reason),
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

/// A line of an indicator that may not be for the site. Where nothing speaks against
/// the site it does not matter; where something does, it is not held against it.
fn unsure(
    set: &IndicatorSet,
    indicator: &Indicator,
    subject: &Subject,
    checks: &[Check],
    reason: Reason,
) -> Line {
    if indicator.part != Part::Veto {
        return aside(indicator, Effect::NotChecked, reason);
    }
    let mut line = judge(set, indicator, subject, checks);
    if line.effect == Effect::Veto {
        line.effect = Effect::NotChecked;
        line.reasons.push(reason);
    }
    line
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
