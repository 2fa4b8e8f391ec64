use std::collections::{BTreeMap, BTreeSet};

use huabiao_types::Lang;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::earlier::named;
use crate::{Candidate, EarlierDraw, Plan, Quarter, Share};

/// A draw with everything that is needed to repeat it. Publish it as it is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Draw {
    /// What was to be drawn.
    pub plan: Plan,
    /// Every site that could be drawn, by name.
    pub candidates: Vec<Candidate>,
    /// The sites drawn in earlier quarters of the year.
    pub seen: BTreeSet<String>,
    /// The draws in which they were drawn, by quarter. See [`Draw::naming`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<EarlierDraw>,
    /// What was drawn, a stratum at a time.
    pub strata: Vec<StratumDraw>,
}

/// What was drawn from one stratum.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct StratumDraw {
    /// Its name.
    pub stratum: String,
    /// Whether it holds the sites in the national reporting system, or those outside.
    pub reported: bool,
    /// Sites in it.
    pub sites: usize,
    /// Of these, sites that no earlier quarter of the year drew.
    pub unseen: usize,
    /// The share asked for.
    pub share: Share,
    /// The sites that were drawn, smallest key first.
    pub drawn: Vec<Drawn>,
}

/// A site that was drawn.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Drawn {
    /// The site.
    pub site: String,
    /// Its key, see [`draw_key`].
    pub key: String,
    /// Why it is in.
    pub why: Why,
}

/// Why a site was drawn.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It was not drawn in the year before, and its key is among the smallest of those.
    Unseen,
    /// Every site of the stratum that was not drawn before is in; to fill the share, the
    /// smallest keys of the others followed.
    Again,
}

impl Why {
    /// The reason in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Again, Lang::En) => {
                "all sites not yet drawn this year are in; drawn again to fill the share"
            }
            (Self::Again, Lang::Zh) => "本年度未抽到的均已抽取，为满足比例再次抽取",
            (Self::Unseen, Lang::En) => "not yet drawn this year",
            (Self::Unseen, Lang::Zh) => "本年度尚未抽到",
        }
    }
}

impl Draw {
    /// The sites that were drawn, by name.
    pub fn sites(&self) -> BTreeSet<&str> {
        let drawn = self.strata.iter().flat_map(|stratum| &stratum.drawn);
        drawn.map(|drawn| drawn.site.as_str()).collect()
    }

    /// Why a site is in, with its stratum; `None` when it was not drawn.
    pub fn explain(&self, site: &str) -> Option<(&StratumDraw, &Drawn)> {
        self.strata.iter().find_map(|stratum| {
            let drawn = stratum.drawn.iter().find(|drawn| drawn.site == site)?;
            Some((stratum, drawn))
        })
    }

    /// The sites drawn in the year up to and with this draw: `seen` of the next
    /// quarter's.
    pub fn seen_after(&self) -> BTreeSet<String> {
        let mut seen = self.seen.clone();
        seen.extend(self.sites().into_iter().map(str::to_owned));
        seen
    }

    /// Draws again from what the draw says of itself.
    ///
    /// Whatever it says of earlier quarters is believed: whoever may fill `seen` by hand
    /// keeps sites out of a draw. [`verify_after`](Self::verify_after) compares it with
    /// the earlier draws. That the list of candidates is the whole estate is to be
    /// compared with the published list.
    ///
    /// # Errors
    ///
    /// The sites by which the draw differs from what its seed gives.
    pub fn verify(&self) -> Result<(), DrawDiffers> {
        let again = draw(&self.plan, &self.candidates, &self.seen);
        if again.strata == self.strata {
            return Ok(());
        }
        let (said, found) = (self.sites(), again.sites());
        let only = |a: &BTreeSet<&str>, b: &BTreeSet<&str>| -> Vec<String> {
            a.difference(b).map(|site| (*site).to_owned()).collect()
        };
        Err(DrawDiffers {
            quarter: self.plan.quarter,
            added: only(&said, &found),
            missing: only(&found, &said),
        })
    }
}

