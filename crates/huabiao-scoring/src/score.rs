use huabiao_finding::{Check, Reason};
use huabiao_types::IndicatorId;

use crate::answers::Answers;
use crate::bonus::bonus;
use crate::deduction::deduction;
use crate::judged::aside;
use crate::scorecard::open_vetoes;
use crate::tally::Tally;
use crate::veto::veto;
use crate::{
    Applies, DeductionsFor, Effect, Frame, Gate, Indicator, IndicatorSet, Line, Part, Points,
    ScoreOptions, Scorecard, Subject, Text, Variant, Verdict,
};

/// Scores one site.
///
/// In this order: a veto that is hit makes the site unqualified and takes its
/// points away; a veto that looking decides but that was not observed makes it
/// undetermined; a result below the pass line makes it unqualified, or
/// undetermined where deductions that were not observed could bring it there.
/// Everything else is qualified, as far as anybody looked or answered. A result above
/// the gate of the set goes on to the bonus part.
///
/// What people, records and trials by hand did not answer leaves the card partial, and so
/// does a rule for deductions that was not run; that never counts as full marks, and it
/// does not open the verdict. It does where looking decides none of the vetoes: the
/// verdict then rests on the answers, and all of them must be there. Nor is anything
/// qualified of which nothing was judged.
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
    let answers = Answers::new(set, checks);
    let kind = Kind::of(set, subject);
    let mut lines = Vec::with_capacity(set.indicators.len());
    for indicator in &set.indicators {
        let line = match scope(indicator, subject, options, &kind) {
            Scope::In => judge(set, indicator, &kind, &answers, &lines),
            Scope::Out(reason) => aside(indicator, Effect::NotApplicable, reason),
            Scope::Unknown(reason) => unsure(set, indicator, &kind, &answers, &lines, reason),
        };
        lines.push(line);
    }
    let tally = Tally::of(&lines);
    let applies =
        |line: &Line| line.part == Part::Deduction && line.effect != Effect::NotApplicable;
    let applicable = lines.iter().any(applies);
    let full = set.frame.deductions;
    // Without known caps the parts may be more than the whole.
    let lost = kind.scale(tally.lost).min(full);
    let decided = match applicable {
        true => kind.scale(tally.decided).min(full),
        false => Points::ZERO,
    };
    let vetoed = lines.iter().any(|line| line.effect == Effect::Veto);
    let points = (applicable && !vetoed).then(|| decided - lost);
    let gate = gate(&set.frame, points, lost);
    if gate == Gate::Closed {
        close(&mut lines);
    }
    let gained: Points = lines.iter().map(|line| line.points_gained).sum();
    let bonus = (gate == Gate::Passed).then(|| gained.min(set.frame.bonus));
    let total = match (vetoed, gate) {
        (true, _) => set.frame.vetoed_points,
        (false, Gate::Undecided) => None,
        (false, _) => points.map(|points| points + bonus.unwrap_or(Points::ZERO)),
    };
    let verdict = verdict(&set.frame, &lines, lost, kind.scale(tally.open));
    let ids = |wanted: &dyn Fn(&Line) -> bool| -> Vec<IndicatorId> {
        let of = lines.iter().filter(|line| wanted(line));
        of.map(|line| line.indicator.clone()).collect()
    };
    let not_covered = ids(&|line| line.effect == Effect::NotCovered);
    let not_checked = ids(&|line| line.effect == Effect::NotChecked);
    let in_part =
        ids(&|line| matches!(line.effect, Effect::Clear | Effect::Points) && !line.wholly);
    let undecided = [&not_covered, &not_checked, &in_part];
    let partial = !set.incomplete.is_empty() || undecided.iter().any(|ids| !ids.is_empty());
    // The most that what was not decided could add.
    let most = total.map(|total| {
        let rest = match gate {
            Gate::Passed => set.frame.bonus - bonus.unwrap_or(Points::ZERO),
            _ => Points::ZERO,
        };
        if partial && !vetoed {
            total + (full - decided) + rest
        } else {
            total
        }
    });
    Scorecard {
        site_code: subject.site_code.clone(),
        host: subject.host.clone(),
        name: subject.name.clone(),
        category: subject.category,
        set: set.id.clone(),
        set_version: set.version,
        verdict,
        points,
        points_of: decided,
        points_lost: lost,
        points_full: full,
        gate,
        bonus,
        total,
        grade: grade(&set.frame, verdict, total.zip(most)),
        partial,
        incomplete: set.incomplete.clone(),
        not_covered,
        not_checked,
        in_part,
        lines,
    }
}

/// The variants of a set that are for one site.
struct Kind<'a> {
    variants: Vec<&'a Variant>,
}

impl<'a> Kind<'a> {
    fn of(set: &'a IndicatorSet, subject: &Subject) -> Self {
        let variants = set.variants.iter().filter(|v| v.sites.have(subject));
        Self {
            variants: variants.collect(),
        }
    }

