use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use huabiao_finding::RuleId;
use huabiao_registry::Registry;
use huabiao_types::{Lang, UnitCode, Words};
use serde::{Deserialize, Serialize};

use crate::{Action, By, Draw, Quarter, Refusal, may};

/// An inspection campaign (检查批次): planned, running, reviewed, published.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Campaign {
    /// What names it.
    pub id: String,
    /// What is planned.
    pub plan: CampaignPlan,
    /// How it stands.
    pub state: CampaignState,
    /// What became of each site so far.
    pub outcomes: BTreeMap<String, SiteOutcome>,
}

/// What a campaign looks at.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct CampaignPlan {
    /// The office that makes it.
    pub office: UnitCode,
    /// Its title, such as 2026年第三季度政府网站检查.
    pub title: String,
    /// How deep it looks.
    pub depth: Depth,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The indicator set, by identifier.
    pub set: String,
    /// The sites.
    pub sites: Sites,
}

/// The sites of a campaign.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sites {
    /// Every one of them (全覆盖), by host.
    All(BTreeSet<String>),
    /// Those that were drawn (抽查).
    Drawn(Box<Draw>),
}

/// How deep a campaign looks.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// 日常监测: a few things, every day, see [`LIGHT_RULES`].
    Light,
    /// 全面检查: everything the indicator set asks for, once a quarter.
    Full,
}

impl Depth {
    /// Its name.
    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Full, Lang::En) => "full check",
            (Self::Full, Lang::Zh) => "全面检查",
            (Self::Light, Lang::En) => "daily check",
            (Self::Light, Lang::Zh) => "日常监测",
        }
    }
}

/// The rules of a daily check (日常监测): whether the site opens and is in order at a glance.
/// What to look at every day is an office's own choice; this is this project's.
pub const LIGHT_RULES: [RuleId; 4] = [
    RuleId::new("site-unreachable"),
    RuleId::new("home-stale"),
    RuleId::new("link-hijacked"),
    RuleId::new("mark-missing"),
];

/// How a campaign stands.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CampaignState {
    /// 已计划.
    Planned,
    /// 进行中, since the day.
    Running {
        /// The day.
        since: NaiveDate,
    },
    /// 已审核.
    Reviewed {
        /// The day.
        on: NaiveDate,
        /// By whom.
        by: By,
    },
    /// 已公布.
    Published {
        /// The day.
        on: NaiveDate,
        /// The number or address of the bulletin.
        bulletin: String,
    },
}

impl CampaignState {
    /// The name shown to people.
    pub const fn words(&self) -> Words {
        match self {
            Self::Planned => words("已计划", "planned"),
            Self::Published { .. } => words("已公布", "published"),
            Self::Reviewed { .. } => words("已审核", "reviewed"),
            Self::Running { .. } => words("进行中", "running"),
        }
    }

    /// The word used in data files.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Published { .. } => "published",
            Self::Reviewed { .. } => "reviewed",
            Self::Running { .. } => "running",
        }
    }
}

/// What became of a site in a campaign.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiteOutcome {
    /// A run looked at it.
    Checked {
        /// The run.
        run: String,
    },
    /// It was not checked, and why.
    NotChecked {
        /// Why.
        reason: String,
    },
}

/// What somebody wants of a campaign.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CampaignCommand {
    /// Publish it.
    Publish {
        /// The number or address of the bulletin.
        bulletin: String,
    },
    /// Say what became of a site.
    Record {
        /// The host of the site.
        site: String,
        /// What became of it.
        outcome: SiteOutcome,
    },
    /// Say that the results were reviewed. Needs an outcome for every site.
    Review,
    /// Begin.
    Start,
}

/// Something that happened in a campaign.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct CampaignEvent {
    /// The campaign.
    pub campaign: String,
    /// The day.
    pub day: NaiveDate,
    /// Who did it.
    pub by: By,
    /// What happened.
    pub what: CampaignHappened,
}

/// What happened in a campaign.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CampaignHappened {
    /// It was planned.
    Planned(Box<CampaignPlan>),
    /// It was published.
    Published {
        /// The number or address of the bulletin.
        bulletin: String,
    },
    /// It was reviewed.
    Reviewed,
    /// What became of a site was recorded.
    SiteRecorded {
        /// The host of the site.
        site: String,
        /// What became of it.
        outcome: SiteOutcome,
    },
    /// It began.
    Started,
}

impl CampaignPlan {
    /// The hosts of its sites.
    pub fn hosts(&self) -> BTreeSet<&str> {
        match &self.sites {
            Sites::All(sites) => sites.iter().map(String::as_str).collect(),
            Sites::Drawn(draw) => draw.sites(),
        }
    }
}

impl Campaign {
    /// Plans a campaign.
    ///
    /// # Errors
    ///
    /// When the person may not, a text is empty, there is no site, the days are in the
    /// wrong order, or the draw is not what its seed gives.
    pub fn plan(
        id: &str,
        plan: CampaignPlan,
        registry: &Registry,
        by: &By,
        today: NaiveDate,
    ) -> Result<CampaignEvent, Refusal> {
        allowed(registry, by, &plan.office)?;
        for (text, what) in [
            (id, words("检查批次编号", "the name of the campaign")),
            (plan.title.as_str(), words("标题", "the title")),
        ] {
            if text.trim().is_empty() {
                return Err(Refusal::Empty { what });
            }
        }
        if plan.to < plan.from {
            return Err(Refusal::Days {
                from: plan.from,
                to: plan.to,
            });
        }
        if plan.hosts().is_empty() {
            return Err(Refusal::Empty {
                what: words("网站", "a site"),
            });
        }
        if let Sites::Drawn(draw) = &plan.sites {
            draw.verify().map_err(|differs| Refusal::Draw {
                reason: differs.to_string(),
            })?;
        }
        Ok(CampaignEvent {
            campaign: id.to_owned(),
            day: today,
            by: by.clone(),
            what: CampaignHappened::Planned(Box::new(plan)),
        })
    }

