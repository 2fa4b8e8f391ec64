use chrono::NaiveDate;
use huabiao_calendar::{Calendar, Due, Period, Start};
use serde::{Deserialize, Serialize};

/// A fault that a member of the public reported (我为政府网站找错).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Report {
    /// Its number on the platform.
    pub id: String,
    /// The identification code of the site (网站标识码), as the platform writes it; or
    /// empty.
    pub site_code: String,
    /// The name of the site, or empty.
    pub site_name: String,
    /// The page, or empty.
    pub url: String,
    /// The day on which it came in.
    pub received: NaiveDate,
    /// The kind that the finder chose, as the platform writes it; or empty.
    pub kind: String,
    /// The unit that handled it, by name; or empty.
    pub unit_name: String,
    /// What the finder wrote, or empty.
    pub description: String,
    /// How it stands.
    pub answer: Answered,
    /// What the finder was told, or empty.
    pub result: String,
}

/// How a report stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    /// Nobody answered it yet.
    No,
    /// It was answered. Without a day, nobody can say whether in time.
    Yes {
        /// The day of the answer.
        on: Option<NaiveDate>,
        /// Whether the fault was one (属实); `None` is unknown.
        accepted: Option<bool>,
    },
    /// The platform refused it (不予受理): a repeat, or no matter of a site.
    Refused,
    /// The file does not say.
    Unknown,
}

impl Report {
    /// The last day for the answer; the day of receipt does not count.
    pub fn due(&self, period: Period, calendar: &Calendar) -> Due {
        calendar.due(self.received, period, Start::NextDay)
    }

    /// How the clock stands on `today`.
    ///
    /// ```
    /// use huabiao_calendar::{Calendar, Period};
    /// use huabiao_supervision::{Answered, Clock, Report};
    ///
    /// let report = Report {
    ///     id: "1".into(),
    ///     received: "2023-09-28".parse()?, // before Mid-Autumn and National Day
    ///     answer: Answered::Yes { on: Some("2023-10-09".parse()?), accepted: Some(true) },
    ///     ..Report::example()
    /// };
    /// let three = Period::WorkingDays(3);
    /// let clock = report.clock(three, Calendar::china(), "2026-11-25".parse()?);
    /// assert_eq!(clock, Clock::InTime);
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn clock(&self, period: Period, calendar: &Calendar, today: NaiveDate) -> Clock {
        let due = self.due(period, calendar);
        // Where a holiday may yet be announced, nobody is called late for it.
        let (due, latest) = (due.day, due.latest());
        let late = |day: NaiveDate| calendar.working_days_between(due, day).days;
        match self.answer {
            Answered::Refused => Clock::None,
            Answered::Yes { on: Some(on), .. } if on < self.received => Clock::Unknown,
            Answered::Yes { on: Some(on), .. } if on <= due => Clock::InTime,
            Answered::Yes { on: Some(on), .. } if on > latest => Clock::Late {
                working_days: late(on),
            },
            Answered::No if today <= due => Clock::Running { due },
            Answered::No if today > latest => Clock::Overdue {
                working_days: late(today),
            },
            Answered::No | Answered::Unknown | Answered::Yes { .. } => Clock::Unknown,
        }
    }

    /// A report in which only what has to be there is filled in, for examples and tests.
    #[doc(hidden)]
    pub fn example() -> Self {
        Self {
            id: String::new(),
            site_code: String::new(),
            site_name: String::new(),
            url: String::new(),
            received: NaiveDate::default(),
            kind: String::new(),
            unit_name: String::new(),
            description: String::new(),
            answer: Answered::No,
            result: String::new(),
        }
    }
}

/// How the clock of a report stands.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// Answered in time.
    InTime,
    /// Answered late.
    Late {
        /// Working days past the last day; 0 where only rest days lie between.
        working_days: u32,
    },
    /// It has none: the platform refused the report.
    None,
    /// Not answered, and the last day is past.
    Overdue {
        /// Working days past the last day.
        working_days: u32,
    },
    /// Not answered, and there is time left.
    Running {
        /// The last day.
        due: NaiveDate,
    },
    /// The day of the answer is not known, or lies before the report; or a holiday may yet
    /// be announced that would excuse it.
    Unknown,
}

/// How many reports stand how.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct ReportCounts {
    /// All of them.
    pub reports: usize,
    /// Answered in time.
    pub in_time: usize,
    /// Answered late.
    pub late: usize,
    /// Open and overdue.
    pub overdue: usize,
    /// Open with time left.
    pub running: usize,
    /// Refused by the platform; in no rate.
    pub refused: usize,
    /// Nobody can say; in no rate.
    pub unknown: usize,
}

impl ReportCounts {
    /// Counts reports by their clocks.
    pub fn of<'a>(
        reports: impl IntoIterator<Item = &'a Report>,
        period: Period,
        calendar: &Calendar,
        today: NaiveDate,
    ) -> Self {
        let mut counts = Self::default();
        for report in reports {
            counts.reports += 1;
            let field = match report.clock(period, calendar, today) {
                Clock::InTime => &mut counts.in_time,
                Clock::Late { .. } => &mut counts.late,
                Clock::None => &mut counts.refused,
                Clock::Overdue { .. } => &mut counts.overdue,
                Clock::Running { .. } => &mut counts.running,
                Clock::Unknown => &mut counts.unknown,
            };
            *field += 1;
        }
        counts
    }

    /// Reports whose clock has ended one way or the other: the base of the rate of
    /// answers in time (按期办结率).
    pub const fn ended(&self) -> usize {
        self.in_time + self.late + self.overdue
    }
}
