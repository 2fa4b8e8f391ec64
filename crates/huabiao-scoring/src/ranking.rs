use serde::Serialize;

use crate::Points;

/// The order of the sites of one kind, fewest points lost first.
///
/// By points lost, because sites on which different indicators were decided start
/// from different sums. A site that was looked at less can lose less; each entry
/// says how many points were decided. Only sites with a verdict that keeps its
/// points are ranked.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ranking {
    /// The entries, best first; entries of equal rank in the order of the sites.
    pub ranks: Vec<Rank>,
    /// Sites without a rank: vetoed, undetermined, or not scored on deductions.
    pub unranked: Vec<usize>,
}

/// One entry of a [`Ranking`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Rank {
    /// The rank, from 1; ties have the same, and the next one skips (1, 1, 3).
    pub rank: usize,
    /// Which site, by its place in the input, from 0.
    pub site: usize,
    /// Points lost.
    pub lost: Points,
    /// Points kept.
    pub points: Points,
    /// Points decided.
    pub of: Points,
}

impl Ranking {
    pub(crate) fn of(mut entries: Vec<Rank>, unranked: Vec<usize>) -> Self {
        entries.sort_by_key(|entry| (entry.lost, entry.site));
        let mut last = None;
        for n in 0..entries.len() {
            let Some(entry) = entries.get_mut(n) else {
                break;
            };
            entry.rank = match last {
                Some((lost, rank)) if lost == entry.lost => rank,
                _ => n + 1,
            };
            last = Some((entry.lost, entry.rank));
        }
        Self {
            ranks: entries,
            unranked,
        }
    }
}