    /// What happens when somebody wants something of it; nothing is changed yet. A
    /// program may record what became of sites, the rest needs a person.
    ///
    /// # Errors
    ///
    /// [`Refusal`] says why it does not happen.
    pub fn decide(
        &self,
        command: &CampaignCommand,
        registry: &Registry,
        by: &By,
        today: NaiveDate,
    ) -> Result<CampaignEvent, Refusal> {
        match (by, command) {
            (By::Machine { .. }, CampaignCommand::Record { .. }) => {}
            (by, _) => allowed(registry, by, &self.plan.office)?,
        }
        let needs = |needs| Refusal::CampaignState {
            campaign: self.id.clone(),
            state: self.state.words(),
            needs,
        };
        let what = match (command, &self.state) {
            (CampaignCommand::Start, CampaignState::Planned) => CampaignHappened::Started,
            (CampaignCommand::Start, _) => return Err(needs(words("已计划", "planned"))),
            (CampaignCommand::Record { site, outcome }, CampaignState::Running { .. }) => {
                if !self.plan.hosts().contains(site.as_str()) {
                    return Err(Refusal::UnknownSite { site: site.clone() });
                }
                CampaignHappened::SiteRecorded {
                    site: site.clone(),
                    outcome: outcome.clone(),
                }
            }
            (CampaignCommand::Record { .. }, _) => return Err(needs(words("进行中", "running"))),
            (CampaignCommand::Review, CampaignState::Running { .. }) => {
                let open = self.open_sites();
                if !open.is_empty() {
                    return Err(Refusal::CampaignUnfinished { sites: open });
                }
                CampaignHappened::Reviewed
            }
            (CampaignCommand::Review, _) => return Err(needs(words("进行中", "running"))),
            (CampaignCommand::Publish { bulletin }, CampaignState::Reviewed { .. }) => {
                if bulletin.trim().is_empty() {
                    return Err(Refusal::Empty {
                        what: words("通报文号或地址", "the number or address of the bulletin"),
                    });
                }
                CampaignHappened::Published {
                    bulletin: bulletin.clone(),
                }
            }
            (CampaignCommand::Publish { .. }, _) => return Err(needs(words("已审核", "reviewed"))),
        };
        Ok(CampaignEvent {
            campaign: self.id.clone(),
            day: today,
            by: by.clone(),
            what,
        })
    }

    /// The campaign after these events; `None` when the first does not plan it. Events of
    /// other campaigns are passed over.
    pub fn replay<'a>(events: impl IntoIterator<Item = &'a CampaignEvent>) -> Option<Self> {
        let mut events = events.into_iter();
        let first = events.next()?;
        let CampaignHappened::Planned(plan) = &first.what else {
            return None;
        };
        let mut campaign = Self {
            id: first.campaign.clone(),
            plan: (**plan).clone(),
            state: CampaignState::Planned,
            outcomes: BTreeMap::new(),
        };
        for event in events {
            campaign.apply(event);
        }
        Some(campaign)
    }

    /// Changes the state as an event says; cannot fail.
    pub fn apply(&mut self, event: &CampaignEvent) {
        if event.campaign != self.id {
            return;
        }
        match &event.what {
            CampaignHappened::Planned(_) => {}
            CampaignHappened::Published { bulletin } => {
                self.state = CampaignState::Published {
                    on: event.day,
                    bulletin: bulletin.clone(),
                };
            }
            CampaignHappened::Reviewed => {
                self.state = CampaignState::Reviewed {
                    on: event.day,
                    by: event.by.clone(),
                };
            }
            CampaignHappened::SiteRecorded { site, outcome } => {
                self.outcomes.insert(site.clone(), outcome.clone());
            }
            CampaignHappened::Started => {
                self.state = CampaignState::Running { since: event.day };
            }
        }
    }

    /// The sites of which nobody has said yet what became of them.
    pub fn open_sites(&self) -> Vec<String> {
        let sites = self.plan.hosts().into_iter();
        let open = sites.filter(|site| !self.outcomes.contains_key(*site));
        open.map(str::to_owned).collect()
    }
}

/// The campaigns that are to be planned on `today`: a daily check, unless there is one
/// that day, and the full check of the quarter, unless there is one.
///
/// ```
/// use huabiao_supervision::{Depth, campaigns_due};
///
/// let due = campaigns_due("2026-11-25".parse()?, &[]);
/// assert_eq!(due[0].0, Depth::Light);
/// assert_eq!(due[1].0, Depth::Full);
/// assert_eq!(due[1].2.to_string(), "2026-12-31");
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn campaigns_due(
    today: NaiveDate,
    campaigns: &[Campaign],
) -> Vec<(Depth, NaiveDate, NaiveDate)> {
    let mut due = Vec::new();
    let of = |depth: Depth| {
        let plans = campaigns.iter().map(|campaign| &campaign.plan);
        plans.filter(move |plan| plan.depth == depth)
    };
    if !of(Depth::Light).any(|plan| (plan.from..=plan.to).contains(&today)) {
        due.push((Depth::Light, today, today));
    }
    let quarter = Quarter::of(today);
    if !of(Depth::Full).any(|plan| quarter.contains(plan.from)) {
        due.push((Depth::Full, today, quarter.last_day().max(today)));
    }
    due
}

fn allowed(registry: &Registry, by: &By, office: &UnitCode) -> Result<(), Refusal> {
    match by {
        By::Machine { .. } => Err(Refusal::PersonOnly),
        By::Person(actor) => may(registry, actor, Action::RunCampaign, Some(office)),
    }
}

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}
