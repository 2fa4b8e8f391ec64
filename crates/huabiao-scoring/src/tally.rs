use crate::{Coverage, Effect, Line, Part, Points};

/// What the deductions come to, before scaling.
pub(crate) struct Tally {
    /// Lost for certain.
    pub(crate) lost: Points,
    /// Kept or lost for certain.
    pub(crate) decided: Points,
    /// What rules could decide, but nobody observed.
    pub(crate) open: Points,
}

impl Tally {
    pub(crate) fn of(lines: &[Line]) -> Self {
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
