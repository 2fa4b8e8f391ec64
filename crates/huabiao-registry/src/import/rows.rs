use std::collections::BTreeMap;

use huabiao_types::{InvalidSiteCode, SiteCategory, SiteCode, UnitCode};

use super::cell::{Cell, code, is_rounded};
use super::clean::{clean, narrow, unguard};
use super::header::{self, Header};
use super::{Column, Import, MAX_CELL, MAX_ROWS, Note, Reason, Rejected, Remark};
use crate::site::host_of;
use crate::{DomainForm, Site};

/// Turns rows into sites, one row at a time.
#[derive(Default)]
pub(super) struct Reader {
    import: Import,
    header: Header,
    rows: usize,
    codes: BTreeMap<SiteCode, u64>,
    homes: BTreeMap<String, u64>,
    hosts: BTreeMap<String, u64>,
}

impl Reader {
    /// Finds the headings among the first rows (line and cells). Gives the reader
    /// and how many of the rows are above the first site.
    pub(super) fn begin(head: &[(u64, Vec<Cell>)]) -> Option<(Self, usize)> {
        let mut reader = Self::default();
        for (at, (_, row)) in head.iter().take(header::ROWS).enumerate() {
            if let Some(header) = Header::read(row) {
                reader.header = header;
                return Some((reader, at + 1));
            }
        }
        let (line, first) = head.first()?;
        reader.header = Header::guess(first)?;
        reader.note(*line, Column::Home, Remark::HeadingGuessed);
        Some((reader, 0))
    }

    /// How many columns the headings name.
    pub(super) fn width(&self) -> usize {
        self.header.width()
    }

    /// Reads one row; `false` when no more are taken.
    pub(super) fn row(&mut self, line: u64, row: &[Cell]) -> bool {
        if row.iter().all(Cell::is_empty) {
            return true;
        }
        self.rows += 1;
        if self.rows > MAX_ROWS {
            self.reject(line, None, Reason::TooManyRows { limit: MAX_ROWS });
            return false;
        }
        if row.iter().any(|cell| cell.unclosed) {
            self.reject(line, None, Reason::UnclosedQuote);
            return true;
        }
        if row.iter().any(|cell| cell.text.len() > MAX_CELL) {
            self.reject(line, None, Reason::LongCell { limit: MAX_CELL });
            return true;
        }
        let notes = self.import.notes.len();
        match self.site(line, row) {
            Ok(site) => {
                self.import.sites.push(site);
                self.import.lines.push(line);
            }
            Err((column, reason)) => {
                // Remarks are for rows that were taken.
                self.import.notes.truncate(notes);
                self.reject(line, Some(column), reason);
            }
        }
        true
    }

    pub(super) fn end(self) -> Import {
        self.import
    }

    fn site(&mut self, line: u64, row: &[Cell]) -> Result<Site, (Column, Reason)> {
        if self.is_total(row) {
            return Err((Column::Home, Reason::TotalRow));
        }
        let code = self
            .code(line, row)
            .map_err(|reason| (Column::Code, reason))?;
        let (mut site, column) = self.home(line, row)?;
        if let Some(first) = self.homes.get(&site.front()) {
            return Err((column, Reason::DuplicateHome { line: *first }));
        }
        if let Some(first) = self.hosts.get(&site.host) {
            let remark = Remark::SharedHost { line: *first };
            self.note(line, column, remark);
        }
        if !DomainForm::of(&site.host).is_government() {
            let host = site.host.clone();
            self.note(line, column, Remark::NotGovernment { host });
        }
        self.name(line, row, &mut site);
        self.aliases(line, row, &mut site);
        self.category(line, row, &mut site);
        self.services(line, row, &mut site);
        self.unit(line, row, &mut site);

        if let Some(code) = &code {
            self.codes.insert(code.clone(), line);
        }
        self.homes.insert(site.front(), line);
        self.hosts.entry(site.host.clone()).or_insert(line);
        site.code = code;
        Ok(site)
    }

    fn code(&mut self, line: u64, row: &[Cell]) -> Result<Option<SiteCode>, Reason> {
        let text = narrow(&clean(self.header.cell(Column::Code, row)));
        let text = text.trim();
        if NONE.contains(&text) {
            return Ok(None);
        }
        if is_rounded(text) {
            return Err(Reason::CodeRounded { found: short(text) });
        }
        let (bare, repaired) = code(text);
        let code: SiteCode = bare.parse().map_err(|error| match error {
            InvalidSiteCode::Length { found } => Reason::CodeLength {
                found: short(bare),
                characters: found,
            },
            InvalidSiteCode::Region { .. } => Reason::CodeRegion { found: short(bare) },
            _ => Reason::CodeForm { found: short(bare) },
        })?;
        if let Some(first) = self.codes.get(&code) {
            return Err(Reason::DuplicateCode { line: *first });
        }
        if repaired {
            let found = short(text);
            self.note(line, Column::Code, Remark::NumberRepaired { found });
        }
        Ok(Some(code))
    }

    /// Also says from which column the home page comes.
    fn home(&mut self, line: u64, row: &[Cell]) -> Result<(Site, Column), (Column, Reason)> {
        let of = |column| addresses(self.header.cell(column, row));
        let (mut homes, hosts) = (of(Column::Home), of(Column::Host));
        let column = if homes.is_empty() && self.header.has(Column::Host) {
            Column::Host
        } else {
            Column::Home
        };
        let count = homes.len().max(hosts.len());
        homes.extend(hosts);
        let Some(first) = homes.first() else {
            let formula = [Column::Home, Column::Host]
                .into_iter()
                .find(|column| self.header.is_uncomputed(*column, row));
            return Err(match formula {
                Some(column) => (column, Reason::FormulaUncomputed),
                None => (column, Reason::NoHome),
            });
        };
        let mut site = Site::from_home(first).map_err(|error| (column, error.into()))?;
        if count > 1 {
            self.note(line, column, Remark::SeveralAddresses { count });
        }
        for other in &homes[1..] {
            self.alias(line, column, other, &mut site);
        }
        Ok((site, column))
    }

