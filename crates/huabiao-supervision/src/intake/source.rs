use std::collections::BTreeMap;

use huabiao_registry::{Table, read_csv_table};
use huabiao_types::Lang;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Fault, Field, IntakeError, Mapping, Rejected, date::date};

/// The rows of a file, whatever its format, by field.
pub(super) struct Source {
    pub(super) rows: Vec<Row>,
    pub(super) rejected: Vec<Rejected>,
    /// What is worth knowing of the whole file, in Chinese.
    pub(super) notes: Vec<String>,
    /// The heading of each field as the file writes it.
    headings: BTreeMap<Field, String>,
}

/// One row.
pub(super) struct Row {
    pub(super) line: u64,
    cells: BTreeMap<Field, String>,
}

impl Source {
    /// Reads CSV, JSON or XLSX, by what the bytes look like. `needs` are the fields without
    /// which no row can be used.
    pub(super) fn read(
        bytes: &[u8],
        mapping: &Mapping,
        needs: &[Field],
    ) -> Result<Self, IntakeError> {
        for field in needs {
            if !mapping.columns.contains_key(field) && !mapping.defaults.contains_key(field) {
                return Err(IntakeError::Unmapped { field: *field });
            }
        }
        if bytes.starts_with(ZIP) {
            return workbook(bytes, mapping, needs);
        }
        let bare = bytes.strip_prefix(MARK).unwrap_or(bytes);
        let first = bare.iter().find(|byte| !byte.is_ascii_whitespace());
        if matches!(first, Some(b'[' | b'{')) {
            return json(bare, mapping);
        }
        let known = |heading: &str| field_of(heading, mapping).is_some();
        let table = read_csv_table(bytes, known).map_err(|reason| IntakeError::Table {
            en: reason.text(Lang::En),
            zh: reason.text(Lang::Zh),
        })?;
        table_rows(&table, mapping, needs)
    }

    /// Whether the file has a column for a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.headings.contains_key(&field)
    }

    pub(super) fn reject(&mut self, line: u64, field: Field, fault: Fault) {
        let column = self.headings.get(&field).cloned();
        self.rejected.push(Rejected {
            line,
            column: column.unwrap_or_else(|| field.to_string()),
            fault,
        });
    }
}

impl Row {
    /// The value of a field as the file has it, or the default; empty where there is none.
    pub(super) fn raw<'a>(&'a self, field: Field, mapping: &'a Mapping) -> &'a str {
        let cell = self.cells.get(&field).map_or("", String::as_str);
        if cell.is_empty() {
            return mapping.defaults.get(&field).map_or("", String::as_str);
        }
        cell
    }

    /// The value of a field, translated.
    pub(super) fn value(
        &self,
        field: Field,
        mapping: &Mapping,
    ) -> Result<Option<String>, (Field, Fault)> {
        let cell = self.cells.get(&field).map_or("", String::as_str);
        if cell.is_empty() {
            return Ok(mapping.defaults.get(&field).cloned());
        }
        match mapping.translate(field, cell) {
            Some(value) => Ok(Some(value)),
            None => {
                let found = short(cell);
                Err((field, Fault::NoMeaning { found }))
            }
        }
    }

    /// A day; `None` where none is given.
    pub(super) fn day(
        &self,
        field: Field,
        mapping: &Mapping,
    ) -> Result<Option<chrono::NaiveDate>, (Field, Fault)> {
        let text = self.raw(field, mapping);
        if text.is_empty() {
            return Ok(None);
        }
        match date(text, &mapping.dates) {
            Some(day) => Ok(Some(day)),
            None => {
                let found = short(text);
                Err((field, Fault::Date { found }))
            }
        }
    }
}

