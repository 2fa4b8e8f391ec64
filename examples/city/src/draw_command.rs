use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::supervision::{Candidate, Draw, Plan, Quarter, Share, draw, read_candidates};
use huabiao::types::Lang;
use sha2::{Digest, Sha256};

use crate::named_file::{bytes, refused};
use crate::output::write_json;
use crate::refused::Refused;
use crate::{Exit, sites};

/// Arguments of `draw`.
#[derive(Args, Clone, Debug)]
pub(crate) struct DrawArguments {
    /// 网站清单（CSV 或 XLSX） / list of sites (CSV or XLSX)
    #[arg(long, value_name = "FILE", required_unless_present_any = ["verify", "candidates"])]
    sites: Option<PathBuf>,
    /// 与抽查结果一同公布的候选名单，代替网站清单；与 --verify 同用时核对名单是否一致 / the published list of candidates, instead of a list of sites; with --verify, checks that the draw was made from it
    #[arg(long, value_name = "FILE", conflicts_with = "sites")]
    candidates: Option<PathBuf>,
    /// 季度，如 2026-Q3 / the quarter, such as 2026-Q3
    #[arg(long, value_name = "QUARTER", value_parser = quarter, required_unless_present = "verify")]
    quarter: Option<Quarter>,
    /// 公布的种子 / the published seed
    #[arg(long, value_name = "TEXT", required_unless_present = "verify", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    seed: Option<String>,
    /// 每类抽取比例（%） / share of each kind, in per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 30, value_parser = clap::value_parser!(u8).range(1..=100))]
    share: u8,
    /// 没有网站标识码的网站的抽取比例（%） / share of sites without an identification code, in per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 60, value_parser = clap::value_parser!(u8).range(1..=100))]
    outside: u8,
    /// 本年度此前各季度的抽查结果；与 --verify 同用时一并核对 / the draws of the year's earlier quarters; with --verify they are checked too
    #[arg(long, value_name = "FILE")]
    before: Vec<PathBuf>,
    /// 抽查结果写入文件 / writes the draw to a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// 复核一份抽查结果 / checks that a draw is what its seed gives
    #[arg(long, value_name = "FILE", conflicts_with_all = ["sites", "quarter", "seed", "out"])]
    verify: Option<PathBuf>,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// Draws the sites of a quarter, or checks a draw.
pub(crate) fn run(arguments: &DrawArguments) -> anyhow::Result<Exit> {
    if let Some(path) = &arguments.verify {
        let list = arguments.candidates.as_deref();
        return verify(path, list, &arguments.before, arguments.lang);
    }
    let (Some(quarter), Some(seed)) = (arguments.quarter, &arguments.seed) else {
        return Ok(Exit::Bad);
    };
    let candidates = match &arguments.candidates {
        Some(path) => listed(path, arguments.lang)?.0,
        None => {
            let named = sites::named(&[], arguments.sites.as_deref(), arguments.lang)?;
            sites::need(&named.sites, arguments.lang)?;
            Candidate::from_sites(&named.sites, None)
        }
    };
    let mut seen = BTreeSet::new();
    let mut before = Vec::new();
    for path in &arguments.before {
        let earlier = read(path, arguments.lang)?;
        let theirs = earlier.plan.quarter;
        if theirs.year() != quarter.year() || theirs.number() >= quarter.number() {
            let words = match arguments.lang {
                Lang::En => format!("{theirs} is not before {quarter} in its year"),
                Lang::Zh => format!("{theirs}不在同年{quarter}之前"),
            };
            return Err(refused(path, &words, arguments.lang).into());
        }
        seen.extend(earlier.seen_after());
        before.push(earlier);
    }
    let plan = Plan {
        share: Share::percent(arguments.share),
        outside_share: Share::percent(arguments.outside),
        ..Plan::new(quarter, seed)
    };
    let drawn = draw(&plan, &candidates, &seen).naming(&before);
    if let Some(out) = &arguments.out {
        write_json(out, &drawn)?;
    }
    let header = match arguments.lang {
        Lang::En => ["kind", "site", "why", "key"],
        Lang::Zh => ["类别", "网站", "原因", "抽取值"],
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    for stratum in &drawn.strata {
        for one in &stratum.drawn {
            let key = one.key.get(..KEY).unwrap_or(&one.key);
            let why = one.why.text(arguments.lang);
            table.add_row([stratum.stratum.as_str(), &one.site, why, key]);
        }
    }
    crate::say!("{table}");
    let (n, all) = (drawn.sites().len(), drawn.candidates.len());
    crate::say!(
        "{}",
        match arguments.lang {
            Lang::En => format!("{quarter}: {n} of {all} sites drawn with the seed “{seed}”"),
            Lang::Zh => format!("{quarter}：以种子“{seed}”从{all}个网站中抽取{n}个"),
        }
    );
    Ok(Exit::Done)
}

/// Checks a draw by its seed and by the draws before it, and that it was made from a
/// published list where one is given.
fn verify(
    path: &Path,
    list: Option<&Path>,
    before: &[PathBuf],
    lang: Lang,
) -> anyhow::Result<Exit> {
    let draw = read(path, lang)?;
    if let Some(list) = list {
        let (candidates, hash) = listed(list, lang)?;
        let published: BTreeSet<_> = candidates.iter().collect();
        let used: BTreeSet<_> = draw.candidates.iter().collect();
        let differing: Vec<&str> = published
            .symmetric_difference(&used)
            .map(|candidate| candidate.site.as_str())
            .collect();
        if !differing.is_empty() {
            let (draw, list, sites) = (path.display(), list.display(), differing.join(", "));
            let text = match lang {
                Lang::En => format!("{draw} was not drawn from {list}: {sites}"),
                Lang::Zh => format!("{draw} 所依据的名单与 {list} 不一致：{sites}"),
            };
            return Err(Refused(text).into());
        }
        crate::say!("{}: SHA-256 {hash}", list.display());
    }
    let first = draw.plan.quarter.number() == 1;
    if before.is_empty() && !first && !(draw.seen.is_empty() && draw.before.is_empty()) {
        draw.verify()
            .map_err(|differs| refused(path, &differs.text(lang), lang))?;
        return Err(refused(path, &unverified(&draw, lang), lang).into());
    }
    let earlier: Result<Vec<Draw>, _> = before.iter().map(|path| read(path, lang)).collect();
    let earlier = earlier?;
    draw.verify_after(&earlier)
        .map_err(|unfounded| refused(path, &unfounded.text(lang), lang))?;
    let path = path.display();
    match (earlier.is_empty(), first, lang) {
        (true, true, Lang::En) => crate::say!("{path}: the draw is what its seed gives"),
        (true, true, Lang::Zh) => crate::say!("{path}：抽查结果与种子相符"),
        (true, false, Lang::En) => crate::say!(
            "{path}: the draw is what its seed gives; it counts no site as drawn earlier in the \
             year. Not checked: whether an earlier quarter of the year had a draw"
        ),
        (true, false, Lang::Zh) => crate::say!(
            "{path}：抽查结果与种子相符；该结果视本年度此前未抽过任何网站。未核对：此前各季度是否有过抽查"
        ),
        (false, _, Lang::En) => crate::say!(
            "{path}: the draw is what its seed and the {} before it give",
            earlier.len()
        ),
        (false, _, Lang::Zh) => crate::say!(
            "{path}：抽查结果与种子相符，与此前{}个季度的抽查结果相符",
            earlier.len()
        ),
    }
    Ok(Exit::Done)
}

/// What nobody can say of a draw without the draws before it.
fn unverified(draw: &Draw, lang: Lang) -> String {
    let n = draw.seen.len();
    let named = draw.before.iter().map(|earlier| match lang {
        Lang::En => format!("{} (seed “{}”)", earlier.quarter, earlier.seed),
        Lang::Zh => format!("{}（种子“{}”）", earlier.quarter, earlier.seed),
    });
    let named: Vec<String> = named.collect();
    match (named.is_empty(), lang) {
        (true, Lang::En) => format!(
            "the sites fit the seed, but not checked: the {n} sites that it calls drawn earlier in \
             the year. Give the published draws of the earlier quarters with --before"
        ),
        (true, Lang::Zh) => format!(
            "所列网站与种子相符；但未核对：所称本年度此前已抽到的{n}个网站。请用 --before 给出此前各季度公布的抽查结果"
        ),
        (false, Lang::En) => format!(
            "the sites fit the seed, but not checked: the {n} sites that it calls drawn in {}. \
             Give these draws, as published, with --before",
            named.join(", ")
        ),
        (false, Lang::Zh) => format!(
            "所列网站与种子相符；但未核对：所称{}已抽到的{n}个网站。请用 --before 给出公布的该抽查结果",
            named.join("、")
        ),
    }
}

/// A published list of candidates, and its SHA-256.
fn listed(path: &Path, lang: Lang) -> anyhow::Result<(Vec<Candidate>, String)> {
    let bytes = bytes(path, lang)?;
    let candidates =
        read_candidates(&bytes).map_err(|error| refused(path, &error.text(lang), lang))?;
    Ok((candidates, hex::encode(Sha256::digest(&bytes))))
}

fn read(path: &Path, lang: Lang) -> anyhow::Result<Draw> {
    let read = serde_json::from_slice(&bytes(path, lang)?);
    let draw = read.map_err(|error| {
        let words = match lang {
            Lang::En => format!("it is no draw: {error}"),
            Lang::Zh => format!("不是抽查结果文件：{error}"),
        };
        refused(path, &words, lang)
    });
    Ok(draw?)
}

fn quarter(text: &str) -> Result<Quarter, String> {
    Quarter::try_from(text.to_owned())
}

/// Digits of a key that are shown.
const KEY: usize = 12;
