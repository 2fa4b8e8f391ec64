use chrono::{DateTime, Days, NaiveDate, Utc};
use huabiao::facts::{FaultReport, Letter, Outcome, Records, Visit};

use super::plant::Plant;

/// Visits of the week before the day; with faults, one of ten does not open.
pub(super) fn visits(today: NaiveDate, faulty: bool) -> Vec<Visit> {
    let mut visits = Vec::new();
    for back in 0..=9 {
        let Some(day) = today.checked_sub_days(Days::new(back)) else {
            continue;
        };
        for hour in 0..24 {
            let Some(at) = day.and_hms_opt(hour, 0, 0) else {
                continue;
            };
            let fails = faulty && hour % 10 == 0;
            visits.push(Visit {
                at: DateTime::<Utc>::from_naive_utc_and_offset(at, Utc),
                outcome: if fails {
                    Outcome::DeadRefused
                } else {
                    Outcome::Ok(200)
                },
                millis: if fails { 15_000 } else { 300 },
            });
        }
    }
    visits.sort_by_key(|visit| visit.at);
    visits
}

/// Letters and reports of faults, all in time but for three with faults.
pub(super) fn records(today: NaiveDate, faulty: bool) -> Records {
    let ago = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let letter = |id: &str, received, due, answered| Letter {
        id: id.to_owned(),
        received: ago(received),
        due: Some(ago(due)),
        answered,
        valid: true,
    };
    let report = |id: &str, received, answered| FaultReport {
        id: id.to_owned(),
        url: String::new(),
        received: ago(received),
        answered,
    };
    let mut letters = vec![letter("L1", 40, 20, Some(ago(35)))];
    let mut reports = vec![report("R1", 40, Some(ago(39)))];
    if faulty {
        letters.push(letter("L2", 150, 130, None));
        letters.push(letter("L3", 60, 45, Some(ago(30))));
        reports.push(report("R2", 50, Some(ago(20))));
    }
    Records {
        letters: Some(letters),
        fault_reports: Some(reports),
        ..Records::default()
    }
}

pub(super) fn planted() -> Vec<Plant> {
    vec![
        Plant::new("visits that fail", "site-unreachable"),
        Plant::new("letter without answer", "message-unanswered"),
        Plant::new("letter open past its day", "reply-late").group("open"),
        Plant::new("letter answered late", "reply-late").group("late"),
        Plant::new("report answered late", "fault-report-late").group("late"),
    ]
}
