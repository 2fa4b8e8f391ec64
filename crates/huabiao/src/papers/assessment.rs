use std::collections::BTreeMap;

use chrono::NaiveDate;
use huabiao_bulletin::{
    DeductionLine, DocumentNumber, OwnAssessment, OwnItem, QuarterLine, QuarterlyBulletin,
    UnitScore, YearlyAssessment,
};
use huabiao_scoring::{Effect, Part, Points, Scorecard};
use huabiao_supervision::{
    AssessmentPolicy, Cause, Deduction, Ledger, State, Step, YearAssessment,
};
use huabiao_types::{Lang, UnitCode};

use super::Desk;
use super::bulletin::count;

/// The line of a quarter in the yearly report, from its bulletin.
pub fn quarter_line(bulletin: &QuarterlyBulletin) -> QuarterLine {
    let rectification = bulletin.rectification.as_ref();
    QuarterLine {
        quarter: bulletin.quarter.unwrap_or(0),
        checked: bulletin.checked,
        qualified: bulletin.qualified,
        unqualified: bulletin.unqualified,
        undetermined: bulletin.undetermined,
        findings: bulletin.findings,
        closed: rectification.map_or(0, |one| one.closed + one.earlier_closed),
        overdue: rectification.map_or(0, |one| one.overdue + one.earlier_overdue),
    }
}

/// What a yearly report is made from, besides the desk.
#[derive(Clone, Debug)]
pub struct YearView<'a> {
    /// What the year gave the units.
    pub year: &'a YearAssessment,
    /// By which rules.
    pub policy: &'a AssessmentPolicy,
    /// The ledger at the end of the year.
    pub ledger: &'a Ledger,
    /// The line of each quarter, from [`quarter_line`].
    pub quarters: &'a [QuarterLine],
    /// The card of the supervising office itself, from
    /// [`office_score`](huabiao_supervision::office_score).
    pub own: Option<&'a Scorecard>,
    /// Its number (发文字号), if it has one.
    pub number: Option<&'a DocumentNumber>,
    /// To whom it goes.
    pub to: &'a [String],
    /// The day of the report.
    pub date: NaiveDate,
}

/// The yearly report (年度考核报告). A unit of which something was not decided has no rank.
pub fn assessment(desk: &Desk<'_>, view: &YearView<'_>) -> YearlyAssessment {
    let YearView {
        year,
        policy,
        ledger,
        own,
        ..
    } = *view;
    let mut units: Vec<UnitScore> = year
        .units
        .iter()
        .map(|unit| {
            let counted = Repairs::of(ledger, &unit.unit);
            let sites = desk.registry.sites().iter();
            UnitScore {
                rank: None,
                unit: unit.name.clone(),
                person: unit.responsible.as_ref().map(|person| match &person.name {
                    Some(name) => format!("{}{name}", person.post),
                    None => person.post.clone(),
                }),
                sites: count(
                    sites
                        .filter(|site| site.unit.as_ref() == Some(&unit.unit))
                        .count(),
                ),
                problems: counted.problems,
                in_time: counted.in_time,
                late: counted.late,
                lost: policy.full - unit.points,
                points: (unit.judged > 0).then_some(unit.points),
            }
        })
        .collect();
    let partial: BTreeMap<&str, bool> = year
        .units
        .iter()
        .map(|unit| (unit.name.as_str(), unit.is_partial()))
        .collect();
    let is_partial = |unit: &UnitScore| partial.get(unit.unit.as_str()).copied().unwrap_or(true);
    // Ranked ones first, the best first; ties share a rank.
    units.sort_by_key(|unit| (is_partial(unit), core::cmp::Reverse(unit.points)));
    let mut last: Option<(Option<Points>, u32)> = None;
    for (place, unit) in (1_u32..).zip(&mut units) {
        if is_partial(unit) {
            continue;
        }
        let rank = match last {
            Some((points, rank)) if points == unit.points => rank,
            _ => place,
        };
        last = Some((unit.points, rank));
        unit.rank = Some(rank);
    }
    let deductions = year.units.iter().flat_map(|unit| {
        unit.deductions.iter().map(|taken| DeductionLine {
            unit: unit.name.clone(),
            quarter: Some(taken.quarter.number()),
            reason: format!(
                "{}{}{}",
                desk.site_name(&taken.site),
                match desk.lang {
                    Lang::En => ": ",
                    Lang::Zh => "：",
                },
                cause(desk, &taken.cause)
            ),
            lost: taken.points,
        })
    });
    let beyond = |taken: &&Deduction| {
        let category = desk.site(&taken.site).and_then(|site| site.category);
        category.is_some_and(|category| !category.is_portal())
    };
    let taken = || year.units.iter().flat_map(|unit| &unit.deductions);
    let mut for_reference = taken()
        .filter(beyond)
        .filter(|taken| matches!(taken.cause, Cause::PointsLost(_)));
    let mut failed_by_reference = taken()
        .filter(beyond)
        .filter(|taken| matches!(&taken.cause, Cause::Unqualified(vetoes) if vetoes.is_empty()));
    YearlyAssessment {
        head: desk.head(view.to.to_vec(), view.number.cloned(), view.date),
        place: desk.place.to_owned(),
        year: year.year,
        quarters: view.quarters.to_vec(),
        full: policy.full,
        deductions: deductions.collect(),
        own: own.map(|card| of_office(desk, card)),
        for_reference: for_reference.next().is_some(),
        failed_by_reference: failed_by_reference.next().is_some(),
        notes: notes(desk, units.iter().filter(|unit| is_partial(unit)).count()),
        units,
    }
}

