use super::cell::Cell;
use super::decode::decode;
use super::header;
use super::rows::Reader;
use super::{Import, MAX_BYTES, MAX_COLUMNS, Note, Reason, Rejected, Remark};

/// Reads a list of sites from CSV.
///
/// The encoding (UTF-8, GBK/GB18030, UTF-16, with or without byte order mark) and
/// the separator (comma, semicolon, tab, bar) are found out. The headings may be
/// Chinese or English, see [`Column::of`](crate::Column::of), and stand in one of the
/// first ten rows; a list of bare addresses needs none.
///
/// A row without a usable address or with a wrong identification code is rejected;
/// all others are kept. This never fails: what is wrong with the whole list is in
/// [`Import::rejected`] too, at line 0.
///
/// ```
/// use huabiao_registry::read_csv;
/// use huabiao_types::SiteCategory;
///
/// let list = "示例市政府网站名单,,\n\
///             网站标识码,网站名称,网址,网站类别\n\
///             3301000001,示例市人民政府,www.example.gov.cn,门户网站\n\
///             330100,示例市民政局,mzj.example.gov.cn,部门网站\n";
/// let import = read_csv(list.as_bytes());
/// assert_eq!(import.sites.len(), 1);
/// assert_eq!(import.sites[0].category, Some(SiteCategory::Portal));
/// assert_eq!(import.rejected[0].line, 4);
/// ```
pub fn read_csv(bytes: &[u8]) -> Import {
    if bytes.len() > MAX_BYTES {
        return refused(Reason::ListTooLarge {
            limit: MAX_BYTES as u64,
        });
    }
    let decoded = decode(bytes);
    let text: &str = &decoded.text;
    if text.trim().is_empty() {
        return refused(Reason::NothingInIt);
    }
    // The right separator is the one with which the most columns are known.
    let begun = SEPARATORS.into_iter().filter_map(|separator| {
        let head: Vec<_> = Rows::new(text, separator).take(header::ROWS).collect();
        let (reader, above) = Reader::begin(&head)?;
        Some((separator, reader, above))
    });
    // `max_by_key` gives the last of equals, and the comma is to win.
    let best = begun.rev().max_by_key(|(_, reader, _)| reader.width());
    let Some((separator, mut reader, above)) = best else {
        return refused(Reason::NoHeader);
    };
    for (line, row) in Rows::new(text, separator).skip(above) {
        if !reader.row(line, &row) {
            break;
        }
    }
    let mut import = reader.end();
    if decoded.replaced {
        import.notes.push(Note {
            line: 0,
            column: String::new(),
            remark: Remark::Undecodable {
                encoding: decoded.encoding.name().to_owned(),
            },
        });
    }
    import
}

pub(super) fn refused(reason: Reason) -> Import {
    Import {
        rejected: vec![Rejected {
            line: 0,
            column: String::new(),
            reason,
        }],
        ..Import::default()
    }
}

/// The rows that are not empty, with the lines in which they begin.
pub(super) struct Rows<'a> {
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    /// Byte and line up to which line ends were counted.
    counted: (usize, u64),
    text: &'a str,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a str, separator: u8) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        Self {
            reader,
            record: csv::StringRecord::new(),
            counted: (0, 1),
            text,
        }
    }

    /// The line of a byte. The csv crate's own count stops at empty lines before a
    /// record, which it skips.
    fn line(&mut self, byte: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let (mut at, mut line) = self.counted;
        while at < byte || matches!(bytes.get(at), Some(b'\r' | b'\n')) {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'\r'), Some(b'\n')) => at += 1,
                (Some(b'\r' | b'\n'), _) => {}
                (Some(_), _) => {
                    at += 1;
                    continue;
                }
                (None, _) => break,
            }
            line += 1;
            at += 1;
        }
        self.counted = (at, line);
        line
    }
}

impl Iterator for Rows<'_> {
    type Item = (u64, Vec<Cell>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // The input is text in memory and rows may differ in length, so there is
            // no error left to meet.
            if !self.reader.read_record(&mut self.record).unwrap_or(false) {
                return None;
            }
            let byte = self.record.position().map_or(0, |position| position.byte());
            let line = self.line(usize::try_from(byte).unwrap_or(usize::MAX));
            let cell = |text: &str| Cell {
                text: text.to_owned(),
                ..Cell::default()
            };
            let row: Vec<Cell> = self.record.iter().take(MAX_COLUMNS).map(cell).collect();
            if !row.iter().all(Cell::is_empty) {
                return Some((line, row));
            }
        }
    }
}

pub(super) const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
