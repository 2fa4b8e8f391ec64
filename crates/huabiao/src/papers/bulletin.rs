use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use huabiao_bulletin::{
    Accountability, AppealOutcome, ChangedSite, Changes, DocumentNumber, FailedSite, FaultReports,
    GoodPractice, KindResult, KindSites, NamedCount, PriorResult, ProblemKind, QuarterlyBulletin,
    Rectification, SiteEntry, SiteLine, UnregisteredSite, citation, failed_by_points,
    is_for_reference, open_points, seen,
};
use huabiao_finding::Check;
use huabiao_registry::Site;
use huabiao_scoring::{Counts, Line, Scorecard, Summary, Verdict};
use huabiao_supervision::{
    Escalation, Ledger, ProblemId, Quarter, Reopening, ReportCounts, Rescored, State, Step,
};
use huabiao_types::{Lang, SiteCategory};

use super::Desk;

/// What a quarterly bulletin is made from, besides the desk.
#[derive(Clone, Debug)]
pub struct QuarterView<'a> {
    /// The quarter.
    pub quarter: Quarter,
    /// The first and the last day of the check.
    pub checked: (NaiveDate, NaiveDate),
    /// The day of the bulletin. What the ledger says is counted up to it.
    pub date: NaiveDate,
    /// The day after which steps of the ledger count: that of the bulletin before.
    pub since: NaiveDate,
    /// Its number (发文字号), if it has one.
    pub number: Option<&'a DocumentNumber>,
    /// To whom it goes.
    pub to: &'a [String],
    /// The checked sites, with their cards after appeals and dismissals.
    pub sites: &'a [SiteEntry],
    /// The hosts of registered sites that are not in the national reporting system
    /// (瞒报漏报). They are named and stand in no count.
    pub unreported: &'a BTreeSet<String>,
    /// The seed of the draw, where sites were drawn.
    pub seed: Option<&'a str>,
    /// The check before.
    pub before: Option<PriorResult>,
    /// The ledger on the day of the bulletin.
    pub ledger: &'a Ledger,
    /// What appeals decided in the time of the bulletin, with the new cards.
    pub appeals: &'a [AppealCard],
    /// The reports of the public (我为政府网站找错) in the time of the bulletin.
    pub reports: Option<ReportCounts>,
}

/// An appeal that was decided, with what it did to the card of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct AppealCard {
    /// The problem.
    pub problem: ProblemId,
    /// The card before and after it, see [`rescore`](huabiao_supervision::rescore).
    pub cards: Rescored,
}

