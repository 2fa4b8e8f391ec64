use std::fs;
use std::path::Path;

use anyhow::Context;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::facts::GuideElement;
use huabiao::page::{Input, read};
use serde::Deserialize;
use url::Url;

use super::labels::lines;
use super::present;

/// Which parts a guide states, by eye.
#[derive(Debug, Deserialize)]
struct GuideLabel {
    site: String,
    file: String,
    states: Vec<String>,
    attachment_only: bool,
}

/// Reads the labelled service guides and compares the elements that the page reader
/// finds with the labels. Elements that the labels do not know are left out.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let list = data.join("labels/guides.jsonl");
    if !present(&data.join("sites")) {
        return Ok(());
    }
    let labels: Vec<GuideLabel> = lines(&list)?;
    let mut counts = [[0_u32; 4]; ELEMENTS.len()];
    for label in &labels {
        let path = data.join("sites").join(&label.site).join(&label.file);
        let body = fs::read(&path).with_context(|| path.display().to_string())?;
        let url = Url::parse(&format!("http://{}.example/{}", label.site, label.file))?;
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html"),
            status: 200,
            body: &body,
        });
        let mut wrong = Vec::new();
        for ((element, word), counts) in ELEMENTS.iter().zip(&mut counts) {
            let wanted = label.states.iter().any(|state| state == word);
            let found = page.guide.contains(element);
            let [yes, no, missed, extra] = counts;
            match (wanted, found) {
                (true, true) => *yes += 1,
                (false, false) => *no += 1,
                (true, false) => *missed += 1,
                (false, true) => *extra += 1,
            }
            if wanted != found {
                let way = if wanted { "missed" } else { "extra" };
                wrong.push(format!("{way} {word}"));
            }
        }
        if !wrong.is_empty() {
            println!(
                "{}/{} ({}{}): {}",
                label.site,
                label.file,
                page.kind,
                if label.attachment_only {
                    ", attachment only"
                } else {
                    ""
                },
                wrong.join(", ")
            );
        }
    }
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header(["element", "stated", "lacking", "missed", "extra", "right"]);
    let mut all = [0; 4];
    for ((element, word), counts) in ELEMENTS.iter().zip(&counts) {
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
        table.add_row(row(&format!("{} ({word})", element.official()), counts));
    }
    table.add_row(row("all", &all));
    println!("{table}");
    Ok(())
}

fn row(name: &str, counts: &[u32; 4]) -> [String; 6] {
    let [yes, no, missed, extra] = counts;
    let all = yes + no + missed + extra;
    let right = f64::from(yes + no) * 100.0 / f64::from(all.max(1));
    [
        name.to_owned(),
        format!("{yes}/{}", yes + missed),
        format!("{no}/{}", no + extra),
        missed.to_string(),
        extra.to_string(),
        format!("{right:.1} %"),
    ]
}

/// The elements that the labels know, with their word there. Of time, the labels mean
/// the limit, which the page reader counts with the hours.
const ELEMENTS: [(GuideElement, &str); 8] = [
    (GuideElement::Basis, "basis"),
    (GuideElement::Conditions, "condition"),
    (GuideElement::Materials, "materials"),
    (GuideElement::Place, "place"),
    (GuideElement::Fees, "fee"),
    (GuideElement::Hours, "time_limit"),
    (GuideElement::Telephone, "contact"),
    (GuideElement::Procedure, "process"),
];
