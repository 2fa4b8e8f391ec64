use chrono::NaiveDate;
use huabiao_types::UnitCode;

use super::{Case, Decided, filled, words};
use crate::UnitKind;
use crate::estate::{Happened, Refusal};

impl Case<'_> {
    pub(super) fn found(
        &self,
        code: &UnitCode,
        name: &str,
        kind: UnitKind,
        superior: Option<&UnitCode>,
    ) -> Decided {
        match superior {
            None => self.decides_for(Some(code))?,
            Some(superior) => self.decides_for_or_is(superior)?,
        }
        filled(name, words("单位名称", "the name of the unit"))?;
        if let Some(superior) = superior {
            self.unit(superior)?;
        }
        if self.estate.units.contains_key(code) {
            return Err(Refusal::Taken {
                what: words("单位代码", "the unit code"),
                found: code.to_string(),
                holder: self.name_of(code),
            });
        }
        self.name_is_free(code, name)?;
        Ok(vec![Happened::UnitFounded {
            unit: code.clone(),
            name: name.to_owned(),
            kind,
            superior: superior.cloned(),
        }])
    }

    pub(super) fn rename(&self, code: &UnitCode, name: &str) -> Decided {
        self.decides_for(Some(code))?;
        filled(name, words("单位名称", "the name of the unit"))?;
        let span = self.unit(code)?;
        if span.name == name {
            return Err(Refusal::Unchanged {
                of: code.to_string(),
            });
        }
        self.name_is_free(code, name)?;
        Ok(vec![Happened::UnitBecame {
            unit: code.clone(),
            name: name.to_owned(),
            superior: span.superior.clone(),
        }])
    }

    pub(super) fn move_unit(&self, code: &UnitCode, superior: Option<&UnitCode>) -> Decided {
        self.decides_for(Some(code))?;
        let span = self.unit(code)?;
        if span.superior.as_ref() == superior {
            return Err(Refusal::Unchanged {
                of: code.to_string(),
            });
        }
        if let Some(superior) = superior {
            self.decides_for_or_is(superior)?;
            self.unit(superior)?;
            if self.estate.is_within(superior, code, self.day()) {
                return Err(Refusal::Circle { unit: code.clone() });
            }
        }
        Ok(vec![Happened::UnitBecame {
            unit: code.clone(),
            name: span.name.clone(),
            superior: superior.cloned(),
        }])
    }

    /// Units below, sites and accounts go with it, each by an entry of its own.
    pub(super) fn merge(&self, code: &UnitCode, into: &UnitCode) -> Decided {
        self.decides_for(Some(code))?;
        self.decides_for_or_is(into)?;
        let span = self.unit(code)?;
        self.unit(into)?;
        if code == into {
            return Err(Refusal::Circle { unit: code.clone() });
        }
        self.not_in_use_after(code)?;
        let day = self.day();
        let mut happened = Vec::new();
        // The unit that goes on may stand below the one that ends: it goes up first.
        if self.estate.is_within(into, code, day)
            && let Some(heir) = self.estate.units.get(into).and_then(|unit| unit.on(day))
        {
            happened.push(Happened::UnitBecame {
                unit: into.clone(),
                name: heir.name.clone(),
                superior: span.superior.clone(),
            });
        }
        for unit in self.estate.units.values() {
            if let Some(below) = unit
                .on(day)
                .filter(|_| unit.end.is_none() && unit.code != *into)
                && below.superior.as_ref() == Some(code)
            {
                self.not_before(unit.code.as_str(), unit.last_entry())?;
                happened.push(Happened::UnitBecame {
                    unit: unit.code.clone(),
                    name: below.name.clone(),
                    superior: Some(into.clone()),
                });
            }
        }
        for site in self.estate.sites.values() {
            let over = site.life().is_none_or(crate::Life::is_over);
            if let Some(now) = site.now().filter(|_| !over)
                && now.sponsor() == Some(code)
            {
                self.not_before(site.id.as_str(), site.last_entry())?;
                let mut to = now.clone();
                to.site.unit = Some(into.clone());
                happened.push(Happened::SiteBecame {
                    site: site.id.clone(),
                    to: Box::new(to),
                });
            }
        }
        for account in self.estate.accounts.values() {
            let over = account.life().is_none_or(crate::AccountLife::is_over);
            if let Some(now) = account.now().filter(|_| !over)
                && now.sponsor == *code
            {
                self.not_before(account.id.as_str(), account.last_entry())?;
                let to = crate::Account {
                    sponsor: into.clone(),
                    ..now.clone()
                };
                happened.push(Happened::AccountBecame {
                    account: account.id.clone(),
                    to,
                });
            }
        }
        happened.push(Happened::UnitEnded {
            unit: code.clone(),
            into: Some(into.clone()),
        });
        Ok(happened)
    }

    pub(super) fn close_unit(&self, code: &UnitCode) -> Decided {
        self.decides_for(Some(code))?;
        self.unit(code)?;
        let below = self.estate.units.values().filter(|unit| {
            let last = unit.spans.last().filter(|_| unit.end.is_none());
            last.is_some_and(|span| span.superior.as_ref() == Some(code))
        });
        let mut by: Vec<String> = below.map(|unit| unit.code.to_string()).collect();
        let sites = self.estate.sites.values().filter(|site| {
            let over = site.life().is_none_or(crate::Life::is_over);
            !over && site.now().is_some_and(|now| now.sponsor() == Some(code))
        });
        by.extend(sites.map(|site| site.id.to_string()));
        let accounts = self.estate.accounts.values().filter(|account| {
            let over = account.life().is_none_or(crate::AccountLife::is_over);
            !over && account.now().is_some_and(|now| now.sponsor == *code)
        });
        by.extend(accounts.map(|account| account.id.to_string()));
        if !by.is_empty() {
            let unit = code.clone();
            return Err(Refusal::UnitInUse { unit, by });
        }
        self.not_in_use_after(code)?;
        Ok(vec![Happened::UnitEnded {
            unit: code.clone(),
            into: None,
        }])
    }

    /// A unit does not end before the last day on which something depended on it.
    fn not_in_use_after(&self, code: &UnitCode) -> Result<(), Refusal> {
        for unit in self.estate.units.values() {
            let days = unit.spans.iter().map(|span| span.from);
            let uses = unit.spans.iter().map(|span| span.superior.as_ref());
            self.not_before_use(unit.code.as_str(), code, days, uses, unit.last_entry())?;
        }
        for site in self.estate.sites.values() {
            let days = site.particulars.iter().map(|since| since.day);
            let uses = site.particulars.iter().map(|since| since.what.sponsor());
            self.not_before_use(site.id.as_str(), code, days, uses, site.last_entry())?;
        }
        for account in self.estate.accounts.values() {
            let days = account.accounts.iter().map(|since| since.day);
            let uses = account
                .accounts
                .iter()
                .map(|since| Some(&since.what.sponsor));
            self.not_before_use(account.id.as_str(), code, days, uses, account.last_entry())?;
        }
        Ok(())
    }

    /// A use lasts until the next entry, the last one until the last entry of all.
    fn not_before_use<'u>(
        &self,
        of: &str,
        code: &UnitCode,
        days: impl Iterator<Item = NaiveDate>,
        uses: impl Iterator<Item = Option<&'u UnitCode>>,
        last: Option<NaiveDate>,
    ) -> Result<(), Refusal> {
        let ends = days.skip(1).map(Some).chain([last]);
        let mine = uses.zip(ends).filter(|(unit, _)| *unit == Some(code));
        self.not_before(of, mine.filter_map(|(_, end)| end).max())
    }

    /// Whoever puts something under a unit decides for that one too, or is it.
    fn decides_for_or_is(&self, unit: &UnitCode) -> Result<(), Refusal> {
        match *unit == self.context.by.unit {
            true => self.answers_for(Some(unit)),
            false => self.decides_for(Some(unit)),
        }
    }

    /// Two units of one name at one time cannot be told apart in a bulletin.
    fn name_is_free(&self, code: &UnitCode, name: &str) -> Result<(), Refusal> {
        let other = self.estate.units.values().find(|unit| {
            let now = unit.spans.last().filter(|_| unit.end.is_none());
            unit.code != *code && now.is_some_and(|span| span.name == name)
        });
        match other {
            None => Ok(()),
            Some(other) => Err(Refusal::Taken {
                what: words("单位名称", "the name"),
                found: name.to_owned(),
                holder: other.code.to_string(),
            }),
        }
    }

    fn name_of(&self, code: &UnitCode) -> String {
        let record = self.estate.units.get(code);
        let span = record.and_then(|record| record.spans.last());
        span.map_or_else(|| code.to_string(), |span| span.name.clone())
    }
}
