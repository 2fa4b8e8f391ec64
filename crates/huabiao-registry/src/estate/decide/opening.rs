use super::{Case, Decided, filled, words, wrong_state};
use crate::Site;
use crate::estate::{
    Approval, Filing, Happened, Life, Particulars, RecordId, Refusal, Requirement, Step,
};

impl Case<'_> {
    pub(super) fn apply_for(
        &self,
        id: &RecordId,
        particulars: &Particulars,
        reason: &str,
    ) -> Decided {
        self.answers_for(particulars.sponsor())?;
        self.is_new(id)?;
        self.fits(id, particulars)?;
        let mut missing = Vec::new();
        if reason.trim().is_empty() {
            missing.push(Requirement::Reason);
        }
        match particulars.sponsor() {
            None => missing.push(Requirement::Sponsor),
            Some(sponsor) => {
                let unit = self.estate.units.get(sponsor);
                if unit.is_some_and(|unit| !unit.kind.may_have_site()) {
                    missing.push(Requirement::UnitMayHaveSite);
                }
                let has_one = self.estate.sites.values().any(|site| {
                    let over = site.life().is_none_or(Life::is_over);
                    !over && site.now().and_then(Particulars::sponsor) == Some(sponsor)
                });
                if has_one {
                    missing.push(Requirement::OneSitePerUnit);
                }
            }
        }
        lacks(id, missing)?;
        Ok(vec![Happened::SiteEntered {
            site: id.clone(),
            particulars: Box::new(particulars.clone()),
            life: Life::Applied,
            reason: reason.to_owned(),
        }])
    }

    /// Sites that are there already come in as they are: what is wrong with them is a
    /// matter of the reconciliation.
    pub(super) fn enrol(&self, id: &RecordId, particulars: &Particulars) -> Decided {
        self.answers_for(particulars.sponsor())?;
        self.is_new(id)?;
        self.fits(id, particulars)?;
        Ok(vec![Happened::SiteEntered {
            site: id.clone(),
            particulars: Box::new(particulars.clone()),
            life: Life::Running,
            reason: String::new(),
        }])
    }

    pub(super) fn approve(&self, id: &RecordId, approval: &Approval) -> Decided {
        let (record, life) = self.site(id)?;
        self.decides_for(record.now().and_then(Particulars::sponsor))?;
        if *life != Life::Applied {
            return Err(wrong_state(id, life.words(), "申请开设", "applied for"));
        }
        lacks(id, approved(Step::Opening, Some(approval)))?;
        Ok(vec![Happened::Approved {
            site: id.clone(),
            approval: approval.clone(),
        }])
    }

    pub(super) fn refuse(&self, id: &RecordId, reason: &str) -> Decided {
        let (_, life) = self.site(id)?;
        if !matches!(life, Life::Applied | Life::Approved) {
            return Err(wrong_state(
                id,
                life.words(),
                "申请开设或批准开设",
                "applied for or approved",
            ));
        }
        filled(reason, words("理由", "the reason"))?;
        Ok(vec![Happened::LifeMoved {
            site: id.clone(),
            to: Life::Refused,
            reason: reason.to_owned(),
            approval: None,
        }])
    }

    /// The mark, the two filings and the code come one after the other.
    pub(super) fn file(&self, id: &RecordId, filing: Filing, number: &str) -> Decided {
        let (record, life) = self.site(id)?;
        if *life != Life::Approved {
            return Err(wrong_state(id, life.words(), "批准开设", "approved"));
        }
        filled(number, words("备案号或编号", "the number"))?;
        let is_filed = |filing: &Filing| record.filed.iter().any(|(filed, _)| filed == filing);
        if is_filed(&filing) {
            return Err(Refusal::Unchanged { of: id.to_string() });
        }
        let before = Filing::OPENING
            .into_iter()
            .take_while(|other| *other != filing);
        let missing = before.filter(|filing| !is_filed(filing));
        lacks(id, missing.map(Requirement::Filed).collect())?;
        if filing == Filing::Code {
            let code = number.parse().map_err(|_| Refusal::Invalid {
                what: words("网站标识码", "identification code"),
                found: number.to_owned(),
            })?;
            let mut now = record.now().cloned();
            if let Some(now) = &mut now {
                now.site.code = Some(code);
                self.is_free(id, &now.site)?;
            }
        }
        Ok(vec![Happened::Filed {
            site: id.clone(),
            filing,
            number: number.to_owned(),
        }])
    }

    pub(super) fn pass_test(&self, id: &RecordId) -> Decided {
        let (_, life) = self.site(id)?;
        if life.is_over() {
            return Err(wrong_state(id, life.words(), "未关停", "not closed"));
        }
        Ok(vec![Happened::TestPassed { site: id.clone() }])
    }

    pub(super) fn open(&self, id: &RecordId) -> Decided {
        let (record, life) = self.site(id)?;
        if *life != Life::Approved {
            return Err(wrong_state(id, life.words(), "批准开设", "approved"));
        }
        let is_filed = |filing: &Filing| record.filed.iter().any(|(filed, _)| filed == filing);
        let filings = Filing::OPENING.into_iter();
        let mut missing: Vec<Requirement> = filings
            .filter(|filing| !is_filed(filing))
            .map(Requirement::Filed)
            .collect();
        if record.tested.is_none() {
            missing.push(Requirement::SecurityTest);
        }
        lacks(id, missing)?;
        Ok(vec![Happened::LifeMoved {
            site: id.clone(),
            to: Life::Running,
            reason: String::new(),
            approval: None,
        }])
    }

    fn is_new(&self, id: &RecordId) -> Result<(), Refusal> {
        match self.estate.sites.get(id).and_then(|site| site.now()) {
            None => Ok(()),
            Some(now) => Err(Refusal::Taken {
                what: words("登记编号", "the id"),
                found: id.to_string(),
                holder: now.site.name.clone(),
            }),
        }
    }

    /// Whether what is to be registered goes with everything else.
    pub(super) fn fits(&self, id: &RecordId, particulars: &Particulars) -> Result<(), Refusal> {
        filled(
            &particulars.site.name,
            words("网站名称", "the name of the site"),
        )?;
        if let Some(sponsor) = particulars.sponsor() {
            self.unit(sponsor)?;
        }
        self.is_free(id, &particulars.site)
    }

    /// Codes and addresses belong to one site that is not closed.
    fn is_free(&self, id: &RecordId, site: &Site) -> Result<(), Refusal> {
        for other in self.estate.sites.values() {
            let over = other.life().is_none_or(Life::is_over);
            let Some(now) = other.now().filter(|_| !over && other.id != *id) else {
                continue;
            };
            let taken = |what, found: String| Refusal::Taken {
                what,
                found,
                holder: now.site.name.clone(),
            };
            if let Some(code) = site.code.as_ref().filter(|_| now.site.code == site.code) {
                return Err(taken(words("网站标识码", "the code"), code.to_string()));
            }
            // Equal home pages have equal hosts, which are compared at less cost.
            if now.site.host == site.host && now.site.front() == site.front() {
                return Err(taken(words("网址", "the address"), site.home.clone()));
            }
        }
        Ok(())
    }
}

/// What an approval lacks.
pub(super) fn approved(step: Step, approval: Option<&Approval>) -> Vec<Requirement> {
    let whole = approval
        .is_some_and(|paper| !paper.by.trim().is_empty() && !paper.number.trim().is_empty());
    match whole {
        true => Vec::new(),
        false => vec![Requirement::Approval(step)],
    }
}

pub(super) fn lacks(of: &RecordId, missing: Vec<Requirement>) -> Result<(), Refusal> {
    match missing.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Missing {
            of: of.clone(),
            missing,
        }),
    }
}
