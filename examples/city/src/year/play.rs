use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use chrono::{Datelike, NaiveDate};
use huabiao::bulletin::{PriorResult, QuarterLine, SiteEntry};
use huabiao::calendar::Calendar;
use huabiao::office::{CAMPAIGN, DRAW, Office};
use huabiao::registry::{Registry, Site, Unit};
use huabiao::scoring::{IndicatorSet, ScoreOptions, Scorecard};
use huabiao::store::{EventStore, RunStore, SqliteStore, StreamKey};
use huabiao::supervision::{
    Actor, By, Campaign, CampaignCommand, CampaignEvent, CampaignPlan, Candidate, Command, Context,
    Depth, Draw, Event, Ledger, Plan, Policy, QuarterResult, Role, SiteOutcome, Sites, draw,
};
use huabiao::types::Lang;

use super::cast::Cast;
use super::fonts::fonts;
use super::opening::Opening;
use super::record::{OpenRecord, ReopenedRecord, YearRecord, counted};
use super::shelf::{Kind, Shelf};
use super::timeline::Timeline;
use super::{index, papers, quarter};
use crate::args::CommonArguments;
use crate::demo::{City, History};
use crate::output::{Lines, Scope};

/// Everything that the year is played with.
pub(crate) struct Play<'a> {
    pub(crate) common: &'a CommonArguments,
    pub(crate) store: &'a SqliteStore,
    pub(crate) office: Office<'a, SqliteStore>,
    pub(crate) registry: Registry,
    pub(crate) policy: Policy,
    pub(crate) set: IndicatorSet,
    pub(crate) score: ScoreOptions,
    pub(crate) cast: Cast,
    pub(crate) draws: Vec<Draw>,
    /// The city as it was last inspected.
    pub(crate) city: City,
    pub(crate) history: History,
    /// Host and kind of the faults that the year began with.
    pub(crate) first_faults: Vec<(String, &'static str)>,
    pub(crate) shelf: Shelf,
    pub(crate) record: YearRecord,
    pub(crate) results: Vec<QuarterResult>,
    pub(crate) lines: Vec<QuarterLine>,
    pub(crate) before: Option<PriorResult>,
    /// The day of the last bulletin.
    pub(crate) published: NaiveDate,
    pub(crate) notices: usize,
    /// What names this year's streams in the database.
    pub(crate) name: String,
    begun: Instant,
    stages: u32,
}

/// Plays the year from its first inspection on; `None` when somebody interrupted it.
pub(crate) async fn play(
    common: &CommonArguments,
    font: Option<&Path>,
    store: &SqliteStore,
    sites: &[Site],
    opening: Opening,
) -> anyhow::Result<Option<YearRecord>> {
    let day = common.today.context("the day is set")?;
    let year = day.year();
    let quarters = Timeline::of_year(year);
    let Opening { city, scope } = opening;
    let fonts = fonts(font)?;
    let pdf = match &fonts {
        Some(_) => "已生成 / written".to_owned(),
        None => {
            "未生成：系统中没有找到可用的中文字体（可用 --font 指定） / not written: no font with \
                 Chinese characters was found on this system (name one with --font)"
                .to_owned()
        }
    };
    if fonts.is_none() && !common.quiet {
        eprintln!("PDF {pdf}");
    }
    // Each year played on a database is another one.
    let number =
        store.runs().await?.last().map_or(0, |run| run.done) + store.runs().await?.len() as u64;
    let name = format!("demo-{year}-{number}");
    let draws = all_draws(sites, &quarters);
    let cast = Cast::new(&city, &draws);
    let mut play = Play {
        common,
        store,
        office: Office::open(store, &name).await?,
        registry: registry(sites)?,
        policy: Policy::default(),
        set: IndicatorSet::cn_2019_site().clone(),
        score: crate::inspect_command::SCORE,
        cast,
        draws,
        history: History::new(day),
        first_faults: city
            .faults()
            .iter()
            .map(|fault| (fault.host.clone(), fault.kind))
            .collect(),
        city,
        shelf: Shelf::new(&common.out, fonts),
        record: YearRecord {
            year,
            quarters: Vec::new(),
            events: BTreeMap::new(),
            replayed: false,
            problems: 0,
            states: BTreeMap::new(),
            appeals: Vec::new(),
            reopened: Vec::new(),
            open: Vec::new(),
            assessment: None,
            pdf,
        },
        results: Vec::new(),
        lines: Vec::new(),
        before: None,
        published: NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(day),
        notices: 0,
        name,
        begun: Instant::now(),
        stages: 0,
    };
    let mut first = Some(scope);
    for (at, timeline) in quarters.iter().enumerate() {
        if quarter::play(&mut play, at, timeline, first.take())
            .await?
            .is_none()
        {
            return Ok(None);
        }
    }
    papers::year(&mut play, year).await?;
    play.finish().await?;
    Ok(Some(play.record))
}

