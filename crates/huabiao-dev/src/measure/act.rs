use std::path::Path;

use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::facts::BarrierKind;
use huabiao::page::{Input, read};
use serde::Deserialize;
use url::Url;

use super::labels::lines;

/// A code sample of the accessibility rules of the W3C's community group.
#[derive(Debug, Deserialize)]
struct Case {
    rule: String,
    name: String,
    expected: String,
    case: u32,
    #[serde(default)]
    lang: String,
    code: String,
}

/// For each rule that a barrier covers: how many samples that fail show the barrier, and
/// how many that pass or do not apply show none.
pub(crate) fn run(data: &Path, all: bool) -> anyhow::Result<()> {
    let folder = data.join("suites").join("act");
    if !super::present(&folder) {
        return Ok(());
    }
    let cases: Vec<Case> = lines(&folder.join("testcases.jsonl"))?;
    let url = Url::parse("http://www.example.org/")?;
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "rule",
        "name",
        "barrier",
        "failed",
        "passed",
        "inapplicable",
    ]);
    let mut sums = [(0_u32, 0_u32); 3];
    for (rule, kind) in COVERED {
        let mut counts = [(0_u32, 0_u32); 3];
        let mut name = "";
        for case in cases
            .iter()
            .filter(|case| case.rule == rule && case.lang == "html")
        {
            name = &case.name;
            let page = read(&Input {
                url: &url,
                hosts: &[],
                content_type: None,
                status: 200,
                body: case.code.as_bytes(),
            });
            let shown = page
                .access
                .barriers
                .iter()
                .any(|barrier| barrier.kind == kind);
            let (column, right) = match case.expected.as_str() {
                "failed" => (0, shown),
                "passed" => (1, !shown),
                _ => (2, !shown),
            };
            if let Some((agreed, total)) = counts.get_mut(column) {
                *total += 1;
                *agreed += u32::from(right);
            }
            if !right && all {
                println!("── {rule} {} {}\n{}", case.expected, case.case, case.code);
            }
        }
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum = (sum.0 + count.0, sum.1 + count.1);
        }
        let mut row = vec![rule.to_owned(), name.to_owned(), kind.as_str().to_owned()];
        row.extend(
            counts
                .iter()
                .map(|(agreed, total)| format!("{agreed}/{total}")),
        );
        table.add_row(row);
    }
    let mut row = vec!["all".to_owned(), String::new(), String::new()];
    row.extend(
        sums.iter()
            .map(|(agreed, total)| format!("{agreed}/{total}")),
    );
    table.add_row(row);
    println!("{table}");
    println!(
        "{} rules of the suite; the others need styles, scripts or a person",
        COVERED.len()
    );
    Ok(())
}

/// Rules of the suite and the barrier that stands for each.
const COVERED: [(&str, BarrierKind); 10] = [
    ("23a2a8", BarrierKind::Alt),
    ("c487ae", BarrierKind::EmptyLink),
    ("97a4e1", BarrierKind::EmptyButton),
    ("59796f", BarrierKind::EmptyButton),
    ("e086e5", BarrierKind::Label),
    ("cae760", BarrierKind::FrameTitle),
    ("b5c3f8", BarrierKind::Lang),
    ("bf051a", BarrierKind::Lang),
    ("2779a5", BarrierKind::Title),
    ("b4f0c3", BarrierKind::Viewport),
];
