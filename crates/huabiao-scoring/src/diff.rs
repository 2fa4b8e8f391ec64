use huabiao_types::IndicatorId;
use serde::Serialize;

use crate::{Effect, Line, Points, Scorecard, Text, Verdict};

/// What changed between two scorecards of one site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CardDiff {
    /// The verdict before and after.
    pub verdict: Change<Verdict>,
    /// The points lost before and after.
    pub lost: Change<Points>,
    /// The final result before and after.
    pub total: Change<Option<Points>>,
    /// The indicators that changed, in the order of the later set, those that are gone
    /// at the end.
    pub lines: Vec<LineDiff>,
}

/// A value before and after.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Change<T> {
    /// Before.
    pub from: T,
    /// After.
    pub to: T,
}

impl<T: PartialEq> Change<T> {
    /// Whether it is another one.
    pub fn is_change(&self) -> bool {
        self.from != self.to
    }
}

/// What changed in one indicator.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineDiff {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its title.
    pub title: Text,
    /// What it came to; `None` where a card does not have it.
    pub effect: Change<Option<Effect>>,
    /// The points lost.
    pub lost: Change<Points>,
    /// The points gained.
    pub gained: Change<Points>,
    /// How many findings speak for it.
    pub findings: Change<u32>,
}

/// Compares two scorecards, such as those of two quarters.
///
/// ```
/// use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, diff, score};
///
/// let subject = Subject {
///     site_code: None,
///     host: "www.example.gov.cn".into(),
///     name: "示例".into(),
///     category: None,
///     services: None,
/// };
/// let card = score(IndicatorSet::cn_2019_site(), &subject, &[], &ScoreOptions::default());
/// assert!(diff(&card, &card).lines.is_empty());
/// ```
pub fn diff(before: &Scorecard, after: &Scorecard) -> CardDiff {
    let of = |card: &'_ Scorecard, id: &IndicatorId| -> Option<Line> {
        card.lines
            .iter()
            .find(|line| line.indicator == *id)
            .cloned()
    };
    let mut lines = Vec::new();
    for line in &after.lines {
        lines.extend(compare(of(before, &line.indicator).as_ref(), Some(line)));
    }
    for line in &before.lines {
        if of(after, &line.indicator).is_none() {
            lines.extend(compare(Some(line), None));
        }
    }
    CardDiff {
        verdict: Change {
            from: before.verdict,
            to: after.verdict,
        },
        lost: Change {
            from: before.points_lost,
            to: after.points_lost,
        },
        total: Change {
            from: before.total,
            to: after.total,
        },
        lines,
    }
}

fn compare(before: Option<&Line>, after: Option<&Line>) -> Option<LineDiff> {
    let one = after.or(before)?;
    let points = |of: fn(&Line) -> Points| Change {
        from: before.map_or(Points::ZERO, of),
        to: after.map_or(Points::ZERO, of),
    };
    let diff = LineDiff {
        indicator: one.indicator.clone(),
        title: one.title.as_ref().clone(),
        effect: Change {
            from: before.map(|line| line.effect),
            to: after.map(|line| line.effect),
        },
        lost: points(|line| line.points_lost),
        gained: points(|line| line.points_gained),
        findings: Change {
            from: before.map_or(0, |line| line.findings),
            to: after.map_or(0, |line| line.findings),
        },
    };
    let changed = diff.effect.is_change()
        || diff.lost.is_change()
        || diff.gained.is_change()
        || diff.findings.is_change();
    changed.then_some(diff)
}
