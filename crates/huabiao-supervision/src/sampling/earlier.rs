use std::collections::BTreeSet;

use huabiao_types::Lang;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Draw, DrawDiffers, Quarter};

/// A draw of an earlier quarter on which another one was built.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct EarlierDraw {
    /// Its quarter.
    pub quarter: Quarter,
    /// Its seed.
    pub seed: String,
    /// What was drawn, see [`Draw::fingerprint`].
    pub fingerprint: String,
}

impl Draw {
    /// SHA-256 of quarter, seed and the sites that were drawn, by name, one a line, in
    /// hexadecimal: `printf '2026-Q1\nseed\na.gov.cn\nb.gov.cn' | sha256sum`.
    pub fn fingerprint(&self) -> String {
        let mut text = format!("{}\n{}", self.plan.quarter, self.plan.seed);
        for site in self.sites() {
            text.push('\n');
            text.push_str(site);
        }
        hex::encode(Sha256::digest(text))
    }

    /// The same draw, with the draws named on which it was built, so that its reader
    /// knows which to ask for.
    #[must_use]
    pub fn naming(self, earlier: &[Self]) -> Self {
        let name = |draw: &Self| EarlierDraw {
            quarter: draw.plan.quarter,
            seed: draw.plan.seed.clone(),
            fingerprint: draw.fingerprint(),
        };
        let mut before: Vec<_> = earlier.iter().map(name).collect();
        before.sort_by_key(|draw| draw.quarter);
        Self { before, ..self }
    }

    /// As [`verify`](Self::verify), and that the sites it calls drawn before are those of
    /// the year's earlier draws, each of which must be what its own seed gives. `earlier`
    /// are all of them, as they were published.
    ///
    /// # Errors
    ///
    /// The first thing that does not fit.
    pub fn verify_after(&self, earlier: &[Self]) -> Result<(), Unfounded> {
        let mut earlier: Vec<&Self> = earlier.iter().collect();
        earlier.sort_by_key(|draw| draw.plan.quarter);
        let mut seen = BTreeSet::new();
        let mut passed = None;
        for draw in earlier.iter().copied().chain([self]) {
            let quarter = draw.plan.quarter;
            let is_out_of_place =
                quarter.year() != self.plan.quarter.year() || passed >= Some(quarter);
            if is_out_of_place {
                return Err(Unfounded::NotBefore {
                    earlier: passed.unwrap_or(quarter),
                    quarter: self.plan.quarter,
                });
            }
            passed = Some(quarter);
            let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| -> Vec<String> {
                a.difference(b).cloned().collect()
            };
            if draw.seen != seen {
                return Err(Unfounded::Seen {
                    quarter,
                    added: only(&draw.seen, &seen),
                    missing: only(&seen, &draw.seen),
                });
            }
            draw.verify()?;
            seen = draw.seen_after();
        }
        for named in &self.before {
            let given = earlier
                .iter()
                .find(|draw| draw.plan.quarter == named.quarter);
            if given.is_none_or(|draw| draw.fingerprint() != named.fingerprint) {
                return Err(Unfounded::Named {
                    quarter: named.quarter,
                });
            }
        }
        Ok(())
    }
}

/// A draw does not follow from those before it.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Unfounded {
    /// A draw is not what its own seed gives.
    #[error(transparent)]
    Differs(#[from] DrawDiffers),
    /// The draw was built on another draw of that quarter than the one given.
    #[error("it was built on another draw of {quarter} than the one given")]
    Named {
        /// The quarter of the earlier draw.
        quarter: Quarter,
    },
    /// A draw is of no earlier quarter of the year, or of a quarter already given.
    #[error("{earlier} is not before {quarter} in its year, or is given twice")]
    NotBefore {
        /// The quarter of the draw that was given as an earlier one.
        earlier: Quarter,
        /// The quarter of the draw that was to be verified.
        quarter: Quarter,
    },
    /// The sites that it calls drawn before are others than those of the earlier draws.
    #[error(
        "the draw of {quarter} counts other sites as drawn before than the earlier draws drew: \
         too many {added:?}, left out {missing:?}"
    )]
    Seen {
        /// The quarter of the draw.
        quarter: Quarter,
        /// Sites that no earlier draw drew.
        added: Vec<String>,
        /// Sites that an earlier draw drew.
        missing: Vec<String>,
    },
}

impl Unfounded {
    /// The same in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => self.to_string(),
            (Self::Differs(differs), Lang::Zh) => differs.text(lang),
            (Self::Named { quarter }, Lang::Zh) => {
                format!("该抽查所依据的{quarter}抽查结果与所给的不是同一份")
            }
            (Self::NotBefore { earlier, quarter }, Lang::Zh) => {
                format!("{earlier}不在同年{quarter}之前，或者重复给出")
            }
            (
                Self::Seen {
                    quarter,
                    added,
                    missing,
                },
                Lang::Zh,
            ) => format!(
                "{quarter}抽查所列“此前已抽到的网站”与此前各季度的抽查结果不符：多出{}；缺少{}",
                named(added),
                named(missing)
            ),
        }
    }
}

/// Sites by name, or that there are none.
pub(super) fn named(sites: &[String]) -> String {
    match sites {
        [] => "无".to_owned(),
        sites => sites.join("、"),
    }
}