    /// Why an indicator is not checked on the site, if it is not.
    fn out(&self, indicator: &Indicator) -> Option<Reason> {
        let is = |id: &String| *id == indicator.section || id == indicator.id.as_str();
        let variant = self.variants.iter().find(|v| v.out.iter().any(is))?;
        Some(match variant.sites.services {
            Some(false) => Reason::NoServices,
            _ => Reason::NotForThisKind,
        })
    }

    fn cap(&self, indicator: &Indicator) -> Option<Points> {
        let other = self
            .variants
            .iter()
            .find_map(|v| v.points.get(&indicator.id));
        other.copied().or(indicator.points)
    }

    fn scale(&self, points: Points) -> Points {
        let scales = self.variants.iter().filter_map(|v| v.scale);
        scales.fold(points, |points, by| {
            points.scaled(by.numerator, by.denominator)
        })
    }
}

/// Whether an indicator is for a site.
enum Scope {
    In,
    Out(Reason),
    Unknown(Reason),
}

fn scope(
    indicator: &Indicator,
    subject: &Subject,
    options: &ScoreOptions,
    kind: &Kind<'_>,
) -> Scope {
    if let Some(reason) = kind.out(indicator) {
        return Scope::Out(reason);
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

fn judge(
    set: &IndicatorSet,
    indicator: &Indicator,
    kind: &Kind<'_>,
    answers: &Answers<'_>,
    earlier: &[Line],
) -> Line {
    match indicator.part {
        Part::Veto => veto(indicator, answers),
        Part::Deduction => deduction(set, indicator, kind.cap(indicator), answers, earlier),
        Part::Bonus => bonus(indicator, kind.cap(indicator), answers),
    }
}

/// A line of an indicator that may not be for the site. Where nothing speaks against
/// the site it does not matter; where something does, it is not held against it.
fn unsure(
    set: &IndicatorSet,
    indicator: &Indicator,
    kind: &Kind<'_>,
    answers: &Answers<'_>,
    earlier: &[Line],
    reason: Reason,
) -> Line {
    let mut line = judge(set, indicator, kind, answers, earlier);
    match indicator.part {
        Part::Veto if line.effect == Effect::Veto => {
            line.effect = Effect::NotChecked;
            line.reasons.push(reason);
            line
        }
        Part::Veto => line,
        Part::Deduction if line.effect != Effect::NotCovered => {
            aside(indicator, Effect::NotChecked, reason)
        }
        Part::Bonus | Part::Deduction => aside(indicator, Effect::NotCovered, reason),
    }
}

/// Whether a line says something for or against the site: without any such line nobody
/// looked, and nothing is qualified.
fn is_judged(line: &Line) -> bool {
    let effect = matches!(line.effect, Effect::Clear | Effect::Points | Effect::Veto);
    line.part != Part::Bonus && effect
}

/// Whether a result reaches the bonus part: `points` is the least that it can be.
fn gate(frame: &Frame, points: Option<Points>, lost: Points) -> Gate {
    match points {
        Some(points) if points > frame.bonus_above => Gate::Passed,
        Some(_) if frame.deductions - lost > frame.bonus_above && frame.bonus > Points::ZERO => {
            Gate::Undecided
        }
        _ => Gate::Closed,
    }
}

/// Without a way into the bonus part its lines are not for the site.
fn close(lines: &mut [Line]) {
    for line in lines.iter_mut().filter(|line| line.part == Part::Bonus) {
        line.effect = Effect::NotApplicable;
        line.coverage = crate::Coverage::None;
        line.points_gained = Points::ZERO;
        line.reasons = vec![Reason::BonusClosed];
        line.unanswered.clear();
    }
}

fn verdict(frame: &Frame, lines: &[Line], lost: Points, open: Points) -> Verdict {
    let vetoed = lines.iter().any(|line| line.effect == Effect::Veto);
    let kept = frame.deductions - lost;
    if vetoed || kept < frame.fail_below {
        Verdict::Unqualified
    } else if open_vetoes(lines).next().is_some()
        || kept - open < frame.fail_below
        || !lines.iter().any(is_judged)
    {
        Verdict::Undetermined
    } else {
        Verdict::Qualified
    }
}

/// The word for a result between two bounds, where it is the same for both.
fn grade(frame: &Frame, verdict: Verdict, bounds: Option<(Points, Points)>) -> Option<Text> {
    if verdict == Verdict::Unqualified {
        return frame.grades.last().map(|grade| grade.title.clone());
    }
    let (least, most) = bounds.filter(|_| verdict == Verdict::Qualified)?;
    let (low, high) = (frame.grade(least)?, frame.grade(most)?);
    (low == high).then(|| low.title.clone())
}
