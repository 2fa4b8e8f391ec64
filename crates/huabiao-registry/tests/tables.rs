//! Tables of other things than sites.
#![allow(clippy::unwrap_used)]

use huabiao_registry::{Reason, Remark, read_csv_table};

#[test]
fn encoding_separator_and_lines_are_found_out() {
    let text = "抽查结果\r\n\r\n编号;问题\r\n1;\"两行\r\n文字\"\r\n2; '=1 \r\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let table = read_csv_table(&gbk, |heading| heading == "问题").unwrap();
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|row| (row.line, row.cells.join("/")))
        .collect();
    let expected = [
        (1, "抽查结果"),
        (3, "编号/问题"),
        (4, "1/两行  文字"),
        (6, "2/=1"),
    ];
    assert_eq!(rows, expected.map(|(line, text)| (line, text.to_owned())));
    assert!(table.notes.is_empty());
}

#[test]
fn what_is_no_table_is_refused() {
    assert_eq!(read_csv_table(b" \n ", |_| true), Err(Reason::NothingInIt));
    let long = "a\n".repeat(200_001);
    let table = read_csv_table(long.as_bytes(), |_| false).unwrap();
    assert_eq!(table.rows.len(), 200_000);
    assert_eq!(
        table.notes[0].remark,
        Remark::RowsLeftOut { limit: 200_000 }
    );
}

#[cfg(feature = "xlsx")]
#[test]
fn every_sheet_of_a_workbook_is_read() {
    use huabiao_registry::read_xlsx_table;

    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("一").unwrap();
    sheet.write(0, 0, "编号").unwrap();
    sheet.write(4, 1, 7).unwrap();
    workbook.add_worksheet().set_name("二").unwrap();
    let tables = read_xlsx_table(&workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[0].name, "一");
    assert_eq!(
        (tables[0].rows[1].line, tables[0].rows[1].cells[1].as_str()),
        (5, "7")
    );
    assert!(tables[1].rows.is_empty());
}
