//! Official documents as DOCX: the package is opened and its parts are read.
#![cfg(feature = "docx")]
#![allow(clippy::unwrap_used)]

mod common;

use std::io::{Cursor, Read};

use huabiao_bulletin::{
    Block, Faces, Letterhead, OfficialDocument, Paper, ProblemLedger, QuarterlyBulletin,
    RectificationNotice, Table, Wording, docx, docx_with,
};
use huabiao_types::Lang;
use roxmltree::{Document, Node};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn all<'a>(document: &'a Document<'a>, name: &'a str) -> Vec<Node<'a, 'a>> {
    document
        .descendants()
        .filter(|node| node.has_tag_name((W, name)))
        .collect()
}

fn value<'a>(node: &Node<'a, 'a>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

/// What a paragraph says.
fn text(node: &Node<'_, '_>) -> String {
    node.descendants()
        .filter(|node| node.has_tag_name((W, "t")))
        .filter_map(|node| node.text())
        .collect()
}

fn style(node: &Node<'_, '_>) -> String {
    node.descendants()
        .find(|node| node.has_tag_name((W, "pStyle")))
        .and_then(|node| node.attribute((W, "val")).map(str::to_owned))
        .unwrap_or_default()
}

/// A bulletin of 91 sites.
fn bulletin() -> OfficialDocument {
    let head = Letterhead {
        mark: Some("明川市人民政府办公室文件".into()),
        number: "明政办函〔2026〕41号".parse().ok(),
        to: vec!["各区县人民政府".into()],
        ..Letterhead::new("明川市人民政府办公室", common::day("2026-11-25"))
    };
    let input = common::city();
    let bulletin = QuarterlyBulletin::of_inspection(&input, head, "全市", Lang::Zh);
    assert_eq!(bulletin.sites.len(), 5);
    let ranked = |kind: &huabiao_bulletin::KindSites| {
        let ranks = kind.sites.iter().map(|site| site.rank.unwrap_or(u32::MAX));
        ranks.is_sorted()
    };
    assert!(bulletin.sites.iter().all(ranked));
    let sites: usize = bulletin.sites.iter().map(|kind| kind.sites.len()).sum();
    assert_eq!(sites, 91);
    Wording::new(Lang::Zh).write(&bulletin).unwrap()
}

#[test]
fn every_part_is_xml_and_every_reference_has_its_part() {
    let package = docx(&bulletin()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&package)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert_eq!(
        archive.by_index(0).unwrap().name().unwrap(),
        "[Content_Types].xml"
    );
    for name in names.iter().filter(|name| !name.ends_with(".png")) {
        let xml = part(&package, name);
        assert!(Document::parse(&xml).is_ok(), "{name}");
    }
    let relations = part(&package, "word/_rels/document.xml.rels");
    let relations = Document::parse(&relations).unwrap();
    let mut ids = Vec::new();
    for relation in relations.root_element().children() {
        let target = relation.attribute("Target").unwrap();
        assert!(names.contains(&format!("word/{target}")), "{target}");
        ids.push(relation.attribute("Id").unwrap().to_owned());
    }
    let types = part(&package, "[Content_Types].xml");
    let types = Document::parse(&types).unwrap();
    for kind in types.root_element().children() {
        if let Some(name) = kind.attribute("PartName") {
            assert!(names.contains(&name.trim_start_matches('/').to_owned()));
        }
    }
    // Whatever the text refers to is among the relations.
    let body = part(&package, "word/document.xml");
    for (at, _) in body.match_indices("rId") {
        let id: String = body[at..].chars().take_while(|c| *c != '"').collect();
        assert!(ids.contains(&id), "{id}");
    }
}

