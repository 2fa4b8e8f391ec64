//! The calendar of China against figures that were counted from the notices, and
//! the arithmetic against counting day by day.
#![allow(clippy::unwrap_used)]

use chrono::{Datelike, Days, NaiveDate, Weekday};
use huabiao_calendar::{Calendar, DayKind, Due, Period, Start};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_year_has_the_working_days_that_its_notices_leave() {
    // Counted from the notices by another program.
    let stated = [
        (2018, 250),
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ];
    for (year, working) in stated {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() == year);
        let found = days
            .filter(|day| Calendar::china().is_working(*day))
            .count();
        assert_eq!(found, working, "{year}");
    }
}

#[test]
fn every_year_is_there_and_every_worked_rest_day_is_a_weekend() {
    let cn = Calendar::china();
    for year in 2007..=2026 {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let off = |day: &NaiveDate| matches!(cn.day(*day).kind, DayKind::Holiday { .. });
        let days = first.iter_days().take_while(|day| day.year() == year);
        assert!(days.filter(off).count() >= 15, "{year}");
    }
    for day in day("2006-12-01").iter_days().take(366 * 21) {
        if let DayKind::MadeUp { .. } = cn.day(day).kind {
            assert!(
                matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
                "{day}"
            );
            assert!(cn.notice(day).is_some());
        }
    }
}

#[test]
fn days_that_are_easy_to_get_wrong() {
    let cn = Calendar::china();
    for (text, working) in [
        ("2015-09-03", false), // the parade, a notice of its own
        ("2015-09-06", true),  // and its worked Sunday
        ("2019-05-03", false), // the notice was changed in March
        ("2019-05-05", true),
        ("2020-01-31", false), // the holiday was prolonged
        ("2020-02-01", false), // had been a worked Saturday
        ("2020-02-03", true),
        ("2018-12-29", true), // stands in the notice for 2019
        ("2018-12-31", false),
        ("2026-02-23", false),
        ("2026-02-28", true),
    ] {
        assert_eq!(cn.is_working(day(text)), working, "{text}");
    }
    assert_eq!(
        cn.notice(day("2020-02-01")).unwrap().number,
        "国办发明电〔2020〕1号"
    );
}

#[test]
fn what_no_notice_settles_is_not_certain() {
    let cn = Calendar::china();
    assert!(cn.is_certain(day("2026-12-25")));
    assert!(!cn.is_certain(day("2026-12-26")));
    assert!(!cn.is_certain(day("2027-01-01")));
    assert!(!cn.is_certain(day("2006-12-31")));
    assert!(cn.add_working_days(day("2026-12-20"), 5).certain);
    assert!(!cn.add_working_days(day("2026-12-20"), 6).certain);
    // It begins before the first notice.
    assert!(!cn.add_working_days(day("2006-12-20"), 30).certain);
    // The day itself is not looked at.
    assert!(cn.add_working_days(day("2006-12-31"), 3).certain);
    let due = cn.add_working_days(day("2027-01-04"), 1);
    assert!(
        due.explain_zh().contains("可能变动"),
        "{}",
        due.explain_zh()
    );
    assert!(
        !cn.working_days_between(day("2026-12-20"), day("2026-12-28"))
            .certain
    );
}

#[test]
fn no_holiday_was_longer_than_the_allowance() {
    let cn = Calendar::china();
    let mut longest = (0, 0);
    let (mut days, mut weekdays) = (0, 0);
    for day in day("2007-01-01").iter_days().take(366 * 20) {
        if cn.is_working(day) {
            (days, weekdays) = (0, 0);
            continue;
        }
        days += 1;
        weekdays += i32::from(day.weekday().number_from_monday() <= 5);
        longest = (longest.0.max(days), longest.1.max(weekdays));
    }
    assert_eq!(longest, (10, 6));
    let days = cn.working_days_between(day("2026-12-24"), day("2027-01-08"));
    assert_eq!((days.days, days.at_least()), (11, 5));
}

