//! Published results of real inspections: case, stated, computed, agrees or why not.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use comfy_table::{Table, presets::ASCII_MARKDOWN};

#[path = "../../../huabiao-scoring/tests/cases/mod.rs"]
mod cases;

/// Prints every case, and proves that each row of the collected facts is among them.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    let restated: cases::Cases = toml::from_str(cases::TEXT)?;
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["case", "stated", "computed", "agrees"]);
    let (mut agree, mut differ, mut not) = (0, 0, 0);
    for case in &restated.cases {
        let items: Vec<String> = case
            .items
            .iter()
            .map(|(item, points)| match points.as_str() {
                "" => item.clone(),
                points => format!("{item}: {points}"),
            })
            .collect();
        let stated = [&items.join("; "), &case.stated.total, &case.stated.verdict];
        let stated: Vec<&str> = stated
            .iter()
            .map(|text| text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let result = case.recompute().map_err(anyhow::Error::msg)?;
        let (mut computed, agrees) = match result {
            Some(result) if result.agrees => {
                agree += 1;
                let reading = case.reading.as_deref().unwrap_or_default();
                (
                    result.computed,
                    ["yes", reading].join(if reading.is_empty() { "" } else { "; " }),
                )
            }
            Some(result) => {
                differ += 1;
                (result.computed, "NO".to_owned())
            }
            None => {
                not += 1;
                let why = case.not_computable.as_deref().unwrap_or_default();
                ("–".to_owned(), format!("not computable: {why}"))
            }
        };
        if let Some(share) = &case.share {
            computed = format!(
                "{computed}; share {} (stated {})",
                share.computed(),
                share.stated
            );
        }
        table.add_row([case.id.clone(), stated.join(" | "), computed, agrees]);
    }
    println!("{table}");
    println!(
        "{} cases: {agree} agree, {differ} differ, {not} not computable",
        restated.cases.len()
    );
    rows(data, &restated)?;
    ensure!(differ == 0, "{differ} cases differ");
    Ok(())
}

/// That every row of the facts beside the project is restated.
fn rows(data: &Path, restated: &cases::Cases) -> anyhow::Result<()> {
    let facts = data
        .parent()
        .unwrap_or(data)
        .join("facts/published-scores.csv");
    if !facts.is_file() {
        println!(
            "{} is not there, so its rows were not compared",
            facts.display()
        );
        return Ok(());
    }
    let mut reader = csv::Reader::from_path(&facts).with_context(|| facts.display().to_string())?;
    let (mut rows, mut missing) = (0, Vec::new());
    for row in reader.records() {
        let row = row?;
        let field = |n: usize| row.get(n).unwrap_or_default();
        rows += 1;
        let same = |case: &cases::Case| {
            case.id == field(0)
                && case.year == field(1)
                && case.document == field(2)
                && case.source == field(7)
                && case.stated.total == field(5)
                && case
                    .items
                    .iter()
                    .any(|(item, points)| item == field(3) && points == field(4))
        };
        if !restated.cases.iter().any(same) {
            missing.push(format!("{} {}", field(0), field(3)));
        }
    }
    if !missing.is_empty() {
        bail!("rows that are not restated: {}", missing.join("; "));
    }
    println!("all {rows} rows of the collected facts are restated");
    Ok(())
}