/// A quarterly bulletin (季度通报).
pub fn bulletin(desk: &Desk<'_>, view: &QuarterView<'_>) -> QuarterlyBulletin {
    let is_reported = |host: &String| !view.unreported.contains(host);
    let base: Vec<&SiteEntry> = view
        .sites
        .iter()
        .filter(|site| is_reported(&site.host))
        .collect();
    let cards: Vec<(&Scorecard, &[Check])> = base
        .iter()
        .map(|site| (&site.scorecard, site.checks.as_slice()))
        .collect();
    let summary = Summary::of(&cards);
    let Counts {
        sites,
        qualified,
        qualified_in_part,
        unqualified,
        undetermined,
        ..
    } = summary.counts;
    let with = |verdict: Verdict| {
        let is = move |site: &&&SiteEntry| site.scorecard.verdict == verdict;
        base.iter().filter(is)
    };
    let for_reference = |wanted: &dyn Fn(&Scorecard) -> bool| {
        let mut cards = cards.iter();
        cards.any(|(card, _)| is_for_reference(desk.set, card) && wanted(card))
    };
    let name = |at: usize| {
        let site = base.get(at);
        site.map_or_else(String::new, |site| site.name.clone())
    };
    let changes = changes(view, &base);
    // Where something was taken out, something had been found.
    let changed: BTreeSet<&str> = changes
        .iter()
        .flat_map(|changes| &changes.sites)
        .map(|site| site.name.as_str())
        .collect();
    let spotless = summary.spotless.iter().map(|at| name(*at));
    let spotless = spotless.filter(|site| !changed.contains(site.as_str()));
    let spotless: Vec<GoodPractice> = spotless
        .map(|site| GoodPractice { site, what: None })
        .collect();
    QuarterlyBulletin {
        head: desk.head(view.to.to_vec(), view.number.cloned(), view.date),
        place: desk.place.to_owned(),
        year: view.quarter.year(),
        quarter: Some(view.quarter.number()),
        from: view.checked.0,
        to: view.checked.1,
        indicators: citation(desk.set, desk.lang),
        covers: vec![match desk.lang {
            Lang::En => {
                "The verdicts speak only of the indicators that a program decides; what they leave \
                 to people is open."
            }
            Lang::Zh => "判定仅涉及程序能够核查的指标，须由人工核查的指标未计入。",
        }
        .to_owned()],
        for_reference: for_reference(&|_| true),
        failed_by_reference: for_reference(&failed_by_points),
        registered: count(registered(desk, view).count()),
        checked: count(sites),
        qualified: count(qualified),
        qualified_in_part: count(qualified_in_part),
        unqualified: count(unqualified),
        undetermined: count(undetermined),
        findings: count(summary.distinct),
        seed: view.seed.map(str::to_owned),
        kinds: kinds(desk, view, &summary),
        accounts: Vec::new(),
        before: view.before.clone(),
        fault_reports: view.reports.map(|reports| FaultReports {
            received: count(reports.reports),
            in_time: count(reports.in_time),
            late: count(reports.late),
            unanswered: count(reports.overdue),
        }),
        rectification: Some(rectification(view)),
        recheck: None,
        changes,
        appeals: appeals(desk, view),
        good: spotless,
        problems: summary
            .problems
            .iter()
            .filter(|problem| problem.distinct > 0)
            .map(|problem| ProblemKind {
                name: desk.kind(&problem.rule),
                findings: count(problem.distinct),
                sites: count(problem.sites.len()),
                most: problem
                    .sites
                    .iter()
                    .take(MOST)
                    .map(|(at, found)| NamedCount {
                        name: name(*at),
                        count: count(*found),
                    })
                    .collect(),
            })
            .collect(),
        failed: with(Verdict::Unqualified)
            .map(|site| failed(desk, site, site.scorecard.vetoes()))
            .collect(),
        open: with(Verdict::Undetermined)
            .map(|site| undecided(desk, site))
            .collect(),
        unregistered: unregistered(desk, view),
        accountability: accountability(view),
        rectify_by: None,
        report_to: None,
        sites: lines(desk, &base, &summary),
    }
}

/// The registered sites that are in the reporting system.
fn registered<'a>(
    desk: &Desk<'a>,
    view: &'a QuarterView<'_>,
) -> impl Iterator<Item = &'a Site> + use<'a> {
    let sites = desk.registry.sites().iter();
    sites.filter(|site| !view.unreported.contains(&site.host))
}

/// Those that are not, with what a check of them came to.
fn unregistered(desk: &Desk<'_>, view: &QuarterView<'_>) -> Vec<UnregisteredSite> {
    let sites = desk.registry.sites().iter();
    let outside = sites.filter(|site| view.unreported.contains(&site.host));
    let named = outside.map(|site| {
        let entry = view.sites.iter().find(|entry| entry.host == site.host);
        UnregisteredSite {
            name: site.name.clone(),
            address: site.home.clone(),
            unit: (!site.unit_name.is_empty()).then(|| site.unit_name.clone()),
            verdict: entry.map(|entry| entry.scorecard.verdict),
            findings: entry.map_or(0, |entry| {
                count(Summary::of(&[(&entry.scorecard, entry.checks.as_slice())]).distinct)
            }),
        }
    });
    named.collect()
}

/// Every site, by kind and rank.
fn lines(desk: &Desk<'_>, sites: &[&SiteEntry], summary: &Summary) -> Vec<KindSites> {
    let line = |at: usize, rank: Option<u32>| {
        let site = sites.get(at)?;
        Some(SiteLine {
            name: site.name.clone(),
            host: site.host.clone(),
            code: site.code.as_ref().map(ToString::to_string),
            unit: site.unit_name.clone(),
            rank,
            verdict: site.scorecard.verdict,
            points: site.scorecard.points,
            of: site.scorecard.points_of,
            open: open_points(&site.scorecard),
            lost: site.scorecard.points_lost,
            findings: count(summary.distinct_by_site.get(at).copied().unwrap_or(0)),
        })
    };
    let kinds = summary.categories.iter().map(|kind| {
        let ranked = kind.ranking.ranks.iter();
        let ranked = ranked.map(|rank| (rank.site, u32::try_from(rank.rank).ok()));
        let unranked = kind.ranking.unranked.iter().map(|site| (*site, None));
        KindSites {
            name: kind_name(desk, kind.category),
            sites: ranked
                .chain(unranked)
                .filter_map(|(at, rank)| line(at, rank))
                .collect(),
        }
    });
    kinds.collect()
}

