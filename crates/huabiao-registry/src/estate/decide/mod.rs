//! What happens when somebody wants to enter something.

mod accounts;
mod leaving;
mod opening;
mod sites;
mod units;

use chrono::NaiveDate;
use huabiao_types::{UnitCode, Words};

use super::{
    Command, Context, Estate, Event, Happened, Life, RecordId, Refusal, SiteRecord, UnitSpan,
};
use crate::Role;

pub(super) fn decide(
    estate: &Estate,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let case = Case { estate, context };
    let happened = match command {
        Command::AnnounceAccountEnd { account, notice } => case.announce_end(account, notice)?,
        Command::Apply {
            site,
            particulars,
            reason,
        } => case.apply_for(site, particulars, reason)?,
        Command::Approve { site, approval } => case.approve(site, approval)?,
        Command::BeginLeaving {
            site,
            way,
            reason,
            approval,
            notices,
        } => case.begin_leaving(site, way, reason, approval.as_ref(), notices)?,
        Command::Change {
            site,
            particulars,
            reported_up,
            reported_to_system,
            notice,
        } => {
            let reported = [*reported_up, *reported_to_system];
            case.change(site, particulars, reported, notice.as_ref())?
        }
        Command::ChangeAccount { account, to } => case.change_account(account, to)?,
        Command::CloseUnit { unit } => case.close_unit(unit)?,
        Command::ComeBack { site } => case.come_back(site)?,
        Command::DeregisterAccount { account } => case.deregister(account)?,
        Command::Enrol { site, particulars } => case.enrol(site, particulars)?,
        Command::EnrolAccount { account, of } => case.enter_account(account, of, true)?,
        Command::File {
            site,
            filing,
            number,
        } => case.file(site, *filing, number)?,
        Command::FileAccount { account, of } => case.enter_account(account, of, false)?,
        Command::FinishLeaving { site } => case.finish_leaving(site)?,
        Command::FoundUnit {
            unit,
            name,
            kind,
            superior,
        } => case.found(unit, name, *kind, superior.as_ref())?,
        Command::GoOffline {
            site,
            reason,
            days,
            approval,
            unforeseen,
            notices,
        } => case.go_offline(site, reason, *days, approval.as_ref(), *unforeseen, notices)?,
        Command::MergeUnit { unit, into } => case.merge(unit, into)?,
        Command::MoveUnit { unit, superior } => case.move_unit(unit, superior.as_ref())?,
        Command::Open { site } => case.open(site)?,
        Command::OpenAccount { account } => case.open_account(account)?,
        Command::PassTest { site } => case.pass_test(site)?,
        Command::Refuse { site, reason } => case.refuse(site, reason)?,
        Command::RenameUnit { unit, name } => case.rename(unit, name)?,
        Command::Stay { site, reason } => case.stay(site, reason)?,
        Command::Take { site, step } => case.take(site, step)?,
    };
    let event = |what| Event {
        day: context.day,
        by: context.by.clone(),
        what,
    };
    Ok(happened.into_iter().map(event).collect())
}

/// What a decision looks at.
struct Case<'a> {
    estate: &'a Estate,
    context: &'a Context<'a>,
}

type Decided = Result<Vec<Happened>, Refusal>;

impl<'a> Case<'a> {
    const fn day(&self) -> NaiveDate {
        self.context.day
    }

    /// The site, if who acts may enter something for it on this day.
    fn site(&self, id: &RecordId) -> Result<(&'a SiteRecord, &'a Life), Refusal> {
        let unknown = || Refusal::Unknown { of: id.to_string() };
        let record = self.estate.sites.get(id).ok_or_else(unknown)?;
        let sponsor = record.now().and_then(|now| now.sponsor());
        self.answers_for(sponsor)?;
        self.not_before(id.as_str(), record.last_entry())?;
        Ok((record, record.life().ok_or_else(unknown)?))
    }

    /// The unit as it is on this day, if nothing stands after this day.
    fn unit(&self, code: &UnitCode) -> Result<&'a UnitSpan, Refusal> {
        let unknown = || Refusal::Unknown {
            of: code.to_string(),
        };
        let record = self.estate.units.get(code).ok_or_else(unknown)?;
        if let Some(end) = &record.end {
            return Err(Refusal::Ended {
                unit: code.clone(),
                on: end.on,
            });
        }
        self.not_before(code.as_str(), record.last_entry())?;
        record.on(self.day()).ok_or_else(unknown)
    }

    /// Nothing is entered before what was entered already.
    fn not_before(&self, of: &str, last: Option<NaiveDate>) -> Result<(), Refusal> {
        match last.filter(|last| self.day() < *last) {
            None => Ok(()),
            Some(last) => Err(Refusal::Backwards {
                of: of.to_owned(),
                last,
                found: self.day(),
            }),
        }
    }

    /// Whoever runs a site enters what is to be entered for it (谁主办谁负责); so do the
    /// offices above.
    fn answers_for(&self, unit: Option<&UnitCode>) -> Result<(), Refusal> {
        let by = self.context.by;
        let allowed = match by.role {
            Role::City => true,
            Role::District => self.is_below(unit),
            Role::Reviewer => false,
            Role::Unit => unit == Some(&by.unit),
        };
        self.allow(allowed, unit)
    }

    /// The offices above a unit decide, and none decides for itself but the city's.
    fn decides_for(&self, unit: Option<&UnitCode>) -> Result<(), Refusal> {
        let by = self.context.by;
        let allowed = match by.role {
            Role::City => true,
            Role::District => self.is_below(unit) && unit != Some(&by.unit),
            Role::Reviewer | Role::Unit => false,
        };
        self.allow(allowed, unit)
    }

    fn is_below(&self, unit: Option<&UnitCode>) -> bool {
        let top = &self.context.by.unit;
        unit.is_some_and(|unit| self.estate.is_within(unit, top, self.day()))
    }

    fn allow(&self, allowed: bool, unit: Option<&UnitCode>) -> Result<(), Refusal> {
        match allowed {
            true => Ok(()),
            false => Err(Refusal::NotInScope {
                person: self.context.by.person.clone(),
                unit: self.context.by.unit.clone(),
                of: unit.cloned(),
            }),
        }
    }
}

fn filled(text: &str, what: Words) -> Result<(), Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal::Empty { what }),
        false => Ok(()),
    }
}

fn wrong_state(of: &RecordId, state: Words, zh: &'static str, en: &'static str) -> Refusal {
    Refusal::WrongState {
        of: of.clone(),
        state,
        needs: Words { zh, en },
    }
}

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}
