use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use huabiao::bulletin::{self, BulletinInput, Method, RejectedRow, SiteEntry};
use huabiao::facts::Coverage;
use huabiao::files::{ColumnLine, FindingLine, LinkLine, PageLine, schemas};
use huabiao::finding::{Check, Finding};
use huabiao::inspection::columns;
use huabiao::judge::{limits, subject};
use huabiao::registry::{Import, Site};
use huabiao::run::{RunPlan, site_key};
use huabiao::scoring::{IndicatorSet, Scorecard, Summary};
use huabiao::store::{RunId, RunStore, SiteResult};
use huabiao::supervision::{Ledger, ProblemKey, rescore, without};
use serde::Serialize;

use crate::args::CommonArguments;
use crate::refused::Refused;

/// What the documents and the table on the screen are made of.
pub(crate) struct Scope {
    pub(crate) run: RunId,
    /// How many problems decisions took out; `None` where none was asked for.
    pub(crate) taken_out: Option<usize>,
    pub(crate) sites: Vec<SiteEntry>,
    pub(crate) set: IndicatorSet,
}

impl Scope {
    /// Every finding.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let checks = self.sites.iter().flat_map(|site| &site.checks);
        checks.flat_map(|check| check.findings.clone()).collect()
    }

    /// Sites of which nothing could be read.
    pub(crate) fn unread(&self) -> impl Iterator<Item = &SiteEntry> {
        self.sites.iter().filter(|site| site.coverage.pages == 0)
    }

    /// Sites of which `robots.txt` leaves the home page alone to be read.
    pub(crate) fn closed(&self) -> impl Iterator<Item = &SiteEntry> {
        self.sites.iter().filter(|site| is_closed(&site.coverage))
    }

    /// The numbers.
    pub(crate) fn summary(&self) -> Summary {
        let cards: Vec<(&Scorecard, &[Check])> = self
            .sites
            .iter()
            .map(|site| (&site.scorecard, site.checks.as_slice()))
            .collect();
        Summary::of(&cards)
    }
}

/// Writes every file of a finished run, one site in memory at a time where the
/// file allows. Each file is whole or not there. What a ledger took away, where one is
/// given, is left out.
pub(crate) async fn write(
    store: &impl RunStore,
    run: RunId,
    plan: &RunPlan,
    pages_a_site: Option<u32>,
    common: &CommonArguments,
    import: Option<&Import>,
    decided: Option<&Ledger>,
) -> anyhow::Result<Scope> {
    let (out, lang) = (&common.out, common.lang);
    make_folder(out)?;
    let limits = limits(&plan.set);
    let mut findings = Lines::new(out, "findings.jsonl")?;
    let mut links = Lines::new(out, "links.jsonl")?;
    let mut pages = Lines::new(out, "pages.jsonl")?;
    let mut column_lines = Lines::new(out, "columns.jsonl")?;
    let mut sites = Vec::new();
    let mut taken_out = 0;
    for site in &plan.sites {
        let mut result = store.result(run, &site_key(site)).await?;
        if let Some(ledger) = decided {
            taken_out += withdraw(&mut result, site, plan, ledger);
        }
        for finding in result.checks.iter().flat_map(|check| &check.findings) {
            let mut line = FindingLine::new(&result.facts.profile, finding, lang);
            if plan.set.question(&finding.rule).is_some() {
                line.summary = format!("{} {}", line.summary, finding.url);
            }
            findings.add(&line)?;
        }
        for link in LinkLine::of(&result.facts) {
            links.add(&link)?;
        }
        for visit in &result.facts.pages {
            pages.add(&PageLine::new(visit))?;
        }
        let columns = columns(&result.facts, &limits);
        for line in columns
            .iter()
            .flat_map(|column| ColumnLine::of(column, lang))
        {
            column_lines.add(&line)?;
        }
        sites.push(SiteEntry {
            name: site.name.clone(),
            host: site.host.clone(),
            home: site.home.clone(),
            code: site.code.clone(),
            category: site.category,
            unit_name: site.unit_name.clone(),
            scorecard: result.scorecard,
            checks: result.checks,
            columns,
            coverage: result.facts.coverage,
        });
    }
    for lines in [findings, links, pages, column_lines] {
        lines.finish()?;
    }
    let scope = Scope {
        run,
        taken_out: decided.map(|_| taken_out),
        sites,
        set: plan.set.clone(),
    };
    let cards: Vec<&Scorecard> = scope.sites.iter().map(|site| &site.scorecard).collect();
    write_json(&out.join("scorecards.json"), &cards)?;
    documents(&scope, plan, pages_a_site, common, import)?;
    let schema_folder = out.join("schemas");
    std::fs::create_dir_all(&schema_folder)?;
    for (name, schema) in schemas() {
        write_json(&schema_folder.join(format!("{name}.schema.json")), &schema)?;
    }
    Ok(scope)
}

