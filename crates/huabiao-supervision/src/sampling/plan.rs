use core::fmt;

use serde::{Deserialize, Serialize};

use crate::Share;

/// What is drawn, and how.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Plan {
    /// The quarter.
    pub quarter: Quarter,
    /// The seed. Publish it before the list of sites is closed, or take what nobody can
    /// foresee, such as the lottery numbers of a day named in advance; otherwise
    /// somebody could try seeds until the draw pleases.
    pub seed: String,
    /// The share of each stratum; see [`QUARTERLY_SHARE`](crate::QUARTERLY_SHARE).
    pub share: Share,
    /// The share of sites outside the national reporting system, which get more
    /// supervision. That they do is the practice of a city, the number is this
    /// project's.
    pub outside_share: Share,
}

impl Plan {
    /// A plan with the usual shares: 30 per cent, and 60 of the sites outside the
    /// reporting system.
    pub fn new(quarter: Quarter, seed: impl Into<String>) -> Self {
        Self {
            quarter,
            seed: seed.into(),
            share: Share::percent(30),
            outside_share: Share::percent(60),
        }
    }
}

/// A quarter of a year (季度).
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(into = "String", try_from = "String")]
pub struct Quarter {
    year: i32,
    /// From 1 to 4.
    number: u8,
}

impl Quarter {
    /// The quarter with that number, 1 to 4.
    pub fn new(year: i32, number: u8) -> Option<Self> {
        (1..=4).contains(&number).then_some(Self { year, number })
    }

    /// The quarter in which a day lies.
    pub fn of(day: chrono::NaiveDate) -> Self {
        use chrono::Datelike;
        let number = day.month0() / 3 + 1;
        Self {
            year: day.year(),
            number: u8::try_from(number).unwrap_or(4),
        }
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Its number in the year, 1 to 4.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// How many quarters of the year are left, this one among them.
    pub const fn left(self) -> usize {
        5 - self.number as usize
    }

    /// Its last day.
    pub fn last_day(self) -> chrono::NaiveDate {
        let (year, month) = match self.number {
            4 => (self.year.saturating_add(1), 1),
            number => (self.year, u32::from(number) * 3 + 1),
        };
        let next = chrono::NaiveDate::from_ymd_opt(year, month, 1);
        next.and_then(|day| day.pred_opt())
            .unwrap_or(chrono::NaiveDate::MAX)
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: chrono::NaiveDate) -> bool {
        Self::of(day) == self
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year, self.number)
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

impl TryFrom<String> for Quarter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parsed = text
            .split_once("-Q")
            .and_then(|(year, number)| Self::new(year.parse().ok()?, number.parse().ok()?));
        parsed.ok_or_else(|| format!("`{text}` is not a quarter such as 2026-Q3"))
    }
}