fn kind_name(desk: &Desk<'_>, category: Option<SiteCategory>) -> String {
    match (category, desk.lang) {
        (Some(category), lang) => category.name(lang).to_owned(),
        (None, Lang::En) => "kind not registered".to_owned(),
        (None, Lang::Zh) => "未登记类别".to_owned(),
    }
}

fn kinds(desk: &Desk<'_>, view: &QuarterView<'_>, summary: &Summary) -> Vec<KindResult> {
    let kinds = summary.categories.iter().map(|kind| {
        let registered = registered(desk, view).filter(|site| site.category == kind.category);
        KindResult {
            name: kind_name(desk, kind.category),
            registered: count(registered.count()),
            checked: count(kind.counts.sites),
            qualified: count(kind.counts.qualified),
            unqualified: count(kind.counts.unqualified),
            undetermined: count(kind.counts.undetermined),
        }
    });
    kinds.collect()
}

/// What the ledger says of the notices in the time of the bulletin, on its day.
fn rectification(view: &QuarterView<'_>) -> Rectification {
    let within = |day: NaiveDate| view.since < day && day <= view.date;
    let notices = view.ledger.notices().filter(|notice| within(notice.issued));
    let mut sums = Rectification::default();
    let mut noticed: BTreeSet<&ProblemId> = BTreeSet::new();
    for notice in notices {
        sums.notices += 1;
        noticed.extend(&notice.problems);
    }
    for problem in view.ledger.problems() {
        let steps = |wanted: fn(&Step) -> bool| {
            let entries = problem.history.iter();
            let wanted = entries.filter(|entry| within(entry.day) && wanted(&entry.step));
            count(wanted.count())
        };
        sums.reopened += steps(|step| *step == Step::Reopened(Reopening::StillThere));
        sums.came_back += steps(|step| *step == Step::Reopened(Reopening::CameBack));
        let is_closed = matches!(problem.state, State::Closed { .. });
        let is_overdue = problem.is_overdue(view.date);
        if !noticed.contains(&problem.id) {
            let closed_now = is_closed && steps(|step| matches!(step, Step::Closed(_))) > 0;
            sums.earlier_closed += u64::from(closed_now);
            sums.earlier_overdue += u64::from(is_overdue);
            continue;
        }
        sums.problems += 1;
        sums.unregistered += u64::from(view.unreported.contains(&problem.key.site));
        match problem.state {
            State::Closed { .. } => sums.closed += 1,
            State::Dismissed { .. } | State::Withdrawn { .. } => sums.withdrawn += 1,
            _ if is_overdue => sums.overdue += 1,
            _ => sums.open += 1,
        }
    }
    sums
}

/// What dismissals and appeals took out of the results of the inspection: the problems
/// that it saw and that are none on the day of the bulletin.
fn changes(view: &QuarterView<'_>, sites: &[&SiteEntry]) -> Option<Changes> {
    let mut all = Changes {
        dismissed: 0,
        upheld: 0,
        sites: Vec::new(),
    };
    for site in sites {
        let mut changed = ChangedSite {
            name: site.name.clone(),
            dismissed: 0,
            upheld: 0,
        };
        for id in view.ledger.withdrawn(&site.host, view.date) {
            // What a dismissal kept out of the ledger was never a problem of its own.
            let Some(problem) = view.ledger.problem(&id) else {
                continue;
            };
            if problem.last_seen < view.checked.0 {
                continue;
            }
            let mut decisions = problem
                .appeals
                .iter()
                .filter_map(|one| one.decision.as_ref());
            match decisions.any(|decision| decision.upheld) {
                true => changed.upheld += 1,
                false => changed.dismissed += 1,
            }
        }
        all.dismissed += changed.dismissed;
        all.upheld += changed.upheld;
        if changed.dismissed + changed.upheld > 0 {
            all.sites.push(changed);
        }
    }
    (!all.sites.is_empty()).then_some(all)
}