impl Play<'_> {
    /// Says what comes now, and how long the rest takes at this pace.
    pub(crate) fn stage(&mut self, zh: &str, en: &str, day: NaiveDate) {
        let done = self.stages;
        self.stages += 1;
        if self.common.quiet {
            return;
        }
        let left = self
            .begun
            .elapsed()
            .checked_div(done)
            .unwrap_or_default()
            .saturating_mul(STAGES.saturating_sub(done))
            .as_secs();
        match (self.common.lang, done) {
            (Lang::En, 0) => eprintln!("[{}/{STAGES}] {day} {en}", done + 1),
            (Lang::Zh, 0) => eprintln!("[{}/{STAGES}] {day} {zh}", done + 1),
            (Lang::En, _) => eprintln!("[{}/{STAGES}] {day} {en}, about {left} s left", done + 1),
            (Lang::Zh, _) => eprintln!("[{}/{STAGES}] {day} {zh}，约剩 {left} 秒", done + 1),
        }
    }

    /// Somebody acts.
    pub(crate) async fn act(
        &mut self,
        by: &By,
        day: NaiveDate,
        commands: &[Command],
    ) -> anyhow::Result<Vec<Event>> {
        if commands.is_empty() {
            return Ok(Vec::new());
        }
        let context = Context {
            today: day,
            by,
            registry: &self.registry,
            calendar: Calendar::china(),
            policy: &self.policy,
        };
        Ok(self.office.act(commands, &context).await?)
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        self.office.ledger()
    }

    /// The site at that host.
    pub(crate) fn site(&self, host: &str) -> anyhow::Result<&Site> {
        let site = self.registry.site_at(host);
        site.with_context(|| format!("no site is registered at {host}"))
    }

    /// Somebody of the unit that runs the site.
    pub(crate) fn webmaster(&self, host: &str) -> anyhow::Result<By> {
        let unit = self.site(host)?.unit.clone();
        let unit = unit.with_context(|| format!("no unit is registered for {host}"))?;
        Ok(By::Person(Actor {
            person: format!("{unit}-1"),
            unit,
            role: Role::Unit,
        }))
    }

    /// Somebody of the supervising office.
    pub(crate) fn supervisor(&self) -> anyhow::Result<By> {
        person("office-1", OFFICE_UNIT, Role::City)
    }

    /// Somebody who had no part in it.
    pub(crate) fn reviewer(&self) -> anyhow::Result<By> {
        person("reviewer-1", REVIEW_UNIT, Role::Reviewer)
    }

    /// The card of each site without what appeals and dismissals took away.
    pub(crate) fn after_appeals(
        &self,
        scope: Scope,
        day: NaiveDate,
    ) -> anyhow::Result<Vec<SiteEntry>> {
        let mut sites = scope.sites;
        for entry in &mut sites {
            let withdrawn = self.ledger().withdrawn(&entry.host, day);
            if withdrawn.is_empty() {
                continue;
            }
            let site = self.site(&entry.host)?;
            let rescored = self.rescored(site, &entry.checks, &withdrawn);
            let (checks, _) = huabiao::supervision::without(&entry.checks, site, &withdrawn);
            (entry.checks, entry.scorecard) = (checks, rescored.after);
        }
        Ok(sites)
    }

    /// The same cards alone, when nothing but dismissals was decided yet.
    pub(crate) fn cards(&self, scope: &Scope, day: NaiveDate) -> anyhow::Result<Vec<Scorecard>> {
        let cards = scope.sites.iter().map(|entry| {
            let withdrawn = self.ledger().withdrawn(&entry.host, day);
            if withdrawn.is_empty() {
                return Ok(entry.scorecard.clone());
            }
            let site = self.site(&entry.host)?;
            Ok(self.rescored(site, &entry.checks, &withdrawn).after)
        });
        cards.collect()
    }

    /// The score of a site before and after appeals and dismissals.
    pub(crate) fn rescored(
        &self,
        site: &Site,
        checks: &[huabiao::finding::Check],
        withdrawn: &BTreeSet<huabiao::supervision::ProblemId>,
    ) -> huabiao::supervision::Rescored {
        let subject = huabiao::judge::subject(&huabiao::judge::profile(site));
        huabiao::supervision::rescore(&self.set, &subject, site, checks, &self.score, withdrawn)
    }

    /// Publishes and keeps a draw.
    pub(crate) async fn keep_draw(&self, draw: &Draw) -> anyhow::Result<()> {
        let stream = StreamKey::new(DRAW, format!("{} {}", self.name, draw.plan.quarter));
        self.store
            .append(&stream, 0, std::slice::from_ref(draw), draw)
            .await?;
        Ok(())
    }

    /// Keeps a campaign from its plan to its bulletin.
    pub(crate) async fn keep_campaign(
        &self,
        timeline: &Timeline,
        sites: Sites,
        run: &str,
        bulletin: (NaiveDate, &str),
    ) -> anyhow::Result<()> {
        let by = self.supervisor()?;
        let quarter = timeline.quarter;
        let id = quarter.to_string();
        let plan = CampaignPlan {
            office: OFFICE_UNIT.parse()?,
            title: format!("{}年第{}季度政府网站检查", quarter.year(), quarter.number()),
            depth: Depth::Full,
            from: timeline.checked,
            to: timeline.checked,
            set: self.set.id.clone(),
            sites,
        };
        let day = timeline.checked;
        let mut events: Vec<CampaignEvent> =
            vec![Campaign::plan(&id, plan, &self.registry, &by, day)?];
        let planned = Campaign::replay(&events);
        let mut campaign = planned.context("a campaign begins with its plan")?;
        let mut commands = vec![(day, CampaignCommand::Start)];
        for site in campaign.open_sites() {
            let outcome = SiteOutcome::Checked {
                run: run.to_owned(),
            };
            commands.push((day, CampaignCommand::Record { site, outcome }));
        }
        commands.push((bulletin.0, CampaignCommand::Review));
        let publish = CampaignCommand::Publish {
            bulletin: bulletin.1.to_owned(),
        };
        commands.push((bulletin.0, publish));
        for (day, command) in commands {
            let event = campaign.decide(&command, &self.registry, &by, day)?;
            campaign.apply(&event);
            events.push(event);
        }
        let stream = StreamKey::new(CAMPAIGN, format!("{} {id}", self.name));
        self.store.append(&stream, 0, &events, &campaign).await?;
        Ok(())
    }

    /// Counts what happened and writes the record, the events and the index.
    async fn finish(&mut self) -> anyhow::Result<()> {
        let events = self.office.events().await?;
        self.record.events = counted(&events);
        self.record.replayed = &Ledger::replay(&events) == self.ledger();
        let mut states = BTreeMap::new();
        let (mut reopened, mut open) = (Vec::new(), Vec::new());
        for problem in self.office.ledger().problems() {
            let state = problem.state.as_str();
            *states.entry(state.to_owned()).or_insert(0) += 1;
            for entry in &problem.history {
                if let huabiao::supervision::Step::Reopened(why) = entry.step {
                    reopened.push(ReopenedRecord {
                        problem: problem.id.to_string(),
                        site: problem.key.site.clone(),
                        rule: problem.key.rule.to_string(),
                        day: entry.day,
                        why: serde_json::to_value(why)?
                            .as_str()
                            .unwrap_or_default()
                            .to_owned(),
                        state,
                    });
                }
            }
            if problem.state.is_open() {
                open.push(OpenRecord {
                    problem: problem.id.to_string(),
                    site: problem.key.site.clone(),
                    rule: problem.key.rule.to_string(),
                    state,
                    last_looked: problem.last_looked,
                    escalations: problem.escalations.len(),
                });
            }
        }
        reopened.sort_by(|a, b| (a.day, &a.problem).cmp(&(b.day, &b.problem)));
        self.record.problems = states.values().sum();
        (self.record.states, self.record.reopened, self.record.open) = (states, reopened, open);

        let folder = self.shelf.folder("year")?;
        let mut lines = Lines::new(&folder, "events.jsonl")?;
        for event in &events {
            lines.add(event)?;
        }
        lines.finish()?;
        let title = [
            "台账事件（每行一件）".to_owned(),
            "Events of the ledger, one a line".to_owned(),
        ];
        let path = "year/events.jsonl".to_owned();
        self.shelf
            .note("year", Kind::Data, title, vec![("jsonl", path)]);
        let title = ["全年记录".to_owned(), "Record of the year".to_owned()];
        self.shelf.json("year", "year", title, &self.record)?;
        index::write(&self.common.out, self.shelf.filed(), &self.record)
    }
}

