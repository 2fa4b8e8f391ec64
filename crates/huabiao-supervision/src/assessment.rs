use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use huabiao_registry::Registry;
use huabiao_scoring::{Points, Scorecard, Verdict};
use huabiao_types::{Lang, UnitCode};
use serde::{Deserialize, Serialize};

use crate::{Escalation, Ledger, ProblemId, Quarter, Step};

/// What a year of supervision takes from the units' assessment of open government
/// (政务公开考核).
///
/// That faults are deducted there is practice of cities; how many points is up to each of
/// them. The defaults are this project's example: 5 points, of which a unit cannot lose
/// more than all.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct AssessmentPolicy {
    /// The points that the supervision of sites has in the assessment.
    pub full: Points,
    /// For a site that is unqualified in a quarter (不合格).
    pub unqualified: Points,
    /// For each point that a qualified site lost in a quarter, in hundredths of it: 2 means
    /// that ten points lost cost 0.2.
    pub lost_percent: u32,
    /// For an urging notice.
    pub reminder: Points,
    /// For public criticism.
    pub criticism: Points,
    /// For an interview of the person in charge.
    pub interview: Points,
    /// For a problem that was reported as repaired and was still there.
    pub false_report: Points,
}

impl Default for AssessmentPolicy {
    fn default() -> Self {
        Self {
            full: Points::whole(5),
            unqualified: Points::whole(1),
            lost_percent: 2,
            reminder: Points::from_hundredths(10),
            criticism: Points::from_hundredths(50),
            interview: Points::whole(1),
            false_report: Points::from_hundredths(20),
        }
    }
}

/// The result of one site in one quarter, after appeals: see [`rescore`](crate::rescore).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct QuarterResult {
    /// The quarter.
    pub quarter: Quarter,
    /// The host of the site.
    pub site: String,
    /// Its card.
    pub card: Scorecard,
}

/// The person mainly responsible for the sites of a unit (主要负责人).
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Responsible {
    /// The post.
    pub post: String,
    /// The name, if it is kept at all.
    pub name: Option<String>,
}

/// The units' assessment of a year.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct YearAssessment {
    /// The year.
    pub year: i32,
    /// The units that have a site or lost something, by code.
    pub units: Vec<UnitAssessment>,
}

/// The assessment of one unit.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct UnitAssessment {
    /// The unit.
    pub unit: UnitCode,
    /// Its name.
    pub name: String,
    /// The person mainly responsible. The name is there only where the setting says that
    /// it is published.
    pub responsible: Option<Responsible>,
    /// What was taken, in order of quarter and site.
    pub deductions: Vec<Deduction>,
    /// Everything taken, before the limit.
    pub taken: Points,
    /// What is left, 0 at least.
    pub points: Points,
    /// How many cards of its sites had a verdict. Where it is 0, nothing of the unit was
    /// judged, and `points` are no result.
    #[serde(default)]
    pub judged: usize,
    /// Sites of the unit that have no verdict in a quarter: undetermined, or not checked.
    /// They cost nothing and prove nothing.
    pub without_verdict: Vec<(Quarter, String)>,
}

impl UnitAssessment {
    /// Whether something was not decided, so that the points are no full result.
    pub fn is_partial(&self) -> bool {
        !self.without_verdict.is_empty()
    }
}

/// Points taken from a unit.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Deduction {
    /// The quarter.
    pub quarter: Quarter,
    /// The host of the site.
    pub site: String,
    /// For what.
    pub cause: Cause,
    /// How many.
    pub points: Points,
}

/// For what points are taken.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The site was unqualified; the vetoes by identifier.
    Unqualified(Vec<String>),
    /// The site lost points.
    PointsLost(Points),
    /// A step followed missed deadlines, for these problems: what is said to a unit on one
    /// day is one talk, however many problems it is about.
    Escalated(Escalation, Vec<ProblemId>),
    /// The problem was reported as repaired and was still there.
    FalseReport(ProblemId),
}

impl Cause {
    /// The cause in words.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Escalated(step, problems), _) => {
                let ids: Vec<&str> = problems.iter().map(ProblemId::as_str).collect();
                match lang {
                    Lang::En if ids.len() == 1 => {
                        format!("{}, problem {}", step.name(lang), ids.join(", "))
                    }
                    Lang::En => format!("{}, problems {}", step.name(lang), ids.join(", ")),
                    Lang::Zh => format!("{}（问题{}）", step.name(lang), ids.join("、")),
                }
            }
            (Self::FalseReport(problem), Lang::En) => {
                format!("problem {problem} was reported as repaired and was still there")
            }
            (Self::FalseReport(problem), Lang::Zh) => {
                format!("问题{problem}报告已整改，复核时仍存在")
            }
            (Self::PointsLost(points), Lang::En) => format!("{points} points lost"),
            (Self::PointsLost(points), Lang::Zh) => format!("扣分指标失{points}分"),
            (Self::Unqualified(vetoes), Lang::En) => format!("unqualified ({})", vetoes.join(", ")),
            (Self::Unqualified(vetoes), Lang::Zh) => format!("不合格（{}）", vetoes.join("、")),
        }
    }
}

/// What an assessment is made from.
#[derive(Clone, Copy, Debug)]
pub struct AssessmentInput<'a> {
    /// The year.
    pub year: i32,
    /// Units and sites.
    pub registry: &'a Registry,
    /// The cards of the year, at most one a site and quarter; of two the first counts.
    pub results: &'a [QuarterResult],
    /// The quarters that were to be checked; a site that was drawn in none of them is not
    /// missing in it.
    pub expected: &'a BTreeMap<Quarter, BTreeSet<String>>,
    /// The ledger.
    pub ledger: &'a Ledger,
    /// Who is mainly responsible in each unit.
    pub responsible: &'a BTreeMap<UnitCode, Responsible>,
    /// Whether names of persons are published. Bulletins name sites and units; a person
    /// by name is a local choice.
    pub publish_names: bool,
}

