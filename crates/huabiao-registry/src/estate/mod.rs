//! The registry as it changes: units, sites and accounts with all that they were.

mod account;
mod apply;
mod command;
mod decide;
mod event;
mod life;
mod paper;
mod particulars;
mod record_id;
mod refusal;
mod requirement;
mod site_record;
mod unit_record;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use huabiao_types::UnitCode;

pub use account::{Account, AccountLife, AccountRecord, Platform};
pub use command::{Command, Context};
pub use event::{Event, Happened};
pub use life::{Life, Way};
pub use paper::{Approval, Filing, LeavingStep, NoticePlace, PublicNotice, RedirectSeen};
pub use particulars::{ColumnDuty, Particulars, Person, Reporting};
pub use record_id::{InvalidRecordId, RecordId};
pub use refusal::Refusal;
pub use requirement::{Requirement, Step};
pub use site_record::{Since, SiteRecord};
pub use unit_record::{UnitEnd, UnitRecord, UnitSpan};

use crate::{Registry, RegistryError, Unit};

/// The registry as it changes (网站名录): every unit, site and account with all that it
/// was.
///
/// Nothing is changed in place and nothing is forgotten: [`decide`](Self::decide) says
/// what happens and changes nothing, [`record`](Self::record) changes the state and cannot
/// fail. The same events give the same estate. What held on a day is asked with
/// [`on`](Self::on).
///
/// ```
/// use chrono::NaiveDate;
/// use huabiao_registry::{
///     Actor, Command, Context, Estate, Particulars, Role, Site, UnitKind,
/// };
///
/// let office = Actor { person: "c1".into(), unit: "city".parse()?, role: Role::City };
/// let on = |day: &str| Context { day: day.parse().unwrap(), by: &office };
/// let mut estate = Estate::default();
/// let mut site = Site::from_home("whj.example.gov.cn")?;
/// site.unit = Some("whj".parse()?);
/// for command in [
///     Command::FoundUnit {
///         unit: "city".parse()?,
///         name: "示例市人民政府".into(),
///         kind: UnitKind::City,
///         superior: None,
///     },
///     Command::FoundUnit {
///         unit: "whj".parse()?,
///         name: "示例市文化局".into(),
///         kind: UnitKind::Department,
///         superior: Some("city".parse()?),
///     },
///     Command::FoundUnit {
///         unit: "lyj".parse()?,
///         name: "示例市旅游局".into(),
///         kind: UnitKind::Department,
///         superior: Some("city".parse()?),
///     },
///     Command::Enrol { site: "s1".parse()?, particulars: Box::new(Particulars::of(site)) },
/// ] {
///     let events = estate.decide(&command, &on("2018-01-01"))?;
///     estate.record(&events);
/// }
///
/// // The bureaux are merged: the site goes with them, and what was before stays.
/// let merge = Command::MergeUnit { unit: "whj".parse()?, into: "lyj".parse()? };
/// let events = estate.decide(&merge, &on("2019-03-01"))?;
/// estate.record(&events);
/// let sponsor = |day: &str| {
///     let registry = estate.on(day.parse().unwrap()).unwrap();
///     registry.sites()[0].unit.clone().unwrap()
/// };
/// assert_eq!(sponsor("2019-02-28").as_str(), "whj");
/// assert_eq!(sponsor("2019-03-01").as_str(), "lyj");
///
/// // What a rule demands is named with its clause.
/// let close = Command::FinishLeaving { site: "s1".parse()? };
/// assert!(estate.decide(&close, &on("2019-04-01")).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Estate {
    units: BTreeMap<UnitCode, UnitRecord>,
    sites: BTreeMap<RecordId, SiteRecord>,
    accounts: BTreeMap<RecordId, AccountRecord>,
}