impl YearRecord {
    /// Says how the year went.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let event = |kind: &str| self.events.get(kind).copied().unwrap_or(0);
        let inspected: usize = self.quarters.iter().map(|q| q.inspected.len()).sum();
        let rechecks = self.quarters.iter().flat_map(|q| &q.rechecked);
        let rechecked: usize = rechecks.map(|one| one.sites.len()).sum();
        let (closed, reopened) = (event("problem-closed"), event("problem-reopened"));
        let (found, open) = (self.problems, self.open.len());
        let notices = event("notice-issued");
        let steps = event("problem-escalated");
        match lang {
            Lang::En => format!(
                "{}: sites inspected {inspected} and re-checked {rechecked} in four quarters; problems {found}, \
                 notices {notices}, closed {closed}, opened again {reopened}, steps after missed deadlines {steps}, \
                 appeals {}, open at the end {open}",
                self.year,
                self.appeals.len()
            ),
            Lang::Zh => format!(
                "{}年：四个季度检查网站{inspected}家次，复核{rechecked}家次；问题{found}个，整改通知{notices}份，\
                 销号{closed}次，重新打开{reopened}次，逾期督办{steps}次，申诉{}件，年末未办结{open}个",
                self.year,
                self.appeals.len()
            ),
        }
    }
}

