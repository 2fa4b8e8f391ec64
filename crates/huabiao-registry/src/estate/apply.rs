use super::{
    AccountRecord, Estate, Event, Filing, Happened, Life, Since, SiteRecord, UnitEnd, UnitRecord,
    UnitSpan,
};

impl Estate {
    /// Changes the state by what happened. An event about something that is not there
    /// changes nothing.
    pub fn apply(&mut self, event: &Event) {
        let day = event.day;
        match &event.what {
            Happened::AccountBecame { account, to } => {
                if let Some(record) = self.accounts.get_mut(account) {
                    let what = to.clone();
                    record.accounts.push(Since { day, what });
                }
            }
            Happened::AccountEntered { account, of, life } => {
                let record = AccountRecord {
                    id: account.clone(),
                    accounts: vec![since(day, of.clone())],
                    life: vec![since(day, life.clone())],
                };
                self.accounts.entry(account.clone()).or_insert(record);
            }
            Happened::AccountMoved { account, to } => {
                if let Some(record) = self.accounts.get_mut(account) {
                    record.life.push(since(day, to.clone()));
                }
            }
            Happened::Approved { site, approval } => {
                if let Some(record) = self.sites.get_mut(site) {
                    record.approval = Some(approval.clone());
                    record.life.push(since(day, Life::Approved));
                }
            }
            Happened::Filed {
                site,
                filing,
                number,
            } => {
                if let Some(record) = self.sites.get_mut(site) {
                    file(record, day, *filing, number);
                }
            }
            Happened::LifeMoved { site, to, .. } => {
                if let Some(record) = self.sites.get_mut(site) {
                    record.life.push(since(day, to.clone()));
                }
            }
            Happened::SiteBecame { site, to } => {
                if let Some(record) = self.sites.get_mut(site) {
                    record.particulars.push(since(day, to.as_ref().clone()));
                }
            }
            Happened::SiteEntered {
                site,
                particulars,
                life,
                ..
            } => {
                let record = SiteRecord {
                    id: site.clone(),
                    particulars: vec![since(day, particulars.as_ref().clone())],
                    life: vec![since(day, life.clone())],
                    approval: None,
                    filed: Vec::new(),
                    tested: None,
                    steps: Vec::new(),
                };
                self.sites.entry(site.clone()).or_insert(record);
            }
            Happened::StepTaken { site, step } => {
                if let Some(record) = self.sites.get_mut(site) {
                    record.steps.push(since(day, step.clone()));
                }
            }
            Happened::TestPassed { site } => {
                if let Some(record) = self.sites.get_mut(site) {
                    record.tested = Some(day);
                }
            }
            Happened::UnitBecame {
                unit,
                name,
                superior,
            } => {
                if let Some(record) = self.units.get_mut(unit) {
                    record.spans.push(UnitSpan {
                        from: day,
                        name: name.clone(),
                        superior: superior.clone(),
                    });
                }
            }
            Happened::UnitEnded { unit, into } => {
                if let Some(record) = self.units.get_mut(unit) {
                    let into = into.clone();
                    record.end = Some(UnitEnd { on: day, into });
                }
            }
            Happened::UnitFounded {
                unit,
                name,
                kind,
                superior,
            } => {
                let record = UnitRecord {
                    code: unit.clone(),
                    kind: *kind,
                    spans: vec![UnitSpan {
                        from: day,
                        name: name.clone(),
                        superior: superior.clone(),
                    }],
                    end: None,
                };
                self.units.entry(unit.clone()).or_insert(record);
            }
        }
    }
}

const fn since<T>(day: chrono::NaiveDate, what: T) -> Since<T> {
    Since { day, what }
}

/// A filing is a fact of its own, and its number stands among what is registered.
fn file(record: &mut SiteRecord, day: chrono::NaiveDate, filing: Filing, number: &str) {
    record.filed.push((filing, day));
    let Some(mut now) = record.now().cloned() else {
        return;
    };
    match filing {
        Filing::Code => now.site.code = number.parse().ok(),
        Filing::Domain => return,
        Filing::Icp => now.icp = Some(number.to_owned()),
        Filing::PartyMark => now.party_mark = Some(true),
        Filing::Police => now.police = Some(number.to_owned()),
    }
    record.particulars.push(since(day, now));
}
