use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::files::{ColumnLine, FindingLine, LinkLine, PageLine};
use huabiao::scoring::Scorecard;

use super::judged::Judged;
use super::labels::{Labels, lines};
use super::site_report::{Share, SiteReport};
use super::unlabelled::{accusations, others, verdict};
use super::{present, program};

/// Inspects each mirrored site with the reference program and compares what it
/// wrote with the labels. What differs, and every finding that the labels say nothing
/// about, is joined with what people judged.
///
/// # Errors
///
/// When an accusation was judged wrong, or something was judged by nobody.
pub(crate) fn run(data: &Path, names: &[String], all: bool) -> anyhow::Result<()> {
    if !present(&data.join("sites")) {
        return Ok(());
    }
    let program = program()?;
    let names = if names.is_empty() {
        found(data)?
    } else {
        names.to_vec()
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "site",
        "read/labelled",
        "decoded",
        "targets",
        "of all labelled",
        "extra",
        "alive",
        "of all labelled",
        "dead",
        "of all labelled",
        "undecided",
        "dates",
        "by script",
        "kinds",
        "items",
        "newest",
        "blank",
        "accusations right",
        "unsure",
        "wrong",
        "to be judged",
        "no labels to judge",
    ]);
    let judged = Judged::read()?;
    let (mut wrong, mut unjudged, mut unlabelled) = (0, 0, 0);
    for name in &names {
        let (report, others, seconds) = one(&program, data, name)?;
        println!("── {name}: {seconds:.1} s");
        let beyond: usize = others.values().sum();
        unlabelled += beyond;
        if !others.is_empty() {
            let others: Vec<String> = others
                .iter()
                .map(|(rule, count)| format!("{rule} {count}"))
                .collect();
            println!("   no labels to judge: {}", others.join(", "));
        }
        let outcome = judged.join(name, &report.differences);
        wrong += outcome.wrong;
        unjudged += outcome.unjudged;
        let loud = |line: &&String| line.starts_with("WRONG") || line.starts_with("UNJUDGED");
        let quiet = outcome.lines.iter().filter(|line| !loud(line));
        let shown = if all { usize::MAX } else { 12 };
        let lines = outcome.lines.iter().filter(loud);
        for line in lines.chain(quiet.clone().take(shown)) {
            println!("   {line}");
        }
        let more = quiet.count().saturating_sub(shown);
        if more > 0 {
            println!("   … {more} more that are judged (--all)");
        }
        let share = Share::text;
        table.add_row([
            name.clone(),
            share(report.read),
            share(report.decoded),
            share(report.targets),
            share(report.targets_of_all),
            report.extra_targets.to_string(),
            share(report.alive),
            share(report.alive_of_all),
            share(report.dead),
            share(report.dead_of_all),
            report.undecided.to_string(),
            share(report.dates),
            share(report.script_dates),
            share(report.kinds),
            share(report.items),
            share(report.newest),
            share(report.blank),
            outcome.right.to_string(),
            outcome.unsure.to_string(),
            outcome.wrong.to_string(),
            outcome.unjudged.to_string(),
            beyond.to_string(),
        ]);
    }
    println!("{table}");
    println!(
        "“wrong” speaks only of the rules that the labels judge; {unlabelled} findings of other \
         rules stand in the last column, and nobody has said whether they are right"
    );
    ensure!(
        wrong == 0 && unjudged == 0,
        "{wrong} accusations were judged wrong, {unjudged} differences were not judged"
    );
    Ok(())
}

/// Inspects one mirror. A mirror may hold the trees of several sites that do not link
/// to each other, so each of its home pages is a start of its own; a page counts where
/// it was read first.
fn one(
    program: &Path,
    data: &Path,
    name: &str,
) -> anyhow::Result<(SiteReport, BTreeMap<String, usize>, f64)> {
    let labels = Labels::read(data, name)?;
    let folder = data.join("sites").join(name);
    // A week after the newest entry of any list: some columns are fresh, some are not.
    let newest = labels
        .columns
        .values()
        .filter_map(|column| column.newest)
        .max();
    let today = newest.context("no column shows a date")? + chrono::Duration::days(7);
    let mut homes: Vec<&str> = labels
        .pages
        .values()
        .filter(|page| page.kind == "home")
        .map(|page| page.file.as_str())
        .collect();
    homes.sort_by_key(|file| (*file != "index.html", *file));
    let begun = std::time::Instant::now();
    let mut read = Read::default();
    let mut verdicts = Vec::new();
    for home in homes {
        let home = if home == "index.html" { "" } else { home };
        let out = tempfile::tempdir()?;
        let mut command = Command::new(program);
        command
            .arg("inspect")
            .arg(format!("http://{}/{home}", labels.hosts[0]));
        for host in &labels.hosts {
            command
                .arg("--serve-dir")
                .arg(format!("{host}={}", folder.display()));
        }
        command.args([
            "--max-pages",
            "5000",
            "--quiet",
            "--lang",
            "en",
            "--today",
            &today.to_string(),
        ]);
        let status = command
            .arg("--out")
            .arg(out.path())
            .stdout(std::process::Stdio::null())
            .status()?;
        ensure!(status.success(), "inspecting {name} ended with {status}");
        read.add(out.path())?;
        let cards = std::fs::read(out.path().join("scorecards.json"))?;
        let cards: Vec<Scorecard> = serde_json::from_slice(&cards)?;
        verdicts.extend(cards.iter().map(|card| verdict(home, card)));
    }
    let seconds = begun.elapsed().as_secs_f64();
    let mut report = SiteReport::new(&labels, &read.pages, &read.links, &read.columns, today);
    report
        .differences
        .extend(accusations(&labels, &read.findings));
    report.differences.extend(verdicts);
    Ok((report, others(&read.findings), seconds))
}

/// What several runs over one mirror read, each page once.
#[derive(Default)]
struct Read {
    pages: Vec<PageLine>,
    links: Vec<LinkLine>,
    columns: Vec<ColumnLine>,
    findings: Vec<FindingLine>,
}

impl Read {
    fn add(&mut self, out: &Path) -> anyhow::Result<()> {
        let known: HashSet<String> = self.pages.iter().map(|page| page.url.clone()).collect();
        let pages: Vec<PageLine> = lines(&out.join("pages.jsonl"))?;
        let links: Vec<LinkLine> = lines(&out.join("links.jsonl"))?;
        let columns: Vec<ColumnLine> = lines(&out.join("columns.jsonl"))?;
        self.findings.extend(lines(&out.join("findings.jsonl"))?);
        self.pages
            .extend(pages.into_iter().filter(|page| !known.contains(&page.url)));
        self.links
            .extend(links.into_iter().filter(|link| !known.contains(&link.page)));
        self.columns.extend(
            columns
                .into_iter()
                .filter(|column| !known.contains(&column.url)),
        );
        Ok(())
    }
}

fn found(data: &Path) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(data.join("sites"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
