//! Official documents as PDF: the file is read back by another library.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used)]

mod common;

use huabiao_bulletin::{
    Align, Annex, Block, Column, Error, OfficialDocument, Paper, PdfFonts, ProblemLedger,
    QuarterlyBulletin, Table, Wording, pdf,
};
use huabiao_types::Lang;
use lopdf::{Document, Object};

#[path = "common/font.rs"]
mod font;

/// Every text of a document, and what writers add.
fn letters(document: &OfficialDocument) -> String {
    let ascii: String = (' '..='~').collect();
    format!("{document:?}一二三四五六七八九十、（）附件：—〔〕{ascii}")
}

fn fonts(document: &OfficialDocument) -> PdfFonts {
    PdfFonts::new(font::font(&letters(document), 0), 0).unwrap()
}

fn read(document: &OfficialDocument) -> Document {
    let pdf = pdf(document, &fonts(document)).unwrap();
    assert!(pdf.missing.is_empty());
    let read = Document::load_mem(&pdf.bytes).unwrap();
    assert_eq!(read.get_pages().len(), pdf.pages);
    read
}

fn page_text(pdf: &Document, page: usize) -> String {
    let page = u32::try_from(page).unwrap();
    let text = pdf.extract_text(&[page]).unwrap();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn paragraphs(count: usize) -> OfficialDocument {
    OfficialDocument {
        title: vec!["测试".into()],
        body: vec![Block::Paragraph("政".repeat(28)); count],
        ..OfficialDocument::new(Lang::Zh)
    }
}

/// A bulletin of 91 sites.
fn bulletin() -> OfficialDocument {
    let example = QuarterlyBulletin::example(Lang::Zh);
    let kind = example.sites[0].clone();
    let site = kind.sites[0].clone();
    let sites = (1..=91).map(|n| huabiao_bulletin::SiteLine {
        name: format!("明川市第{n}号直属事业单位政务服务和信息公开专题网站"),
        host: format!("s{n}.example.gov.cn"),
        ..site.clone()
    });
    let bulletin = QuarterlyBulletin {
        sites: vec![huabiao_bulletin::KindSites {
            sites: sites.collect(),
            ..kind
        }],
        ..example
    };
    Wording::new(Lang::Zh).write(&bulletin).unwrap()
}

#[test]
fn the_text_can_be_read_back_and_the_page_is_a4() {
    let document = bulletin();
    let pdf = read(&document);
    let first = page_text(&pdf, 1);
    for text in [
        "明川市人民政府办公室文件",
        "明政办函〔2026〕41号",
        "2026年第三季度全市政府网站",
        "各区县人民政府，市政府各部门、各直属单位：",
        "—1—",
    ] {
        assert!(first.contains(text), "{text}: {first}");
    }
    for (_, id) in pdf.get_pages() {
        let page = pdf.get_dictionary(id).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let sides: Vec<i32> = sides
            .iter()
            .map(|side| side.as_float().unwrap().round() as i32)
            .collect();
        assert_eq!(sides, [0, 0, 595, 842]);
    }
    // Tagged, in its language, with bookmarks.
    let catalog = pdf.catalog().unwrap();
    assert!(catalog.get(b"StructTreeRoot").is_ok());
    assert!(catalog.get(b"Outlines").is_ok());
    let lang = catalog.get(b"Lang").unwrap().as_str().unwrap();
    assert_eq!(lang, b"zh-CN");
}

#[test]
fn the_annex_goes_over_pages_and_repeats_its_head() {
    let document = bulletin();
    let pdf = read(&document);
    let count = pdf.get_pages().len();
    let pages: Vec<String> = (1..=count).map(|page| page_text(&pdf, page)).collect();
    let whole = pages.concat();
    for n in 1..=91 {
        assert_eq!(whole.matches(&format!("第{n}号直属")).count(), 1, "{n}");
    }
    let first = pages
        .iter()
        .position(|page| page.contains("附件3"))
        .unwrap();
    // The list of annexes names it too.
    let first = pages
        .iter()
        .rposition(|page| page.contains("附件3"))
        .unwrap_or(first);
    assert!(count - first > 3, "{count} pages, annex from {first}");
    for (place, page) in pages.iter().enumerate().skip(first) {
        assert_eq!(page.matches("网站名称").count(), 1, "page {}", place + 1);
        assert!(page.contains(&format!("—{}—", place + 1)));
    }
    // The imprint closes it.
    assert!(pages[count - 1].contains("抄送：省政府办公厅。"));
    assert!(pages[count - 1].contains("2026年10月15日印发"));
}

/// Where the text of each line begins: every run of glyphs sets its own matrix.
fn places(pdf: &Document, page: usize) -> Vec<(f32, f32)> {
    let id = pdf.get_pages()[&u32::try_from(page).unwrap()];
    let content = pdf.get_and_decode_page_content(id).unwrap();
    let mut height = (0.0, 1.0);
    let mut places = Vec::new();
    let numbers = |operands: &[Object]| -> Vec<f32> {
        operands.iter().filter_map(|o| o.as_float().ok()).collect()
    };
    for operation in &content.operations {
        match (
            operation.operator.as_str(),
            &numbers(&operation.operands)[..],
        ) {
            ("cm", [_, _, _, d, _, f]) => height = (*f, *d),
            ("Tm", [_, _, _, _, x, y]) => places.push((*x, height.0 + height.1 * y)),
            _ => {}
        }
    }
    places
}

#[test]
fn twenty_two_lines_of_twenty_eight_characters_fill_the_core() {
    let document = OfficialDocument {
        body: vec![Block::Paragraph("政".repeat(28 * 60))],
        ..paragraphs(0)
    };
    let pdf = read(&document);
    // The title and an empty line leave 19 lines; the first is indented.
    let on = |page| page_text(&pdf, page).matches('政').count();
    assert_eq!(on(1), 19 * 28 - 2);
    assert_eq!(on(2), 22 * 28);
}

#[test]
fn page_numbers_change_sides() {
    let document = paragraphs(80);
    let pdf = read(&document);
    let mm = |points: f32| points / 72.0 * 25.4;
    for (page, right) in [(1, true), (2, false), (3, true)] {
        let (x, y) = places(&pdf, page)
            .into_iter()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .unwrap();
        let (x, y) = (mm(x), mm(y));
        // The core ends 35 mm above the edge; the number is 7 mm below that.
        assert!((22.0..28.0).contains(&y), "{y}");
        assert_eq!(x > 105.0, right, "page {page}: {x}");
        if !right {
            // One character in from the left edge of the core.
            assert!((x - 28.0 - mm(14.0)).abs() < 0.1, "{x}");
        }
    }
}

#[test]
fn lines_begin_with_no_closing_mark() {
    let document = OfficialDocument {
        body: vec![Block::Paragraph("政务公开，".repeat(200))],
        ..paragraphs(0)
    };
    let pdf = pdf(&document, &fonts(&document)).unwrap();
    let read = Document::load_mem(&pdf.bytes).unwrap();
    let text = read.extract_text(&[1, 2]).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    assert!(lines.len() > 20, "{lines:?}");
    assert!(
        lines.iter().all(|line| !line.starts_with('，')),
        "{lines:?}"
    );
}

#[test]
fn what_no_font_has_is_named_and_fallbacks_help() {
    let document = OfficialDocument {
        body: vec![Block::Paragraph("龘靐".into())],
        ..paragraphs(1)
    };
    let few = PdfFonts::new(font::font("测试政—123", 0), 0).unwrap();
    let written = pdf(&document, &few).unwrap();
    assert_eq!(written.missing, ['靐', '龘']);
    let more = few.fallback(font::font("龘靐", 0), 0).unwrap();
    let written = pdf(&document, &more).unwrap();
    assert!(written.missing.is_empty());
    let read = Document::load_mem(&written.bytes).unwrap();
    assert!(page_text(&read, 1).contains("龘靐"));
}

#[test]
fn a_font_that_forbids_embedding_is_refused() {
    for (bits, refused) in [(0, false), (2, true), (4, false), (8, false)] {
        let fonts = PdfFonts::new(font::font("政", bits), 0);
        assert_eq!(
            matches!(fonts, Err(Error::Font { .. })),
            refused,
            "fsType {bits}"
        );
    }
    assert!(PdfFonts::new(font::font("政", 0), 1).is_err());
}

#[test]
fn equal_documents_give_equal_bytes() {
    let document = bulletin();
    let fonts = fonts(&document);
    assert_eq!(
        pdf(&document, &fonts).unwrap(),
        pdf(&document, &fonts).unwrap()
    );
}

#[test]
fn extremes_are_written_all_the_same() {
    let column = |width| Column {
        head: "列".into(),
        width,
        align: Align::Start,
    };
    let cases = [
        // Nothing at all.
        OfficialDocument::new(Lang::Zh),
        // A cell longer than a page, an address that nothing breaks, a row that is short.
        OfficialDocument {
            body: vec![Block::Table(Table {
                caption: None,
                columns: vec![column(1), column(0), column(u16::MAX)],
                rows: vec![
                    vec!["政".repeat(3000), "a".repeat(500)],
                    vec![],
                    vec!["1".into(); 9],
                ],
            })],
            ..paragraphs(1)
        },
        // A table without columns, an annex without text, a title without end.
        OfficialDocument {
            title: vec!["测".repeat(400)],
            mark: Some("试".repeat(200)),
            annexes: vec![Annex::default(), Annex::default()],
            body: vec![
                Block::Table(Table::default()),
                Block::Heading {
                    level: 0,
                    text: String::new(),
                },
                Block::Heading {
                    level: 9,
                    text: "题".into(),
                },
                Block::Paragraph(String::new()),
                Block::Chart(huabiao_bulletin::Chart {
                    caption: "图".into(),
                    legend: vec!["甲".into()],
                    bars: vec![
                        huabiao_bulletin::Bar::default(),
                        huabiao_bulletin::Bar {
                            label: "甲".repeat(100),
                            parts: vec![u64::MAX, u64::MAX, 1, 2],
                        },
                    ],
                }),
            ],
            ..OfficialDocument::new(Lang::Zh)
        },
    ];
    for document in cases {
        let pdf = read(&document);
        assert!(!pdf.get_pages().is_empty());
    }
}

#[test]
fn a_ledger_lies_on_its_side() {
    for lang in [Lang::Zh, Lang::En] {
        let ledger = Wording::new(lang)
            .write(&ProblemLedger::example(lang))
            .unwrap();
        let pdf = read(&ledger);
        let page = pdf.get_dictionary(pdf.get_pages()[&1]).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        assert_eq!(sides[2].as_float().unwrap().round(), 842.0);
    }
}

#[test]
fn addresses_break_at_their_joints() {
    let document = OfficialDocument {
        body: vec![Block::Table(Table {
            caption: None,
            columns: (0..4)
                .map(|_| Column {
                    head: "列".into(),
                    width: 1,
                    align: Align::Start,
                })
                .collect(),
            rows: vec![vec!["department.mingchuan.gov.cn".into()]],
        })],
        ..paragraphs(0)
    };
    let pdf = read(&document);
    let text = pdf.extract_text(&[1]).unwrap();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    assert!(lines.contains(&"department."), "{lines:?}");
    assert!(lines.contains(&"mingchuan.gov.cn"), "{lines:?}");
}
