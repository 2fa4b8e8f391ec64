use std::collections::BTreeSet;

use huabiao_finding::{Check, Reason};

use crate::looked::Looked;
use crate::{Coverage, Effect, Evidence, Indicator, Line, Points};

/// A line that says nothing yet.
pub(crate) fn line(indicator: &Indicator, effect: Effect) -> Line {
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
pub(crate) fn aside(indicator: &Indicator, effect: Effect, reason: Reason) -> Line {
    if indicator.coverage == Coverage::None && effect == Effect::NotChecked {
        return line(indicator, Effect::NotCovered);
    }
    let mut line = line(indicator, effect);
    line.reasons.push(reason);
    line
}

/// A line that only hands leads to the person who decides.
pub(crate) fn leads(indicator: &Indicator, checks: &[Check]) -> Line {
    let mut line = line(indicator, Effect::NotCovered);
    let looked = Looked::at(checks, &indicator.leads, &[], &Default::default());
    settle(&mut line, looked.evidence());
    line
}

/// Puts evidence and reasons in order, each once, and the evidence within its bound.
pub(crate) fn settle(line: &mut Line, mut evidence: Vec<Evidence>) {
    evidence.sort_unstable();
    evidence.dedup();
    line.findings = u32::try_from(evidence.len()).unwrap_or(u32::MAX);
    evidence.truncate(Line::EVIDENCE);
    line.evidence = evidence;
    let mut seen = BTreeSet::new();
    line.reasons.retain(|reason| seen.insert(reason.clone()));
}
