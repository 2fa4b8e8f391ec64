//! The log of a week of visits to each home page.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use huabiao::facts::{Outcome, Visit};

use super::prose::mix;

/// How many visits of the week failed, and how.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Week {
    /// None.
    Fine,
    /// Fewer than five per cent.
    Almost,
    /// Five per cent or more; most never opened, some took too long.
    Down,
}

/// Visits of the seven full days before `today`, one an hour, in the order of time.
pub(super) fn log(index: usize, today: NaiveDate, week: Week) -> Vec<Visit> {
    let failures: u64 = match week {
        Week::Fine => 0,
        Week::Almost => 8,
        Week::Down => 15,
    };
    let all = DAYS * A_DAY;
    let mut visits = Vec::new();
    for number in 0..all {
        let day = today
            .checked_sub_days(Days::new(DAYS - number / A_DAY))
            .unwrap_or(today);
        let dice = mix(index as u64 * all + number);
        let minutes = number % A_DAY * 60 + dice % 50;
        // The clock of the city is eight hours ahead.
        let passed = TimeDelta::minutes(i64::try_from(minutes).unwrap_or(0)) - TimeDelta::hours(8);
        let at = (day.and_time(NaiveTime::MIN) + passed).and_utc();
        let quick = 180 + u32::try_from(dice >> 8 & 0x7ff).unwrap_or(0);
        // Spread evenly over the week.
        let nth = number * failures / all;
        let (outcome, millis) = if (number + 1) * failures / all == nth {
            (Outcome::Ok(200), quick)
        } else {
            match nth % 3 {
                0 => (Outcome::DeadStatus(502), quick),
                1 => (Outcome::Timeout, 15_000),
                _ => (Outcome::Ok(200), 15_000 + quick),
            }
        };
        visits.push(Visit {
            at,
            outcome,
            millis,
        });
    }
    visits
}

const DAYS: u64 = 7;
const A_DAY: u64 = 24;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn failed(week: Week) -> usize {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let log = log(3, today, week);
        assert_eq!(log.len(), 168);
        assert!(log.is_sorted_by(|a, b| a.at < b.at));
        let local = |visit: &Visit| (visit.at + TimeDelta::hours(8)).date_naive();
        assert_eq!(local(&log[0]), today - Days::new(7));
        assert_eq!(local(&log[167]), today - Days::new(1));
        log.iter()
            .filter(|v| !v.outcome.is_ok() || v.millis >= 15_000)
            .count()
    }

    #[test]
    fn the_share_of_failures_is_on_the_side_that_it_should() {
        assert_eq!(failed(Week::Fine), 0);
        assert!(failed(Week::Almost) * 1000 / 168 < 50);
        assert!(failed(Week::Down) * 1000 / 168 >= 50);
    }
}
