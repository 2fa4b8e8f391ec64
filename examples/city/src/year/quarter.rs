use chrono::NaiveDate;
use huabiao::bulletin::SiteEntry;
use huabiao::crawler::Crawler;
use huabiao::finding::Finding;
use huabiao::registry::Site;
use huabiao::run::{RunPlan, site_key};
use huabiao::store::RunStore;
use huabiao::supervision::{Purpose, QuarterResult, Run};

use super::cast::Manner;
use super::papers;
use super::people::{appeal, close_by_person, confirm, escalate, notify, receive_reports};
use super::play::{OUTSIDE, Play};
use super::record::{QuarterRecord, VerdictRecord};
use super::repairs::{mend, mend_and_report, ready, recheck};
use super::timeline::{
    CRITICISE, FIX, FIX_LATE, INTERVIEW, PUBLISH, RECHECK, RECHECK_LATE, REMIND, Timeline,
    rectify_by,
};
use crate::args::CommonArguments;
use crate::demo::{City, Expected};
use crate::demo_command;
use crate::inspect_command::work;
use crate::output::Scope;

/// Plays one quarter; `None` when somebody interrupted it. `first` is what the first
/// inspection of the year found.
pub(super) async fn play(
    play: &mut Play<'_>,
    at: usize,
    timeline: &Timeline,
    first: Option<Scope>,
) -> anyhow::Result<Option<()>> {
    let day = timeline.checked;
    let folder = format!("q{}", timeline.quarter.number());
    let Some(draw) = play.draws.get(at).cloned() else {
        return Ok(Some(()));
    };
    play.keep_draw(&draw).await?;
    papers::draw(play, &folder, timeline, &draw)?;

    // Inspection: everything in the first quarter, what was drawn in the others.
    play.stage("检查", "inspection", day);
    let whole = first.is_some();
    let scope = match first {
        Some(scope) => scope,
        None => {
            news(play, at);
            let drawn = draw.sites();
            let all = play.registry.sites().iter();
            let sites: Vec<Site> = all
                .filter(|site| drawn.contains(site.host.as_str()))
                .cloned()
                .collect();
            match inspect(play, &folder, day, sites).await? {
                Some(scope) => scope,
                None => return Ok(None),
            }
        }
    };
    let run = format!("{}-inspection", timeline.quarter);
    observe(play, &run, day, &scope).await?;
    let (planted, missed, unplanted) = compare(&play.city, &scope);
    let mut record = QuarterRecord {
        quarter: timeline.quarter.to_string(),
        day,
        seed: draw.plan.seed.clone(),
        candidates: draw.candidates.len(),
        drawn: draw.sites().into_iter().map(str::to_owned).collect(),
        inspected: scope.sites.iter().map(|site| site.host.clone()).collect(),
        rechecked: Vec::new(),
        planted,
        missed,
        unplanted,
        notices: 0,
        verdicts: VerdictRecord::default(),
        outside: 0,
        as_inspected: VerdictRecord::of(&scope.sites),
        bulletin_day: timeline.after(PUBLISH),
    };

    receive_reports(play, timeline).await?;
    confirm(play, timeline, at == 0).await?;
    let cards = play.cards(&scope, day)?;
    record.notices = notify(play, timeline, &folder, &cards).await?;
    let contested = if at == 0 {
        appeal(play, timeline, &scope).await?
    } else {
        Vec::new()
    };

    for (report_on, look_on, late) in [(FIX, RECHECK, false), (FIX_LATE, RECHECK_LATE, true)] {
        if late {
            escalate(play, timeline.after(REMIND)).await?;
        }
        let reported = timeline.after(report_on);
        for host in ready(play, timeline, late) {
            mend_and_report(play, &host, reported, at == 0 && !late).await?;
        }
        let day = timeline.after(look_on);
        play.stage("复核已报告整改的问题", "re-check of reported repairs", day);
        let Some(recheck) = recheck(
            play,
            &format!("{}-recheck-{}", timeline.quarter, u8::from(late) + 1),
            day,
        )
        .await?
        else {
            return Ok(None);
        };
        record.rechecked.extend(recheck);
        close_by_person(play, day).await?;
    }
    escalate(play, timeline.after(CRITICISE)).await?;
    escalate(play, timeline.after(INTERVIEW)).await?;

    play.stage(
        "申诉后计分、通报",
        "scores after appeals, bulletin",
        timeline.after(PUBLISH),
    );
    let sites = play.after_appeals(scope, day)?;
    for entry in &sites {
        play.results.push(QuarterResult {
            quarter: timeline.quarter,
            site: entry.host.clone(),
            card: entry.scorecard.clone(),
        });
    }
    // As the bulletin counts: sites outside of the reporting system are in no rate.
    let is_outside = |site: &&SiteEntry| OUTSIDE.contains(&site.host.as_str());
    record.outside = sites.iter().filter(is_outside).count() as u64;
    record.verdicts = VerdictRecord::of(sites.iter().filter(|site| !is_outside(site)));
    let number = papers::quarter(play, &folder, timeline, &draw, whole, &sites, &contested)?;
    let campaign = if whole {
        huabiao::supervision::Sites::All(record.inspected.iter().cloned().collect())
    } else {
        huabiao::supervision::Sites::Drawn(Box::new(draw))
    };
    play.keep_campaign(timeline, campaign, &run, (timeline.after(PUBLISH), &number))
        .await?;
    play.record.quarters.push(record);
    Ok(Some(()))
}

