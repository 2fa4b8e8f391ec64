use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, ensure};
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::calendar::Calendar;
use huabiao::inspection::rule;
use huabiao::registry::Registry;
use huabiao::supervision::intake::{Mapping, Reports, read_reports};
use huabiao::supervision::{
    Answered, By, Clock, Context as Case, Ledger, Policy, Report, ReportCounts, ReportKind,
    ReportKinds, Seen,
};
use huabiao::types::Lang;
use serde::Deserialize;

use super::present;

/// Sorts the reports of the public by kind, says which rules find such faults, how often
/// the sorting errs, and enters the reports in a problem ledger.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    if !present(&data.join("lists")) {
        return Ok(());
    }
    let path = data.join("lists/fault_reports.csv");
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    let read = read_reports(&bytes, Mapping::public_reports())?;
    let kinds = ReportKinds::builtin();
    let blind = sorted(kinds, &read.reports);
    let error = judged(kinds, &read.reports)?;
    ledger(&read)?;
    ensure!(
        blind.is_empty(),
        "kinds that a program could see, above {LIMIT} % of them, without a rule: {}",
        blind.join(", ")
    );
    ensure!(
        error <= WRONG_AT_MOST,
        "the sorting errs in {error:.1} % of the sample"
    );
    Ok(())
}

/// Prints kinds and shares; the kinds that should have a rule and have none.
fn sorted(kinds: &ReportKinds, reports: &[Report]) -> Vec<String> {
    let mut counts: HashMap<&str, [u32; 2]> = HashMap::new();
    for report in reports {
        let [all, accepted] = counts.entry(&kind_of(kinds, report).id).or_default();
        *all += 1;
        *accepted += u32::from(is_accepted(report));
    }
    let of = |kind: &ReportKind| counts.get(kind.id.as_str()).copied().unwrap_or_default();
    let mut order: Vec<&ReportKind> = kinds.all().iter().collect();
    order.sort_by_key(|kind| std::cmp::Reverse(of(kind)));
    let all = size(reports.len());
    let with_text = all - counts.get("empty").map_or(0, |[all, _]| *all);
    let accepted: u32 = counts.values().map(|[_, accepted]| accepted).sum();
    let mut visible = BTreeMap::new();
    for kind in kinds.all() {
        *visible.entry(kind.seen).or_insert(0) += of(kind)[0];
    }
    let seen =
        with_text - (visible.get(&Seen::No).copied().unwrap_or_default() - (all - with_text));
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "kind",
        "名称",
        "reports",
        "of all",
        "with text",
        "accepted",
        "of accepted",
        "a program sees",
        "of those",
        "rules",
    ]);
    let mut blind = Vec::new();
    for kind in order {
        let [count, taken] = of(kind);
        let (there, lacking): (Vec<_>, Vec<_>) =
            kind.found_by.iter().partition(|id| rule(id).is_some());
        let mut rules: Vec<String> = there.iter().map(ToString::to_string).collect();
        rules.extend(lacking.iter().map(|id| format!("({id}: not written)")));
        let is_seen = kind.seen != Seen::No;
        if is_seen && there.is_empty() && percent(count, seen) > LIMIT {
            blind.push(format!("{} ({:.1} %)", kind.id, percent(count, seen)));
        }
        table.add_row([
            kind.id.clone(),
            kind.name.get(Lang::Zh).to_owned(),
            count.to_string(),
            share(count, all),
            if kind.id == "empty" {
                String::new()
            } else {
                share(count, with_text)
            },
            taken.to_string(),
            share(taken, accepted),
            seen_word(kind.seen).to_owned(),
            if is_seen {
                share(count, seen)
            } else {
                String::new()
            },
            rules.join(", "),
        ]);
    }
    println!("{table}");
    println!("{all} reports, {with_text} with text, {accepted} accepted (status 1).");
    println!(
        "A program that reads the site from outside could see {seen} of them at least in part \
         ({} of those with text).",
        share(seen, with_text)
    );
    blind
}

/// Compares the kinds with those that a person gave; the error in percent.
fn judged(kinds: &ReportKinds, reports: &[Report]) -> anyhow::Result<f64> {
    #[derive(Deserialize)]
    struct Judged {
        kinds: BTreeMap<String, String>,
    }
    let judged: Judged = toml::from_str(JUDGED)?;
    let by_id: HashMap<&str, &Report> = reports
        .iter()
        .map(|report| (report.id.as_str(), report))
        .collect();
    let mut wrong: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let mut looked = 0;
    for (id, right) in &judged.kinds {
        ensure!(
            kinds.all().iter().any(|kind| kind.id == *right),
            "the judgement of {id} names the unknown kind {right}"
        );
        let Some(report) = by_id.get(id.as_str()) else {
            continue;
        };
        looked += 1;
        let ours = &kind_of(kinds, report).id;
        if ours != right {
            *wrong.entry((right, ours)).or_default() += 1;
        }
    }
    ensure!(looked > 0, "none of the judged reports is in the file");
    let errors: u32 = wrong.values().sum();
    let (low, high) = interval(errors, looked);
    println!("\nSorted wrongly, by the judgement of one reader ({looked} reports):");
    for ((right, ours), count) in &wrong {
        println!("   {count} × {right} taken for {ours}");
    }
    let error = percent(errors, looked);
    println!("error {errors}/{looked} = {error:.1} % (95 %: {low:.1} to {high:.1} %)");
    Ok(error)
}

