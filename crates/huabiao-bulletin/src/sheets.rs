use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Workbook, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::Error;
use crate::clean::{clean, followable};
use crate::official::{Align, OfficialDocument, Table};

/// The tables of an official document as a workbook (XLSX), a sheet each: the way a
/// ledger (台账) is handed over.
///
/// Every cell is text, so nothing in it is a formula; a cell of an `End` column that is
/// a plain number is a number. A cell that is nothing but an `http` or `https` address
/// can be followed.
///
/// ```
/// use huabiao_bulletin::{Paper, ProblemLedger, Wording, tables_xlsx};
/// use huabiao_types::Lang;
///
/// let ledger = Wording::new(Lang::Zh).write(&ProblemLedger::example(Lang::Zh))?;
/// assert!(tables_xlsx(&ledger)?.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When the document has no table, or a table more rows than a sheet, 1,048,575.
pub fn tables_xlsx(document: &OfficialDocument) -> Result<Vec<u8>, Error> {
    write(document).map_err(|error| Error::Spreadsheet {
        reason: error.to_string(),
    })
}

fn write(document: &OfficialDocument) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let tables = document.tables();
    if tables.is_empty() {
        let reason = "the document has no table".to_owned();
        return Err(XlsxError::ParameterError(reason));
    }
    for (place, (title, table)) in tables.into_iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(name(place, &title))?;
        let head = Format::new()
            .set_bold()
            .set_background_color("#F2F2F0")
            .set_border(FormatBorder::Thin)
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter);
        let cell = Format::new()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Top)
            .set_text_wrap();
        for (at, column) in (0_u16..).zip(&table.columns) {
            sheet.write_string_with_format(0, at, short(&column.head), &head)?;
            sheet.set_column_width(at, width(table, usize::from(at)))?;
        }
        for (row, cells) in (1_u32..).zip(&table.rows) {
            for (at, column) in (0_u16..).zip(&table.columns) {
                let text = short(cells.get(usize::from(at)).map_or("", String::as_str));
                let number = plain(&text).filter(|_| column.align == Align::End);
                if let Some(number) = number {
                    sheet.write_number_with_format(row, at, number, &cell)?;
                    continue;
                }
                let link = followable(&text).map(|url| Url::new(url).set_text(&text));
                // What the writer refuses as an address stands as text.
                let linked = link
                    .is_some_and(|link| sheet.write_url_with_format(row, at, link, &cell).is_ok());
                if !linked {
                    sheet.write_string_with_format(row, at, &text, &cell)?;
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(0);
        let bottom = u32::try_from(table.rows.len()).unwrap_or(0);
        sheet.autofilter(0, 0, bottom, last)?;
    }
    book.save_to_buffer()
}

/// A name that a sheet may have: 31 characters, none of `[]:*?/\`, no `'` at the ends, no
/// other sheet with it.
fn name(place: usize, title: &str) -> String {
    let title = clean(title);
    let legal = title.chars().filter(|c| !"[]:*?/\\'".contains(*c));
    let number = (place + 1).to_string();
    let room = 30 - number.len();
    let title: String = legal.take(room).collect();
    match (place, title.trim()) {
        (0, "") => number,
        (0, title) => title.to_owned(),
        (_, title) => format!("{number} {title}"),
    }
}

/// A number as it is printed in tables, such as `12` or `3.5`.
fn plain(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.len() <= 15
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && (digits == "0" || !digits.starts_with('0') || digits.starts_with("0."));
    if is_plain { text.parse().ok() } else { None }
}

/// Wide enough for the widest text, within reason.
fn width(table: &Table, at: usize) -> f64 {
    let head = table
        .columns
        .get(at)
        .map_or(0, |column| column.head.width());
    let cells = table.rows.iter().filter_map(|row| row.get(at));
    let widest = cells.map(|cell| cell.width()).max().unwrap_or(0);
    (widest.max(head) + 2).clamp(6, 60) as f64
}

/// A text as long as a cell may hold.
fn short(text: &str) -> String {
    clean(text).chars().take(CELL).collect()
}

/// Characters in a cell.
const CELL: usize = 32_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_numbers() {
        for (text, is) in [
            ("0", true),
            ("12", true),
            ("3.5", true),
            ("-2", true),
            ("007", false),
            ("1304000009", true),
            ("12%", false),
            ("", false),
            ("-", false),
            ("1.2.3", false),
            ("inf", false),
        ] {
            assert_eq!(plain(text).is_some(), is, "{text}");
        }
    }

    #[test]
    fn names_of_sheets_are_legal_and_differ() {
        assert_eq!(name(0, "问题台账"), "问题台账");
        assert_eq!(name(1, "a/b:[c]"), "2 abc");
        assert_eq!(name(0, "'?"), "1");
        assert!(name(11, &"长".repeat(80)).chars().count() <= 31);
    }
}
