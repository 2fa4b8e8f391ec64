//! Official documents: whatever stands in the data is text.
#![allow(clippy::unwrap_used)]

use huabiao_bulletin::{
    Block, OfficialDocument, Paper, ProblemLedger, QuarterlyBulletin, RectificationNotice,
    SampleDraw, Wording, YearlyAssessment, official_html,
};
use huabiao_types::Lang;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A text that would be anything but text, if somebody read it as markup.
const HOSTILE: &str = "# a | b\n@annex c\n{{ d }}{% if %}<script>&\u{202e}";
/// What is left of it to show.
const SHOWN: &str = "# a | b @annex c {{ d }}{% if %}<script>&";

/// Puts the hostile text wherever a text is free.
fn spoil(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(spoil),
        Value::Object(values) => values.values_mut().for_each(spoil),
        Value::String(text) => {
            let is_day = text.parse::<chrono::NaiveDate>().is_ok();
            let is_number = text.contains('〔');
            let is_verdict = text == "qualified";
            if !is_day && !is_number && !is_verdict {
                *text = HOSTILE.to_owned();
            }
        }
        Value::Bool(_) | Value::Null | Value::Number(_) => {}
    }
}

/// The parts of a document without its words.
fn shape(document: &OfficialDocument) -> Vec<String> {
    let annexes = document.annexes.iter().flat_map(|annex| &annex.body);
    let mut shape: Vec<String> = document
        .body
        .iter()
        .chain(annexes)
        .map(|block| match block {
            Block::Chart(chart) => format!("chart {}", chart.bars.len()),
            Block::Heading { level, .. } => format!("heading {level}"),
            Block::Paragraph(_) => "paragraph".to_owned(),
            Block::Table(table) => format!("table {} {}", table.columns.len(), table.rows.len()),
        })
        .collect();
    shape.push(format!(
        "{} titles, {} annexes",
        document.title.len(),
        document.annexes.len()
    ));
    shape
}

fn try_out<P: DeserializeOwned + Paper>() {
    for lang in [Lang::Zh, Lang::En] {
        let wording = Wording::new(lang);
        let example = P::example(lang);
        let good = wording.write(&example).unwrap();
        let mut value = serde_json::to_value(&example).unwrap();
        spoil(&mut value);
        let spoilt: P = serde_json::from_value(value).unwrap();
        let bad = wording.write(&spoilt).unwrap();
        assert_eq!(shape(&good), shape(&bad), "{lang} {}", P::KIND);
        let text = format!("{bad:?}");
        assert!(text.contains(&format!("{SHOWN:?}")[1..20]), "{text}");
        let page = official_html(&bad);
        assert!(!page.contains("<script"), "{lang} {}", P::KIND);
    }
}

#[test]
fn no_text_of_the_data_changes_the_shape_of_a_document() {
    try_out::<ProblemLedger>();
    try_out::<QuarterlyBulletin>();
    try_out::<RectificationNotice>();
    try_out::<SampleDraw>();
    try_out::<YearlyAssessment>();
}

#[test]
fn both_languages_have_the_same_parts() {
    fn parts<P: Paper>() -> [Vec<String>; 2] {
        [Lang::Zh, Lang::En]
            .map(|lang| shape(&Wording::new(lang).write(&P::example(lang)).unwrap()))
    }
    // Titles break where the language breaks them.
    let without_titles = |[zh, en]: [Vec<String>; 2]| {
        let cut = |parts: &[String]| parts[..parts.len() - 1].to_vec();
        (cut(&zh), cut(&en))
    };
    for (zh, en) in [
        without_titles(parts::<ProblemLedger>()),
        without_titles(parts::<QuarterlyBulletin>()),
        without_titles(parts::<RectificationNotice>()),
        without_titles(parts::<SampleDraw>()),
        without_titles(parts::<YearlyAssessment>()),
    ] {
        assert_eq!(zh, en);
    }
}

#[test]
fn what_is_unknown_is_never_called_passed() {
    let mut bulletin = QuarterlyBulletin::bare(Lang::Zh);
    bulletin.checked = 3;
    bulletin.registered = 3;
    bulletin.undetermined = 3;
    let document = Wording::new(Lang::Zh).write(&bulletin).unwrap();
    let text = format!("{:?}", document.body);
    // Nothing was judged, so there is no rate.
    assert!(text.contains("合格率为—"), "{text}");
    assert!(text.contains("未能判定的网站不计入合格率，也不视为合格。"));
}

#[test]
fn a_large_ledger_is_worded() {
    let mut ledger = ProblemLedger::example(Lang::Zh);
    let entry = ledger.entries[0].clone();
    ledger.entries = vec![entry; 5000];
    let document = Wording::new(Lang::Zh).write(&ledger).unwrap();
    assert_eq!(document.tables()[0].1.rows.len(), 5000);
}
