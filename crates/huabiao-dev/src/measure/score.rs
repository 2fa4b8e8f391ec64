//! Scoring an estate: 1,000 findings a site, sites by the thousand, on one core.

use std::time::Instant;

use comfy_table::{Table, presets::ASCII_MARKDOWN};
use huabiao::finding::{Check, Finding, Population};
use huabiao::inspection::ALL;
use huabiao::scoring::{
    DeductionsFor, IndicatorSet, Points, ScoreOptions, Subject, Verdict, score,
};
use huabiao::types::{IndicatorId, SiteCategory};

/// Prints sites, findings, seconds, nanoseconds a finding and the most memory.
///
/// Seconds are those that the processor worked for this thread, where the system says so,
/// because others may use the machine. Observations of eight different sites are made
/// beforehand and used over and over, so they are as near as after their rules ran; of
/// each card what a ranking and a bulletin's counts need is kept.
pub(crate) fn run() -> anyhow::Result<()> {
    let set = IndicatorSet::cn_2019_site();
    let options = ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    };
    let observed: Vec<Vec<Check>> = (0..8).map(site).collect();
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header([
        "sites",
        "findings",
        "seconds",
        "ns a finding",
        "kept",
        "peak RSS MB",
    ]);
    for sites in [3_500_usize, 7_000, 14_000] {
        let mut kept: Vec<Kept> = Vec::with_capacity(sites);
        let mut findings = 0;
        let start = (Instant::now(), super::worked());
        for n in 0..sites {
            let Some(checks) = observed.get(n % observed.len()) else {
                continue;
            };
            findings += checks
                .iter()
                .map(|check| check.findings.len())
                .sum::<usize>();
            let subject = Subject {
                site_code: None,
                host: format!("www.{n}.gov.cn"),
                name: format!("{n}"),
                category: Some(SiteCategory::Department),
                services: Some(true),
            };
            let card = score(set, &subject, checks, &options);
            kept.push(Kept {
                host: card.host,
                _verdict: card.verdict,
                _total: card.total,
                lost: card
                    .lines
                    .into_iter()
                    .filter(|line| line.points_lost > Points::ZERO)
                    .map(|line| (line.indicator, line.points_lost))
                    .collect::<Vec<_>>()
                    .into_boxed_slice(),
            });
        }
        let spent = match (start.1, super::worked()) {
            (Some(from), Some(to)) => to.saturating_sub(from),
            _ => start.0.elapsed(),
        };
        let nanoseconds = spent.as_nanos() / u128::try_from(findings.max(1))?;
        table.add_row([
            sites.to_string(),
            findings.to_string(),
            format!("{:.2}", spent.as_secs_f64()),
            nanoseconds.to_string(),
            kept.iter()
                .map(|kept| 1 + kept.lost.len())
                .sum::<usize>()
                .to_string(),
            peak_megabytes().map_or_else(|| "unknown".to_owned(), |mb| mb.to_string()),
        ]);
        let seen = |kept: &&Kept| !kept.host.is_empty() && !kept.lost.is_empty();
        let whole = kept.iter().filter(seen).count();
        anyhow::ensure!(whole == sites, "{} sites lost nothing", sites - whole);
    }
    println!("{table}");
    Ok(())
}

/// What is kept of a card.
struct Kept {
    host: String,
    _verdict: Verdict,
    _total: Option<Points>,
    lost: Box<[(IndicatorId, Points)]>,
}

/// A thousand findings of one site, mostly dead links and missing tags, as real sites
/// have them.
fn site(seed: usize) -> Vec<Check> {
    let host = format!("www.{seed}.gov.cn");
    let share = [
        ("link-dead", 300, &["home", "other"][..]),
        ("asset-dead", 150, &["home", "other"]),
        ("external-link-dead", 100, &["home", "other"]),
        ("meta-missing", 300, &["article", "column"]),
        ("page-inaccessible", 100, &["alt", "label"]),
        ("column-stale", 4, &["news", "notice", "long"]),
        ("column-blank", 4, &[""]),
        ("mark-missing", 6, &["icp", "police", "contact"]),
    ];
    let mut checks: Vec<Check> = ALL.iter().map(|rule| Check::new(rule.id.clone())).collect();
    for (rule, count, groups) in share {
        // As rules give them: their own names, which nobody allocates.
        let Some(rule) = ALL
            .iter()
            .map(|of| of.id.clone())
            .find(|id| id.as_str() == rule)
        else {
            continue;
        };
        let mut check = Check::new(rule.clone());
        for n in 0..count {
            let url = format!(
                "http://{host}/col/{}/art/{}.html",
                n % 40,
                n * 7 % (count + 1)
            );
            let group = groups
                .get((n + seed) % groups.len())
                .copied()
                .unwrap_or_default();
            check.findings.push(
                Finding::new(rule.clone(), url)
                    .target(format!("http://{host}/gone/{n}.html"))
                    .group(group)
                    .value("line", 12_u32),
            );
        }
        let pages: Vec<String> = check.findings.iter().map(|f| f.url.clone()).collect();
        for of in ["articles", "columns"] {
            let pages = pages.iter().map(String::as_str);
            check.populations.push(Population::new(of, &host, pages));
        }
        checks.retain(|other| other.rule != rule);
        checks.push(check);
    }
    let rest = 1_000
        - checks
            .iter()
            .map(|c| c.findings.len())
            .sum::<usize>()
            .min(1_000);
    if let Some(links) = checks.iter_mut().find(|c| c.rule.as_str() == "link-dead") {
        for n in 0..rest {
            let url = format!("http://{host}/more/{n}.html");
            links
                .findings
                .push(Finding::new(links.rule.clone(), url).group("other"));
        }
    }
    checks
}

/// The most memory that this process has held, where the system says so.
fn peak_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