/// The start of a text, for messages.
pub(super) fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(feature = "xlsx")]
fn workbook(bytes: &[u8], mapping: &Mapping, needs: &[Field]) -> Result<Source, IntakeError> {
    let tables = huabiao_registry::read_xlsx_table(bytes).map_err(|error| IntakeError::Table {
        en: error.text(Lang::En),
        zh: error.text(Lang::Zh),
    })?;
    // The first sheet with the headings counts, as in a list of sites.
    let mut refused = None;
    for table in &tables {
        match table_rows(table, mapping, needs) {
            Ok(mut source) => {
                let others = tables.iter().filter(|other| other.name != table.name);
                let others = others.map(|other| format!("工作表“{}”未读取", other.name));
                source.notes.extend(others);
                return Ok(source);
            }
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    Err(refused.unwrap_or_else(|| IntakeError::Table {
        en: "the workbook has no sheet".to_owned(),
        zh: "工作簿中没有工作表".to_owned(),
    }))
}

#[cfg(not(feature = "xlsx"))]
fn workbook(_: &[u8], _: &Mapping, _: &[Field]) -> Result<Source, IntakeError> {
    Err(IntakeError::Workbook)
}

fn table_rows(table: &Table, mapping: &Mapping, needs: &[Field]) -> Result<Source, IntakeError> {
    let places = |cells: &[String]| -> BTreeMap<Field, (usize, usize)> {
        let mut places: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
        for (at, cell) in cells.iter().enumerate() {
            for (field, rank) in fields_of(cell, mapping) {
                let best = places.entry(field).or_insert((rank, at));
                *best = (*best).min((rank, at));
            }
        }
        places
    };
    let head = table.rows.iter().take(HEAD).enumerate();
    // `max_by_key` gives the last of equals, and the first row is to win.
    let best = head.rev().max_by_key(|(_, row)| places(&row.cells).len());
    let (begin, places) = match best {
        Some((at, row)) => (at + 1, places(&row.cells)),
        None => (0, BTreeMap::new()),
    };
    for field in needs {
        if !places.contains_key(field) && !mapping.defaults.contains_key(field) {
            return Err(IntakeError::Heading {
                field: *field,
                headings: mapping.columns.get(field).cloned().unwrap_or_default(),
            });
        }
    }
    let heading = |at: usize| best.and_then(|(_, row)| row.cells.get(at)).cloned();
    let mut source = Source {
        rows: Vec::new(),
        rejected: Vec::new(),
        notes: Vec::new(),
        headings: places
            .iter()
            .filter_map(|(field, (_, at))| Some((*field, heading(*at)?)))
            .collect(),
    };
    for note in &table.notes {
        source.notes.push(note.text(Lang::Zh));
    }
    for row in table.rows.iter().skip(begin) {
        if row.cells.iter().any(|cell| cell.len() > MAX_CELL) {
            source.rejected.push(long(row.line));
            continue;
        }
        let cell = |(field, (_, at)): (&Field, &(usize, usize))| {
            Some((*field, row.cells.get(*at)?.clone()))
        };
        let cells: BTreeMap<Field, String> = places.iter().filter_map(cell).collect();
        if cells.values().any(|cell| !cell.is_empty()) {
            source.rows.push(Row {
                line: row.line,
                cells,
            });
        }
    }
    Ok(source)
}

fn json(bytes: &[u8], mapping: &Mapping) -> Result<Source, IntakeError> {
    if bytes.len() > MAX_BYTES {
        return Err(IntakeError::Table {
            en: format!("the file is larger than {} MB", MAX_BYTES >> 20),
            zh: format!("文件超过{}MB", MAX_BYTES >> 20),
        });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        IntakeError::Json {
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: 0,
            reason: "the file is not UTF-8".to_owned(),
        }
    })?;
    let mut list: &RawValue = parse(text, text)?;
    for name in mapping.items.split('.').filter(|name| !name.is_empty()) {
        let members: BTreeMap<String, &RawValue> = parse(text, list.get())?;
        list = members.get(name).ok_or_else(|| IntakeError::Json {
            line: line_of(text, list.get()),
            column: 0,
            reason: format!("there is no `{name}`, for `items = \"{}\"`", mapping.items),
        })?;
    }
    let items: Vec<&RawValue> = parse(text, list.get())?;
    let mut source = Source {
        rows: Vec::new(),
        rejected: Vec::new(),
        notes: Vec::new(),
        headings: BTreeMap::new(),
    };
    let mut lines = Lines {
        text,
        at: 0,
        line: 1,
    };
    for item in items {
        let line = lines.of(offset(text, item.get()));
        let Ok(Value::Object(object)) = serde_json::from_str::<Value>(item.get()) else {
            source.rejected.push(Rejected {
                line,
                column: String::new(),
                fault: Fault::NotAnObject,
            });
            continue;
        };
        let mut cells = BTreeMap::new();
        for (field, names) in &mapping.columns {
            let found = names
                .iter()
                .find_map(|name| Some((name, member(&object, name)?)));
            if let Some((name, value)) = found {
                source
                    .headings
                    .entry(*field)
                    .or_insert_with(|| name.clone());
                cells.insert(*field, value);
            }
        }
        if cells.values().any(|cell| cell.len() > MAX_CELL) {
            source.rejected.push(long(line));
        } else {
            source.rows.push(Row { line, cells });
        }
    }
    Ok(source)
}

/// The value at the end of a way of names, as text; `None` where there is none.
fn member(object: &serde_json::Map<String, Value>, way: &str) -> Option<String> {
    // A name may hold a dot itself.
    let value = object.get(way).or_else(|| {
        let mut names = way.split('.');
        let first = object.get(names.next()?)?;
        names.try_fold(first, |value, name| value.get(name))
    })?;
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Array(_) | Value::Null | Value::Object(_) => None,
    }
}

