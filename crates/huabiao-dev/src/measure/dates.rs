use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, ensure};
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::page::{Input, read};
use serde::Deserialize;
use url::Url;

/// Dates of publication on the labelled single pages, beside the peers: the same
/// pages, the same machine, right one after the other.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let folder = data.join("pages");
    if !super::present(&folder) {
        return Ok(());
    }
    let mut pages = Vec::new();
    for set in SETS {
        pages.extend(load(&folder, set)?);
    }
    ensure!(
        !pages.is_empty(),
        "no labelled page in {}",
        folder.display()
    );
    let mut scores: BTreeMap<(usize, String), BTreeMap<&str, Score>> = BTreeMap::new();
    for answer in ours(&pages) {
        count(&mut scores, 0, &pages, &answer);
    }
    match peers(&pages) {
        Ok(answers) => {
            for answer in &answers {
                count(&mut scores, 1, &pages, answer);
            }
            for (peer, package) in PEERS {
                if !answers.iter().any(|answer| answer.tool.starts_with(peer)) {
                    println!("skipped: {package} could not be installed or started");
                }
            }
        }
        Err(error) => println!("skipped: the peers could not be run: {error:#}"),
    }
    print(&scores);
    println!(
        "right of all pages with a labelled date; Chinese: cwced and gne together.\n\
         Huabiao reads the whole page (encoding, links, lists, kind, text, date); \
         \"of it the date\" is what the search for the date adds to the one pass over the page."
    );
    Ok(())
}

/// A labelled page.
struct Page {
    set: &'static str,
    path: PathBuf,
    url: Option<Url>,
    body: Vec<u8>,
    published: String,
}

#[derive(Deserialize)]
struct Label {
    file: String,
    url: Option<String>,
    published: Option<String>,
    published_checked: Option<String>,
}

/// What a tool says of one page.
#[derive(Deserialize)]
struct Answer {
    tool: String,
    page: PathBuf,
    date: Option<String>,
    ms: f64,
}

#[derive(Clone, Copy, Default)]
struct Score {
    pages: u32,
    right: u32,
    none: u32,
    ms: f64,
}

fn load(folder: &Path, set: &'static str) -> anyhow::Result<Vec<Page>> {
    let labels = folder.join(set).join("labels.jsonl");
    let text = fs::read_to_string(&labels)
        .with_context(|| format!("{} cannot be read", labels.display()))?;
    let mut pages = Vec::new();
    for (number, line) in text.lines().enumerate() {
        // Python writes NaN for what is missing.
        let line = line.replace(": NaN", ": null");
        let label: Label = serde_json::from_str(&line)
            .with_context(|| format!("{}, line {}", labels.display(), number + 1))?;
        let Some(published) = label.published_checked.or(label.published) else {
            continue;
        };
        let path = folder.join(set).join(&label.file);
        pages.push(Page {
            set,
            body: fs::read(&path).with_context(|| format!("{}", path.display()))?,
            path,
            url: label.url.and_then(|url| url.parse().ok()),
            published: published.chars().take(10).collect(),
        });
    }
    Ok(pages)
}

fn ours(pages: &[Page]) -> Vec<Answer> {
    let unknown = Url::parse("http://unknown.example/page").ok();
    let mut answers = Vec::new();
    // The first round pays for what is built on first use.
    for round in 0..2 {
        for page in pages {
            let Some(url) = page.url.as_ref().or(unknown.as_ref()) else {
                continue;
            };
            let input = Input {
                url,
                hosts: &[],
                content_type: None,
                status: 200,
                body: &page.body,
            };
            let began = Instant::now();
            let read = read(&input);
            let whole = began.elapsed().as_secs_f64() * 1000.0;
            if round == 0 {
                continue;
            }
            let prepared = huabiao::page::measure::Prepared::new(&input);
            let began = Instant::now();
            let alone = prepared.published();
            let step = began.elapsed().as_secs_f64() * 1000.0;
            let mut answer = |tool: &str, date: Option<String>, ms| {
                answers.push(Answer {
                    tool: tool.to_owned(),
                    page: page.path.clone(),
                    date,
                    ms,
                });
            };
            answer(
                "Huabiao",
                read.published.map(|published| published.date.to_string()),
                whole,
            );
            answer(
                "Huabiao, of it the date",
                alone.map(|published| published.date.to_string()),
                step,
            );
        }
    }
    answers
}

