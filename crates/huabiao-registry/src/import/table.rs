use super::cell::Cell;
use super::clean::{clean, unguard};
use super::csv::{Rows, SEPARATORS};
use super::decode::decode;
use super::{MAX_BYTES, MAX_ROWS, Note, Reason, Remark, header};
#[cfg(feature = "xlsx")]
use super::{
    WorkbookError,
    xlsx::{each_row, open},
};

/// A table of any kind as it stands in a file, for lists of other things than sites.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Table {
    /// The name of the sheet; empty for CSV.
    pub name: String,
    /// The rows that are not empty, headings among them.
    pub rows: Vec<TableRow>,
    /// What is worth knowing about the whole, such as bytes that could not be read, and
    /// about single rows.
    pub notes: Vec<Note>,
}

/// One row of a [`Table`].
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TableRow {
    /// The line of the file or row of the sheet, from 1.
    pub line: u64,
    /// The cells, without what nobody sees at their ends.
    pub cells: Vec<String>,
}

/// Reads any table from CSV. Encoding and separator are found out as
/// [`read_csv`](crate::read_csv) does; of the separators, the one with which the
/// first rows show the most headings that are `known`. At most 200,000 rows are read.
///
/// ```
/// use huabiao_registry::read_csv_table;
///
/// let list = "巡检结果;;\n站点;问题;页面\na.gov.cn;死链;http://a.gov.cn/1\n";
/// let table = read_csv_table(list.as_bytes(), |heading| heading == "问题")?;
/// assert_eq!(table.rows[2].line, 3);
/// assert_eq!(table.rows[2].cells[1], "死链");
/// # Ok::<(), huabiao_registry::Reason>(())
/// ```
///
/// # Errors
///
/// [`Reason::ListTooLarge`] and [`Reason::NothingInIt`].
pub fn read_csv_table(bytes: &[u8], known: impl Fn(&str) -> bool) -> Result<Table, Reason> {
    if bytes.len() > MAX_BYTES {
        return Err(Reason::ListTooLarge {
            limit: MAX_BYTES as u64,
        });
    }
    let decoded = decode(bytes);
    let text: &str = &decoded.text;
    if text.trim().is_empty() {
        return Err(Reason::NothingInIt);
    }
    let headings = |separator: &u8| {
        let head = Rows::new(text, *separator).take(header::ROWS);
        let known = |(_, row): (u64, Vec<Cell>)| {
            let cells = row.iter().filter(|cell| known(&clean(&cell.text)));
            cells.count()
        };
        head.map(known).max().unwrap_or(0)
    };
    // `max_by_key` gives the last of equals, and the comma is to win.
    let separator = SEPARATORS.into_iter().rev().max_by_key(headings);
    let mut table = Table::default();
    for (line, row) in Rows::new(text, separator.unwrap_or(b',')) {
        if !table.push(line, &row) {
            break;
        }
    }
    table.notes.extend(decoded.notes());
    Ok(table)
}

/// Reads every sheet of an XLSX workbook held in memory, in their order. Of a
/// formula its last value counts. At most 200,000 rows a sheet are read.
///
/// # Errors
///
/// As [`read_xlsx`](crate::read_xlsx).
#[cfg(feature = "xlsx")]
pub fn read_xlsx_table(bytes: &[u8]) -> Result<Vec<Table>, WorkbookError> {
    let mut workbook = open(bytes)?;
    let mut tables = Vec::new();
    for name in calamine::Reader::sheet_names(&workbook) {
        let mut table = Table {
            name: name.clone(),
            ..Table::default()
        };
        each_row(&mut workbook, &name, &mut |line, row| {
            row.iter().all(Cell::is_empty) || table.push(line, &row)
        })?;
        tables.push(table);
    }
    Ok(tables)
}

impl Table {
    /// `false` when no more rows are taken.
    fn push(&mut self, line: u64, row: &[Cell]) -> bool {
        if self.rows.len() == MAX_ROWS {
            self.note(0, Remark::RowsLeftOut { limit: MAX_ROWS });
            return false;
        }
        if row.iter().any(|cell| cell.unclosed) {
            self.note(line, Remark::UnclosedQuote);
        }
        let text = |cell: &Cell| clean(unguard(&clean(&cell.text)));
        let cells = row.iter().map(text).collect();
        self.rows.push(TableRow { line, cells });
        true
    }

    fn note(&mut self, line: u64, remark: Remark) {
        self.notes.push(Note {
            line,
            column: String::new(),
            remark,
        });
    }
}