#[test]
fn the_page_is_that_of_the_standard() {
    let package = docx(&bulletin()).unwrap();
    let body = part(&package, "word/document.xml");
    let body = Document::parse(&body).unwrap();
    let mm = |node: &Node<'_, '_>, name: &str| {
        let twips: f64 = node.attribute((W, name)).unwrap().parse().unwrap();
        (twips / 1440.0 * 25.4 * 10.0).round() / 10.0
    };
    let [size] = all(&body, "pgSz")[..] else {
        panic!("one section")
    };
    assert_eq!((mm(&size, "w"), mm(&size, "h")), (210.0, 297.0));
    let [margins] = all(&body, "pgMar")[..] else {
        panic!("one section")
    };
    assert_eq!((mm(&margins, "top"), mm(&margins, "left")), (37.0, 28.0));
    // So the core has 156 × 225 mm.
    assert_eq!(
        (mm(&margins, "right"), mm(&margins, "bottom")),
        (26.0, 35.0)
    );
    // The page number: 7 mm below the core, 4号 is 4.9 mm high.
    assert_eq!(mm(&margins, "footer"), 23.1);

    // 22 lines of the pitch fill the core, a 23rd does not fit.
    let grid = all(&body, "docGrid")[0];
    let pitch: f64 = value(&grid, "linePitch").unwrap().parse().unwrap();
    let high = pitch / 1440.0 * 25.4;
    assert!(high * 22.0 <= 225.0 && high * 22.0 > 224.0, "{high}");

    // 28 characters of 3号 with their spacing fill a line, a 29th does not fit.
    let styles = part(&package, "word/styles.xml");
    let styles = Document::parse(&styles).unwrap();
    let normal = all(&styles, "style")
        .into_iter()
        .find(|style| value(style, "styleId") == Some("Normal"))
        .unwrap();
    let of = |name: &str| {
        let node = normal.descendants().find(|n| n.has_tag_name((W, name)));
        node.unwrap()
    };
    assert_eq!(value(&of("sz"), "val"), Some("32"));
    let line = normal
        .descendants()
        .find(|n| n.has_tag_name((W, "spacing")) && value(n, "line").is_some())
        .unwrap();
    assert_eq!(value(&line, "line"), value(&grid, "linePitch"));
    assert_eq!(value(&line, "lineRule"), Some("exact"));
    let tracking = normal
        .descendants()
        .find(|n| n.has_tag_name((W, "spacing")) && value(n, "val").is_some())
        .unwrap();
    let tracking: f64 = value(&tracking, "val").unwrap().parse().unwrap();
    let wide = (320.0 + tracking) / 1440.0 * 25.4;
    assert!(wide * 28.0 <= 156.0 && wide * 29.0 > 156.0, "{wide}");
}

#[test]
fn page_numbers_stand_between_dashes_outside() {
    let package = docx(&bulletin()).unwrap();
    let settings = part(&package, "word/settings.xml");
    assert!(settings.contains("<w:evenAndOddHeaders/>"));
    let body = part(&package, "word/document.xml");
    let body = Document::parse(&body).unwrap();
    let kinds: Vec<_> = all(&body, "footerReference")
        .iter()
        .map(|node| value(node, "type").unwrap())
        .collect();
    assert_eq!(kinds, ["default", "even"]);
    let styles = part(&package, "word/styles.xml");
    let styles = Document::parse(&styles).unwrap();
    for (name, jc) in [("footer1.xml", "right"), ("footer2.xml", "left")] {
        let footer = part(&package, &format!("word/{name}"));
        let footer = Document::parse(&footer).unwrap();
        let field = all(&footer, "instrText")[0];
        assert_eq!(field.text().map(str::trim), Some("PAGE"));
        let shown = text(&footer.root_element());
        assert!(shown.starts_with("— ") && shown.ends_with(" —"), "{shown}");
        let id = style(&footer.root_element());
        let found = all(&styles, "style")
            .into_iter()
            .find(|style| value(style, "styleId") == Some(&id))
            .unwrap();
        let of = |name: &str| {
            let node = found.descendants().find(|n| n.has_tag_name((W, name)));
            node.and_then(|n| n.attribute((W, "val")).map(str::to_owned))
        };
        assert_eq!(of("jc").as_deref(), Some(jc));
        // 4号.
        assert_eq!(of("sz").as_deref(), Some("28"));
    }
}

