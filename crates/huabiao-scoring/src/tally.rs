use crate::{Effect, Line, Part, Points};

/// What the deductions come to, before scaling.
pub(crate) struct Tally {
    /// Lost for certain.
    pub(crate) lost: Points,
    /// Kept or lost for certain.
    pub(crate) decided: Points,
    /// What looking could decide, but nobody observed.
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
            // Without a known cap, only what is lost is decided.
            let cap = line.points.unwrap_or(line.points_lost);
            tally.lost = tally.lost + line.points_lost;
            match line.effect {
                Effect::Clear | Effect::Points if line.wholly => {
                    tally.decided = tally.decided + cap;
                }
                Effect::Points => {
                    tally.decided = tally.decided + line.points_lost;
                    if line.open {
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
