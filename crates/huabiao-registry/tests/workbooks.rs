//! Workbooks as offices send them, and as nobody should.

#![cfg(feature = "xlsx")]
#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Read, Write};

use huabiao_registry::{Reason, Remark, WorkbookError, read_xlsx};
use rust_xlsxwriter::{Format, Formula, Workbook};

#[test]
fn a_workbook_with_title_numbers_formulas_and_gaps() {
    let mut workbook = Workbook::new();
    workbook
        .add_worksheet()
        .set_name("说明")
        .unwrap()
        .write(0, 0, "填表说明")
        .unwrap();
    let sheet = workbook.add_worksheet().set_name("名单").unwrap();
    sheet
        .merge_range(0, 0, 0, 3, "示例市政府网站名单", &Format::new())
        .unwrap();
    for (column, heading) in ["序号", "网站标识码", "网站名称", "首页网址"]
        .into_iter()
        .enumerate()
    {
        sheet.write(2, column as u16, heading).unwrap();
    }
    sheet.write(3, 1, 1_304_000_009.0).unwrap();
    sheet.write(3, 2, "甲").unwrap();
    sheet
        .write_formula(
            3,
            3,
            Formula::new("=\"www.\"&\"a.gov.cn\"").set_result("www.a.gov.cn"),
        )
        .unwrap();
    // Rows 5 to 20 are empty; one cell stands far to the right.
    sheet.write(20, 1, "3301000002").unwrap();
    sheet.write(20, 3, "b.gov.cn").unwrap();
    sheet.write(20, 16_000, "x").unwrap();
    sheet.write(21, 1, 33_010_000.5).unwrap();
    sheet.write(21, 3, "c.gov.cn").unwrap();
    sheet.write(1_048_575, 3, "d.gov.cn").unwrap();
    workbook.add_worksheet().set_name("附表").unwrap();
    let import = read_xlsx(&workbook.save_to_buffer().unwrap()).unwrap();

    let hosts: Vec<_> = import.sites.iter().map(|site| site.host.as_str()).collect();
    assert_eq!(hosts, ["www.a.gov.cn", "b.gov.cn", "d.gov.cn"]);
    assert_eq!(
        import.sites[0].code.as_ref().unwrap().as_str(),
        "1304000009"
    );
    assert_eq!(import.rejected.len(), 1);
    assert_eq!(
        (import.rejected[0].line, import.rejected[0].column.as_str()),
        (22, "网站标识码")
    );
    let ignored: Vec<_> = import
        .notes
        .iter()
        .filter(|note| matches!(note.remark, Remark::SheetIgnored { .. }))
        .collect();
    assert_eq!(ignored.len(), 2);
    assert!(
        import
            .notes
            .iter()
            .any(|note| note.line == 21 && note.remark == Remark::NameMissing)
    );
}

#[test]
fn formulas_without_a_value_and_totals_say_what_they_are() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in ["网站标识码", "网站名称", "网址"].into_iter().enumerate() {
        sheet.write(0, column as u16, heading).unwrap();
    }
    sheet.write(1, 1, "甲").unwrap();
    let formula = Formula::new("=\"www.\"&\"a.gov.cn\"");
    sheet.write_formula(1, 2, formula).unwrap();
    sheet.write(2, 1, "乙").unwrap();
    sheet.write(2, 2, "b.gov.cn").unwrap();
    sheet.write(3, 1, "丙").unwrap();
    sheet.write(4, 0, "合 计").unwrap();
    sheet.write(4, 2, 2).unwrap();
    sheet.write(5, 1, "总计：2个").unwrap();
    // A name may begin so.
    sheet.write(6, 1, "合计划局").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    // As programs write it that do not compute.
    for value in ["", "<v></v>", "<v/>"] {
        let import = read_xlsx(&replaced(&bytes, "<v>0</v>", value)).unwrap();
        assert_eq!(import.sites.len(), 1);
        let reasons: Vec<_> = import
            .rejected
            .iter()
            .map(|row| (row.line, row.column.as_str(), row.reason.clone()))
            .collect();
        assert_eq!(
            reasons,
            [
                (2, "网址", Reason::FormulaUncomputed),
                (4, "网址", Reason::NoHome),
                (5, "网址", Reason::TotalRow),
                (6, "网址", Reason::TotalRow),
                (7, "网址", Reason::NoHome),
            ],
            "{value}"
        );
    }
}

/// A workbook with a text in its first sheet replaced.
fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains(from), "{text}");
            content = text.replace(from, to).into_bytes();
        }
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_without_headings_is_no_list() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "姓名").unwrap();
    let import = read_xlsx(&workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(import.rejected[0].reason, Reason::NoHeader);
}

#[test]
fn what_is_no_workbook_is_refused() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "url").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    for end in (0..bytes.len()).step_by(97) {
        assert!(
            matches!(read_xlsx(&bytes[..end]), Err(WorkbookError::Damaged { .. })),
            "{end}"
        );
    }
    for at in (0..bytes.len()).step_by(41) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0xff;
        let _ = read_xlsx(&damaged);
    }
    assert_eq!(
        read_xlsx(b"\xd0\xcf\x11\xe0 an old one"),
        Err(WorkbookError::OldFormat)
    );
}
