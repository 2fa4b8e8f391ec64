use core::fmt;

use serde::{Deserialize, Serialize};

/// A share in per cent, exact to a hundredth of one, such as `98.13%`.
///
/// Made from two counts and rounded once, halves up.
///
/// ```
/// use huabiao_scoring::Percent;
///
/// assert_eq!(Percent::of(626, 638).map(|p| p.to_string()).as_deref(), Some("98.12%"));
/// assert_eq!(Percent::of(0, 0), None);
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Percent(u64);

impl Percent {
    /// `part` of `whole`; `None` when there is no whole.
    pub fn of(part: usize, whole: usize) -> Option<Self> {
        let (part, whole) = (part as u128, whole as u128);
        if whole == 0 {
            return None;
        }
        u64::try_from((part * 20_000 + whole) / (whole * 2))
            .ok()
            .map(Self)
    }

    /// Hundredths of one per cent: 10 000 is all.
    pub const fn hundredths(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares printed in real bulletins with two decimals.
    #[test]
    fn agrees_with_published_pass_rates() {
        for (passed, checked, printed) in [
            (566, 591, "95.77%"),
            (623, 639, "97.50%"),
            (601, 612, "98.20%"),
            (626, 638, "98.12%"),
            (103, 141, "73.05%"),
            (209, 224, "93.30%"),
            (3851, 3857, "99.84%"),
        ] {
            let share = Percent::of(passed, checked).map(|p| p.to_string());
            assert_eq!(share.as_deref(), Some(printed), "{passed} of {checked}");
        }
    }
}
