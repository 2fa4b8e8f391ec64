use chrono::NaiveDate;
use huabiao::calendar::Calendar;
use huabiao::supervision::Quarter;

/// The days of one quarter of the simulated year.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Timeline {
    pub(crate) quarter: Quarter,
    /// Draw and inspection.
    pub(crate) checked: NaiveDate,
    calendar: &'static Calendar,
}

impl Timeline {
    /// The quarters of a year.
    pub(crate) fn of_year(year: i32) -> Vec<Self> {
        let calendar = Calendar::china();
        DAYS.into_iter()
            .filter_map(|(number, month, day)| {
                let day = NaiveDate::from_ymd_opt(year, month, day)?;
                Some(Self {
                    quarter: Quarter::new(year, number)?,
                    checked: calendar.on_or_after(day).day,
                    calendar,
                })
            })
            .collect()
    }

    /// So many working days after the inspection.
    pub(crate) fn after(&self, working_days: u16) -> NaiveDate {
        self.calendar
            .add_working_days(self.checked, working_days)
            .day
    }
}

/// By which day the bulletin of an inspection on `checked` asks for repairs: that of the
/// notices which follow, unless another day was `asked` for.
pub(crate) fn rectify_by(asked: Option<NaiveDate>, checked: NaiveDate) -> NaiveDate {
    let due = || Calendar::china().add_working_days(checked, NOTIFY + PERIOD);
    // The day of an earlier quarter is past.
    asked
        .filter(|day| *day > checked)
        .unwrap_or_else(|| due().day)
}

/// Quarter, month and day of the inspections.
const DAYS: [(u8, u32, u32); 4] = [(1, 3, 10), (2, 6, 9), (3, 9, 8), (4, 11, 10)];

/// Working days after the inspection: findings are confirmed.
pub(crate) const CONFIRM: u16 = 3;
/// Notices go out.
pub(crate) const NOTIFY: u16 = 4;
/// Working days for the repair.
pub(crate) const PERIOD: u16 = 10;
/// Appeals come in.
pub(crate) const APPEAL: u16 = 7;
/// Appeals are decided.
pub(crate) const DECIDE: u16 = 9;
/// Units that keep the deadline report.
pub(crate) const FIX: u16 = 10;
/// The machine looks again.
pub(crate) const RECHECK: u16 = 11;
/// The first day after the deadline: urging notices.
pub(crate) const REMIND: u16 = 15;
/// Units that were late report.
pub(crate) const FIX_LATE: u16 = 16;
/// The machine looks again.
pub(crate) const RECHECK_LATE: u16 = 17;
/// Public criticism.
pub(crate) const CRITICISE: u16 = 19;
/// Interviews.
pub(crate) const INTERVIEW: u16 = 24;
/// The bulletin.
pub(crate) const PUBLISH: u16 = 25;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quarter_ends_before_the_next_begins() {
        for year in [2024, 2025, 2026, 2027] {
            let quarters = Timeline::of_year(year);
            assert_eq!(quarters.len(), 4);
            for pair in quarters.windows(2) {
                assert!(pair[0].after(PUBLISH) < pair[1].checked);
            }
            for quarter in &quarters {
                assert!(quarter.quarter.contains(quarter.checked));
                assert_eq!(quarter.quarter.year(), year);
            }
            assert!(
                quarters[3].after(PUBLISH)
                    < NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default()
            );
        }
    }
}