#[test]
fn faces_are_those_of_the_standard_and_free_ones_stand_in() {
    let package = docx(&bulletin()).unwrap();
    let styles = part(&package, "word/styles.xml");
    let styles = Document::parse(&styles).unwrap();
    let face = |id: &str| {
        let style = all(&styles, "style")
            .into_iter()
            .find(|style| value(style, "styleId") == Some(id))
            .unwrap();
        let fonts = style
            .descendants()
            .find(|node| node.has_tag_name((W, "rFonts")))
            .unwrap();
        let size = style
            .descendants()
            .find(|node| node.has_tag_name((W, "sz")))
            .unwrap();
        (
            fonts.attribute((W, "eastAsia")).unwrap().to_owned(),
            size.attribute((W, "val")).unwrap().to_owned(),
        )
    };
    for (id, name, size) in [
        ("Title", "方正小标宋简体", "44"),
        ("Normal", "仿宋_GB2312", "32"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("PageOdd", "宋体", "28"),
    ] {
        assert_eq!(face(id), (name.to_owned(), size.to_owned()), "{id}");
    }
    let table = part(&package, "word/fontTable.xml");
    let table = Document::parse(&table).unwrap();
    for font in all(&table, "font") {
        let other = font.children().find(|n| n.has_tag_name((W, "altName")));
        assert!(other.is_some(), "{:?}", value(&font, "name"));
    }
    let faces = Faces {
        text: "FandolFang".into(),
        ..Faces::default()
    };
    let other = part(&docx_with(&bulletin(), &faces).unwrap(), "word/styles.xml");
    assert!(other.contains("\"FandolFang\"") && !other.contains("仿宋_GB2312"));
}

#[test]
fn texts_headings_and_the_annex_of_91_sites_are_all_there() {
    let document = bulletin();
    let package = docx(&document).unwrap();
    let xml = part(&package, "word/document.xml");
    let body = Document::parse(&xml).unwrap();
    let of = |wanted: &str| -> Vec<String> {
        all(&body, "p")
            .iter()
            .filter(|p| style(p) == wanted)
            .map(text)
            .collect()
    };
    assert_eq!(of("Mark"), ["明川市人民政府办公室文件"]);
    assert_eq!(of("DocNumber"), ["明政办函〔2026〕41号"]);
    assert_eq!(of("Title")[..3].concat(), document.title_line());
    assert_eq!(of("To"), ["各区县人民政府："]);
    let headings = of("Heading1");
    assert!(headings[0].starts_with("一、总体情况"), "{headings:?}");
    assert!(headings.last().unwrap().ends_with("工作要求"));
    assert!(of("Heading2")[0].starts_with("（一）"));
    let marks = of("AnnexMark");
    assert_eq!(marks, ["附件1", "附件2", "附件3"]);
    assert!(of("Signature").contains(&"2026年11月25日".to_owned()));

    let tables = all(&body, "tbl");
    let sites = tables
        .iter()
        .find(|table| text(table).contains("s91.mingchuan.gov.cn"))
        .unwrap();
    let rows: Vec<_> = sites
        .children()
        .filter(|node| node.has_tag_name((W, "tr")))
        .collect();
    // The districts' six, and the head.
    assert_eq!(rows.len(), 7);
    let rows = tables.iter().flat_map(|table| table.children());
    let hosts = rows.filter(|node| node.has_tag_name((W, "tr")) && text(node).contains(".gov.cn"));
    assert_eq!(hosts.count(), 91);
    let heads = sites
        .descendants()
        .filter(|node| node.has_tag_name((W, "tblHeader")))
        .count();
    assert_eq!(heads, 1);
    // The widths fill the core.
    let widths: u32 = sites
        .descendants()
        .filter(|node| node.has_tag_name((W, "gridCol")))
        .map(|node| value(&node, "w").unwrap().parse::<u32>().unwrap())
        .sum();
    assert!((8_830..=8_844).contains(&widths), "{widths}");
    // The bars have texts.
    let pictures = body
        .descendants()
        .filter(|n| n.tag_name().name() == "docPr");
    let mut ids = Vec::new();
    for picture in pictures {
        assert!(!picture.attribute("descr").unwrap().is_empty());
        ids.push(picture.attribute("id").unwrap().to_owned());
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert!(count > 5 && ids.len() == count);
}

#[test]
fn equal_documents_give_equal_bytes_and_hostile_texts_stay_texts() {
    let mut document = OfficialDocument::new(Lang::Zh);
    let hostile = "</w:t><w:p>&\u{0}\u{fffe}\u{202e}<![CDATA[";
    document.title.push(hostile.into());
    document.body.push(Block::Paragraph(hostile.into()));
    document.body.push(Block::Table(Table {
        caption: Some(hostile.into()),
        ..Table::default()
    }));
    let package = docx(&document).unwrap();
    assert_eq!(package, docx(&document).unwrap());
    let xml = part(&package, "word/document.xml");
    let body = Document::parse(&xml).unwrap();
    let shown = text(&body.root_element());
    assert_eq!(shown.matches("</w:t><w:p>& <![CDATA[").count(), 3);
    Document::parse(&part(&package, "docProps/core.xml")).unwrap();
}

#[test]
fn a_ledger_lies_on_its_side_and_english_is_english() {
    let ledger = ProblemLedger::example(Lang::En);
    let ledger = Wording::new(Lang::En).write(&ledger).unwrap();
    let xml = part(&docx(&ledger).unwrap(), "word/document.xml");
    assert!(xml.contains("w:orient=\"landscape\""));
    for lang in [Lang::Zh, Lang::En] {
        let notice = RectificationNotice::example(lang);
        let document = Wording::new(lang).write(&notice).unwrap();
        let xml = part(&docx(&document).unwrap(), "word/document.xml");
        let han = xml.chars().filter(|c| ('\u{4e00}'..'\u{a000}').contains(c));
        match lang {
            // The number of the document and names of faces are Chinese everywhere.
            Lang::En => assert!(han.count() < 20),
            Lang::Zh => assert!(han.count() > 400),
        }
    }
}

#[test]
fn the_page_of_a_problem_is_a_link_and_a_long_hash_may_break() {
    use huabiao_bulletin::{ProblemLedger, official_html};

    for lang in [Lang::Zh, Lang::En] {
        let mut ledger = ProblemLedger::example(lang);
        ledger.entries[0].page = "http://www.example.gov.cn/a.html?b=1&c=2".into();
        let page = official_html(&Wording::new(lang).write(&ledger).unwrap());
        assert!(page.contains("<a href=\"http://www.example.gov.cn/a.html?b=1&#38;c=2\" rel=\"noopener noreferrer\">"), "{page}");
        ledger.entries[0].page = "javascript:alert(1)".into();
        let page = official_html(&Wording::new(lang).write(&ledger).unwrap());
        assert!(!page.contains("href=\"javascript"));
        assert!(page.contains(".official p,.official td{overflow-wrap:anywhere}"));
    }
}
