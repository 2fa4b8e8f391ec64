//! Who is in charge is responsible (谁主管谁负责): who may see and do what.

use core::fmt;

use huabiao_registry::{Actor, Registry, Role};
use huabiao_types::{Lang, UnitCode};
use serde::{Deserialize, Serialize};

use crate::Refusal;

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Answer for a problem: report it as fixed, contest it, answer a report of the public.
    Answer,
    /// Decide an appeal.
    DecideAppeal,
    /// Plan, run, review and publish a campaign.
    RunCampaign,
    /// Look at a problem.
    See,
    /// Supervise: confirm and dismiss, give notice, escalate, enter reports.
    Supervise,
}

impl Action {
    /// The action in words.
    pub const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Answer, Lang::En) => "answer for the problem",
            (Self::Answer, Lang::Zh) => "代表责任单位反馈",
            (Self::DecideAppeal, Lang::En) => "decide the appeal",
            (Self::DecideAppeal, Lang::Zh) => "裁定申诉",
            (Self::RunCampaign, Lang::En) => "run an inspection campaign",
            (Self::RunCampaign, Lang::Zh) => "组织检查",
            (Self::See, Lang::En) => "see the problem",
            (Self::See, Lang::Zh) => "查看问题",
            (Self::Supervise, Lang::En) => "supervise the unit",
            (Self::Supervise, Lang::Zh) => "监管该单位",
        }
    }
}

/// Who acted.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A program, in a run of the inspection.
    Machine {
        /// The run.
        run: String,
    },
    /// A person.
    Person(Actor),
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Machine { run } => write!(f, "run {run}"),
            Self::Person(actor) => write!(f, "{} ({})", actor.person, actor.unit),
        }
    }
}

/// Whether `actor` may do `action` on what `unit` answers for; `None` where no unit is
/// registered for it, which only the city's office sees.
///
/// The rule of every route, in one place. A city's office does all but answer for
/// others; a district's office supervises what is below it, and answers for itself; a
/// unit sees and answers for its own. Nobody decides an appeal of the own unit.
///
/// ```
/// use huabiao_registry::{Registry, Unit};
/// use huabiao_supervision::{Action, Actor, Role, may};
///
/// let unit = |code: &str, above: Option<&str>| Unit {
///     code: code.parse().unwrap(),
///     name: code.into(),
///     superior: above.map(|code| code.parse().unwrap()),
/// };
/// let units = vec![unit("city", None), unit("east", Some("city")), unit("school", Some("east"))];
/// let registry = Registry::new(units, vec![])?;
/// let east = Actor { person: "e1".into(), unit: "east".parse()?, role: Role::District };
///
/// let school = "school".parse()?;
/// assert!(may(&registry, &east, Action::Supervise, Some(&school)).is_ok());
/// let city = "city".parse()?;
/// assert!(may(&registry, &east, Action::See, Some(&city)).is_err());
/// // It does not judge itself.
/// assert!(may(&registry, &east, Action::Supervise, Some(&east.unit)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Refusal::NotInScope`] says who may not do what.
pub fn may(
    registry: &Registry,
    actor: &Actor,
    action: Action,
    unit: Option<&UnitCode>,
) -> Result<(), Refusal> {
    let own = unit == Some(&actor.unit);
    let below = unit.is_some_and(|unit| registry.is_within(unit, &actor.unit));
    let allowed = match (actor.role, action) {
        // Who sees what is a matter of the registry.
        (_, Action::See) => registry.sees(actor, unit),
        (Role::City, Action::Supervise | Action::RunCampaign) => true,
        (Role::City | Role::Reviewer, Action::DecideAppeal) => !own,
        (Role::District, Action::DecideAppeal | Action::Supervise) => below && !own,
        (Role::District, Action::RunCampaign) => below,
        (Role::City | Role::District | Role::Unit, Action::Answer) => own,
        (Role::Reviewer, _) | (Role::Unit, _) => false,
    };
    if allowed {
        Ok(())
    } else {
        Err(Refusal::NotInScope {
            person: actor.person.clone(),
            unit: actor.unit.clone(),
            action,
            of: unit.cloned(),
        })
    }
}