/// The draws of the year, each after the ones before it.
fn all_draws(sites: &[Site], quarters: &[Timeline]) -> Vec<Draw> {
    let codes = sites
        .iter()
        .filter(|site| !OUTSIDE.contains(&site.host.as_str()));
    let reported = codes.filter_map(|site| site.code.clone()).collect();
    let candidates = Candidate::from_sites(sites, Some(&reported));
    let mut seen = BTreeSet::new();
    let mut draws: Vec<Draw> = Vec::new();
    for (timeline, numbers) in quarters.iter().zip(SEEDS) {
        let plan = Plan::new(timeline.quarter, numbers);
        let drawn = draw(&plan, &candidates, &seen).naming(&draws);
        seen = drawn.seen_after();
        draws.push(drawn);
    }
    draws
}

/// The units of the list, those of districts below their districts, all below the city.
fn registry(sites: &[Site]) -> anyhow::Result<Registry> {
    let mut units: Vec<Unit> = Vec::new();
    for site in sites {
        let Some(code) = &site.unit else {
            continue;
        };
        if units.iter().any(|unit| unit.code == *code) {
            continue;
        }
        let superior = match code.as_str().rsplit_once('-') {
            Some((_, above)) => Some(above.parse()?),
            None if code.as_str() == OFFICE_UNIT => None,
            None => Some(OFFICE_UNIT.parse()?),
        };
        units.push(Unit {
            code: code.clone(),
            name: site.unit_name.clone(),
            superior,
        });
    }
    Ok(Registry::new(units, sites.to_vec())?)
}

fn person(person: &str, unit: &str, role: Role) -> anyhow::Result<By> {
    Ok(By::Person(Actor {
        person: person.to_owned(),
        unit: unit.parse()?,
        role,
    }))
}

/// The unit that supervises.
pub(crate) const OFFICE_UNIT: &str = "chenglan";

/// The unit of the person who decides appeals.
const REVIEW_UNIT: &str = "sfj-chenglan";

/// Sites that the city runs but has not entered in the national reporting system.
pub(crate) const OUTSIDE: [&str; 5] = [
    "fxzx.chenglan.gov.cn",
    "gxq.chenglan.gov.cn",
    "lgq.chenglan.gov.cn",
    "rcjl.chenglan.gov.cn",
    "swjc.chenglan.gov.cn",
];

/// The seeds; in earnest, numbers that somebody else publishes on a day named before.
const SEEDS: [&str; 4] = [
    "03 11 17 22 25 31 08",
    "05 09 14 20 28 33 02",
    "01 07 16 19 24 30 12",
    "04 10 13 21 27 32 06",
];

/// Stages of the whole year, for the estimate.
const STAGES: u32 = 17;
