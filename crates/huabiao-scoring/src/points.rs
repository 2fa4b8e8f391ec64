use core::fmt;
use core::iter::Sum;
use core::ops::{Add, Sub};
use core::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Points (分), exact to a hundredth.
///
/// Addition and subtraction never round, and stop at the ends of the range
/// instead of overflowing. The one operation that rounds is
/// [`scaled`](Self::scaled), to the nearest hundredth, halves away from zero.
///
/// Written without needless zeros, and with two decimals by `{:.2}`; a number in
/// JSON and TOML.
///
/// ```
/// use huabiao_scoring::Points;
///
/// let lost: Points = ["0.2", "0.1", "0.1"].iter().map(|p| p.parse().unwrap_or(Points::ZERO)).sum();
/// let left = Points::whole(100) - lost;
/// assert_eq!(left.to_string(), "99.6");
/// assert_eq!(format!("{left:.2}"), "99.60");
/// assert_eq!(Points::whole(50).scaled(4, 3).to_string(), "66.67");
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Points(i64);

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// A number of hundredths.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// A whole number of points.
    pub const fn whole(points: i64) -> Self {
        Self(points.saturating_mul(100))
    }

    /// The number of hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// As many times as much; what is too much for the range stays at its end.
    pub fn times(self, count: u64) -> Self {
        Self(
            self.0
                .saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)),
        )
    }

    /// Times `numerator` through `denominator`, rounded to the nearest hundredth,
    /// halves away from zero. A denominator of 0 counts as 1.
    pub fn scaled(self, numerator: u32, denominator: u32) -> Self {
        let denominator = i128::from(denominator.max(1));
        let product = i128::from(self.0) * i128::from(numerator);
        let rounded = (product.abs() * 2 + denominator) / (denominator * 2) * product.signum();
        Self(i64::try_from(rounded).unwrap_or(if rounded > 0 { i64::MAX } else { i64::MIN }))
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Points {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let text = match (f.precision(), rest) {
            (Some(_), _) => format!("{sign}{whole}.{rest:02}"),
            (None, 0) => format!("{sign}{whole}"),
            (None, _) if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
            (None, _) => format!("{sign}{whole}.{rest:02}"),
        };
        // `pad` would read the precision as a length.
        match f.width() {
            Some(width) => write!(f, "{text:>width$}"),
            None => f.write_str(&text),
        }
    }
}

impl FromStr for Points {
    type Err = InvalidPoints;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidPoints {
            found: text.to_owned(),
        };
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !is_number(whole) || !is_number(rest) || rest.len() > 2 {
            return Err(invalid());
        }
        let whole: i64 = whole.parse().map_err(|_| invalid())?;
        let mut cents: i64 = rest.parse().map_err(|_| invalid())?;
        if rest.len() == 1 {
            cents *= 10;
        }
        let sum = whole
            .checked_mul(100)
            .and_then(|w| w.checked_add(cents))
            .ok_or_else(invalid)?;
        Ok(Self(if negative { -sum } else { sum }))
    }
}

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            serializer.serialize_f64(self.0 as f64 / 100.0)
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Points;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("points: a number with at most two decimals")
            }

            fn visit_i64<E: de::Error>(self, points: i64) -> Result<Points, E> {
                match points.checked_mul(100) {
                    Some(hundredths) => Ok(Points(hundredths)),
                    None => Err(E::invalid_value(de::Unexpected::Signed(points), &self)),
                }
            }

            fn visit_u64<E: de::Error>(self, points: u64) -> Result<Points, E> {
                match i64::try_from(points) {
                    Ok(points) => self.visit_i64(points),
                    Err(_) => Err(E::invalid_value(de::Unexpected::Unsigned(points), &self)),
                }
            }

            fn visit_f64<E: de::Error>(self, points: f64) -> Result<Points, E> {
                let hundredths = (points * 100.0).round();
                let exact = (points * 100.0 - hundredths).abs() < 1e-6 * points.abs().max(1.0);
                if exact && hundredths.abs() < MOST {
                    Ok(Points(hundredths as i64))
                } else {
                    Err(E::invalid_value(de::Unexpected::Float(points), &self))
                }
            }
        }
        deserializer.deserialize_any(Number)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Points {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Points".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "number",
            "description": "Points, exact to a hundredth."
        })
    }
}

/// A text is not a number of [`Points`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not a number of points: digits with at most two decimals")]
pub struct InvalidPoints {
    /// The text as given.
    pub found: String,
}

/// Below this a hundredth still has its own floating-point number.
const MOST: f64 = 9.0e15;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (hundredths, scaled) in [(1, 1), (3, 2), (-1, -1), (-3, -2), (2, 1), (0, 0)] {
            let half = Points::from_hundredths(hundredths).scaled(1, 2);
            assert_eq!(half, Points::from_hundredths(scaled), "{hundredths}");
        }
        assert_eq!(Points::whole(75).scaled(4, 3), Points::whole(100));
        assert_eq!(Points::whole(9).scaled(1, 0), Points::whole(9));
    }

    #[test]
    fn what_is_not_exact_is_refused() {
        for text in [
            "",
            "-",
            "1.",
            ".5",
            "1.234",
            "1e3",
            "１",
            "+1",
            "99999999999999999999",
        ] {
            assert!(text.parse::<Points>().is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Points>("0.125").is_err());
        assert!(serde_json::from_str::<Points>("1e300").is_err());
        assert!(serde_json::from_str::<Points>("\"1\"").is_err());
    }

    proptest! {
        #[test]
        fn written_and_read_back(hundredths in -1_000_000_000_000_i64..1_000_000_000_000) {
            let points = Points::from_hundredths(hundredths);
            prop_assert_eq!(points.to_string().parse(), Ok(points));
            prop_assert_eq!(format!("{points:.2}").parse(), Ok(points));
            let json = serde_json::to_string(&points).unwrap();
            prop_assert_eq!(serde_json::from_str::<Points>(&json).unwrap(), points);
        }
    }
}
