//! Measurements: each prints a table. What differs from the labels of a mirrored
//! site is judged by people, in `judged/sites.toml`.

pub(crate) mod act;
pub(crate) mod crawl;
pub(crate) mod dates;
pub(crate) mod gbk;
pub(crate) mod guides;
pub(crate) mod hidden;
pub(crate) mod judged;
pub(crate) mod labels;
pub(crate) mod mirror;
pub(crate) mod parse;
pub(crate) mod personal;
pub(crate) mod planted;
pub(crate) mod published;
pub(crate) mod registry;
pub(crate) mod reports;
pub(crate) mod rules;
pub(crate) mod score;
pub(crate) mod site_report;
pub(crate) mod sites;
pub(crate) mod unlabelled;
pub(crate) mod wording;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, ensure};

/// The reference program, built as `cargo run --release` builds it.
pub(crate) fn program() -> anyhow::Result<PathBuf> {
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release"])
        .status()
        .context("cargo cannot be started")?;
    ensure!(status.success(), "the reference program does not build");
    let target = std::env::current_exe()?;
    let folder = target.parent().context("the tool stands in no folder")?;
    Ok(folder.join("huabiao"))
}

/// Whether the folder is there; says so when it is not.
pub(crate) fn present(folder: &Path) -> bool {
    let there = folder.is_dir();
    if !there {
        println!("skipped: the folder {} is not there", folder.display());
    }
    there
}

/// How long the processor has worked for this thread, where the system says so.
pub(crate) fn worked() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
