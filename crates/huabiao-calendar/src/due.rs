use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{DayKind, Period};

/// The last day of a period, and how it was found.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Due {
    /// The day from which the period runs, such as the day of receipt.
    pub from: NaiveDate,
    /// How long it is.
    pub period: Period,
    /// Whether `from` counts.
    pub start: Start,
    /// The last day on which one is in time.
    pub day: NaiveDate,
    /// The days on the way that are not as the day of the week says, and the weekends:
    /// rest days that did not count and worked rest days that did. Empty for periods
    /// in days of the calendar.
    pub stretches: Vec<Stretch>,
    /// Whether notices settle every day on the way. Where `false`, weekends were the
    /// only rest days known for some of them.
    pub certain: bool,
}

impl Due {
    /// Whether something that happened on `day` is late, as far as the calendar knows.
    pub fn is_late(&self, day: NaiveDate) -> bool {
        day > self.day
    }

    /// The last day that a notice which is not out yet could make of it: the day itself
    /// where it is certain, else ten days later, the length of the longest holiday so far
    /// (spring festival 2020). Nobody is to be accused before that is past.
    ///
    /// ```
    /// use huabiao_calendar::Calendar;
    ///
    /// let due = Calendar::china().add_working_days("2026-12-29".parse()?, 3);
    /// assert_eq!((due.day, due.latest()), ("2027-01-01".parse()?, "2027-01-11".parse()?));
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn latest(&self) -> NaiveDate {
        if self.certain {
            return self.day;
        }
        let latest = self.day.checked_add_days(Days::new(LONGEST_HOLIDAY));
        latest.unwrap_or(NaiveDate::MAX)
    }

    /// The way to the day in Chinese.
    pub fn explain_zh(&self) -> String {
        let counted = match self.start {
            Start::NextDay => "当日不计",
            Start::SameDay => "当日计入",
        };
        let mut text = format!("自{}起{}，{counted}", zh(self.from), self.period);
        for stretch in &self.stretches {
            let what = match &stretch.kind {
                DayKind::Holiday { name } => format!("{name}放假，不计"),
                DayKind::MadeUp { name } => format!("{name}调休上班，计入"),
                DayKind::Weekend => "周末，不计".to_owned(),
                DayKind::Working => continue,
            };
            let days = if stretch.first == stretch.last {
                zh(stretch.first)
            } else {
                format!("{}至{}", zh(stretch.first), zh(stretch.last))
            };
            text.push_str(&format!("；{days}{what}"));
        }
        text.push_str(&format!("；期满日为{}", zh(self.day)));
        if !self.certain {
            text.push_str("（部分日期尚无放假通知，仅按周末推算，可能变动）");
        }
        text
    }

    /// The way to the day in English.
    pub fn explain_en(&self) -> String {
        let period = match self.period {
            Period::Days(1) => "1 day".to_owned(),
            Period::Days(n) => format!("{n} days"),
            Period::WorkingDays(1) => "1 working day".to_owned(),
            Period::WorkingDays(n) => format!("{n} working days"),
        };
        let counted = match self.start {
            Start::NextDay => "that day not counted",
            Start::SameDay => "that day counted",
        };
        let mut text = format!("{period} from {}, {counted}", en(self.from));
        for stretch in &self.stretches {
            let what = match &stretch.kind {
                DayKind::Holiday { name } => format!("off for {name}"),
                DayKind::MadeUp { name } => format!("worked for {name}, counted"),
                DayKind::Weekend => "weekend".to_owned(),
                DayKind::Working => continue,
            };
            let days = if stretch.first == stretch.last {
                en(stretch.first)
            } else {
                format!("{} to {}", en(stretch.first), en(stretch.last))
            };
            text.push_str(&format!("; {days} {what}"));
        }
        text.push_str(&format!("; due {}", en(self.day)));
        if !self.certain {
            text.push_str(" (no notice yet for some of these days, weekends only; may change)");
        }
        text
    }
}

fn zh(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn en(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Whether the day from which a period runs is its first day.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// The day after is the first (当日不计算在内): the rule in Chinese law
    /// (民法典 第二百零一条, from memory).
    #[default]
    NextDay,
    /// The day itself is the first, if it is worked.
    SameDay,
}

/// Days in a row of one kind.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Stretch {
    /// The first.
    pub first: NaiveDate,
    /// The last.
    pub last: NaiveDate,
    /// What they are.
    pub kind: DayKind,
}

/// Days of the longest holiday so far: 24 January to 2 February 2020.
const LONGEST_HOLIDAY: u64 = 10;
