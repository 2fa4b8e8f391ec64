use core::fmt;

use chrono::NaiveDate;

/// A fact that a finding carries, to be put into words later.
///
/// Written (feature `serde`) so that each kind reads back as itself: a number as a
/// number, a text as a string, a day as an object, for a text may look like a day.
///
#[cfg_attr(feature = "serde", doc = "```")]
#[cfg_attr(not(feature = "serde"), doc = "```ignore")]
/// use huabiao_finding::Value;
///
/// let read = |json| serde_json::from_str::<Value>(json);
/// assert_eq!(read(r#""2026-01-04""#)?, Value::Text("2026-01-04".to_owned()));
/// assert!(matches!(read(r#"{"date":"2026-01-04"}"#)?, Value::Date(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Value {
    /// A whole number; the key says the unit.
    Number(i64),
    /// A day.
    Date(#[cfg_attr(feature = "serde", serde(with = "day"))] NaiveDate),
    /// A text.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(day) => write!(f, "{day}"),
            Self::Number(n) => write!(f, "{n}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Self::Date(day)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

impl From<u32> for Value {
    fn from(n: u32) -> Self {
        Self::Number(n.into())
    }
}

/// A day as `{"date":"2026-01-04"}`.
#[cfg(feature = "serde")]
mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize, Serialize)]
    #[serde(deny_unknown_fields)]
    struct Day {
        date: NaiveDate,
    }

    pub(super) fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        Day { date: *day }.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        Day::deserialize(from).map(|day| day.date)
    }
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn value() -> impl Strategy<Value = Value> {
        let day = || {
            (-300_000..300_000_i32).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt)
        };
        prop_oneof![
            any::<i64>().prop_map(Value::Number),
            day().prop_map(Value::Date),
            ".{0,12}".prop_map(Value::Text),
            day().prop_map(|day| Value::Text(day.to_string())),
            any::<i64>().prop_map(|n| Value::Text(n.to_string())),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_itself(value in value()) {
            let json = serde_json::to_string(&value).unwrap();
            prop_assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
        }
    }
}
