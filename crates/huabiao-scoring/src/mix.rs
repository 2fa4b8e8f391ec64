use serde::{Deserialize, Serialize};

use crate::{IndicatorSet, Points, Text};

/// One part of a result that is mixed from several (加权), such as 70 % sites and
/// 30 % accounts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MixPart {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its weight in per cent; all weights together are 100.
    pub weight: u32,
    /// The points that it counts with when it is vetoed, such as 59.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vetoed_points: Option<Points>,
}

/// What one part brings to a [`mix`].
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartResult {
    /// So many points.
    Points(Points),
    /// A veto is hit.
    Vetoed,
    /// Not decided.
    Undetermined,
}

/// A mixed result.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Mixed {
    /// Each part's identifier and its weighted points, rounded to a hundredth; `None`
    /// where it is not decided.
    pub parts: Vec<(String, Option<Points>)>,
    /// Their sum; `None` where a part is not decided.
    pub total: Option<Points>,
}

/// Mixes results by the weights of a set. Each part is rounded to a hundredth, halves
/// away from zero, then all are added.
///
/// A rating of 2015 weighed a test of 74.3 with 75 % and printed 55.73:
///
/// ```
/// use huabiao_scoring::Points;
///
/// let test: Points = "74.3".parse()?;
/// assert_eq!(test.scaled(75, 100).to_string(), "55.73");
/// # Ok::<(), huabiao_scoring::InvalidPoints>(())
/// ```
///
/// # Errors
///
/// A part of the set has no result, or a result belongs to no part, or a part that is
/// vetoed has no points for that.
pub fn mix(set: &IndicatorSet, results: &[(&str, PartResult)]) -> Result<Mixed, MixError> {
    if let Some((part, _)) = results
        .iter()
        .find(|(id, _)| !set.parts.iter().any(|part| part.id == *id))
    {
        return Err(MixError::UnknownPart {
            part: (*part).to_owned(),
        });
    }
    let mut parts = Vec::with_capacity(set.parts.len());
    for part in &set.parts {
        let result = results.iter().find(|(id, _)| part.id == *id);
        let Some((_, result)) = result else {
            return Err(MixError::NoResult {
                part: part.id.clone(),
            });
        };
        let points = match (result, part.vetoed_points) {
            (PartResult::Points(points), _) => Some(*points),
            (PartResult::Vetoed, Some(points)) => Some(points),
            (PartResult::Vetoed, None) => {
                return Err(MixError::NoVetoedPoints {
                    part: part.id.clone(),
                });
            }
            (PartResult::Undetermined, _) => None,
        };
        parts.push((
            part.id.clone(),
            points.map(|points| points.scaled(part.weight, 100)),
        ));
    }
    let total = parts.iter().map(|(_, points)| *points).sum();
    Ok(Mixed { parts, total })
}

/// Results do not fit the parts of a set.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MixError {
    /// A part has no result.
    #[error("the part `{part}` has no result")]
    NoResult {
        /// The part.
        part: String,
    },
    /// A vetoed part counts with nothing that the set says.
    #[error("the part `{part}` is vetoed, and the set gives no points for that")]
    NoVetoedPoints {
        /// The part.
        part: String,
    },
    /// A result belongs to no part.
    #[error("the set has no part `{part}`")]
    UnknownPart {
        /// The part.
        part: String,
    },
}
