//! The workbook, read back by another library.
#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used)]

mod common;

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use huabiao_bulletin::xlsx;
use huabiao_finding::Finding;
use huabiao_types::{Lang, SiteCategory};

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn texts(range: &Range<Data>) -> Vec<String> {
    range
        .used_cells()
        .map(|(_, _, cell)| cell.to_string())
        .collect()
}

#[test]
fn three_sheets_with_every_finding() {
    let input = common::city();
    let mut book = open(xlsx(&input, Lang::Zh).unwrap());
    assert_eq!(book.sheet_names(), ["总体情况", "各网站", "问题台账"]);
    let overall = texts(&book.worksheet_range("总体情况").unwrap());
    assert!(
        overall
            .iter()
            .any(|text| text.contains("仅就本次已作判定的指标而言"))
    );
    let sites = book.worksheet_range("各网站").unwrap();
    assert_eq!(sites.height(), 1 + 91);
    assert_eq!(sites.get_value((0, 1)).unwrap().to_string(), "网站名称");
    let findings: usize = input
        .sites
        .iter()
        .flat_map(|site| &site.checks)
        .map(|check| check.findings.len())
        .sum();
    let ledger = book.worksheet_range("问题台账").unwrap();
    assert_eq!(ledger.height(), 1 + findings);
    let row: Vec<String> = (0..9)
        .map(|c| ledger.get_value((1, c)).unwrap().to_string())
        .collect();
    assert_eq!(row[0], "1");
    assert!(row[5].starts_with("http://"), "{row:?}");
}

#[test]
fn english_too() {
    let mut book = open(xlsx(&common::small(), Lang::En).unwrap());
    assert_eq!(book.sheet_names(), ["Overall", "Sites", "Ledger"]);
    let ledger = book.worksheet_range("Ledger").unwrap();
    assert_eq!(ledger.get_value((0, 5)).unwrap().to_string(), "Page");
}

#[test]
fn outcomes_stand_in_words_beside_their_codes() {
    for (lang, sheet, words) in [
        (Lang::Zh, "问题台账", "404（页面不存在）"),
        (Lang::En, "Ledger", "404, not found"),
    ] {
        let mut book = open(xlsx(&common::small(), lang).unwrap());
        let ledger = book.worksheet_range(sheet).unwrap();
        let row = ledger.rows().find(|row| row[8] == "dead.404").unwrap();
        assert_eq!(row[7].to_string(), words);
    }
}

/// 02:03:04 in Greenwich is 10:03:04 in Beijing, and the heading says whose clock.
#[test]
fn moments_are_those_of_the_given_clock() {
    let mut input = common::small();
    let seen = |input: &huabiao_bulletin::BulletinInput, lang, sheet| {
        let mut book = open(xlsx(input, lang).unwrap());
        let ledger = book.worksheet_range(sheet).unwrap();
        let cell = |row| ledger.get_value((row, 9)).unwrap().to_string();
        (cell(0), cell(1))
    };
    assert_eq!(
        seen(&input, Lang::Zh, "问题台账"),
        (
            "发现时间（北京时间，UTC+8）".to_owned(),
            "2026-11-24 10:03:04".to_owned()
        )
    );
    input.offset = chrono::FixedOffset::west_opt(3 * 3600 + 1800).unwrap();
    assert_eq!(
        seen(&input, Lang::En, "Ledger"),
        (
            "Seen at (UTC-3:30)".to_owned(),
            "2026-11-23 22:33:04".to_owned()
        )
    );
}

#[test]
fn nothing_from_outside_is_a_formula_or_too_long() {
    let mut checks = common::spotless();
    let check = common::check(&mut checks, "link-dead");
    let long = format!("http://a.gov.cn/{}", "x".repeat(5_000));
    let huge = format!("http://a.gov.cn/{}", "y".repeat(50_000));
    for url in [
        "=cmd|' /C calc'!A0",
        "+1",
        "@SUM(1)",
        "javascript:x",
        &long,
        &huge,
        "http://a.gov.cn/#a#b?c=%",
    ] {
        check.findings.push(
            Finding::new(check.rule.clone(), url)
                .target(url)
                .group("home")
                .value("text", "=HYPERLINK(\"http://x\")"),
        );
    }
    let mut site = common::site("=1+1", "a.gov.cn", SiteCategory::Portal, "-2", checks);
    site.home = "=1".into();
    let mut book = open(xlsx(&common::input(vec![site]), Lang::Zh).unwrap());
    for sheet in ["总体情况", "各网站", "问题台账"] {
        let formulas = book.worksheet_formula(sheet).unwrap();
        assert_eq!(formulas.used_cells().count(), 0, "{sheet}");
    }
    let ledger = book.worksheet_range("问题台账").unwrap();
    assert_eq!(
        ledger.get_value((1, 5)),
        Some(&Data::String("=cmd|' /C calc'!A0".into()))
    );
    assert_eq!(ledger.get_value((5, 5)).unwrap().to_string(), long);
    assert_eq!(ledger.get_value((6, 5)).unwrap().to_string().len(), 32_000);
    let sites = book.worksheet_range("各网站").unwrap();
    assert_eq!(sites.get_value((1, 1)), Some(&Data::String("=1+1".into())));
}

#[test]
fn a_rehearsal_of_an_earlier_day_shows_that_day() {
    let mut input = common::small();
    let seen = |input: &huabiao_bulletin::BulletinInput| {
        let mut book = open(xlsx(input, Lang::Zh).unwrap());
        let ledger = book.worksheet_range("问题台账").unwrap();
        let row = ledger.rows().find(|row| row[8] == "dead.404").unwrap();
        row[9].to_string()
    };
    assert_eq!(seen(&input), "2026-11-24 10:03:04");
    let day = "2026-03-10".parse().unwrap();
    (input.from, input.to, input.today) = (day, day, day);
    assert_eq!(seen(&input), "2026-03-10");
}
