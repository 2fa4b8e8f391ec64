use std::io::{Cursor, Read};

use calamine::{DataRef, Reader as _, Xlsx};
use huabiao_types::Lang;

use super::cell::{Cell, number};
use super::header;
use super::rows::Reader;
use super::{Import, MAX_BYTES, MAX_CELL, MAX_COLUMNS, Note, Reason, Remark};

/// Reads a list of sites from an XLSX workbook held in memory: the first sheet with
/// headings. Rows and headings are read as [`read_csv`](crate::read_csv) reads them;
/// of a formula its last value counts.
///
/// # Errors
///
/// [`WorkbookError`] when the bytes are no such workbook, or unpack to more than a
/// list of sites can be. What is wrong with its rows is in the [`Import`].
pub fn read_xlsx(bytes: &[u8]) -> Result<Import, WorkbookError> {
    let mut workbook = open(bytes)?;
    let names = workbook.sheet_names();
    let mut found: Option<Import> = None;
    let mut ignored = Vec::new();
    for name in names {
        if found.is_none() {
            found = sheet(&mut workbook, &name)?;
            if found.is_some() {
                continue;
            }
        }
        ignored.push(name);
    }
    let Some(mut import) = found else {
        return Ok(super::csv::refused(Reason::NoHeader));
    };
    import.notes.extend(ignored.into_iter().map(|name| Note {
        line: 0,
        column: String::new(),
        remark: Remark::SheetIgnored { name },
    }));
    Ok(import)
}

/// Opens a workbook that is not larger than a list can be.
pub(super) fn open(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, WorkbookError> {
    if bytes.len() > MAX_BYTES {
        return Err(WorkbookError::TooLarge {
            limit: MAX_BYTES as u64,
        });
    }
    if bytes.starts_with(OLD) {
        return Err(WorkbookError::OldFormat);
    }
    check_size(bytes, MAX_UNPACKED)?;
    Xlsx::new(Cursor::new(bytes)).map_err(damaged)
}

/// `None` when the sheet has no headings.
fn sheet(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Option<Import>, WorkbookError> {
    let mut head: Vec<(u64, Vec<Cell>)> = Vec::new();
    let mut reader: Option<Reader> = None;
    let mut headless = false;
    each_row(workbook, name, &mut |line, row| {
        match &mut reader {
            Some(reader) => return reader.row(line, &row),
            None if row.iter().all(Cell::is_empty) => {}
            None => {
                head.push((line, row));
                if head.len() == header::ROWS {
                    reader = begin(&head);
                    headless = reader.is_none();
                }
            }
        }
        !headless
    })?;
    if headless {
        return Ok(None);
    }
    let reader = match reader {
        Some(reader) => Some(reader),
        None => begin(&head),
    };
    Ok(reader.map(Reader::end))
}

/// Hands over the rows of a sheet with their numbers until `take` wants no more.
/// Cell by cell: a sheet whose only cells are the first and the last possible ones
/// would fill the memory as a table.
pub(super) fn each_row(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    take: &mut dyn FnMut(u64, Vec<Cell>) -> bool,
) -> Result<(), WorkbookError> {
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut row: Vec<Cell> = Vec::new();
    let mut line = 0;
    loop {
        let cell = cells.next_cell_with_formula_metadata().map_err(damaged)?;
        let position = cell.as_ref().map(|cell| cell.pos);
        if position.is_none_or(|(at, _)| u64::from(at) + 1 != line)
            && !row.is_empty()
            && !take(line, std::mem::take(&mut row))
        {
            break;
        }
        let (Some(cell), Some((at, column))) = (cell, position) else {
            break;
        };
        line = u64::from(at) + 1;
        let column = column as usize;
        if column < MAX_COLUMNS {
            if row.len() <= column {
                row.resize(column + 1, Cell::default());
            }
            row[column] = Cell {
                text: text(&cell.value),
                uncomputed: cell.formula.is_some() && cell.value == DataRef::Empty,
                unclosed: false,
            };
        }
    }
    Ok(())
}

fn begin(head: &[(u64, Vec<Cell>)]) -> Option<Reader> {
    let (mut reader, above) = Reader::begin(head)?;
    for (line, row) in &head[above..] {
        reader.row(*line, row);
    }
    Some(reader)
}

fn text(value: &DataRef<'_>) -> String {
    let text = |text: &str| {
        // One byte over the limit is enough for the row to be rejected.
        let end = text
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .find(|end| *end > MAX_CELL);
        text[..end.unwrap_or(text.len())].to_owned()
    };
    match value {
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text(value),
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => number(*value),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(value) => number(value.as_f64()),
        DataRef::Error(value) => value.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Unpacks everything once without keeping it, since what the archive says of its
/// own sizes may be a lie.
fn check_size(bytes: &[u8], limit: u64) -> Result<(), WorkbookError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = limit;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(damaged)?;
        let read = std::io::copy(&mut entry.take(left), &mut std::io::sink()).map_err(damaged)?;
        left -= read;
        if left == 0 {
            return Err(WorkbookError::TooLarge { limit });
        }
    }
    Ok(())
}

fn damaged(error: impl std::fmt::Display) -> WorkbookError {
    WorkbookError::Damaged {
        reason: error.to_string(),
    }
}

/// Why bytes are not a workbook that can be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// The bytes are no XLSX workbook, or a damaged or encrypted one.
    #[error("this is not an XLSX workbook, or a damaged one: {reason}")]
    Damaged {
        /// What the reader met.
        reason: String,
    },

    /// It is in the format before 2007, or encrypted.
    #[error("this is an XLS or an encrypted workbook; save it as XLSX without a password")]
    OldFormat,

    /// It is, or unpacks to, more than a list of sites can be.
    #[error("the workbook is larger than {} MB", limit >> 20)]
    TooLarge {
        /// Bytes at most.
        limit: u64,
    },
}

impl WorkbookError {
    /// The reason in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Damaged { reason } => format!("不是XLSX工作簿，或者已损坏（{reason}）"),
            Self::OldFormat => "这是XLS格式或加密的工作簿，请另存为不带密码的XLSX".to_owned(),
            Self::TooLarge { limit } => format!("工作簿超过{}MB", limit >> 20),
        }
    }
}

/// Bytes of all parts of a workbook at most. A list of 200,000 sites takes less.
const MAX_UNPACKED: u64 = 256 << 20;

/// The first bytes of XLS files and encrypted workbooks.
const OLD: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn what_unpacks_without_end_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["xl/sharedStrings.xml", "xl/styles.xml"] {
            archive
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            archive.write_all(&vec![0; 700_000]).unwrap();
        }
        let mut bomb = archive.finish().unwrap().into_inner();
        assert!(bomb.len() < 10_000);
        assert_eq!(check_size(&bomb, 1_500_000), Ok(()));
        let refused = Err(WorkbookError::TooLarge { limit: 1_000_000 });
        assert_eq!(check_size(&bomb, 1_000_000), refused);

        // The archive may lie about its sizes: set them to 1 in its directory.
        let size = 700_000_u32.to_le_bytes();
        while let Some(at) = bomb.windows(4).position(|bytes| bytes == size) {
            bomb[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
        }
        assert!(check_size(&bomb, 1_000_000).is_err());
    }
}
