#![doc = include_str!("../README.md")]

mod generate;
mod indicators;
mod measure;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "cargo dev", version, about = "The developer's tool of Huabiao")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes the files that are made from code: schemas, the tables of rules and indicators.
    Generate {
        /// Only compares, and fails where a file differs.
        #[arg(long)]
        check: bool,
    },
    /// Measures on real pages and sites, beside peers.
    Measure {
        /// What to measure.
        #[command(subcommand)]
        what: What,
        /// The folder with pages, sites and labels.
        #[arg(long, global = true, default_value = "../shared/data")]
        data: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
enum What {
    /// Whole mirrored sites against their labels.
    Sites {
        /// Only these sites.
        names: Vec<String>,
        /// Lists every difference instead of the first ones.
        #[arg(long)]
        all: bool,
    },
    /// Publication dates of labelled pages, beside other extractors.
    Dates,
    /// Links of a GB2312 page, against what Chromium requests.
    Gbk,
    /// Elements of service guides, against their labels.
    Guides,
    /// Reports of the public: kinds, the rules that find them, and their clocks.
    Reports,
    /// Lists that offices keep: what is read, and what the rules on names and domains say.
    Registry,
    /// What rules say of the mirrored sites, read as severely as they can.
    Rules {
        /// Only these rules.
        ids: Vec<String>,
    },
    /// Faults planted by script into copies of mirrored sites.
    Planted {
        /// Lists what was found, too.
        #[arg(long)]
        all: bool,
    },
    /// Throughput of reading pages, beside the bare tokenizer and scraper.
    Parse,
    /// Published results of real inspections: stated, recomputed, agrees or why not.
    Published,
    /// Scoring of thousands of sites with a thousand findings each, on one core.
    Score,
    /// Barriers against the samples of the accessibility rules.
    Act {
        /// Lists every sample that differs.
        #[arg(long)]
        all: bool,
    },
    /// Wrong wordings of the starter dictionary on real pages.
    Wording,
    /// Hidden blocks of links on the mirrors.
    Hidden,
    /// Personal data on real pages, and planted into copies of them.
    Personal,
    /// A crawl of 5,000 pages over loopback, beside other link checkers.
    Crawl,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Generate { check } => generate::run(check),
        Command::Measure { what, data } => match what {
            What::Sites { names, all } => measure::sites::run(&data, &names, all),
            What::Dates => measure::dates::run(&data),
            What::Gbk => measure::gbk::run(),
            What::Guides => measure::guides::run(&data),
            What::Reports => measure::reports::run(&data),
            What::Registry => measure::registry::run(&data),
            What::Rules { ids } => measure::rules::run(&data, &ids),
            What::Planted { all } => measure::planted::run(&data, all),
            What::Parse => measure::parse::run(&data),
            What::Published => measure::published::run(&data),
            What::Score => measure::score::run(),
            What::Act { all } => measure::act::run(&data, all),
            What::Wording => measure::wording::run(&data),
            What::Hidden => measure::hidden::run(&data),
            What::Personal => measure::personal::run(&data),
            What::Crawl => measure::crawl::run(),
        },
    }
}
