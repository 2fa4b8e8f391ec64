use chrono::NaiveDate;

use super::{Approval, Filing, LeavingStep, Life, Particulars, RecordId, RedirectSeen};

/// A site with all that it was: what was registered of it, its life, and the steps by
/// which it left.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SiteRecord {
    /// What names it in this registry.
    pub id: RecordId,
    /// What was registered from each day on, the oldest first; never empty.
    pub(crate) particulars: Vec<Since<Particulars>>,
    /// Its life, the oldest state first; never empty.
    pub(crate) life: Vec<Since<Life>>,
    /// The approval of its opening, if it was opened here.
    pub(crate) approval: Option<Approval>,
    /// What was filed before its opening.
    pub(crate) filed: Vec<(Filing, NaiveDate)>,
    /// When it passed a security test.
    pub(crate) tested: Option<NaiveDate>,
    /// The steps by which it leaves or left.
    pub(crate) steps: Vec<Since<LeavingStep>>,
}

/// Something that holds from a day on.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Since<T> {
    /// The first day.
    pub day: NaiveDate,
    /// What holds.
    pub what: T,
}

impl SiteRecord {
    /// What was registered of it on that day; `None` before its first entry.
    pub fn on(&self, day: NaiveDate) -> Option<&Particulars> {
        last(&self.particulars, day)
    }

    /// Where it stood in its life on that day; `None` before its first entry.
    pub fn life_on(&self, day: NaiveDate) -> Option<&Life> {
        last(&self.life, day)
    }

    /// What is registered of it now: the last entry.
    pub fn now(&self) -> Option<&Particulars> {
        self.particulars.last().map(|since| &since.what)
    }

    /// Where it stands now: the last entry.
    pub fn life(&self) -> Option<&Life> {
        self.life.last().map(|since| &since.what)
    }

    /// All that was registered of it, the oldest first.
    pub fn history(&self) -> &[Since<Particulars>] {
        &self.particulars
    }

    /// Its whole life, the oldest state first.
    pub fn lives(&self) -> &[Since<Life>] {
        &self.life
    }

    /// The approval of its opening, if it was opened here.
    pub fn approval(&self) -> Option<&Approval> {
        self.approval.as_ref()
    }

    /// What was filed before its opening, and when.
    pub fn filed(&self) -> &[(Filing, NaiveDate)] {
        &self.filed
    }

    /// The steps by which it leaves or left, in their order.
    pub fn steps(&self) -> &[Since<LeavingStep>] {
        &self.steps
    }

    /// What was seen last of the redirect of its address, and when.
    pub fn redirect(&self) -> Option<(NaiveDate, &RedirectSeen)> {
        self.steps.iter().rev().find_map(|step| match &step.what {
            LeavingStep::Redirect(seen) => Some((step.day, seen)),
            _ => None,
        })
    }

    /// The day of its last entry, before which nothing can be entered.
    pub(crate) fn last_entry(&self) -> Option<NaiveDate> {
        let days = [
            self.particulars.last().map(|since| since.day),
            self.life.last().map(|since| since.day),
            self.steps.last().map(|since| since.day),
            self.filed.last().map(|(_, day)| *day),
            self.tested,
        ];
        days.into_iter().flatten().max()
    }
}

fn last<T>(entries: &[Since<T>], day: NaiveDate) -> Option<&T> {
    let entry = entries.iter().rev().find(|since| since.day <= day);
    entry.map(|since| &since.what)
}