/// Installs the peers into a folder beside the build and runs them.
fn peers(pages: &[Page]) -> anyhow::Result<Vec<Answer>> {
    let program = std::env::current_exe()?;
    let folder = program
        .parent()
        .and_then(Path::parent)
        .context("the tool stands in no folder")?
        .join("dev-peers");
    let python = folder.join("bin/python");
    if !python.exists() {
        let status = Command::new("python3")
            .args(["-m", "venv"])
            .arg(&folder)
            .status()
            .context("python3 cannot be started")?;
        ensure!(status.success(), "python3 makes no environment");
    }
    for (_, package) in PEERS {
        // One by one: one that does not install leaves the others.
        Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args(package.split(' '))
            .stderr(Stdio::null())
            .status()
            .context("pip cannot be started")?;
    }
    let script = folder.join("dates.py");
    fs::write(&script, include_str!("dates.py"))?;
    let list = folder.join("pages.tsv");
    let mut lines = String::new();
    for page in pages {
        let url = page.url.as_ref().map_or("", Url::as_str);
        lines.push_str(&format!(
            "{}\t{url}\n",
            fs::canonicalize(&page.path)?.display()
        ));
    }
    fs::write(&list, lines)?;
    let output = Command::new(&python)
        .arg(&script)
        .arg(&list)
        .stderr(Stdio::null())
        .output()
        .context("the peers cannot be started")?;
    ensure!(
        output.status.success(),
        "the peers ended with {}",
        output.status
    );
    String::from_utf8(output.stdout)?
        .lines()
        .map(|line| serde_json::from_str(line).context("an answer of a peer"))
        .collect()
}

fn count(
    scores: &mut BTreeMap<(usize, String), BTreeMap<&'static str, Score>>,
    order: usize,
    pages: &[Page],
    answer: &Answer,
) {
    let same = |page: &&Page| {
        page.path == answer.page
            || fs::canonicalize(&page.path).is_ok_and(|path| path == answer.page)
    };
    let Some(page) = pages.iter().find(same) else {
        return;
    };
    let sets = scores.entry((order, answer.tool.clone())).or_default();
    let chinese = ["cwced", "gne"].contains(&page.set).then_some("Chinese");
    for set in [Some(page.set), chinese].into_iter().flatten() {
        let score = sets.entry(set).or_default();
        score.pages += 1;
        score.ms += answer.ms;
        score.right += u32::from(answer.date.as_deref() == Some(page.published.as_str()));
        score.none += u32::from(answer.date.is_none());
    }
}

fn print(scores: &BTreeMap<(usize, String), BTreeMap<&'static str, Score>>) {
    let sets = ["htmldate", "Chinese", "cwced", "gne", "wcxb"];
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(
        std::iter::once("tool".to_owned()).chain(
            sets.iter()
                .flat_map(|set| [format!("{set}: right"), "ms a page".to_owned()]),
        ),
    );
    for ((_, tool), by_set) in scores {
        let mut row = vec![tool.clone()];
        for set in sets {
            let score = by_set.get(set).copied().unwrap_or_default();
            let pages = f64::from(score.pages.max(1));
            row.push(format!(
                "{:.3} ({}/{}, none {})",
                f64::from(score.right) / pages,
                score.right,
                score.pages,
                score.none
            ));
            row.push(format!("{:.2}", score.ms / pages));
        }
        table.add_row(row);
    }
    println!("{table}");
}

/// The sets of single pages.
const SETS: [&str; 4] = ["htmldate", "cwced", "gne", "wcxb"];

/// Names of the peers and the packages they come in.
const PEERS: [(&str, &str); 3] = [
    ("htmldate", "htmldate==1.11.0"),
    ("GNE", "gne==0.4.3"),
    // What its metadata needs and newer lxml no longer brings.
    ("trafilatura", "trafilatura==2.3.1 lxml_html_clean"),
];
