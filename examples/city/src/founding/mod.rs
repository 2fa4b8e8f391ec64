//! The founding city: 315 sites in 2017, before most of them went into others.
//!
//! Everything in it is invented. The sites that stay are those of the city that
//! `huabiao demo` serves; which ones stay is decided by the plan and a few people, not here.

mod deeds;
mod lists;
mod measured;
mod overruled;
mod play;
mod site;
mod sites;
mod unit;
mod web;

use anyhow::Context as _;
use chrono::NaiveDate;
use huabiao::registry::{
    Actor, Command, Context, Criteria, Estate, Event, Measured, Plan, Role, propose,
};

pub(crate) use lists::Lists;
pub(crate) use play::{Played, Round, play};
pub(crate) use site::FoundingSite;

/// The city before its sites were put together.
#[derive(Clone, Debug)]
pub(crate) struct FoundingCity {
    pub(crate) estate: Estate,
    pub(crate) events: Vec<Event>,
    pub(crate) sites: Vec<FoundingSite>,
    pub(crate) measured: Vec<Measured>,
}

impl FoundingCity {
    /// The city, always the same.
    ///
    /// # Errors
    ///
    /// When the registry refuses it, which is a fault of its data.
    pub(crate) fn new() -> anyhow::Result<Self> {
        let by = office()?;
        let context = Context {
            day: ENROLLED,
            by: &by,
        };
        let mut estate = Estate::default();
        let mut events = Vec::new();
        let mut enter = |command: &Command| -> anyhow::Result<()> {
            let happened = estate.decide(command, &context)?;
            estate.record(&happened);
            events.extend(happened);
            Ok(())
        };
        for unit in unit::all() {
            let of = || format!("unit {}", unit.code);
            enter(&unit.command().with_context(of)?).with_context(of)?;
        }
        let sites = sites::all();
        for site in &sites {
            let of = || format!("site {}", site.id);
            enter(&site.command().with_context(of)?).with_context(of)?;
        }
        let measured = measured::all(&sites)?;
        Ok(Self {
            estate,
            events,
            sites,
            measured,
        })
    }

    /// The plan: what the criteria propose, and what people decided instead.
    ///
    /// # Errors
    ///
    /// When somebody overrules what cannot be overruled, which is a fault of the data.
    pub(crate) fn plan(&self, criteria: &Criteria) -> anyhow::Result<Plan> {
        let mut plan = propose(&self.estate, PLANNED, &self.measured, criteria);
        for (site, overruling) in overruled::all()? {
            plan.overrule(&site, overruling)?;
        }
        Ok(plan)
    }

    /// By what the city decided.
    pub(crate) fn criteria() -> Criteria {
        Criteria {
            platform: PLATFORM.to_owned(),
            ..Criteria::default()
        }
    }
}

/// The office that guides the whole city.
pub(crate) fn office() -> anyhow::Result<Actor> {
    Ok(Actor {
        person: "市政府办公室".to_owned(),
        unit: unit::CITY.parse()?,
        role: Role::City,
    })
}

/// The day on which the registry was begun.
pub(crate) const ENROLLED: NaiveDate = date(2017, 1, 3);

/// The day on which the plan rests.
pub(crate) const PLANNED: NaiveDate = date(2017, 12, 29);

/// The platform of the city, to which sites go that stay.
pub(crate) const PLATFORM: &str = "澄岚市政府网站集约化平台";

const fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use huabiao::types::SiteCategory;

    use super::*;
    use crate::demo;

    #[test]
    fn of_315_sites_the_91_of_the_demo_stay() {
        let city = FoundingCity::new().unwrap();
        let plan = city.plan(&FoundingCity::criteria()).unwrap();
        assert_eq!(plan.items.len(), 315);
        let after = plan.after();
        let after: Vec<usize> = SiteCategory::ALL.iter().map(|kind| after[kind]).collect();
        assert_eq!(after, [1, 59, 14, 11, 6]);
        let mut stay: Vec<&str> = city
            .sites
            .iter()
            .filter(|site| plan.items[&site.id.parse().unwrap()].stays())
            .map(|site| site.host.as_str())
            .collect();
        stay.sort_unstable();
        let estate = demo::estate();
        let mut served: Vec<&str> = estate.iter().map(|site| site.host.as_str()).collect();
        served.sort_unstable();
        assert_eq!(stay, served);
    }

    #[test]
    fn few_are_overruled_and_each_changes_something() {
        let city = FoundingCity::new().unwrap();
        let plan = city.plan(&FoundingCity::criteria()).unwrap();
        let overruled: Vec<_> = plan
            .items
            .values()
            .filter(|item| item.overruled.is_some())
            .collect();
        assert!((1..=12).contains(&overruled.len()), "{}", overruled.len());
        assert!(
            overruled
                .iter()
                .all(|item| item.decided() != &item.proposed)
        );
    }

    #[test]
    fn events_give_the_estate_again() {
        let city = FoundingCity::new().unwrap();
        assert_eq!(Estate::replay(&city.events), city.estate);
    }
}
