use std::collections::BTreeSet;

use huabiao_finding::{Reason, RuleId};

use crate::answers::Answers;
use crate::looked::Looked;
use crate::{Coverage, Effect, Indicator, Line, Points};

/// A line that says nothing yet.
pub(crate) fn line(indicator: &Indicator, effect: Effect) -> Line {
    Line {
        indicator: indicator.id.clone(),
        title: indicator.title.clone(),
        clause: indicator.clause.clone(),
        part: indicator.part,
        decided_by: indicator.decided_by,
        coverage: Coverage::None,
        threshold: indicator.threshold.clone(),
        observed: Vec::new(),
        effect,
        wholly: false,
        open: false,
        reasons: Vec::new(),
        points_lost: Points::ZERO,
        uncapped: Points::ZERO,
        points_gained: Points::ZERO,
        points: indicator.points,
        findings: 0,
        waived: 0,
        samples: Vec::new(),
        unanswered: Vec::new(),
        evidence: Vec::new(),
        certainty: indicator.certainty,
        note: indicator.note.clone(),
    }
}

/// A line of an indicator that is not judged.
pub(crate) fn aside(indicator: &Indicator, effect: Effect, reason: Reason) -> Line {
    let mut line = line(indicator, effect);
    line.reasons.push(reason);
    line
}

/// How far the conditions, steps or gains of an indicator were answered.
#[derive(Default)]
pub(crate) struct Told {
    /// How many are for the site.
    pub(crate) all: u32,
    /// How many were answered wholly.
    pub(crate) whole: u32,
    /// How many gave something.
    pub(crate) some: u32,
    /// One was looked for and not wholly seen.
    pub(crate) open: bool,
    pub(crate) keys: Vec<u64>,
    away: Vec<Reason>,
    reasons: Vec<Reason>,
    unanswered: Vec<RuleId>,
}

impl Told {
    /// Takes note of one that is not for the site.
    pub(crate) fn away(&mut self, reason: Reason) {
        self.away.push(reason);
    }

    /// Takes note of what is worth saying, and decides nothing.
    pub(crate) fn remark(&mut self, reason: Reason) {
        self.reasons.push(reason);
    }

    /// Takes note of one that is. `more` says why it is not decided although it was
    /// looked at.
    pub(crate) fn piece(&mut self, looked: &mut Looked<'_>, supplied: bool, more: Option<Reason>) {
        self.all += 1;
        self.some += u32::from(!looked.hits.is_empty());
        if looked.whole && more.is_none() {
            self.whole += 1;
            return;
        }
        self.open |= !supplied;
        self.reasons.append(&mut looked.reasons);
        self.reasons.extend(more);
        self.unanswered.append(&mut looked.unanswered);
    }

    /// Writes into the line how much was answered, with the effect where nothing speaks
    /// against the site.
    pub(crate) fn settle(mut self, line: &mut Line, indicator: &Indicator, answers: &Answers<'_>) {
        if self.all == 0 {
            line.effect = Effect::NotApplicable;
            line.reasons = self.away;
            return;
        }
        line.wholly = self.whole == self.all;
        line.open = self.open;
        line.coverage = match () {
            () if line.wholly => Coverage::Whole,
            () if self.whole + self.some > 0 => Coverage::Part,
            () => Coverage::None,
        };
        if !matches!(line.effect, Effect::Points | Effect::Veto) {
            line.effect = match () {
                () if line.wholly => Effect::Clear,
                () if self.open => Effect::NotChecked,
                () if self.whole + self.some > 0 => Effect::Clear,
                () => Effect::NotCovered,
            };
        }
        if line.effect == Effect::NotCovered {
            // What a program saw is a lead for the person who decides it.
            let leads = Looked::at(answers, &indicator.leads, &[], &Default::default());
            self.keys.extend(leads.keys());
        }
        let mut seen = BTreeSet::new();
        self.reasons.retain(|reason| seen.insert(reason.clone()));
        line.reasons = self.reasons;
        self.unanswered.sort_unstable();
        self.unanswered.dedup();
        line.unanswered = self.unanswered;
        line.evidence = answers.evidence(&mut self.keys, Line::EVIDENCE);
        line.findings = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
    }
}
