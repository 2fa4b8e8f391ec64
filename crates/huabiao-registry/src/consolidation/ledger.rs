use chrono::{Months, NaiveDate};

use super::{Plan, Proposal};
use crate::{Estate, Filing, LeavingStep, Life, RecordId, SiteRecord};

/// Where a site of the plan stands (整合台账): each step with its day, from the registry.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LedgerRow {
    /// Which site.
    pub site: RecordId,
    /// What becomes of it.
    pub proposal: Proposal,
    /// When it began to leave.
    pub began: Option<NaiveDate>,
    /// The first notice.
    pub notice: Option<NaiveDate>,
    /// The last count of what was moved: the day, how many there were, how many arrived.
    pub moved: Option<(NaiveDate, u32, u32)>,
    /// When it was archived.
    pub archived: Option<NaiveDate>,
    /// What was cancelled, and when.
    pub cancelled: Vec<(Filing, NaiveDate)>,
    /// The redirect when it was looked at first: the day, and whether it was right;
    /// `None` where that could not be seen.
    pub redirect_first: Option<(NaiveDate, Option<bool>)>,
    /// The redirect when it was looked at last.
    pub redirect_last: Option<(NaiveDate, Option<bool>)>,
    /// When the new state was reported to the national reporting system.
    pub reported: Option<NaiveDate>,
    /// When it was closed, or went on on the platform.
    pub done: Option<NaiveDate>,
}

impl LedgerRow {
    /// Whether the redirect has to be looked at on that day: the site went into another
    /// one, and the last look is as many months ago, or there was none.
    pub fn is_redirect_due(&self, day: NaiveDate, months: u32) -> bool {
        let merged = matches!(self.proposal, Proposal::MergeInto(_));
        let next = |last: NaiveDate| last.checked_add_months(Months::new(months));
        let last = self.redirect_last.map(|(day, _)| day);
        merged && self.done.is_some() && last.and_then(next).is_none_or(|next| next <= day)
    }
}

/// The ledger of a plan, a row each site, by id.
pub fn consolidation_ledger(estate: &Estate, plan: &Plan) -> Vec<LedgerRow> {
    let rows = plan.items.iter().map(|(site, item)| {
        let row = LedgerRow {
            site: site.clone(),
            proposal: item.decided().clone(),
            began: None,
            notice: None,
            moved: None,
            archived: None,
            cancelled: Vec::new(),
            redirect_first: None,
            redirect_last: None,
            reported: None,
            done: None,
        };
        match estate.site(site) {
            None => row,
            Some(record) => fill(row, record, plan.day),
        }
    });
    rows.collect()
}

fn fill(mut row: LedgerRow, record: &SiteRecord, from: NaiveDate) -> LedgerRow {
    for since in record.lives().iter().filter(|since| since.day >= from) {
        match &since.what {
            Life::Leaving { .. } => row.began = Some(since.day),
            Life::Closed { .. } => row.done = Some(since.day),
            Life::Running if row.began.is_some() => row.done = Some(since.day),
            _ => {}
        }
    }
    for step in record.steps().iter().filter(|step| step.day >= from) {
        let day = step.day;
        match &step.what {
            LeavingStep::Archived { .. } => row.archived = Some(day),
            LeavingStep::Cancelled { filing } => row.cancelled.push((*filing, day)),
            LeavingStep::ContentMoved { from, to } => row.moved = Some((day, *from, *to)),
            LeavingStep::Notice(notice) => {
                row.notice = Some(row.notice.map_or(notice.day, |first| first.min(notice.day)));
            }
            LeavingStep::Redirect(seen) => {
                row.redirect_first.get_or_insert((day, seen.right));
                row.redirect_last = Some((day, seen.right));
            }
            LeavingStep::Reported => row.reported = Some(day),
        }
    }
    row
}