/// How many units were criticised and interviewed; `None` where it was nobody.
fn accountability(view: &QuarterView<'_>) -> Option<Accountability> {
    let units = |step: Escalation| {
        let mut units: BTreeMap<String, ()> = BTreeMap::new();
        for problem in view.ledger.problems() {
            let taken = problem.history.iter().any(|entry| {
                entry.step == Step::Escalated(step)
                    && view.since < entry.day
                    && entry.day <= view.date
            });
            if let (true, Some(unit)) = (taken, &problem.unit) {
                units.insert(unit.to_string(), ());
            }
        }
        count(units.len())
    };
    let (criticised, interviewed) = (units(Escalation::Criticism), units(Escalation::Interview));
    (criticised > 0 || interviewed > 0).then_some(Accountability {
        criticised,
        interviewed,
    })
}

fn appeals(desk: &Desk<'_>, view: &QuarterView<'_>) -> Vec<AppealOutcome> {
    let outcome = |appeal: &AppealCard| {
        let problem = view.ledger.problem(&appeal.problem)?;
        let decided = problem.appeals.iter().rev();
        let decision = decided.into_iter().find_map(|one| one.decision.as_ref())?;
        let mut reason = decision.reason.trim_end_matches('。').to_owned();
        let (before, after) = (&appeal.cards.before, &appeal.cards.after);
        if before != after {
            reason.push_str(&change(desk.lang, before, after));
        }
        Some(AppealOutcome {
            site: desk.site_name(&problem.key.site),
            problem: desk.what(problem),
            upheld: decision.upheld,
            reason,
            // Of a card that is a part of the whole, the number alone would mislead.
            points: after
                .points
                .filter(|points| before.points != Some(*points) && !after.partial),
        })
    };
    view.appeals.iter().filter_map(outcome).collect()
}

/// What an appeal changed, behind its reason.
fn change(lang: Lang, before: &Scorecard, after: &Scorecard) -> String {
    let points = |card: &Scorecard| match (card.points, card.vetoed_points(), lang) {
        (None, Some(points), Lang::En) => format!("vetoed, counts as {points}"),
        (None, Some(points), Lang::Zh) => format!("单项否决，按{points}分计"),
        (None, None, Lang::En) => "no points".to_owned(),
        (None, None, Lang::Zh) => "不计分".to_owned(),
        (Some(points), _, Lang::En) => format!("{points} of the {} points decided", card.points_of),
        (Some(points), _, Lang::Zh) => format!("已核查的{}分中得{points}分", card.points_of),
    };
    let verdicts = (before.verdict.name(lang), after.verdict.name(lang));
    match lang {
        Lang::En => format!(
            "; the verdict was {} ({}) and is now {} ({})",
            verdicts.0,
            points(before),
            verdicts.1,
            points(after)
        ),
        Lang::Zh => format!(
            "；判定由{}（{}）更正为{}（{}）",
            verdicts.0,
            points(before),
            verdicts.1,
            points(after)
        ),
    }
}

fn failed<'a>(
    desk: &Desk<'_>,
    site: &SiteEntry,
    lines: impl Iterator<Item = &'a Line>,
) -> FailedSite {
    let reason = |line: &Line| {
        let title = line.title.get(desk.lang);
        let observed = match seen(line, &site.checks, desk.lang) {
            empty if empty.is_empty() => line.reasons_text(desk.lang),
            observed => observed,
        };
        huabiao_bulletin::reason(title, &observed, desk.lang)
    };
    FailedSite {
        name: site.name.clone(),
        code: site.code.as_ref().map(ToString::to_string),
        unit: site.unit_name.clone(),
        person: None,
        reasons: lines.map(reason).collect(),
    }
}

/// A site without a verdict. The same few reasons stand behind most of its indicators, so
/// each is said once.
fn undecided(desk: &Desk<'_>, site: &SiteEntry) -> FailedSite {
    let mut reasons = Vec::new();
    for reason in site.scorecard.open_vetoes().flat_map(|line| &line.reasons) {
        let text = reason.text(desk.lang);
        if !reasons.contains(&text) {
            reasons.push(text);
        }
    }
    FailedSite {
        reasons,
        ..failed(desk, site, core::iter::empty())
    }
}

pub(super) fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// Sites named under one kind of problem.
const MOST: usize = 3;