/// What happens to the city before the inspection of a later quarter: somebody mends
/// without a word, things break, and one that was mended breaks again.
fn news(play: &mut Play<'_>, at: usize) {
    let Some(draw) = play.draws.get(at) else {
        return;
    };
    let drawn: Vec<String> = draw.sites().into_iter().map(str::to_owned).collect();
    if at == 1 {
        let quiet: Vec<String> = play.cast.with(Manner::Quiet).map(str::to_owned).collect();
        for host in quiet {
            mend(play, &host, None);
        }
    }
    let faultless = |host: &&String| {
        let has = play.first_faults.iter().any(|(other, _)| other == *host);
        !has && !play.city.decoys().iter().any(|decoy| decoy.host == **host)
    };
    let clean: Vec<String> = drawn.iter().filter(faultless).cloned().collect();
    for (host, kind) in clean.iter().zip(BREAKS.get(at).copied().unwrap_or(&[])) {
        play.history.breaks(host, kind);
    }
    if at == 2 {
        let again = play.first_faults.iter().find(|(host, kind)| {
            drawn.contains(host)
                && LINKS.contains(kind)
                && play.cast.of(host) == Manner::Prompt
                && play.history.is_mended(host, kind)
        });
        if let Some((host, kind)) = again.cloned() {
            play.history.breaks(&host, kind);
        }
    }
}

/// Inspects some sites of the city as it is on a day.
async fn inspect(
    play: &mut Play<'_>,
    folder: &str,
    day: NaiveDate,
    sites: Vec<Site>,
) -> anyhow::Result<Option<Scope>> {
    play.city = City::later(day, play.history.clone());
    let common = CommonArguments {
        today: Some(day),
        out: play.shelf.folder(folder)?,
        rectify_by: Some(rectify_by(play.common.rectify_by, day)),
        ..play.common.clone()
    };
    let serving = play.city.serve().await?;
    let config = demo_command::config(&serving);
    let plan = demo_command::plan(sites, &common, &config);
    add_visits(play, &plan).await?;
    let crawler = Crawler::new(config)?;
    let scope = work(play.store, &crawler, &plan, &common, None).await?;
    if scope.is_some() {
        papers::note_inspection(play, folder);
    }
    Ok(scope)
}

pub(super) async fn add_visits(play: &Play<'_>, plan: &RunPlan) -> anyhow::Result<()> {
    for (host, visits) in play.city.visits() {
        if let Some(site) = plan.sites.iter().find(|site| site.host == host) {
            play.store.add_visits(&site_key(site), &visits).await?;
        }
    }
    Ok(())
}

async fn observe(
    play: &mut Play<'_>,
    id: &str,
    day: NaiveDate,
    scope: &Scope,
) -> anyhow::Result<()> {
    let run = Run {
        id: id.to_owned(),
        day,
        purpose: Purpose::Inspection,
    };
    let registry = play.registry.clone();
    let entries = scope.sites.iter();
    let sites = entries.filter_map(|entry| registry.site_at(&entry.host));
    let sites: Vec<Site> = sites.cloned().collect();
    play.office.observe_run(&run, scope.run, &sites).await?;
    Ok(())
}

/// How many faults were in the inspected sites, which of them were missed, and what was
/// found besides.
fn compare(city: &City, scope: &Scope) -> (usize, Vec<String>, Vec<String>) {
    let findings: Vec<Finding> = scope.findings();
    let inspected = |host: &str| scope.sites.iter().any(|site| site.host == host);
    let faults: Vec<_> = city
        .faults()
        .iter()
        .filter(|fault| inspected(&fault.host))
        .collect();
    let made = |owed: &Expected| findings.iter().any(|finding| owed.is(finding));
    let missed = faults
        .iter()
        .filter(|fault| !fault.expected.iter().all(made))
        .map(|fault| format!("{} {}", fault.kind, fault.host));
    let owed: Vec<&Expected> = city
        .faults()
        .iter()
        .flat_map(|fault| &fault.expected)
        .collect();
    let others = findings
        .iter()
        .filter(|finding| !owed.iter().any(|owed| owed.is(finding)));
    let others = others.map(|finding| format!("{} {}", finding.rule, finding.url));
    (faults.len(), missed.collect(), others.collect())
}

/// What breaks on faultless sites before each inspection.
const BREAKS: [&[&str]; 4] = [
    &[],
    &["real-404", "mark-icp", "dead-image"],
    &["blank-column", "external-404"],
    &["mark-police", "error-500"],
];

/// Faults that can break again once they were mended.
const LINKS: [&str; 6] = [
    "dead-attachment",
    "dead-image",
    "error-500",
    "home-404",
    "real-404",
    "soft-404",
];