/// Carries the deductions of a year into each unit's assessment.
pub fn assess(input: &AssessmentInput<'_>, policy: &AssessmentPolicy) -> YearAssessment {
    let mut taken: BTreeMap<UnitCode, Vec<Deduction>> = BTreeMap::new();
    let mut open: BTreeMap<UnitCode, BTreeSet<(Quarter, String)>> = BTreeMap::new();
    for site in input.registry.sites() {
        if let Some(unit) = &site.unit {
            taken.entry(unit.clone()).or_default();
        }
    }
    let unit_of = |host: &str| input.registry.site_at(host)?.unit.clone();
    let mut results: BTreeMap<(Quarter, &str), &Scorecard> = BTreeMap::new();
    for result in input.results {
        if result.quarter.year() == input.year {
            let key = (result.quarter, result.site.as_str());
            results.entry(key).or_insert(&result.card);
        }
    }
    for (quarter, sites) in input.expected {
        for site in sites {
            let missing = !results.contains_key(&(*quarter, site.as_str()));
            if missing
                && quarter.year() == input.year
                && let Some(unit) = unit_of(site)
            {
                let open = open.entry(unit).or_default();
                open.insert((*quarter, site.clone()));
            }
        }
    }
    let mut judged: BTreeMap<UnitCode, usize> = BTreeMap::new();
    for (&(quarter, host), card) in &results {
        let Some(unit) = unit_of(host) else {
            continue;
        };
        if card.verdict != Verdict::Undetermined {
            *judged.entry(unit.clone()).or_default() += 1;
        }
        let mut take = |cause: Cause, points: Points| {
            if points > Points::ZERO {
                taken.entry(unit.clone()).or_default().push(Deduction {
                    quarter,
                    site: host.to_owned(),
                    cause,
                    points,
                });
            }
        };
        match card.verdict {
            Verdict::Unqualified => {
                let vetoes = card.vetoes().map(|line| line.indicator.to_string());
                take(Cause::Unqualified(vetoes.collect()), policy.unqualified);
            }
            Verdict::Qualified => {
                let cost = card.points_lost.scaled(policy.lost_percent, 100);
                take(Cause::PointsLost(card.points_lost), cost);
            }
            Verdict::Undetermined => {
                let open = open.entry(unit.clone()).or_default();
                open.insert((quarter, host.to_owned()));
            }
        }
    }
    steps(input, policy, &mut taken);
    let units = taken.into_iter().map(|(unit, mut deductions)| {
        deductions
            .sort_by(|a, b| (a.quarter, &a.site, &a.cause).cmp(&(b.quarter, &b.site, &b.cause)));
        let sum = deductions
            .iter()
            .fold(Points::ZERO, |sum, one| sum + one.points);
        let registered = input.registry.unit(&unit);
        UnitAssessment {
            name: registered.map_or_else(|| unit.to_string(), |unit| unit.name.clone()),
            responsible: input.responsible.get(&unit).map(|person| Responsible {
                post: person.post.clone(),
                name: person.name.clone().filter(|_| input.publish_names),
            }),
            taken: sum,
            points: (policy.full - sum).max(Points::ZERO),
            judged: judged.get(&unit).copied().unwrap_or(0),
            without_verdict: open.remove(&unit).into_iter().flatten().collect(),
            deductions,
            unit,
        }
    });
    YearAssessment {
        year: input.year,
        units: units.collect(),
    }
}

/// What followed missed deadlines and reports that were not true. Of a problem that an
/// appeal or a dismissal took away nothing is left.
fn steps(
    input: &AssessmentInput<'_>,
    policy: &AssessmentPolicy,
    taken: &mut BTreeMap<UnitCode, Vec<Deduction>>,
) {
    // Each step of a day against a unit: the site and the problems.
    let mut talks: BTreeMap<(&UnitCode, NaiveDate, Escalation), (&str, Vec<ProblemId>)> =
        BTreeMap::new();
    for problem in input.ledger.problems() {
        let Some(unit) = &problem.unit else {
            continue;
        };
        let site = problem.key.site.as_str();
        for entry in &problem.history {
            if entry.day.year() != input.year || problem.is_withdrawn_on(entry.day) {
                continue;
            }
            match entry.step {
                Step::Escalated(step) => {
                    let talk = talks.entry((unit, entry.day, step));
                    let (_, problems) = talk.or_insert_with(|| (site, Vec::new()));
                    problems.push(problem.id.clone());
                }
                Step::Reopened(crate::Reopening::StillThere) => {
                    let cause = Cause::FalseReport(problem.id.clone());
                    take(taken, unit, site, entry.day, cause, policy.false_report);
                }
                _ => {}
            }
        }
    }
    for ((unit, day, step), (site, problems)) in talks {
        let points = match step {
            Escalation::Criticism => policy.criticism,
            Escalation::Interview => policy.interview,
            Escalation::Reminder => policy.reminder,
        };
        let cause = Cause::Escalated(step, problems);
        take(taken, unit, site, day, cause, points);
    }
}

fn take(
    taken: &mut BTreeMap<UnitCode, Vec<Deduction>>,
    unit: &UnitCode,
    site: &str,
    day: NaiveDate,
    cause: Cause,
    points: Points,
) {
    if points > Points::ZERO {
        taken.entry(unit.clone()).or_default().push(Deduction {
            quarter: Quarter::of(day),
            site: site.to_owned(),
            cause,
            points,
        });
    }
}
