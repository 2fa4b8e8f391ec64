use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use huabiao::judge::{profile, subject};
use huabiao::store::SqliteStore;
use huabiao::supervision::{Command, DismissalReach, Problem, ProblemId, rescore};
use huabiao::types::{Lang, UnitCode};

use super::desk::{self, Desk, attachments, of_unit, reviewer, supervisor};
use super::{
    ActArguments, AppealArguments, CloseArguments, ConfirmArguments, DecideArguments,
    DismissArguments, FixedArguments,
};
use crate::inspect_command::SCORE;
use crate::{Exit, card_file, clock, estate, set_file};

/// Says that problems are some.
pub(super) async fn confirm(arguments: &ConfirmArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let ids = desk.ids(&arguments.ids)?;
    let commands: Vec<Command> = ids
        .iter()
        .map(|id| Command::Confirm {
            problem: id.clone(),
            reason: arguments.reason.clone(),
        })
        .collect();
    let by = supervisor(&arguments.by)?;
    desk.act(&by, today(&arguments.act), &commands).await?;
    desk.say(&ids);
    Ok(Exit::Done)
}

/// Says that a problem is none.
pub(super) async fn dismiss(arguments: &DismissArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let id = desk.problem(&arguments.id)?.id.clone();
    let today = today(&arguments.act);
    let quarter = today.checked_add_days(Days::new(DISMISSED));
    let dismiss = Command::Dismiss {
        problem: id.clone(),
        reason: arguments.reason.clone(),
        until: arguments.until.or(quarter).unwrap_or(today),
        reach: if arguments.same_target {
            DismissalReach::TargetOnSite
        } else {
            DismissalReach::Problem
        },
    };
    let by = supervisor(&arguments.by)?;
    desk.act(&by, today, &[dismiss]).await?;
    desk.say(&[id]);
    Ok(Exit::Done)
}

/// Says for the unit that problems are repaired.
pub(super) async fn fixed(arguments: &FixedArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let ids = desk.ids(&arguments.ids)?;
    let evidence = attachments(&arguments.evidence)?;
    let mut of_units: BTreeMap<UnitCode, Vec<Command>> = BTreeMap::new();
    for id in &ids {
        let unit = unit(&desk, desk.problem(id.as_str())?)?;
        of_units
            .entry(unit)
            .or_default()
            .push(Command::ReportFixed {
                problem: id.clone(),
                note: arguments.note.clone(),
                evidence: evidence.clone(),
            });
    }
    let day = today(&arguments.act);
    let mut acts = Vec::new();
    for (unit, commands) in of_units {
        let person = arguments.by.clone();
        let person = person.unwrap_or_else(|| desk.unit_name(&unit));
        acts.push((of_unit(&person, &unit)?, commands));
    }
    // All or nothing, those of other units too.
    for (by, commands) in &acts {
        desk.may(by, day, commands)?;
    }
    for (by, commands) in &acts {
        desk.act(by, day, commands).await?;
    }
    desk.say(&ids);
    Ok(Exit::Done)
}

/// Closes a problem that a person looked at.
pub(super) async fn close(arguments: &CloseArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let id = desk.problem(&arguments.id)?.id.clone();
    let close = Command::CloseByPerson {
        problem: id.clone(),
        note: arguments.note.clone(),
    };
    let by = supervisor(&arguments.by)?;
    desk.act(&by, today(&arguments.act), &[close]).await?;
    desk.say(&[id]);
    Ok(Exit::Done)
}

/// Contests a problem for the unit.
pub(super) async fn appeal(arguments: &AppealArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let problem = desk.problem(&arguments.id)?;
    let (id, unit) = (problem.id.clone(), unit(&desk, problem)?);
    let appeal = Command::Appeal {
        problem: id.clone(),
        grounds: arguments.text.clone(),
        evidence: attachments(&arguments.evidence)?,
    };
    let by = of_unit(&arguments.by, &unit)?;
    desk.act(&by, today(&arguments.act), &[appeal]).await?;
    desk.say(&[id]);
    Ok(Exit::Done)
}

/// Decides an appeal, and says what becomes of the score.
pub(super) async fn decide(arguments: &DecideArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let id = desk.problem(&arguments.id)?.id.clone();
    let decide = Command::DecideAppeal {
        problem: id.clone(),
        upheld: arguments.uphold,
        reason: arguments.reason.clone(),
    };
    let by = reviewer(&arguments.by)?;
    desk.act(&by, today(&arguments.act), &[decide]).await?;
    desk.say(std::slice::from_ref(&id));
    if arguments.uphold {
        scores(&store, &desk, &id, arguments.set.as_deref()).await?;
    }
    Ok(Exit::Done)
}

/// Says the score of the last inspection of the site before and after what was
/// withdrawn and dismissed.
async fn scores(
    store: &SqliteStore,
    desk: &Desk<'_>,
    id: &ProblemId,
    set: Option<&str>,
) -> anyhow::Result<()> {
    let host = &desk.problem(id.as_str())?.key.site;
    let Some(site) = desk.registry.site_at(host) else {
        return Ok(());
    };
    let Some((day, result)) = estate::latest(store, Some(site)).await? else {
        return Ok(());
    };
    let set = set_file::of_card(set, &result.scorecard)?;
    let withdrawn = desk.office.ledger().withdrawn(host, day);
    let subject = subject(&profile(site));
    let scored = rescore(&set, &subject, site, &result.checks, &SCORE, &withdrawn);
    let (before, after) = (
        card_file::result(&scored.before, desk.lang),
        card_file::result(&scored.after, desk.lang),
    );
    match desk.lang {
        Lang::En => {
            crate::say!("inspection of {day}: {before}\nwithout what was withdrawn: {after}")
        }
        Lang::Zh => crate::say!("{day}检查结果：{before}\n扣除已撤销问题后：{after}"),
    }
    Ok(())
}

fn today(act: &ActArguments) -> NaiveDate {
    act.today.unwrap_or_else(clock::today)
}

/// The unit that answers for a problem.
fn unit(desk: &Desk<'_>, problem: &Problem) -> anyhow::Result<UnitCode> {
    problem.unit.clone().ok_or_else(|| {
        desk.refused(
            &format!("问题{}没有登记责任单位", problem.id),
            &format!(
                "no unit is registered that answers for problem {}",
                problem.id
            ),
        )
    })
}

/// Days for which a dismissal holds where nobody says until when: about a quarter.
const DISMISSED: u64 = 90;
