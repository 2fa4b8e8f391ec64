use chrono::{Datelike, Days};

use super::opening::{approved, lacks};
use super::{Case, Decided, wrong_state};
use crate::estate::{
    Approval, Happened, Life, NoticePlace, Particulars, PublicNotice, RecordId, Refusal,
    Requirement, SiteRecord, Step,
};

impl Case<'_> {
    pub(super) fn change(
        &self,
        id: &RecordId,
        to: &Particulars,
        [reported_up, reported_to_system]: [bool; 2],
        notice: Option<&PublicNotice>,
    ) -> Decided {
        let (record, life) = self.site(id)?;
        self.answers_for(to.sponsor())?;
        if life.is_over() {
            return Err(wrong_state(id, life.words(), "未关停", "not closed"));
        }
        let now = record.now();
        if now == Some(to) {
            return Err(Refusal::Unchanged { of: id.to_string() });
        }
        self.fits(id, to)?;
        let mut missing = Vec::new();
        // Before a site is online nobody is to be told.
        if life.is_registered() && is_reportable(now, to) {
            if !reported_up {
                missing.push(Requirement::ReportedUp);
            }
            if !reported_to_system {
                missing.push(Requirement::ReportedToSystem);
            }
            let moved = now.is_some_and(|now| now.site.host != to.site.host);
            if moved && notice.is_none_or(|notice| notice.url.trim().is_empty()) {
                missing.push(Requirement::NoticeOfChange);
            }
        }
        lacks(id, missing)?;
        Ok(vec![Happened::SiteBecame {
            site: id.clone(),
            to: Box::new(to.clone()),
        }])
    }

    pub(super) fn go_offline(
        &self,
        id: &RecordId,
        reason: &str,
        days: u16,
        approval: Option<&Approval>,
        unforeseen: bool,
        notices: &[PublicNotice],
    ) -> Decided {
        let (record, life) = self.site(id)?;
        if *life != Life::Running {
            return Err(wrong_state(id, life.words(), "正常运行", "running"));
        }
        let mut missing = Vec::new();
        if reason.trim().is_empty() {
            missing.push(Requirement::Reason);
        }
        if !unforeseen {
            missing.extend(approved(Step::Offline, approval));
            for (place, requirement) in [
                (NoticePlace::Site, Requirement::NoticeOnSite),
                (NoticePlace::Portal, Requirement::NoticeOnPortal),
            ] {
                if !notices.iter().any(|notice| stands(notice, place)) {
                    missing.push(requirement);
                }
            }
        }
        if self.was_offline(record) {
            missing.push(Requirement::OfflineOnce);
        }
        let until = u64::from(days).checked_sub(1);
        let until = until.and_then(|days| self.day().checked_add_days(Days::new(days)));
        match until.filter(|_| days <= MOST_DAYS_OFFLINE) {
            Some(until) => {
                lacks(id, missing)?;
                Ok(vec![Happened::LifeMoved {
                    site: id.clone(),
                    to: Life::Offline { until },
                    reason: reason.to_owned(),
                    approval: approval.cloned(),
                }])
            }
            None => {
                missing.push(Requirement::OfflineThirtyDays);
                Err(Refusal::Missing {
                    of: id.clone(),
                    missing,
                })
            }
        }
    }

    pub(super) fn come_back(&self, id: &RecordId) -> Decided {
        let (_, life) = self.site(id)?;
        match life {
            Life::Offline { .. } => Ok(vec![Happened::LifeMoved {
                site: id.clone(),
                to: Life::Running,
                reason: String::new(),
                approval: None,
            }]),
            _ => Err(wrong_state(
                id,
                life.words(),
                "临时下线",
                "temporarily offline",
            )),
        }
    }

    /// Whether it was taken offline in the same calendar year already.
    fn was_offline(&self, record: &SiteRecord) -> bool {
        record.life.iter().any(|since| {
            matches!(since.what, Life::Offline { .. }) && since.day.year() == self.day().year()
        })
    }
}

/// Whether a change has to be reported: sponsor, person in charge, name, addresses.
fn is_reportable(now: Option<&Particulars>, to: &Particulars) -> bool {
    now.is_none_or(|now| {
        now.sponsor() != to.sponsor()
            || now.in_charge != to.in_charge
            || now.operator != to.operator
            || now.site.name != to.site.name
            || now.site.home != to.site.home
            || now.site.aliases != to.site.aliases
    })
}

/// Whether a notice stands in that place.
pub(super) fn stands(notice: &PublicNotice, place: NoticePlace) -> bool {
    notice.place == place && !notice.url.trim().is_empty()
}

/// A site is offline for 30 days at most (临时下线不超过30日); 国办发〔2017〕47号, known from
/// memory.
const MOST_DAYS_OFFLINE: u16 = 30;