fn parse<'a, T: serde::Deserialize<'a>>(text: &str, part: &'a str) -> Result<T, IntakeError> {
    serde_json::from_str(part).map_err(|error| {
        let first = line_of(text, part);
        IntakeError::Json {
            line: first + error.line().max(1) - 1,
            column: if error.line() <= 1 && first > 1 {
                0
            } else {
                error.column()
            },
            reason: error.to_string(),
        }
    })
}

/// Where `part` begins in `text`, of which it is a part.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn line_of(text: &str, part: &str) -> usize {
    let before = text.get(..offset(text, part)).unwrap_or_default();
    before.matches('\n').count() + 1
}

/// Counts lines of a text once, however many places are asked for in their order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, place: usize) -> u64 {
        let passed = self.text.get(self.at..place).unwrap_or_default();
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count() as u64;
        self.at = self.at.max(place);
        self.line
    }
}

fn long(line: u64) -> Rejected {
    Rejected {
        line,
        column: String::new(),
        fault: Fault::LongCell { limit: MAX_CELL },
    }
}

fn field_of(heading: &str, mapping: &Mapping) -> Option<Field> {
    fields_of(heading, mapping).next().map(|(field, _)| field)
}

/// The fields that a heading is for, each with its place among the field's headings. One
/// column may tell two things, such as the kind of fault and where.
fn fields_of<'a>(
    heading: &'a str,
    mapping: &'a Mapping,
) -> impl Iterator<Item = (Field, usize)> + 'a {
    let heading = plain(heading);
    mapping.columns.iter().filter_map(move |(field, names)| {
        let rank = names.iter().position(|name| plain(name) == heading)?;
        (!heading.is_empty()).then_some((*field, rank))
    })
}

/// A heading without hints in brackets, white space and case.
fn plain(heading: &str) -> String {
    let hint = ['(', '（', '[', '【'];
    let name = heading.split(hint).next().unwrap_or_default();
    let name = name.chars().filter(|c| !c.is_whitespace() && *c != '*');
    name.take(60).collect::<String>().to_lowercase()
}

/// Rows among which headings are looked for.
const HEAD: usize = 10;

/// Bytes of a cell at most.
const MAX_CELL: usize = 8 << 10;

/// Bytes of a JSON file at most.
const MAX_BYTES: usize = 64 << 20;

/// The first bytes of XLSX workbooks.
const ZIP: &[u8] = b"PK\x03\x04";

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