/// The cause of a deduction, vetoes by their titles.
fn cause(desk: &Desk<'_>, cause: &Cause) -> String {
    let Cause::Unqualified(vetoes) = cause else {
        return cause.text(desk.lang);
    };
    let title = |id: &String| {
        let known = desk.set.indicators.iter();
        let mut known = known.filter(|indicator| indicator.id.as_str() == id);
        known
            .next()
            .map_or_else(|| id.clone(), |one| one.title.get(desk.lang).to_owned())
    };
    Cause::Unqualified(vetoes.iter().map(title).collect()).text(desk.lang)
}

fn notes(desk: &Desk<'_>, partial: usize) -> Vec<String> {
    let mut notes = vec![match desk.lang {
        Lang::En => {
            "What faults cost in the assessment is this office's own rule; no national text gives \
             the points."
        }
        Lang::Zh => "各项扣分标准由本办公室自行设定，国家文件没有统一规定。",
    }
    .to_owned()];
    if partial > 0 {
        notes.push(match desk.lang {
            Lang::En if partial == 1 => {
                "1 unit has a site without a verdict in a quarter; it has no rank, and what was \
                 not decided cost nothing."
                    .to_owned()
            }
            Lang::En => format!(
                "{partial} units have a site without a verdict in a quarter; they have no rank, \
                 and what was not decided cost nothing."
            ),
            Lang::Zh => format!(
                "有{partial}个单位的网站在某一季度未能判定或未能检查，暂不排名；未判定的部分没有扣分，也不视为合格。"
            ),
        });
    }
    notes
}

/// The office's own card, told apart by what is known of each item: an item without a
/// published most (满分) can lose points, but there is nothing that it is a part of.
fn of_office(desk: &Desk<'_>, card: &Scorecard) -> OwnAssessment {
    let mut own = OwnAssessment {
        points: None,
        of: Points::ZERO,
        lost: Vec::new(),
        unknown: Vec::new(),
        unanswered: Vec::new(),
        vetoes: Vec::new(),
    };
    for line in &card.lines {
        let name = line.title.get(desk.lang).to_owned();
        let item = |points: Points| OwnItem {
            name: name.clone(),
            points,
            bonus: line.part == Part::Bonus,
        };
        let decided = match line.effect {
            Effect::NotApplicable => continue,
            Effect::NotChecked | Effect::NotCovered => false,
            Effect::Clear | Effect::Points | Effect::Veto => line.wholly,
        };
        match (line.part, line.points) {
            (Part::Veto, _) if !decided => own.vetoes.push(name),
            (Part::Veto, _) => {}
            (Part::Deduction, None) if line.points_lost > Points::ZERO => {
                own.lost.push(item(line.points_lost));
            }
            (_, None) if !decided => own.unknown.push(name),
            (_, None) => {}
            (_, Some(points)) if !decided => own.unanswered.push(item(points)),
            (Part::Bonus, Some(_)) => {}
            (Part::Deduction, Some(points)) => {
                let kept = points - line.points_lost;
                own.points = Some(own.points.unwrap_or(Points::ZERO) + kept);
                own.of = own.of + points;
            }
        }
    }
    own
}

/// What became of the problems of a unit.
#[derive(Default)]
struct Repairs {
    problems: u64,
    in_time: u64,
    late: u64,
}

impl Repairs {
    fn of(ledger: &Ledger, unit: &UnitCode) -> Self {
        let mut repairs = Self::default();
        for problem in ledger.problems() {
            let confirmed = problem.confirmed_by.is_some();
            let gone = matches!(
                problem.state,
                State::Dismissed { .. } | State::Withdrawn { .. }
            );
            if problem.unit.as_ref() != Some(unit) || !confirmed || gone {
                continue;
            }
            repairs.problems += 1;
            let escalated = problem.history.iter();
            let mut escalated = escalated.filter(|entry| matches!(entry.step, Step::Escalated(_)));
            match problem.state {
                _ if escalated.next().is_some() => repairs.late += 1,
                State::Closed { .. } => repairs.in_time += 1,
                _ => {}
            }
        }
        repairs
    }
}