/// Takes out of a result what appeals and dismissals took away, and says how many
/// problems that were.
fn withdraw(result: &mut SiteResult, site: &Site, plan: &RunPlan, ledger: &Ledger) -> usize {
    let away = ledger.withdrawn(&site.host, plan.today);
    if away.is_empty() {
        return 0;
    }
    let subject = subject(&result.facts.profile);
    let (set, score) = (&plan.set, &plan.score);
    let scored = rescore(set, &subject, site, &result.checks, score, &away);
    (result.checks, _) = without(&result.checks, site, &away);
    result.scorecard = scored.after;
    let removed = scored.removed.iter();
    let removed = removed.map(|finding| ProblemKey::of(finding, site));
    removed.collect::<BTreeSet<_>>().len()
}

/// Writes the bulletin in its four forms.
fn documents(
    scope: &Scope,
    plan: &RunPlan,
    pages_a_site: Option<u32>,
    common: &CommonArguments,
    import: Option<&Import>,
) -> anyhow::Result<()> {
    let (out, lang) = (&common.out, common.lang);
    let rejected = import
        .iter()
        .flat_map(|import| &import.rejected)
        .map(|row| RejectedRow {
            line: row.line,
            column: row.column.clone(),
            reason: row.reason.text(lang),
        });
    let input = BulletinInput {
        title: None,
        issuer: common.issuer.clone(),
        from: plan.today,
        to: plan.today,
        today: plan.today,
        offset: bulletin::BEIJING,
        rectify_by: common.rectify_by,
        method: Method {
            set: plan.set.clone(),
            deductions_for: plan.score.deductions_for,
            pages_a_site,
        },
        sites: scope.sites.clone(),
        rejected: rejected.collect(),
        notes: common.notes.clone(),
        taken_out: scope.taken_out,
    };
    write_bytes(
        &out.join("bulletin.html"),
        bulletin::html(&input, lang).as_bytes(),
    )?;
    write_bytes(
        &out.join("bulletin.md"),
        bulletin::markdown(&input, lang).as_bytes(),
    )?;
    write_bytes(
        &out.join("bulletin.json"),
        bulletin::json(&input, lang).as_bytes(),
    )?;
    write_bytes(&out.join("bulletin.xlsx"), &bulletin::xlsx(&input, lang)?)
}

/// A file of one JSON object a line, written beside its place and moved there when
/// it is whole.
pub(crate) struct Lines {
    file: std::io::BufWriter<std::fs::File>,
    part: std::path::PathBuf,
    path: std::path::PathBuf,
}

impl Lines {
    pub(crate) fn new(out: &Path, name: &str) -> anyhow::Result<Self> {
        let part = out.join(format!("{name}.part"));
        let file = std::fs::File::create(&part)
            .with_context(|| format!("{} cannot be written", part.display()))?;
        Ok(Self {
            file: std::io::BufWriter::new(file),
            part,
            path: out.join(name),
        })
    }

    pub(crate) fn add(&mut self, line: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.file, line)?;
        self.file
            .write_all(b"\n")
            .with_context(|| format!("{} cannot be written", self.part.display()))
    }

    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        self.file
            .flush()
            .with_context(|| format!("{} cannot be written", self.part.display()))?;
        std::fs::rename(&self.part, &self.path)
            .with_context(|| format!("{} cannot be written", self.path.display()))
    }
}

/// Whether `robots.txt` left nothing but the home page to be read, which a visit opens
/// even where the server fails to give that file.
fn is_closed(coverage: &Coverage) -> bool {
    coverage.pages == 1 && coverage.robots > 0
}

/// Makes the folder of the results.
pub(crate) fn make_folder(out: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(out).map_err(|error| {
        let folder = out.display();
        Refused(format!("the folder {folder} cannot be made: {error}")).into()
    })
}

/// Writes a file whole or not at all.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, path))
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// Writes a value as JSON for people, whole or not at all.
pub(crate) fn write_json(path: &Path, value: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    write_bytes(path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_of_which_robots_leave_the_home_page_was_not_inspected() {
        let closed = |pages, robots| {
            is_closed(&Coverage {
                pages,
                robots,
                ..Coverage::default()
            })
        };
        assert!(closed(1, 4));
        assert!(!closed(1, 0));
        assert!(!closed(20, 4));
    }
}
