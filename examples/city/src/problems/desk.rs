use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use chrono::NaiveDate;
use huabiao::calendar::Calendar;
use huabiao::office::{Office, OfficeError};
use huabiao::registry::{Registry, Site};
use huabiao::store::SqliteStore;
use huabiao::supervision::{
    Actor, Attachment, By, Command, Context, Policy, Problem, ProblemId, Role, State,
};
use huabiao::types::{Lang, UnitCode};
use sha2::{Digest, Sha256};

use super::LedgerArguments;
use crate::refused::Refused;
use crate::{database, estate};

/// A ledger that is open on the desk, with what decisions need to know.
pub(super) struct Desk<'a> {
    pub(super) office: Office<'a, SqliteStore>,
    pub(super) name: String,
    pub(super) sites: Vec<Site>,
    pub(super) registry: Registry,
    pub(super) policy: Policy,
    pub(super) lang: Lang,
}

/// The database of a ledger.
pub(super) async fn store(arguments: &LedgerArguments) -> anyhow::Result<SqliteStore> {
    database::existing(&arguments.db, arguments.lang).await
}

impl<'a> Desk<'a> {
    pub(super) async fn open(
        store: &'a SqliteStore,
        arguments: &LedgerArguments,
    ) -> anyhow::Result<Self> {
        let name = estate::ledger(store, arguments.name.as_deref()).await?;
        let sites = estate::sites(store, &name).await?;
        Ok(Self {
            office: Office::open(store, &name).await?,
            registry: estate::registry(&sites)?,
            name,
            sites,
            policy: Policy::default(),
            lang: arguments.lang,
        })
    }

    /// Every problem, by site and place.
    pub(super) fn problems(&self) -> Vec<&Problem> {
        let mut problems: Vec<&Problem> = self.office.ledger().problems().collect();
        problems.sort_by(|a, b| a.key.cmp(&b.key));
        problems
    }

    /// The problem whose name begins so.
    pub(super) fn problem(&self, text: &str) -> anyhow::Result<&Problem> {
        let mut found = self
            .office
            .ledger()
            .problems()
            .filter(|problem| !text.is_empty() && problem.id.as_str().starts_with(text));
        match (found.next(), found.next()) {
            (Some(problem), None) => Ok(problem),
            (Some(one), Some(other)) => Err(self.refused(
                &format!(
                    "编号以“{text}”开头的问题不止一个：{}、{} …",
                    one.id, other.id
                ),
                &format!(
                    "several problems begin with `{text}`: {}, {} …",
                    one.id, other.id
                ),
            )),
            (None, _) => Err(self.refused(
                &format!("台账 {} 中没有问题 {text}", self.name),
                &format!("the ledger {} has no problem {text}", self.name),
            )),
        }
    }

    pub(super) fn ids(&self, texts: &[String]) -> anyhow::Result<Vec<ProblemId>> {
        let id = |text: &String| self.problem(text).map(|problem| problem.id.clone());
        let ids: BTreeSet<ProblemId> = texts.iter().map(id).collect::<anyhow::Result<_>>()?;
        Ok(ids.into_iter().collect())
    }

    /// The name of a unit.
    pub(super) fn unit_name(&self, code: &UnitCode) -> String {
        let unit = self.registry.unit(code);
        unit.map_or_else(|| code.to_string(), |unit| unit.name.clone())
    }

    /// Whether all of it could be done now.
    pub(super) fn may(
        &self,
        by: &By,
        today: NaiveDate,
        commands: &[Command],
    ) -> anyhow::Result<()> {
        let context = self.context(by, today);
        for command in commands {
            let decided = self.office.ledger().decide(command, &context);
            decided.map_err(|refusal| Refused(refusal.text(self.lang)))?;
        }
        Ok(())
    }

    fn context<'c>(&'c self, by: &'c By, today: NaiveDate) -> Context<'c> {
        Context {
            today,
            by,
            registry: &self.registry,
            calendar: Calendar::china(),
            policy: &self.policy,
        }
    }

    /// Does it, all or nothing. Where somebody else was faster, it is decided again on
    /// what they left.
    pub(super) async fn act(
        &mut self,
        by: &By,
        today: NaiveDate,
        commands: &[Command],
    ) -> anyhow::Result<()> {
        loop {
            let context = Context {
                today,
                by,
                registry: &self.registry,
                calendar: Calendar::china(),
                policy: &self.policy,
            };
            match self.office.act(commands, &context).await {
                Ok(_) => return Ok(()),
                Err(error) if error.is_raced() => self.office.reload().await?,
                Err(OfficeError::Refused(refusal)) => {
                    return Err(Refused(refusal.text(self.lang)).into());
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    pub(super) fn refused(&self, zh: &str, en: &str) -> anyhow::Error {
        let words = match self.lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        Refused(words.to_owned()).into()
    }

    /// Says how problems stand now.
    pub(super) fn say(&self, ids: &[ProblemId]) {
        let known = ids.iter().filter_map(|id| self.office.ledger().problem(id));
        for problem in known {
            crate::say!(
                "{} {}{} {} {}",
                problem.id,
                problem.state.name(self.lang),
                until(&problem.state, self.lang),
                problem.key.site,
                huabiao::judge::problem_text(problem, self.lang)
            );
        }
    }
}

/// The last day on which a decision against a problem holds, where there is one.
fn until(state: &State, lang: Lang) -> String {
    match (state, lang) {
        (State::Dismissed { until } | State::Withdrawn { until }, Lang::En) => {
            format!(" (until {until})")
        }
        (State::Dismissed { until } | State::Withdrawn { until }, Lang::Zh) => {
            format!("（至{until}）")
        }
        _ => String::new(),
    }
}

/// Somebody of the supervising office.
pub(super) fn supervisor(person: &str) -> anyhow::Result<By> {
    named(person, OFFICE.parse()?, Role::City)
}

/// Somebody who decides appeals.
pub(super) fn reviewer(person: &str) -> anyhow::Result<By> {
    named(person, REVIEW.parse()?, Role::Reviewer)
}

/// Somebody of the unit that answers for a problem.
pub(super) fn of_unit(person: &str, unit: &UnitCode) -> anyhow::Result<By> {
    named(person, unit.clone(), Role::Unit)
}

fn named(person: &str, unit: UnitCode, role: Role) -> anyhow::Result<By> {
    let person = person.trim().to_owned();
    if person.is_empty() {
        return Err(Refused("--by：没有写明经办人 / nobody is named".to_owned()).into());
    }
    Ok(By::Person(Actor { person, unit, role }))
}

/// What was handed in as proof, with the hash of its bytes.
pub(super) fn attachments(files: &[PathBuf]) -> anyhow::Result<Vec<Attachment>> {
    let attachment = |file: &PathBuf| {
        let bytes =
            std::fs::read(file).map_err(|error| Refused(format!("{}: {error}", file.display())))?;
        let name = file.file_name().context("a file has a name")?;
        Ok(Attachment {
            name: name.to_string_lossy().into_owned(),
            sha256: Some(hex::encode(Sha256::digest(&bytes))),
        })
    };
    files.iter().map(attachment).collect()
}

/// The folder of a database.
pub(super) fn beside(db: &Path) -> PathBuf {
    db.parent().map(Path::to_owned).unwrap_or_default()
}

/// The unit for which those act who supervise. The program keeps no accounts.
const OFFICE: &str = "supervising-office";

/// The unit for which those act who decide appeals.
const REVIEW: &str = "appeal-review";
