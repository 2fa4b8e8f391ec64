use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use huabiao::facts::{LinkKind, Outcome, SiteFacts, Target};
use huabiao::finding::Answer;
use huabiao::inspection::{ALL, Limits, Rule, describe, inspect};
use huabiao::types::{Lang, SiteCategory};

use super::labels::Labels;
use super::{mirror, present};

/// What some rules say of each mirror, taken as the portal of a government with
/// services, as severely as they can: what the copy does not hold counts as dead, so
/// that nothing was left unread. A finding because something is not there may be a
/// gap of the copy; every other one is to be seen on the page.
pub(crate) fn run(data: &Path, ids: &[String]) -> anyhow::Result<()> {
    if !present(&data.join("sites")) {
        return Ok(());
    }
    let rules: Vec<&Rule> = ALL
        .iter()
        .copied()
        .filter(|rule| ids.is_empty() || ids.iter().any(|id| id == rule.id.as_str()))
        .collect();
    for name in mirror::mirrors(data)? {
        let mut site = mirror::site(data, &name)?;
        site.profile.category = Some(SiteCategory::Portal);
        site.profile.services = Some(true);
        let labels = Labels::read(data, &name)?;
        let columns = labels.columns.values();
        let newest = columns.filter_map(|column| column.newest).max();
        site.today = newest.context("no column shows a date")? + chrono::Duration::days(7);
        site.targets = targets(&site, &data.join("sites").join(&name));
        println!("── {name}: {} pages, {}", site.pages.len(), site.today);
        for check in inspect(&site, &Limits::default(), &rules) {
            let answer = match check.answer() {
                Answer::Found => format!("{} findings", check.findings.len()),
                Answer::NotApplicable => "not applicable".to_owned(),
                Answer::NotChecked => {
                    let reasons = check.reach.reasons().iter();
                    let reasons: Vec<String> =
                        reasons.map(|reason| reason.text(Lang::En)).collect();
                    format!("not checked: {}", reasons.join("; "))
                }
                Answer::NotFound => "nothing found".to_owned(),
            };
            let measures: Vec<String> = check
                .measures
                .iter()
                .map(|measure| format!("{} {}", measure.name, measure.value))
                .collect();
            println!("   {}: {answer} [{}]", check.rule, measures.join(", "));
            for finding in &check.findings {
                println!("      {}: {}", finding.url, describe(finding, Lang::Zh));
                if let Some(snippet) = &finding.evidence.snippet {
                    let snippet: String = snippet.chars().take(160).collect();
                    println!("         {snippet}");
                }
            }
        }
    }
    Ok(())
}

/// How each link of a mirror ends: what lies in the folder is there.
fn targets(site: &SiteFacts, folder: &Path) -> BTreeMap<String, Target> {
    let read: Vec<&str> = site
        .pages
        .iter()
        .map(|visit| visit.requested.as_str())
        .collect();
    let links = site.pages.iter().flat_map(|visit| &visit.page.links);
    links
        .filter_map(|link| Some((link.url.as_deref()?, link.kind)))
        .map(|(url, kind)| {
            let path = url
                .split_once("://")
                .and_then(|(_, rest)| rest.split_once('/'))
                .map_or("", |(_, path)| {
                    path.split(['?', '#']).next().unwrap_or_default()
                });
            let there = kind == LinkKind::External
                || read.contains(&url)
                || folder.join(path).is_file()
                || folder.join(path).join("index.html").is_file();
            let target = Target {
                outcome: Outcome::from_status(if there { 200 } else { 404 }),
                attempts: 1,
                at: None,
                landed: None,
                detail: String::new(),
                takeover: Vec::new(),
            };
            (url.to_owned(), target)
        })
        .collect()
}
