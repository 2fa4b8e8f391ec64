use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::{CalendarError, Day, DayKind, Due, Notice, Period, Start, Stretch, doc};

/// Which days are worked.
///
/// ```
/// use huabiao_calendar::Calendar;
/// # use chrono::NaiveDate;
/// # let day = |text: &str| text.parse::<NaiveDate>();
///
/// let cn = Calendar::china();
/// assert!(!cn.is_working(day("2026-10-01")?)); // a Thursday, National Day
/// assert!(cn.is_working(day("2026-10-10")?)); // a Saturday, worked for it
///
/// let due = cn.add_working_days(day("2026-09-30")?, 3);
/// assert_eq!(due.day, day("2026-10-10")?);
/// assert!(due.certain);
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Calendar {
    pub(crate) id: String,
    /// From Monday on.
    pub(crate) weekend: [bool; 7],
    pub(crate) first: NaiveDate,
    pub(crate) settled: NaiveDate,
    pub(crate) notices: Vec<Notice>,
    pub(crate) special: BTreeMap<NaiveDate, Special>,
}

/// A day that a notice names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Special {
    pub(crate) worked: bool,
    pub(crate) name: String,
    /// Place in the list of notices.
    pub(crate) notice: usize,
}

impl Calendar {
    /// The working days of the People's Republic of China, from the yearly notices for
    /// 2007 to 2026. The last days of December 2026 and all that comes after are not
    /// settled, see [`settled_until`](Self::settled_until).
    pub fn china() -> &'static Self {
        static CHINA: LazyLock<Calendar> = LazyLock::new(|| match Calendar::parse(CN) {
            Ok(calendar) => calendar,
            // A test loads the same text, so this is a build that never passed it.
            Err(error) => panic!("the embedded calendar is broken: {error}"),
        });
        &CHINA
    }

    /// Reads a calendar from TOML of the shape of the file `data/cn.toml` in this
    /// crate, so that next year's notice needs no new version of it.
    ///
    /// ```
    /// use huabiao_calendar::Calendar;
    ///
    /// let calendar = Calendar::parse(
    ///     r#"
    ///     id = "example"
    ///     weekend = ["saturday", "sunday"]
    ///     first = 2027-01-01
    ///     settled = 2027-12-25
    ///     [[notices]]
    ///     title = "Bank holidays 2027"
    ///     rest = ["2027-01-01 New Year", "2027-03-26/2027-03-29 Easter"]
    ///     "#,
    /// )?;
    /// let easter = chrono::NaiveDate::from_ymd_opt(2027, 3, 29).ok_or("no day")?;
    /// assert!(!calendar.is_working(easter));
    ///
    /// let error = Calendar::parse("id = 7").unwrap_err();
    /// assert_eq!((error.line, error.column), (1, 6));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong, with line and column.
    pub fn parse(toml: &str) -> Result<Self, CalendarError> {
        doc::parse(toml)
    }

    /// Its identifier, such as `cn`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The first day that is settled.
    pub fn settled_from(&self) -> NaiveDate {
        self.first
    }

    /// The last day that is settled. Of later days only the day of the week is known.
    pub fn settled_until(&self) -> NaiveDate {
        self.settled
    }

    /// The notices, in the order in which they were issued.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The notice that names `day`, if one does.
    pub fn notice(&self, day: NaiveDate) -> Option<&Notice> {
        let special = self.special.get(&day)?;
        self.notices.get(special.notice)
    }

    /// Whether notices settle `day`.
    pub fn is_certain(&self, day: NaiveDate) -> bool {
        (self.first..=self.settled).contains(&day)
    }

    /// Whether `day` is a working day (工作日).
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.special.get(&day) {
            Some(special) => special.worked,
            None => !self.is_weekend(day.weekday()),
        }
    }

    /// What `day` is, and whether that is settled.
    pub fn day(&self, day: NaiveDate) -> Day {
        let name = |special: &Special| special.name.clone();
        let kind = match (self.special.get(&day), self.is_weekend(day.weekday())) {
            (None, false) => DayKind::Working,
            (None, true) => DayKind::Weekend,
            (Some(special), true) if special.worked => DayKind::MadeUp {
                name: name(special),
            },
            (Some(special), false) if special.worked => DayKind::Working,
            (Some(special), _) => DayKind::Holiday {
                name: name(special),
            },
        };
        Day {
            date: day,
            kind,
            certain: self.is_certain(day),
        }
    }

    /// The last day of a period of `days` working days; the day `from` itself does not
    /// count. No days end on `from`.
    pub fn add_working_days(&self, from: NaiveDate, days: u16) -> Due {
        self.due(from, Period::WorkingDays(days), Start::NextDay)
    }

    /// The last day of a period.
    ///
    /// At the end of what can be counted, more than 260,000 years from now, the last
    /// day is given and is not certain.
    pub fn due(&self, from: NaiveDate, period: Period, start: Start) -> Due {
        let mut due = Due {
            from,
            period,
            start,
            day: from,
            stretches: Vec::new(),
            certain: true,
        };
        match period {
            Period::Days(days) => {
                let first = u64::from(start == Start::SameDay);
                let days = Days::new(u64::from(days).saturating_sub(first));
                match from.checked_add_days(days) {
                    Some(day) => due.day = day,
                    None => (due.day, due.certain) = (NaiveDate::MAX, false),
                }
            }
            Period::WorkingDays(days) => self.walk(&mut due, days),
        }
        due
    }

    /// The first working day that is `day` or comes after it.
    pub fn on_or_after(&self, day: NaiveDate) -> Due {
        self.due(day, Period::WorkingDays(1), Start::SameDay)
    }

    /// Working days after `after` up to and with `until`; none when `until` is not
    /// later. It undoes [`add_working_days`](Self::add_working_days).
    ///
    /// ```
    /// # use huabiao_calendar::Calendar;
    /// let cn = Calendar::china();
    /// let days = cn.working_days_between("2026-09-30".parse()?, "2026-10-10".parse()?);
    /// assert_eq!((days.days, days.certain), (3, true));
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn working_days_between(&self, after: NaiveDate, until: NaiveDate) -> WorkingDays {
        let Some(first) = after.succ_opt().filter(|first| *first <= until) else {
            return WorkingDays {
                days: 0,
                certain: true,
            };
        };
        let all = (until - after).num_days();
        let weekly = self.weekend.iter().filter(|free| !**free).count();
        let mut days = all / 7 * i64::try_from(weekly).unwrap_or(0);
        days += first
            .iter_days()
            .take(usize::try_from(all % 7).unwrap_or(0))
            .filter(|day| !self.is_weekend(day.weekday()))
            .map(|_| 1)
            .sum::<i64>();
        for (day, special) in self.special.range(first..=until) {
            match (special.worked, self.is_weekend(day.weekday())) {
                (false, false) => days -= 1,
                (true, true) => days += 1,
                (false, true) | (true, false) => {}
            }
        }
        WorkingDays {
            days: u32::try_from(days).unwrap_or(0),
            certain: self.is_certain(first) && self.is_certain(until),
        }
    }

    fn walk(&self, due: &mut Due, days: u16) {
        let mut left = days;
        let mut at = due.from;
        let mut counts = due.start == Start::SameDay;
        while left > 0 {
            if counts {
                let day = self.day(at);
                due.day = at;
                due.certain &= day.certain;
                left -= u16::from(day.kind.is_working());
                note(&mut due.stretches, day);
            }
            if left == 0 {
                break;
            }
            counts = true;
            match at.succ_opt() {
                Some(next) => at = next,
                None => {
                    due.certain = false;
                    break;
                }
            }
        }
    }

    fn is_weekend(&self, day: Weekday) -> bool {
        let at = usize::try_from(day.num_days_from_monday()).unwrap_or(0);
        self.weekend.get(at).copied().unwrap_or(false)
    }
}

/// A number of working days.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct WorkingDays {
    /// How many.
    pub days: u32,
    /// Whether notices settle every day that was looked at.
    pub certain: bool,
}

impl WorkingDays {
    /// How many they are at least, whatever a notice that is not out yet says of one
    /// holiday: six fewer where they are not certain, the most working days that a holiday
    /// has taken so far.
    pub fn at_least(self) -> u32 {
        if self.certain {
            self.days
        } else {
            self.days.saturating_sub(MOST_TAKEN)
        }
    }
}

fn note(stretches: &mut Vec<Stretch>, day: Day) {
    if day.kind == DayKind::Working {
        return;
    }
    if let Some(stretch) = stretches.last_mut()
        && stretch.kind == day.kind
        && stretch.last.succ_opt() == Some(day.date)
    {
        stretch.last = day.date;
        return;
    }
    stretches.push(Stretch {
        first: day.date,
        last: day.date,
        kind: day.kind,
    });
}

/// Days from Monday to Friday that one holiday took at most, as in October 2025.
const MOST_TAKEN: u32 = 6;

/// The days of China.
const CN: &str = include_str!("../data/cn.toml");
