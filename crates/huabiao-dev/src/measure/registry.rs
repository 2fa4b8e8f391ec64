//! The registry against lists that offices really keep.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use comfy_table::{Table, presets::ASCII_MARKDOWN};
use huabiao::registry::{
    Norm, NormFlag, Site, Weight, check_domains, check_name, read_accounts, read_csv,
    read_csv_table,
};
use huabiao::types::{CodeForm, Lang};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Prints, for each list: rows, sites, rejected rows and why; forms of the codes; what the
/// rules on names and domains say; and of a fixed sample of 50 remarks how many somebody
/// judged wrong.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let lists = data.join("lists");
    if !super::present(&lists) {
        return Ok(());
    }
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["list", "rows", "sites", "rejected", "noted", "with code"]);
    let mut flags: Vec<(String, NormFlag)> = Vec::new();
    let mut sites_with_codes = Vec::new();
    let mut rejected = Vec::new();
    for name in [
        "sites_with_codes.csv",
        "us_federal_domains.csv",
        "us_federal_websites.csv",
    ] {
        let bytes = std::fs::read(lists.join(name)).with_context(|| name.to_owned())?;
        let import = read_csv(&bytes);
        let rows = import.sites.len() + import.rejected.len();
        let coded = import
            .sites
            .iter()
            .filter(|site| site.code.is_some())
            .count();
        table.add_row([
            name.to_owned(),
            rows.to_string(),
            import.sites.len().to_string(),
            import.rejected.len().to_string(),
            import.notes.len().to_string(),
            coded.to_string(),
        ]);
        for row in &import.rejected {
            rejected.push((name, row.text(Lang::En)));
        }
        if name == "sites_with_codes.csv" {
            sites_with_codes = import.sites;
        }
    }
    println!("{table}\n");
    why(&rejected);
    codes(&lists, &sites_with_codes)?;
    for site in &sites_with_codes {
        let found = check_name(&site.name)
            .into_iter()
            .chain(check_domains(site));
        let key = site
            .code
            .as_ref()
            .map_or_else(String::new, ToString::to_string);
        flags.extend(found.map(|flag| (key.clone(), flag)));
    }
    norms(&flags, sites_with_codes.len());
    judged(&flags, &sites_with_codes)?;
    accounts(&lists)
}

/// Reasons of rejected rows, with what is particular to a row left out.
fn why(rejected: &[(&str, String)]) {
    let mut kinds: BTreeMap<(&str, String), (usize, &str)> = BTreeMap::new();
    for (list, text) in rejected {
        let kind = text
            .split_once(": ")
            .map_or(text.as_str(), |(_, reason)| reason);
        let kind: String = kind.split('`').step_by(2).collect();
        let kind = kind.chars().filter(|c| !c.is_ascii_digit()).collect();
        kinds.entry((*list, kind)).or_insert((0, text)).0 += 1;
    }
    for ((list, _), (count, example)) in kinds {
        println!("{list}: {count} rejected as in “{example}”");
    }
    println!();
}

/// Every code of the list: accepted in which form, or why not.
fn codes(lists: &Path, sites: &[Site]) -> anyhow::Result<()> {
    let bytes = std::fs::read(lists.join("sites_with_codes.csv"))?;
    let table = read_csv_table(&bytes, |_| true)
        .map_err(|reason| anyhow::anyhow!(reason.text(Lang::En)))?;
    let column = table
        .rows
        .first()
        .and_then(|head| head.cells.iter().position(|cell| cell.contains("sitecode")))
        .unwrap_or_default();
    let mut forms: BTreeMap<CodeForm, usize> = BTreeMap::new();
    let mut refused = Vec::new();
    for row in table.rows.iter().skip(1) {
        let Some(text) = row.cells.get(column) else {
            continue;
        };
        match text.parse::<huabiao::types::SiteCode>() {
            Ok(code) => *forms.entry(code.form()).or_default() += 1,
            Err(error) => refused.push(format!("line {}: {text}: {error}", row.line)),
        }
    }
    let accepted: usize = forms.values().sum();
    println!(
        "codes: {accepted} accepted, {} refused; of sites read: {}",
        refused.len(),
        sites.len()
    );
    for (form, count) in forms {
        println!("  {form:?}: {count}");
    }
    for line in refused {
        println!("  refused: {line}");
    }
    println!();
    Ok(())
}

fn norms(flags: &[(String, NormFlag)], sites: usize) {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["rule", "weight", "remarks", "of sites"]);
    for norm in Norm::ALL {
        let count = flags.iter().filter(|(_, flag)| flag.norm == norm).count();
        let weight = match norm.weight() {
            Weight::Error => "error",
            Weight::Notice => "notice",
            Weight::Warning => "warning",
        };
        table.add_row([
            format!("{norm:?}"),
            weight.to_owned(),
            count.to_string(),
            format!("{:.1} %", 100.0 * count as f64 / sites.max(1) as f64),
        ]);
    }
    println!("{table}\n");
}

/// Which remarks of the sample somebody judged wrong, and which nobody judged yet.
fn judged(flags: &[(String, NormFlag)], sites: &[Site]) -> anyhow::Result<()> {
    let judged: Judged = toml::from_str(include_str!("../../judged/registry.toml"))?;
    let mut sample: Vec<(String, &(String, NormFlag))> = flags
        .iter()
        .map(|flag| {
            let digest = Sha256::digest(format!("{}/{:?}", flag.0, flag.1.norm));
            (hex::encode(digest), flag)
        })
        .collect();
    sample.sort_by(|a, b| a.0.cmp(&b.0));
    sample.truncate(SAMPLE);
    let (mut right, mut wrong, mut open) = (0, 0, 0);
    for (_, (code, flag)) in &sample {
        let verdict = judged
            .remarks
            .iter()
            .find(|remark| remark.code == *code && remark.norm == format!("{:?}", flag.norm));
        match verdict {
            Some(verdict) if verdict.right => right += 1,
            Some(_) => wrong += 1,
            None => {
                open += 1;
                let site = sites
                    .iter()
                    .find(|site| site.code.as_ref().is_some_and(|own| own.as_str() == code));
                let (name, host) = site.map_or(("", ""), |site| (&site.name, &site.host));
                println!("not judged: {code} {:?} {name} {host}", flag.norm);
            }
        }
    }
    println!(
        "sample of {}: {right} right, {wrong} wrong ({:.0} %), {open} not judged\n",
        sample.len(),
        100.0 * f64::from(wrong) / f64::from(right + wrong).max(1.0)
    );
    anyhow::ensure!(
        open == 0,
        "{open} remarks of the sample were judged by nobody"
    );
    Ok(())
}

/// The accounts of the list, and the rows that are none.
fn accounts(lists: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(lists.join("social_accounts.csv"))?;
    let import = read_accounts(&bytes);
    let mut platforms: BTreeMap<&str, usize> = BTreeMap::new();
    for account in &import.accounts {
        *platforms.entry(account.platform.zh()).or_default() += 1;
    }
    println!(
        "social_accounts.csv: {} accounts {platforms:?}, {} rejected",
        import.accounts.len(),
        import.rejected.len()
    );
    for row in &import.rejected {
        println!("  {}", row.text(Lang::En));
    }
    Ok(())
}

#[derive(Deserialize)]
struct Judged {
    #[serde(default)]
    remarks: Vec<Remark>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Remark {
    code: String,
    norm: String,
    right: bool,
    #[expect(dead_code, reason = "for readers of the file")]
    #[serde(default)]
    why: String,
}

/// Remarks that are judged by eye.
const SAMPLE: usize = 50;
