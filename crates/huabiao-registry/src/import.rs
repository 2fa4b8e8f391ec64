use huabiao_types::Lang;

use crate::Site;

mod accounts;
mod cell;
mod clean;
mod column;
mod csv;
mod decode;
mod header;
mod mixed;
mod reason;
mod remark;
mod rows;
mod table;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use self::accounts::{AccountImport, ListedAccount, read_accounts};
pub(crate) use self::clean::guard;
pub use self::column::Column;
pub use self::csv::read_csv;
pub use self::reason::Reason;
pub use self::remark::Remark;
#[cfg(feature = "xlsx")]
pub use self::table::read_xlsx_table;
pub use self::table::{Table, TableRow, read_csv_table};
#[cfg(feature = "xlsx")]
pub use self::xlsx::{WorkbookError, read_xlsx};

/// What was read from a list of sites.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Import {
    /// The sites of the good rows, in the order of the list.
    pub sites: Vec<Site>,
    /// The line of the file or row of the sheet of each of `sites`, from 1.
    pub lines: Vec<u64>,
    /// The rows that were not taken, in the order of the list.
    pub rejected: Vec<Rejected>,
    /// What is worth knowing about rows that were taken.
    pub notes: Vec<Note>,
}

/// A row that was not taken.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rejected {
    /// The line of the file or row of the sheet, from 1; 0 means the whole list.
    pub line: u64,
    /// The heading of the column as the list writes it, or empty.
    pub column: String,
    /// Why.
    pub reason: Reason,
}

impl Rejected {
    /// Place and reason in one line, in the reader's language.
    ///
    /// ```
    /// use huabiao_registry::read_csv;
    /// use huabiao_types::Lang;
    ///
    /// let import = read_csv("标识码,网址\n13040,www.example.gov.cn\n".as_bytes());
    /// let text = import.rejected[0].text(Lang::Zh);
    /// assert_eq!(text, "第2行“标识码”：标识码“13040”应为10个字符，实有5个");
    /// ```
    pub fn text(&self, lang: Lang) -> String {
        place(self.line, &self.column, &self.reason.text(lang), lang)
    }
}

/// A remark on a row that was taken.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Note {
    /// The line of the file or row of the sheet, from 1; 0 means the whole list.
    pub line: u64,
    /// The heading of the column as the list writes it, or empty.
    pub column: String,
    /// What.
    pub remark: Remark,
}

impl Note {
    /// Place and remark in one line, in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        place(self.line, &self.column, &self.remark.text(lang), lang)
    }
}

fn place(line: u64, column: &str, text: &str, lang: Lang) -> String {
    match (lang, line, column.is_empty()) {
        (_, 0, _) => text.to_owned(),
        (Lang::Zh, _, true) => format!("第{line}行：{text}"),
        (Lang::Zh, _, false) => format!("第{line}行“{column}”：{text}"),
        (Lang::En, _, true) => format!("line {line}: {text}"),
        (Lang::En, _, false) => format!("line {line}, {column}: {text}"),
    }
}

/// Bytes of a list at most. The 85,890 sites of the whole country in 2015 take
/// about a tenth.
const MAX_BYTES: usize = 64 << 20;

/// Rows of a list at most, empty ones not counted.
const MAX_ROWS: usize = 200_000;

/// Columns that are looked at.
const MAX_COLUMNS: usize = 256;

/// Bytes of a cell at most.
const MAX_CELL: usize = 8 << 10;