impl Estate {
    /// The estate after these events.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut estate = Self::default();
        for event in events {
            estate.apply(event);
        }
        estate
    }

    /// What happens when somebody wants to enter something: nothing is changed yet.
    ///
    /// # Errors
    ///
    /// [`Refusal`] says why not; where a rule demands more, everything that is missing
    /// with its clause.
    pub fn decide(&self, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        decide::decide(self, command, context)
    }

    /// Applies events in their order.
    pub fn record(&mut self, events: &[Event]) {
        for event in events {
            self.apply(event);
        }
    }

    /// Units and sites as they were on that day: units that were there, and sites that
    /// were registered as running, offline for some time, or leaving. For every question
    /// of who answers for what.
    ///
    /// # Errors
    ///
    /// [`RegistryError`] if they do not go together, which no series of decided events
    /// brings about.
    pub fn on(&self, day: NaiveDate) -> Result<Registry, RegistryError> {
        let mut units = Vec::new();
        for record in self.units.values() {
            if let Some(span) = record.on(day) {
                units.push(Unit {
                    code: record.code.clone(),
                    name: span.name.clone(),
                    superior: span.superior.clone(),
                });
            }
        }
        let name = |code: Option<&UnitCode>| {
            let span = code.and_then(|code| self.units.get(code)?.on(day));
            span.map_or_else(String::new, |span| span.name.clone())
        };
        let mut sites = Vec::new();
        for record in self.sites.values() {
            let registered = record.life_on(day).is_some_and(Life::is_registered);
            if let Some(particulars) = record.on(day).filter(|_| registered) {
                let mut site = particulars.site.clone();
                if site.unit.is_some() {
                    site.unit_name = name(site.unit.as_ref());
                    let span = site.unit.as_ref().and_then(|unit| self.units.get(unit));
                    let span = span.and_then(|record| record.on(day));
                    site.superior_name = name(span.and_then(|span| span.superior.as_ref()));
                }
                sites.push(site);
            }
        }
        Registry::new(units, sites)
    }

    /// Every unit, by code, those that ended too.
    pub fn units(&self) -> impl Iterator<Item = &UnitRecord> {
        self.units.values()
    }

    /// The unit of that code.
    pub fn unit(&self, code: &UnitCode) -> Option<&UnitRecord> {
        self.units.get(code)
    }

    /// Every site, by id, those that are closed too.
    pub fn sites(&self) -> impl Iterator<Item = &SiteRecord> {
        self.sites.values()
    }

    /// The site of that id.
    pub fn site(&self, id: &RecordId) -> Option<&SiteRecord> {
        self.sites.get(id)
    }

    /// Every account, by id, those that ended too.
    pub fn accounts(&self) -> impl Iterator<Item = &AccountRecord> {
        self.accounts.values()
    }

    /// The account of that id.
    pub fn account(&self, id: &RecordId) -> Option<&AccountRecord> {
        self.accounts.get(id)
    }

    /// The sites that are offline longer than they may be on that day.
    pub fn overdue_offline(&self, day: NaiveDate) -> impl Iterator<Item = &SiteRecord> {
        self.sites.values().filter(move |record| {
            matches!(record.life_on(day), Some(Life::Offline { until }) if *until < day)
        })
    }

    /// The unit that goes on with the work of `unit` on that day: itself while it is
    /// there, else the last of those that it was merged into; `None` if nobody does.
    pub fn successor(&self, unit: &UnitCode, day: NaiveDate) -> Option<&UnitRecord> {
        let mut at = self.units.get(unit)?;
        // Each step leads to a unit that ends later, or the records end.
        for _ in 0..=self.units.len() {
            match &at.end {
                Some(end) if end.on <= day => at = self.units.get(end.into.as_ref()?)?,
                _ => return at.on(day).map(|_| at),
            }
        }
        None
    }

    /// Whether `unit` is `top` or stands below it on that day.
    pub fn is_within(&self, unit: &UnitCode, top: &UnitCode, day: NaiveDate) -> bool {
        let above = |code: &&UnitCode| self.units.get(*code)?.on(day)?.superior.as_ref();
        std::iter::successors(Some(unit), above)
            .take(self.units.len() + 1)
            .any(|code| code == top)
    }
}
