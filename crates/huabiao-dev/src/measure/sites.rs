use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::files::{ColumnLine, LinkLine, PageLine};

use super::labels::{Labels, lines};
use super::site_report::{Share, SiteReport};
use super::{present, program};

/// Inspects each mirrored site with the reference program and compares what it
/// wrote with the labels.
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
        "extra",
        "alive",
        "dead",
        "undecided",
        "dates",
        "by script",
        "kinds",
        "items",
        "newest",
        "blank",
        "wrong accusations",
    ]);
    for name in &names {
        let (report, seconds) = one(&program, data, name)?;
        println!("── {name}: {seconds:.1} s");
        for line in &report.wrong {
            println!("   WRONG {line}");
        }
        let shown = if all { usize::MAX } else { 12 };
        for line in report.differences.iter().take(shown) {
            println!("   {line}");
        }
        if report.differences.len() > shown {
            println!(
                "   … {} more differences (--all)",
                report.differences.len() - shown
            );
        }
        let share = Share::text;
        table.add_row([
            name.clone(),
            share(report.read),
            share(report.decoded),
            share(report.targets),
            report.extra_targets.to_string(),
            share(report.alive),
            share(report.dead),
            report.undecided.to_string(),
            share(report.dates),
            share(report.script_dates),
            share(report.kinds),
            share(report.items),
            share(report.newest),
            share(report.blank),
            report.wrong.len().to_string(),
        ]);
    }
    println!("{table}");
    Ok(())
}

/// Inspects one mirror. A mirror may hold the trees of several sites that do not link
/// to each other, so each of its home pages is a start of its own; a page counts where
/// it was read first.
fn one(program: &Path, data: &Path, name: &str) -> anyhow::Result<(SiteReport, f64)> {
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
    }
    let seconds = begun.elapsed().as_secs_f64();
    let report = SiteReport::new(&labels, &read.pages, &read.links, &read.columns, today);
    Ok((report, seconds))
}

/// What several runs over one mirror read, each page once.
#[derive(Default)]
struct Read {
    pages: Vec<PageLine>,
    links: Vec<LinkLine>,
    columns: Vec<ColumnLine>,
}

impl Read {
    fn add(&mut self, out: &Path) -> anyhow::Result<()> {
        let known: HashSet<String> = self.pages.iter().map(|page| page.url.clone()).collect();
        let pages: Vec<PageLine> = lines(&out.join("pages.jsonl"))?;
        let links: Vec<LinkLine> = lines(&out.join("links.jsonl"))?;
        let columns: Vec<ColumnLine> = lines(&out.join("columns.jsonl"))?;
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