/// Enters everything in a ledger and prints how the clocks stand.
fn ledger(read: &Reports) -> anyhow::Result<()> {
    let today = read.reports.iter().map(|report| match report.answer {
        Answered::Yes { on: Some(on), .. } => on.max(report.received),
        _ => report.received,
    });
    let today = today.max().context("the file has no report")?;
    let by = By::Machine {
        run: "measure".to_owned(),
    };
    let registry = Registry::new(Vec::new(), Vec::new())?;
    let (calendar, policy) = (Calendar::china(), Policy::default());
    let case = Case {
        today,
        by: &by,
        registry: &registry,
        calendar,
        policy: &policy,
    };
    let mut ledger = Ledger::default();
    let mut refused: BTreeMap<String, u32> = BTreeMap::new();
    for command in read.commands() {
        match ledger.decide(&command, &case) {
            Ok(events) => ledger.record(&events),
            Err(refusal) => *refused.entry(refusal.to_string()).or_default() += 1,
        }
    }
    println!("\nEntered in the problem ledger as reports of the public, on {today}:");
    println!(
        "   imported {}, rejected rows {}",
        ledger.reports().count(),
        read.rejected.len()
    );
    let mut reasons: BTreeMap<String, (u32, u64)> = BTreeMap::new();
    for row in &read.rejected {
        let reason = format!("{}: {}", row.column, row.fault.text(Lang::En));
        reasons.entry(reason).or_insert((0, row.line)).0 += 1;
    }
    for (reason, (count, line)) in reasons {
        println!("      {count} × {reason} (first in line {line})");
    }
    for (reason, count) in refused {
        println!("   refused by the ledger {count} × {reason}");
    }
    for note in &read.notes {
        println!("   note: {note}");
    }
    let counts = ReportCounts::of(ledger.reports(), policy.report_answer, calendar, today);
    let known = size(counts.in_time + counts.late);
    println!(
        "   answered within 3 working days {} ({}), late {}, open {} (of them overdue {}), refused \
         by the platform {}, day of the answer not known {}",
        counts.in_time,
        share(size(counts.in_time), known),
        counts.late,
        counts.overdue + counts.running,
        counts.overdue,
        counts.refused,
        counts.unknown
    );
    let mut days: Vec<u32> = ledger
        .reports()
        .filter_map(
            |report| match report.clock(policy.report_answer, calendar, today) {
                Clock::Late { working_days } => Some(working_days),
                _ => None,
            },
        )
        .collect();
    days.sort_unstable();
    if let (Some(median), Some(most)) = (days.get(days.len() / 2), days.last()) {
        println!("   working days late: median {median}, most {most}");
    }
    let uncertain = ledger
        .reports()
        .filter(|report| !report.due(policy.report_answer, calendar).certain);
    println!(
        "   deadlines outside the years of the calendar: {}",
        uncertain.count()
    );
    Ok(())
}

fn kind_of<'a>(kinds: &'a ReportKinds, report: &Report) -> &'a ReportKind {
    let chosen = Some(report.kind.as_str()).filter(|kind| !kind.is_empty());
    kinds.of(&report.description, chosen).kind
}

fn is_accepted(report: &Report) -> bool {
    matches!(
        report.answer,
        Answered::Yes {
            accepted: Some(true),
            ..
        }
    )
}

fn seen_word(seen: Seen) -> &'static str {
    match seen {
        Seen::No => "no",
        Seen::Partly => "partly",
        Seen::Yes => "yes",
    }
}

/// The interval of Wilson for a share, in percent, at 95 %.
fn interval(part: u32, whole: u32) -> (f64, f64) {
    const Z: f64 = 1.96;
    let n = f64::from(whole);
    let p = f64::from(part) / n;
    let middle = p + Z * Z / (2.0 * n);
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 100.0 / (1.0 + Z * Z / n);
    (scale * (middle - half), scale * (middle + half))
}

fn percent(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole.max(1))
}

fn share(part: u32, whole: u32) -> String {
    format!("{:.1} %", percent(part, whole))
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

const JUDGED: &str = include_str!("../../judged/reports.toml");

/// Above this share, in percent, a kind that a program could see needs a rule.
const LIMIT: f64 = 3.0;

/// The sorting may err in so many percent of the sample.
const WRONG_AT_MOST: f64 = 15.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_share() {
        let (low, high) = interval(26, 200);
        assert!(
            (9.0..9.1).contains(&low) && (18.3..18.4).contains(&high),
            "{low} {high}"
        );
        assert!(interval(0, 200).0.abs() < 1e-9);
    }
}
