//! Faults planted by script into copies of real sites.

mod columns;
mod guides;
mod pages;
mod place;
mod plant;
mod records;
mod serve;
mod whole;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::{Days, NaiveDate};
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::crawler::{Config, Crawler};
use huabiao::facts::{SiteFacts, SiteProfile};
use huabiao::finding::{Check, Finding};
use huabiao::inspection::{ALL, Limits, describe, inspect, rule};
use huabiao::types::Lang;

use self::place::Place;
use self::plant::Plant;
use super::labels::Labels;
use super::present;

/// Inspects copies of sites with and without planted faults and compares: which faults
/// are found, and what is found besides.
pub(crate) fn run(data: &Path, all: bool) -> anyhow::Result<()> {
    if !present(&data.join("sites")) {
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let mut tally = Tally::default();
    for copy in COPIES {
        runtime.block_on(copy.measure(data, all, &mut tally))?;
    }
    tally.print();
    ensure!(
        tally.found * 100 >= tally.planted * FOUND_AT_LEAST,
        "fewer than {FOUND_AT_LEAST} % of the planted faults were found"
    );
    ensure!(tally.extra == 0, "there are findings that nobody planted");
    Ok(())
}

/// One copy of a site.
struct Copy {
    site: &'static str,
    code: Option<&'static str>,
    name: &'static str,
    /// Whether visits and records hold faults too.
    records: bool,
    plants: fn(&mut Place<'_>, &Path, NaiveDate) -> anyhow::Result<Vec<Plant>>,
}

const COPIES: [Copy; 5] = [
    Copy {
        site: "gzdzhrss",
        // Made up: that the site is Chinese cannot be read off the host of the mirror.
        code: Some("5203250001"),
        name: "pages",
        records: false,
        plants: |place, data, today| {
            let mut plants =
                columns::blank(place, &["zwgk/gwygl/index.html", "zwgk/rsxx/index.html"])?;
            plants.extend(columns::stale(
                place,
                &[("notice column stopped", "notice", "zwgk/gsgg/index.html")],
            )?);
            plants.extend(guides::planted(place)?);
            plants.extend(pages::removed(place, data, "gzdzhrss")?);
            plants.extend(pages::addresses(place)?);
            plants.extend(pages::inserted(place)?);
            plants.extend(pages::future(place, today)?);
            Ok(plants)
        },
    },
    Copy {
        site: "scest",
        code: Some("5100000016"),
        name: "pages",
        records: true,
        plants: |place, data, today| {
            let mut plants = columns::blank(
                place,
                &["scedu/c100574/list_2.html", "scedu/c100504/xwzx_list.html"],
            )?;
            plants.extend(columns::stale(
                place,
                &[
                    (
                        "news column stopped",
                        "news",
                        "scedu/c100494/xwzx_list.html",
                    ),
                    (
                        "notice column stopped",
                        "notice",
                        "scedu/c100495/xwzx_list.html",
                    ),
                    (
                        "interpretation column stopped",
                        "interpretation",
                        "scedu/c100503/xwzx_list.html",
                    ),
                ],
            )?);
            plants.extend(pages::removed(place, data, "scest")?);
            plants.extend(pages::addresses(place)?);
            plants.extend(pages::inserted(place)?);
            plants.extend(pages::future(place, today)?);
            plants.extend(pages::future_entry(
                place,
                "scedu/c100498/xwzx_list.html",
                today,
            )?);
            plants.extend(pages::no_entrance(place)?);
            plants.extend(pages::untagged(place)?);
            place.replace("index.html", "标识码：5100000016", "标识码：5100000032")?;
            plants
                .push(Plant::new("code of another site", "mark-missing").group("site-code-wrong"));
            plants.extend(records::planted());
            Ok(plants)
        },
    },
    Copy {
        site: "scest",
        code: Some("5100000016"),
        name: "marks and days",
        records: false,
        plants: |place, _, _| {
            let mut plants = whole::marks(place)?;
            plants.extend(whole::days(place)?);
            Ok(plants)
        },
    },
    Copy {
        site: "scest",
        code: Some("5100000016"),
        name: "channels",
        records: false,
        plants: |place, _, _| {
            let mut plants = pages::interpretation(place)?;
            plants.extend(whole::channels(place)?);
            Ok(plants)
        },
    },
    Copy {
        site: "scest",
        code: Some("5100000016"),
        name: "site map",
        records: false,
        plants: |place, _, _| whole::map(place),
    },
];

impl Copy {
    async fn measure(&self, data: &Path, all: bool, tally: &mut Tally) -> anyhow::Result<()> {
        let labels = Labels::read(data, self.site)?;
        let today = today(&labels)?;
        let origin = data.join("sites").join(self.site);
        let before = self.look(&origin, &labels, today, false).await?;
        let folder = tempfile::tempdir()?;
        copy(&origin, folder.path())?;
        let mut place = Place::new(folder.path().to_owned(), &labels, &before.0);
        let plants = (self.plants)(&mut place, data, today)?;
        let after = self
            .look(folder.path(), &labels, today, self.records)
            .await?;
        println!(
            "── {}, {}: {} pages read, {} in the copy",
            self.site,
            self.name,
            before.0.pages.len(),
            after.0.pages.len()
        );
        let fresh = fresh(&before.1, &after.1);
        for plant in &plants {
            let ready = rule(
                &plant
                    .rule
                    .parse()
                    .map_err(|_| anyhow::anyhow!("{}", plant.rule))?,
            );
            if ready.is_none() {
                println!("   no rule {} yet: {}", plant.rule, plant.kind);
                continue;
            }
            let told = fresh
                .iter()
                .find(|finding| plant.is_told_by(finding, &place));
            tally.add(plant, told.is_some());
            match told {
                None => println!(
                    "   MISSED {}: {} {} on {} to {} {:?}: {:?}",
                    plant.kind,
                    plant.rule,
                    plant.group.unwrap_or_default(),
                    plant.page.as_deref().unwrap_or("the site"),
                    plant.target.as_deref().unwrap_or("–"),
                    plant.value,
                    after
                        .1
                        .iter()
                        .find(|check| check.rule.as_str() == plant.rule)
                        .map(|check| &check.reach),
                ),
                Some(finding) if all => {
                    println!("   found {}: {}", plant.kind, describe(finding, Lang::En));
                }
                Some(_) => {}
            }
        }
        for finding in &fresh {
            if !plants.iter().any(|plant| plant.explains(finding, &place)) {
                tally.extra += 1;
                println!(
                    "   UNPLANTED {} {} on {}: {}",
                    finding.rule,
                    finding.group,
                    place.file(&finding.url),
                    describe(finding, Lang::En)
                );
            }
        }
        Ok(())
    }

    /// Crawls a folder as the site of the labels and inspects it.
    async fn look(
        &self,
        folder: &Path,
        labels: &Labels,
        today: NaiveDate,
        faulty: bool,
    ) -> anyhow::Result<(SiteFacts, Vec<Check>)> {
        let addr = serve::serve(folder).await?;
        let host = &labels.hosts[0];
        let pins = labels
            .hosts
            .iter()
            .map(|host| Ok(format!("{host}:80:{addr}").parse()?))
            .collect::<anyhow::Result<_>>()?;
        let crawler = Crawler::new(Config {
            pins,
            pause: Duration::ZERO,
            backoff: Duration::from_millis(20),
            per_host: 16,
            check_external: false,
            ..Config::default()
        })?;
        let profile = SiteProfile {
            code: self.code.map(str::parse).transpose()?,
            name: String::new(),
            host: host.clone(),
            aliases: labels.hosts[1..].to_vec(),
            home: format!("http://{host}/"),
            category: None,
            unit: None,
            services: Some(true),
        };
        let visits = records::visits(today, faulty);
        let mut facts = crawler.crawl(&profile, today, visits).await;
        facts.records = records::records(today, faulty);
        let checks = inspect(&facts, &Limits::default(), ALL);
        Ok((facts, checks))
    }
}

/// The findings that were not there before. Where something stands on a page, what the
/// page is called, and how many days have passed, may change. A barrier that stands on
/// many pages is told on the first, which may be another one.
fn fresh(before: &[Check], after: &[Check]) -> Vec<Finding> {
    let key = |finding: &Finding| {
        let mut values = finding.values.clone();
        for value in [
            "line", "text", "title", "age_days", "newest", "pages", "times",
        ] {
            values.remove(value);
        }
        let url = if finding.rule.as_str() == "page-inaccessible" {
            ""
        } else {
            &finding.url
        };
        format!(
            "{} {url} {:?} {} {values:?}",
            finding.rule, finding.target, finding.group
        )
    };
    let mut known: HashMap<String, u32> = HashMap::new();
    for finding in before.iter().flat_map(|check| &check.findings) {
        *known.entry(key(finding)).or_default() += 1;
    }
    let mut fresh = Vec::new();
    for finding in after.iter().flat_map(|check| &check.findings) {
        match known.get_mut(&key(finding)) {
            Some(left) if *left > 0 => *left -= 1,
            _ => fresh.push(finding.clone()),
        }
    }
    fresh
}

/// What was planted and found, by kind.
#[derive(Default)]
struct Tally {
    kinds: BTreeMap<(&'static str, &'static str), [u32; 2]>,
    planted: u32,
    found: u32,
    extra: u32,
}

impl Tally {
    fn add(&mut self, plant: &Plant, found: bool) {
        let [planted, told] = self.kinds.entry((plant.rule, plant.kind)).or_default();
        *planted += 1;
        *told += u32::from(found);
        self.planted += 1;
        self.found += u32::from(found);
    }

    fn print(&self) {
        let mut table = Table::new();
        table.load_style(UTF8_FULL_CONDENSED);
        table.set_header(["rule", "kind", "planted", "found", "missed"]);
        for ((rule, kind), [planted, found]) in &self.kinds {
            table.add_row([
                (*rule).to_owned(),
                (*kind).to_owned(),
                planted.to_string(),
                found.to_string(),
                (planted - found).to_string(),
            ]);
        }
        println!("{table}");
        println!(
            "{} kinds, {} planted, {} found ({:.1} %), {} findings that nobody planted",
            self.kinds.len(),
            self.planted,
            self.found,
            100.0 * f64::from(self.found) / f64::from(self.planted.max(1)),
            self.extra
        );
    }
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A week after the newest entry of any list: some columns are fresh, some are not.
fn today(labels: &Labels) -> anyhow::Result<NaiveDate> {
    let newest = labels.columns.values().filter_map(|column| column.newest);
    let newest = newest.max().context("no column shows a date")?;
    newest.checked_add_days(Days::new(7)).context("no such day")
}

/// Percent signs taken away.
fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = path.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                at += 3;
            }
            None => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

/// Of a hundred planted faults, so many have to be found.
const FOUND_AT_LEAST: u32 = 95;
