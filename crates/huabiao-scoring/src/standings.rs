use std::collections::BTreeMap;

use serde::Serialize;

use crate::{Points, Scorecard, Verdict};

/// The order of the sites of one group, best result first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standings<K> {
    /// What the sites have in common.
    pub group: K,
    /// The entries; those of equal rank in the order of the sites.
    pub ranks: Vec<Standing>,
    /// Sites without a rank: vetoed, undetermined or not scored, and those of which it
    /// is open whether they reach the bonus.
    pub unranked: Vec<usize>,
}

/// One entry of [`Standings`].
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Standing {
    /// The rank, from 1; ties have the same, and the next one skips (1, 1, 3).
    pub rank: usize,
    /// Which site, by its place in the input, from 0.
    pub site: usize,
    /// The least that its final result can be.
    pub total: Points,
    /// How many points of the deductions were decided.
    pub of: Points,
}

/// Ranks sites by their final result, in groups that `group` names: by kind, by region,
/// or as you like. Groups come in their own order.
///
/// A result on which less was decided is lower: whoever compares sites looks at all of
/// them alike, or says that some were looked at less.
///
/// ```
/// use huabiao_scoring::{Scorecard, region, standings};
///
/// let cards: Vec<&Scorecard> = Vec::new();
/// assert!(standings(&cards, |_, card| card.category).is_empty());
/// assert!(standings(&cards, |_, card| region(card).map(str::to_owned)).is_empty());
/// ```
pub fn standings<K: Ord>(
    cards: &[&Scorecard],
    group: impl Fn(usize, &Scorecard) -> K,
) -> Vec<Standings<K>> {
    let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (site, card) in cards.iter().enumerate() {
        groups.entry(group(site, card)).or_default().push(site);
    }
    let of = |(group, sites)| standings_of(cards, group, sites);
    groups.into_iter().map(of).collect()
}

/// The region of a site (行政区划): the first six digits of its code. `None` without a
/// code, and for codes of State Council departments.
pub fn region(card: &Scorecard) -> Option<&str> {
    card.site_code.as_ref()?.region()
}

fn standings_of<K>(cards: &[&Scorecard], group: K, sites: Vec<usize>) -> Standings<K> {
    let mut ranks = Vec::new();
    let mut unranked = Vec::new();
    for site in sites {
        match cards.get(site).and_then(|card| Some((card, card.total?))) {
            Some((card, total)) if card.verdict == Verdict::Qualified => ranks.push(Standing {
                rank: 0,
                site,
                total,
                of: card.points_of,
            }),
            _ => unranked.push(site),
        }
    }
    ranks.sort_by_key(|entry| (core::cmp::Reverse(entry.total), entry.site));
    let mut last: Option<(Points, usize)> = None;
    for (n, entry) in ranks.iter_mut().enumerate() {
        entry.rank = match last {
            Some((total, rank)) if total == entry.total => rank,
            _ => n + 1,
        };
        last = Some((entry.total, entry.rank));
    }
    Standings {
        group,
        ranks,
        unranked,
    }
}