    /// Whether the row is a total: it says so, and names nothing that could be a host.
    fn is_total(&self, row: &[Cell]) -> bool {
        let names_host = |column| self.header.cell(column, row).contains('.');
        if names_host(Column::Home) || names_host(Column::Host) {
            return false;
        }
        row.iter().any(|cell| {
            let mut text = cell.text.to_lowercase();
            text.retain(|c| !c.is_whitespace());
            let rest = TOTALS.iter().find_map(|word| text.strip_prefix(word));
            rest.is_some_and(|rest| rest.chars().all(|c| "：:个家0123456789".contains(c)))
        })
    }

    fn alias(&mut self, line: u64, column: Column, text: &str, site: &mut Site) {
        match host_of(text) {
            Ok(host) if host == site.host || site.aliases.contains(&host) => {}
            Ok(host) => site.aliases.push(host),
            Err(_) => {
                let found = short(text);
                self.note(line, column, Remark::AliasIgnored { found });
            }
        }
    }

    fn aliases(&mut self, line: u64, row: &[Cell], site: &mut Site) {
        for text in addresses(self.header.cell(Column::Aliases, row)) {
            self.alias(line, Column::Aliases, &text, site);
        }
    }

    fn name(&mut self, line: u64, row: &[Cell], site: &mut Site) {
        let name = text(self.header.cell(Column::Name, row));
        if !name.is_empty() {
            site.name = name;
        } else if self.header.has(Column::Name) {
            self.note(line, Column::Name, Remark::NameMissing);
        }
    }

    fn category(&mut self, line: u64, row: &[Cell], site: &mut Site) {
        let text = text(self.header.cell(Column::Category, row));
        if NONE.contains(&text.as_str()) {
            return;
        }
        match text.parse::<SiteCategory>() {
            Ok(category) => site.category = Some(category),
            Err(_) => {
                let found = short(&text);
                self.note(line, Column::Category, Remark::CategoryUnknown { found });
            }
        }
    }

    fn services(&mut self, line: u64, row: &[Cell], site: &mut Site) {
        let text = text(self.header.cell(Column::Services, row));
        site.services = match text.to_lowercase().as_str() {
            "是" | "有" | "yes" | "y" | "true" | "1" | "√" | "✓" => Some(true),
            "否" | "无" | "没有" | "不是" | "no" | "n" | "false" | "0" | "×" => Some(false),
            "" => None,
            _ => {
                let found = short(&text);
                self.note(line, Column::Services, Remark::ServicesUnknown { found });
                None
            }
        };
    }

    fn unit(&mut self, line: u64, row: &[Cell], site: &mut Site) {
        site.unit_name = text(self.header.cell(Column::UnitName, row));
        site.superior_name = text(self.header.cell(Column::Superior, row));
        let text = text(self.header.cell(Column::Unit, row));
        if NONE.contains(&text.as_str()) {
            return;
        }
        match text.parse::<UnitCode>() {
            Ok(unit) => site.unit = Some(unit),
            Err(_) => {
                let found = short(&text);
                self.note(line, Column::Unit, Remark::UnitIgnored { found });
            }
        }
    }

    fn note(&mut self, line: u64, column: Column, remark: Remark) {
        let column = self.header.heading(column);
        self.import.notes.push(Note {
            line,
            column,
            remark,
        });
    }

    fn reject(&mut self, line: u64, column: Option<Column>, reason: Reason) {
        let column = column.map_or(String::new(), |column| self.header.heading(column));
        self.import.rejected.push(Rejected {
            line,
            column,
            reason,
        });
    }
}

fn text(cell: &str) -> String {
    clean(unguard(&clean(cell)))
}

/// The addresses in a cell: apart by white space or `、`; by a comma, semicolon or
/// bar only where no path has begun, since paths may hold these, or where another
/// address clearly follows. White space after what can be no host is a slip within one
/// address.
fn addresses(cell: &str) -> Vec<String> {
    let mut found = Vec::new();
    let narrow = narrow(&clean(cell));
    let cell = unguard(&narrow);
    if let Some((first, _)) = cell.split_once(char::is_whitespace)
        && first.contains("://")
        && let host = after_scheme(first).split('/').next().unwrap_or_default()
        && !host.contains(['.', ':', '、'])
        && host != "localhost"
    {
        return vec![cell.to_owned()];
    }
    for part in cell.split(|c: char| c.is_whitespace() || c == '、') {
        let mut start = 0;
        for (at, mark) in part.match_indices([',', ';', '|']) {
            let (before, after) = (&part[start..at], &part[at + mark.len()..]);
            let another = ["http://", "https://", "www."];
            if !after_scheme(before).contains(['/', '?'])
                || another.iter().any(|start| after.starts_with(start))
            {
                found.push(before);
                start = at + mark.len();
            }
        }
        found.push(&part[start..]);
    }
    found.retain(|part| !NONE.contains(part));
    found.into_iter().map(str::to_owned).collect()
}

/// What follows the scheme of an address.
fn after_scheme(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// The start of a text, for messages.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// How the last row of a list begins, or that of a part of it.
const TOTALS: [&str; 5] = ["total", "共计", "合计", "小计", "总计"];

/// What people write where there is nothing.
const NONE: [&str; 8] = ["", "-", "--", "/", "无", "暂无", "N/A", "n/a"];
