use chrono::{Days, NaiveDate};

use super::opening::{approved, lacks};
use super::{Case, Decided, filled, words, wrong_state};
use crate::estate::{
    Approval, Filing, Happened, LeavingStep, Life, PublicNotice, RecordId, Refusal, Requirement,
    SiteRecord, Step, Way,
};

impl Case<'_> {
    pub(super) fn begin_leaving(
        &self,
        id: &RecordId,
        way: &Way,
        reason: &str,
        approval: Option<&Approval>,
        notices: &[PublicNotice],
    ) -> Decided {
        let (_, life) = self.site(id)?;
        if !matches!(life, Life::Offline { .. } | Life::Running) {
            return Err(wrong_state(
                id,
                life.words(),
                "正常运行或临时下线",
                "running or temporarily offline",
            ));
        }
        match way {
            Way::Archive => {}
            Way::Into(other) => self.is_there(id, other)?,
            Way::Platform(name) => filled(name, words("平台名称", "the name of the platform"))?,
        }
        let mut missing = approved(Step::Leaving, approval);
        if reason.trim().is_empty() {
            missing.push(Requirement::Reason);
        }
        let written = notices
            .iter()
            .filter(|notice| !notice.url.trim().is_empty());
        let first = written.clone().map(|notice| notice.day).min();
        if first.is_none() {
            missing.push(Requirement::NoticeOfLeaving);
        }
        let names_place = written
            .clone()
            .any(|notice| !notice.names.trim().is_empty());
        if matches!(way, Way::Into(_)) && first.is_some() && !names_place {
            missing.push(Requirement::NoticeNamesPlace);
        }
        lacks(id, missing)?;
        // A notice does not stand before it was published.
        let since = first.unwrap_or(self.day()).max(self.day());
        let step = |notice: &PublicNotice| Happened::StepTaken {
            site: id.clone(),
            step: LeavingStep::Notice(notice.clone()),
        };
        let mut happened = vec![Happened::LifeMoved {
            site: id.clone(),
            to: Life::Leaving {
                way: way.clone(),
                since,
            },
            reason: reason.to_owned(),
            approval: approval.cloned(),
        }];
        happened.extend(written.map(step));
        Ok(happened)
    }

    pub(super) fn take(&self, id: &RecordId, step: &LeavingStep) -> Decided {
        let (_, life) = self.site(id)?;
        let seen_later = matches!(step, LeavingStep::Redirect(_));
        match life {
            Life::Leaving { .. } => {}
            Life::Closed { .. } if seen_later => {}
            _ => {
                return Err(wrong_state(
                    id,
                    life.words(),
                    "关停公告期或迁移中",
                    "closing or migrating",
                ));
            }
        }
        if let LeavingStep::Archived { at, .. } = step {
            filled(at, words("归档位置", "what names the archive"))?;
        }
        Ok(vec![Happened::StepTaken {
            site: id.clone(),
            step: step.clone(),
        }])
    }

    pub(super) fn finish_leaving(&self, id: &RecordId) -> Decided {
        let (record, life) = self.site(id)?;
        let Life::Leaving { way, since } = life else {
            return Err(wrong_state(
                id,
                life.words(),
                "关停公告期或迁移中",
                "closing or migrating",
            ));
        };
        let steps = Steps::of(record);
        let mut missing = Vec::new();
        if !matches!(way, Way::Archive) && !steps.is_complete() {
            missing.push(Requirement::ContentComplete);
        }
        if let Way::Platform(platform) = way {
            lacks(id, missing)?;
            let mut happened = Vec::new();
            if let Some(mut now) = record.now().cloned() {
                now.platform.clone_from(platform);
                happened.push(Happened::SiteBecame {
                    site: id.clone(),
                    to: Box::new(now),
                });
            }
            happened.push(moved(id, Life::Running));
            return Ok(happened);
        }
        let stood = since.checked_add_days(Days::new(NOTICE_DAYS));
        if stood.is_none_or(|stood| self.day() < stood) {
            missing.push(Requirement::NoticeThirtyDays);
        }
        if !steps.has(|step| matches!(step, LeavingStep::Archived { .. })) {
            missing.push(Requirement::Archive);
        }
        for filing in Filing::CLOSING {
            // What it never had it cannot cancel.
            let cancelled = |step: &LeavingStep| matches!(step, LeavingStep::Cancelled { filing: of } if *of == filing);
            if had(record, filing) && !steps.has(cancelled) {
                missing.push(Requirement::FilingCancelled(filing));
            }
        }
        if let Way::Into(other) = way {
            self.is_there(id, other)?;
            let seen = record.redirect().and_then(|(_, seen)| seen.right);
            if seen != Some(true) {
                missing.push(Requirement::Redirect);
            }
        }
        if !steps.has(|step| matches!(step, LeavingStep::Reported)) {
            missing.push(Requirement::ReportedToSystem);
        }
        lacks(id, missing)?;
        let way = way.clone();
        let since: NaiveDate = self.day();
        Ok(vec![moved(id, Life::Closed { way, since })])
    }

    pub(super) fn stay(&self, id: &RecordId, reason: &str) -> Decided {
        let (_, life) = self.site(id)?;
        if !matches!(life, Life::Leaving { .. }) {
            return Err(wrong_state(
                id,
                life.words(),
                "关停公告期或迁移中",
                "closing or migrating",
            ));
        }
        filled(reason, words("理由", "the reason"))?;
        Ok(vec![Happened::LifeMoved {
            site: id.clone(),
            to: Life::Running,
            reason: reason.to_owned(),
            approval: None,
        }])
    }

    /// The site into which another goes is there, and stays.
    fn is_there(&self, id: &RecordId, into: &RecordId) -> Result<(), Refusal> {
        let unknown = || Refusal::Unknown {
            of: into.to_string(),
        };
        let record = self.estate.sites.get(into).ok_or_else(unknown)?;
        let life = record.life().ok_or_else(unknown)?;
        let stays = match life {
            Life::Leaving { way, .. } => matches!(way, Way::Platform(_)),
            other => other.is_registered(),
        };
        match stays && id != into {
            true => Ok(()),
            false => Err(wrong_state(
                into,
                life.words(),
                "正常运行的其他网站",
                "another site that is running",
            )),
        }
    }
}

