use super::cell::Cell;
use super::decode::decode;
use super::header;
use super::rows::Reader;
use super::{Import, MAX_BYTES, MAX_COLUMNS, Reason, Rejected};

/// Reads a list of sites from CSV.
///
/// The encoding (UTF-8, GBK/GB18030, UTF-16, with or without byte order mark; of UTF-8
/// and GBK each line in its own) and the separator (comma, semicolon, tab, bar) are found
/// out. The headings may be
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
    import.notes.extend(decoded.notes());
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

/// The rows that are not empty, with the lines in which they begin. A quote without
/// its counterpart costs the line in which it stands; the next line is read as usual.
pub(super) struct Rows<'a> {
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    separator: u8,
    /// Where the reader began.
    base: usize,
    /// Byte and line up to which line ends were counted.
    counted: (usize, u64),
    text: &'a str,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a str, separator: u8) -> Self {
        Self {
            reader: reader(text, separator),
            record: csv::StringRecord::new(),
            separator,
            base: 0,
            counted: (0, 1),
            text,
        }
    }

    /// The line of a byte and the byte behind the line ends that follow it. The csv
    /// crate's own count stops at empty lines before a record, which it skips.
    fn line(&mut self, byte: usize) -> (usize, u64) {
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
        self.counted
    }

    /// Reads the first line of a record by itself and goes on behind it.
    fn one_line(&mut self, start: usize) -> bool {
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        self.base = start + end;
        self.reader = reader(after, self.separator);
        let first = reader(line, self.separator).read_record(&mut self.record);
        first.unwrap_or(false)
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
            let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX);
            let byte = self.record.position().map_or(0, |at| place(at.byte()));
            let (start, line) = self.line(self.base.saturating_add(byte));
            let end = self
                .base
                .saturating_add(place(self.reader.position().byte()));
            let raw = self.text.get(start..end).unwrap_or_default();
            let unclosed = is_unclosed(raw, self.separator);
            if unclosed && !self.one_line(start) {
                return None;
            }
            let cell = |text: &str| Cell {
                text: text.to_owned(),
                unclosed,
                ..Cell::default()
            };
            let row: Vec<Cell> = self.record.iter().take(MAX_COLUMNS).map(cell).collect();
            if !row.iter().all(Cell::is_empty) {
                return Some((line, row));
            }
        }
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes())
}

/// Whether a cell of the record is quoted up to the end of the text, or over several
/// lines to a quote after which the cell goes on: a quote that opens another cell.
fn is_unclosed(record: &str, separator: u8) -> bool {
    let bytes = record.as_bytes();
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            let open = at;
            loop {
                at += 1;
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 1,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => {}
                    (None, _) => return true,
                }
            }
            let after = bytes.get(at + 1..).unwrap_or_default();
            let next = after.iter().find(|byte| **byte != b' ');
            let ends = next.is_none_or(|byte| *byte == separator || b"\r\n".contains(byte));
            let inside = bytes.get(open..at).unwrap_or_default();
            if !ends && inside.iter().any(|byte| b"\r\n".contains(byte)) {
                return true;
            }
        }
        let rest = bytes.get(at..).unwrap_or_default();
        match rest.iter().position(|byte| *byte == separator) {
            Some(next) => at += next + 1,
            None => return false,
        }
    }
}

pub(super) const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