#[test]
fn edges() {
    let cn = Calendar::china();
    let friday = day("2026-11-20");
    let end = |period, start| cn.due(friday, period, start).day;
    assert_eq!(end(Period::WorkingDays(0), Start::NextDay), friday);
    assert_eq!(end(Period::WorkingDays(1), Start::SameDay), friday);
    assert_eq!(
        end(Period::WorkingDays(1), Start::NextDay),
        day("2026-11-23")
    );
    assert_eq!(end(Period::Days(1), Start::NextDay), day("2026-11-21"));
    assert_eq!(end(Period::Days(1), Start::SameDay), friday);
    assert_eq!(end(Period::Days(30), Start::NextDay), day("2026-12-20"));
    assert_eq!(cn.on_or_after(friday).day, friday);
    assert_eq!(cn.on_or_after(day("2026-11-21")).day, day("2026-11-23"));
    assert_eq!(cn.working_days_between(friday, friday).days, 0);
    assert_eq!(cn.working_days_between(day("2026-11-23"), friday).days, 0);

    let last = cn.add_working_days(NaiveDate::MAX, 3);
    assert_eq!((last.day, last.certain), (NaiveDate::MAX, false));
    let last = cn.due(NaiveDate::MAX, Period::Days(3), Start::NextDay);
    assert_eq!((last.day, last.certain), (NaiveDate::MAX, false));
    assert_eq!(
        cn.working_days_between(NaiveDate::MAX, NaiveDate::MAX).days,
        0
    );
}

/// Counts one day after the other, with no more knowledge than which day is worked.
fn naive(from: NaiveDate, days: u16, start: Start) -> NaiveDate {
    let cn = Calendar::china();
    let first = match start {
        Start::NextDay => from + Days::new(1),
        Start::SameDay => from,
    };
    let working = first.iter_days().filter(|day| cn.is_working(*day));
    match days {
        0 => from,
        n => working.take(usize::from(n)).last().unwrap(),
    }
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..9000).prop_map(|days| day("2005-06-01") + Days::new(days))
}

fn any_start() -> impl Strategy<Value = Start> {
    prop_oneof![Just(Start::NextDay), Just(Start::SameDay)]
}

proptest! {
    #[test]
    fn a_deadline_is_what_counting_gives(from in any_day(), days in 0_u16..400, start in any_start()) {
        let due = Calendar::china().due(from, Period::WorkingDays(days), start);
        prop_assert_eq!(due.day, naive(from, days, start));
        prop_assert!(days == 0 || Calendar::china().is_working(due.day));
    }

    #[test]
    fn days_between_undo_a_deadline(from in any_day(), days in 0_u16..400) {
        let cn = Calendar::china();
        let due = cn.add_working_days(from, days);
        let between = cn.working_days_between(from, due.day);
        prop_assert_eq!(between.days, u32::from(days));
        prop_assert_eq!(between.certain, due.certain);
    }

    #[test]
    fn days_between_are_what_counting_gives(a in any_day(), b in any_day()) {
        let cn = Calendar::china();
        let counted = a.iter_days().skip(1).take_while(|day| *day <= b);
        let counted = counted.filter(|day| cn.is_working(*day)).count();
        prop_assert_eq!(cn.working_days_between(a, b).days as usize, counted);
    }

    #[test]
    fn stretches_tell_every_day_that_is_not_plain(from in any_day(), days in 1_u16..60) {
        let cn = Calendar::china();
        let due = cn.add_working_days(from, days);
        let told = |day: NaiveDate| {
            due.stretches.iter().find(|s| (s.first..=s.last).contains(&day)).map(|s| s.kind.clone())
        };
        for day in from.iter_days().skip(1).take_while(|day| *day <= due.day) {
            prop_assert_eq!(told(day).unwrap_or(DayKind::Working), cn.day(day).kind);
        }
    }

    #[test]
    fn later_begun_is_never_earlier_due(from in any_day(), days in 0_u16..60) {
        let cn = Calendar::china();
        let next = cn.add_working_days(from + Days::new(1), days).day;
        prop_assert!(cn.add_working_days(from, days).day <= next);
    }

    #[test]
    fn a_deadline_survives_json(from in any_day(), days in 0_u16..60) {
        let due = Calendar::china().add_working_days(from, days);
        let json = serde_json::to_string(&due).unwrap();
        prop_assert_eq!(serde_json::from_str::<Due>(&json).unwrap(), due);
    }
}