/// The steps since a site began to leave the last time.
struct Steps<'a>(Vec<&'a LeavingStep>);

impl<'a> Steps<'a> {
    fn of(record: &'a SiteRecord) -> Self {
        let began = record.life.last().map(|since| since.day);
        let steps = record.steps.iter();
        let steps = steps.filter(|step| Some(step.day) >= began);
        Self(steps.map(|step| &step.what).collect())
    }

    fn has(&self, is: impl Fn(&LeavingStep) -> bool) -> bool {
        self.0.iter().any(|step| is(step))
    }

    /// Whether the last count found everything on the new side.
    fn is_complete(&self) -> bool {
        let last = self.0.iter().rev().find_map(|step| match step {
            LeavingStep::ContentMoved { from, to } => Some(from <= to),
            _ => None,
        });
        last == Some(true)
    }
}

/// Whether a site has the mark, filing or code, as far as is known.
fn had(record: &SiteRecord, filing: Filing) -> bool {
    record.now().is_some_and(|now| match filing {
        Filing::Code => now.site.code.is_some(),
        Filing::Domain => false,
        Filing::Icp => now.icp.is_some(),
        Filing::PartyMark => now.party_mark == Some(true),
        Filing::Police => now.police.is_some(),
    })
}

fn moved(id: &RecordId, to: Life) -> Happened {
    Happened::LifeMoved {
        site: id.clone(),
        to,
        reason: String::new(),
        approval: None,
    }
}

/// A notice stands for 30 days at least before a site is closed. 国办发〔2017〕47号 and local
/// rules; place and wording of the notice are uncertain, the days are not in dispute.
const NOTICE_DAYS: u64 = 30;