/// Draws the sites of a quarter.
///
/// Of each stratum, and apart from it of its sites outside the national reporting
/// system, at least the share of the plan is drawn: first sites that no earlier
/// quarter of the year drew, in the order of their keys. Where the share would leave
/// sites for which the year has no quarters left, more are drawn, so that four draws
/// reach every site.
///
/// ```
/// use huabiao_supervision::{Candidate, Plan, Quarter, draw};
///
/// let candidates: Vec<_> = (0..40)
///     .map(|n| Candidate {
///         site: format!("{n}.example.gov.cn"),
///         stratum: "部门网站".into(),
///         reported: true,
///     })
///     .collect();
/// let mut seen = Default::default();
/// for number in 1..=4 {
///     let quarter = Quarter::new(2026, number).ok_or("no quarter")?;
///     let draw = draw(&Plan::new(quarter, "03 11 17 22 25 31 08"), &candidates, &seen);
///     assert!(draw.sites().len() >= 12); // 30 per cent
///     assert_eq!(draw.verify(), Ok(()));
///     seen = draw.seen_after();
/// }
/// assert_eq!(seen.len(), 40);
/// # Ok::<(), &str>(())
/// ```
pub fn draw(plan: &Plan, candidates: &[Candidate], seen: &BTreeSet<String>) -> Draw {
    // A site that is listed twice has one chance, and the order of the list has no say.
    let mut sites: BTreeMap<&str, &Candidate> = BTreeMap::new();
    for candidate in candidates {
        let known = sites.entry(&candidate.site).or_insert(candidate);
        *known = (*known).min(candidate);
    }
    let mut strata: BTreeMap<(bool, &str), Vec<&Candidate>> = BTreeMap::new();
    for candidate in sites.values() {
        let stratum = (!candidate.reported, candidate.stratum.as_str());
        strata.entry(stratum).or_default().push(candidate);
    }
    let strata = strata.into_iter().map(|((outside, stratum), members)| {
        let share = if outside {
            plan.outside_share
        } else {
            plan.share
        };
        stratum_draw(plan, stratum, !outside, share, &members, seen)
    });
    let strata = strata.collect();
    Draw {
        plan: plan.clone(),
        candidates: sites.into_values().cloned().collect(),
        seen: seen.clone(),
        before: Vec::new(),
        strata,
    }
}

fn stratum_draw(
    plan: &Plan,
    stratum: &str,
    reported: bool,
    share: Share,
    members: &[&Candidate],
    seen: &BTreeSet<String>,
) -> StratumDraw {
    let mut keyed: Vec<(bool, String, &str)> = members
        .iter()
        .map(|candidate| {
            let site = candidate.site.as_str();
            let key = draw_key(&plan.seed, plan.quarter, site);
            (seen.contains(site), key, site)
        })
        .collect();
    keyed.sort();
    let unseen = keyed.iter().filter(|(seen, ..)| !seen).count();
    let wanted = share
        .of(members.len())
        .max(unseen.div_ceil(plan.quarter.left()));
    let drawn = keyed
        .into_iter()
        .take(wanted)
        .map(|(seen, key, site)| Drawn {
            site: site.to_owned(),
            key,
            why: if seen { Why::Again } else { Why::Unseen },
        });
    StratumDraw {
        stratum: stratum.to_owned(),
        reported,
        sites: members.len(),
        unseen,
        share,
        drawn: drawn.collect(),
    }
}

/// The key by which a site is drawn: SHA-256 of seed, quarter and host, one a line,
/// in hexadecimal.
///
/// Anybody can compute it without this program, and the smallest keys are in:
///
/// ```text
/// $ printf '03 11 17 22 25 31 08\n2026-Q1\nwww.example.gov.cn' | sha256sum
/// ```
pub fn draw_key(seed: &str, quarter: Quarter, site: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{seed}\n{quarter}\n{site}"));
    hex::encode(hash.finalize())
}

/// A draw is not what its seed gives.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "the draw of {quarter} is not what its seed gives: in it without being drawn: {added:?}, \
     drawn but not in it: {missing:?}"
)]
pub struct DrawDiffers {
    /// The quarter.
    pub quarter: Quarter,
    /// Sites that are in the draw but were not drawn.
    pub added: Vec<String>,
    /// Sites that were drawn but are not in it.
    pub missing: Vec<String>,
}

impl DrawDiffers {
    /// The same in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => format!(
                "{}的抽查结果与种子不符：列入但未抽中的有{}；抽中但未列入的有{}",
                self.quarter,
                named(&self.added),
                named(&self.missing)
            ),
        }
    }
}
