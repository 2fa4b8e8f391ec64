//! Days that have not come yet.

use chrono::Days;

use super::{Fault, expected, fault};
use crate::demo::draft::{Draft, Place};
use crate::demo::planted::Expected;

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "future-date",
        future_date,
        "稿件发布日期晚于当前日期",
        "a document dated in the future",
    ),
    fault(
        "future-date-list",
        future_date_list,
        "列表日期晚于当前日期，与正文不符",
        "a list that dates a document in the future",
    ),
];

fn future_date(draft: &mut Draft) -> Vec<Expected> {
    let day = draft
        .today
        .checked_add_days(Days::new(41))
        .unwrap_or(draft.today);
    if let Some(entry) = draft.column("tzgg").entries.get_mut(1) {
        entry.date = day;
        entry.listed = day;
    }
    vec![expected(
        "date-future",
        draft.url(Place::Entry("tzgg", 1)),
        "article",
    )]
}

fn future_date_list(draft: &mut Draft) -> Vec<Expected> {
    let day = draft
        .today
        .checked_add_days(Days::new(33))
        .unwrap_or(draft.today);
    if let Some(entry) = draft.column("zcwj").entries.get_mut(1) {
        entry.listed = day;
    }
    vec![Expected {
        target: Some(draft.url(Place::Entry("zcwj", 1))),
        ..expected("date-future", draft.url(Place::Column("zcwj")), "list")
    }]
}
