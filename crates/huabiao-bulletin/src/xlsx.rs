use chrono::{DateTime, Utc};
use huabiao_finding::Finding;
use huabiao_inspection::describe;
use huabiao_types::{Lang, Words, outcome_words};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::clean::{clean, followable};
use crate::document::{Counted, Document, Site, SiteResult};
use crate::english::capital;
use crate::labels::Labels;
use crate::{BulletinInput, Error, moment};

/// The bulletin as a workbook (XLSX) with three sheets: 总体情况, 各网站 and 问题台账, the
/// last with every finding.
///
/// Texts from outside are written as text cells, so nothing in them is a formula.
/// Addresses can be followed within what the format allows: 2,079 characters, and
/// 65,530 links a sheet; beyond that they stand as text.
///
/// # Errors
///
/// When there are more findings than a sheet has rows, 1,048,575, or the writer
/// refuses something else.
pub fn xlsx(input: &BulletinInput, lang: Lang) -> Result<Vec<u8>, Error> {
    write(input, lang).map_err(|error| Error::Spreadsheet {
        reason: error.to_string(),
    })
}

fn write(input: &BulletinInput, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let document = Document::new(input, lang);
    let mut book = Workbook::new();
    overall(book.add_worksheet(), &document, lang)?;
    sites(book.add_worksheet(), &document, lang)?;
    ledger(book.add_worksheet(), input, &document, lang)?;
    book.save_to_buffer()
}

fn overall(sheet: &mut Worksheet, d: &Document, lang: Lang) -> Result<(), XlsxError> {
    let t = Labels::of(lang);
    sheet.set_name(OVERALL.get(lang))?;
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bold = Format::new().set_bold().set_font_size(14).set_text_wrap();
    let mut row = 0;
    let mut say = |sheet: &mut Worksheet, text: &str, format: &Format| -> Result<(), XlsxError> {
        sheet.merge_range(row, 0, row, WIDE, &short(text), format)?;
        let lines = text.width().div_ceil(LINE).max(1);
        // 16 points a line; the format allows 409.
        sheet.set_row_height(row, (16 * u32::try_from(lines).unwrap_or(1)).min(400))?;
        row += 1;
        Ok(())
    };
    say(sheet, &d.title, &bold)?;
    say(
        sheet,
        &format!("{}{}{}", t.period, t.colon, d.period),
        &wrap,
    )?;
    for paragraph in d.scope.iter().chain([&d.covers]).chain(&d.overall) {
        say(sheet, paragraph, &wrap)?;
    }
    let mut table = Table::new(
        sheet,
        row + 1,
        &[
            t.kind,
            t.sites,
            t.judged,
            t.is_qualified,
            t.is_unqualified,
            t.is_undetermined,
            t.pass_rate,
            t.findings,
        ],
    )?;
    for kind in &d.categories {
        table.row(&counts(&kind.name, &kind.counts))?;
    }
    if d.categories.len() > 1 {
        table.row(&counts("∑", &d.counts))?;
    }
    let next = table.next + 1;
    let mut table = Table::new(
        sheet,
        next,
        &[
            t.problem,
            t.findings,
            t.pages_affected,
            t.affected,
            t.not_checked,
        ],
    )?;
    for problem in &d.problems {
        table.row(&[
            Cell::Text(&problem.name),
            Cell::count(problem.distinct),
            Cell::count(problem.pages),
            Cell::count(problem.sites),
            Cell::count(problem.not_checked),
        ])?;
    }
    // Wide enough for both tables and for the paragraphs above them.
    sheet.set_column_width(0, 28)?;
    for column in 1..=WIDE {
        sheet.set_column_width(column, 11)?;
    }
    Ok(())
}

fn counts<'a>(name: &'a str, counts: &'a Counted) -> [Cell<'a>; 8] {
    [
        Cell::Text(name),
        Cell::count(counts.sites),
        Cell::count(counts.judged),
        Cell::count(counts.qualified),
        Cell::count(counts.unqualified),
        Cell::count(counts.undetermined),
        Cell::Text(counts.pass_rate.as_deref().unwrap_or("—")),
        Cell::count(counts.distinct),
    ]
}

fn sites(sheet: &mut Worksheet, d: &Document, lang: Lang) -> Result<(), XlsxError> {
    let t = Labels::of(lang);
    sheet.set_name(SITES.get(lang))?;
    let mut table = Table::new(
        sheet,
        0,
        &[
            t.number,
            t.site,
            HOST.get(lang),
            t.code,
            t.kind,
            t.unit,
            t.verdict,
            t.reasons,
            t.lost,
            t.points,
            t.findings,
            t.pages_read,
        ],
    )?;
    for card in &d.annex {
        let (reasons, points) = (reasons(card, d), points(card));
        table.row(&[
            Cell::count(card.site.number),
            Cell::Text(&card.site.name),
            Cell::Link(&card.site.home, &card.site.host),
            Cell::Text(card.site.code.as_deref().unwrap_or_default()),
            Cell::Text(&card.site.kind),
            Cell::Text(&card.site.unit),
            Cell::Text(&card.verdict_name),
            Cell::Text(&reasons),
            Cell::Number(card.points_lost.hundredths() as f64 / 100.0),
            Cell::Text(&points),
            Cell::count(card.distinct),
            Cell::Number(card.pages.into()),
        ])?;
    }
    table.finish()
}

/// Why a site is unqualified or undetermined, in one cell.
fn reasons(card: &SiteResult, d: &Document) -> String {
    let named = d.unqualified.iter().chain(&d.undetermined);
    let of_site = named.filter(|case| case.site.number == card.site.number);
    let reasons: Vec<String> = of_site
        .flat_map(|case| &case.reasons)
        .map(|reason| {
            let text = format!("{} {}: {}", reason.indicator, reason.title, reason.observed);
            text.trim().to_owned()
        })
        .collect();
    reasons.join("; ")
}

fn points(card: &SiteResult) -> String {
    match card.points {
        Some(points) => format!("{points} / {}", card.points_of),
        None => "—".to_owned(),
    }
}

fn ledger(
    sheet: &mut Worksheet,
    input: &BulletinInput,
    d: &Document,
    lang: Lang,
) -> Result<(), XlsxError> {
    let t = Labels::of(lang);
    let seen_at = moment::seen_at(input.offset, lang);
    let seen_on = |at| moment::seen_on(at, input.to, input.offset);
    sheet.set_name(LEDGER.get(lang))?;
    let mut table = Table::new(
        sheet,
        0,
        &[
            t.number,
            t.site,
            t.unit,
            t.problem,
            FOUND.get(lang),
            t.page,
            t.target,
            OUTCOME.get(lang),
            CODE.get(lang),
            &seen_at,
        ],
    )?;
    let mut number = 0;
    for (entry, card) in input.sites.iter().zip(&d.annex) {
        for check in &entry.checks {
            let name = match card
                .found
                .iter()
                .find(|found| found.rule == check.rule.as_str())
            {
                Some(found) => &found.name,
                None => check.rule.as_str(),
            };
            for finding in &check.findings {
                number += 1;
                table.finding(number, &card.site, name, finding, (&seen_on, lang))?;
            }
        }
    }
    table.finish()
}

/// What a cell holds.
enum Cell<'a> {
    Number(f64),
    Text(&'a str),
    /// The address and what is shown.
    Link(&'a str, &'a str),
}

impl Cell<'_> {
    fn count(n: usize) -> Self {
        // Counts of a bulletin are far below 2^53.
        Self::Number(n as f64)
    }
}

/// A table under its heading, with columns as wide as their texts.
struct Table<'a> {
    sheet: &'a mut Worksheet,
    top: u32,
    next: u32,
    widths: Vec<usize>,
    links: u32,
    cell: Format,
}

impl<'a> Table<'a> {
    fn new(sheet: &'a mut Worksheet, top: u32, head: &[&str]) -> Result<Self, XlsxError> {
        let format = Format::new()
            .set_bold()
            .set_background_color("#F2F2F0")
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        for (column, text) in (0_u16..).zip(head) {
            sheet.write_string_with_format(top, column, *text, &format)?;
        }
        Ok(Self {
            sheet,
            top,
            next: top + 1,
            widths: head.iter().map(|text| text.width()).collect(),
            links: 0,
            cell: Format::new()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::Top)
                .set_text_wrap(),
        })
    }

    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(cells) {
            self.put(column, cell)?;
        }
        self.next += 1;
        Ok(())
    }

    fn put(&mut self, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let row = self.next;
        let shown = match cell {
            Cell::Number(number) => {
                self.sheet
                    .write_number_with_format(row, column, *number, &self.cell)?;
                return Ok(());
            }
            Cell::Link(_, shown) | Cell::Text(shown) => short(shown),
        };
        if let Some(width) = self.widths.get_mut(usize::from(column)) {
            *width = (*width).max(shown.width());
        }
        if let Cell::Link(url, _) = cell
            && let Some(url) = followable(url)
            && url.chars().count() <= URL
            && self.links < LINKS
        {
            let link = Url::new(url).set_text(&shown);
            // The writer counts an escaped address; what it refuses stands as text.
            if self
                .sheet
                .write_url_with_format(row, column, &link, &self.cell)
                .is_ok()
            {
                self.links += 1;
                return Ok(());
            }
        }
        self.sheet
            .write_string_with_format(row, column, &shown, &self.cell)?;
        Ok(())
    }

    fn finding(
        &mut self,
        number: usize,
        site: &Site,
        rule: &str,
        finding: &Finding,
        (seen_on, lang): (&dyn Fn(DateTime<Utc>) -> String, Lang),
    ) -> Result<(), XlsxError> {
        let target = finding.target.as_deref().unwrap_or_default();
        let at = finding.evidence.at.map(seen_on);
        let summary = match lang {
            Lang::En => capital(&describe(finding, lang)),
            Lang::Zh => describe(finding, lang),
        };
        let outcome = finding.evidence.outcome.as_deref().unwrap_or_default();
        let words = outcome_words(outcome, lang);
        self.row(&[
            Cell::count(number),
            Cell::Text(&site.name),
            Cell::Text(&site.unit),
            Cell::Text(rule),
            Cell::Text(&summary),
            Cell::Link(&finding.url, &finding.url),
            Cell::Link(target, target),
            Cell::Text(&words),
            Cell::Text(outcome),
            Cell::Text(at.as_deref().unwrap_or_default()),
        ])
    }

    /// Column widths: two for a Chinese character, within reason.
    fn fit(&mut self) -> Result<(), XlsxError> {
        for (column, width) in (0_u16..).zip(&self.widths) {
            let width = u32::try_from((width + 2).clamp(6, 60)).unwrap_or(60);
            self.sheet.set_column_width(column, width)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), XlsxError> {
        self.fit()?;
        self.sheet.set_freeze_panes(self.top + 1, 0)?;
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(0);
        let bottom = self.next.saturating_sub(1).max(self.top);
        self.sheet.autofilter(self.top, 0, bottom, last)?;
        Ok(())
    }
}

/// A text as long as a cell may hold.
fn short(text: &str) -> String {
    clean(text).chars().take(CELL).collect()
}

const CODE: Words = Words {
    zh: "结果代码",
    en: "Outcome code",
};
const OUTCOME: Words = Words {
    zh: "访问结果",
    en: "Outcome",
};
const FOUND: Words = Words {
    zh: "具体问题",
    en: "What was found",
};
const OVERALL: Words = Words {
    zh: "总体情况",
    en: "Overall",
};
const SITES: Words = Words {
    zh: "各网站",
    en: "Sites",
};
const LEDGER: Words = Words {
    zh: "问题台账",
    en: "Ledger",
};
const HOST: Words = Words {
    zh: "域名",
    en: "Host",
};
/// Characters in a cell.
const CELL: usize = 32_000;
/// Characters in an address that can be followed.
const URL: usize = 2_079;
/// Addresses a sheet that can be followed.
const LINKS: u32 = 65_530;
/// The last column over which the paragraphs of the first sheet go.
const WIDE: u16 = 7;
/// How many narrow characters one line of such a paragraph takes, about.
const LINE: usize = 95;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn addresses_beyond_the_limits_of_the_format_are_texts() {
        let mut book = Workbook::new();
        let mut table = Table::new(book.add_worksheet(), 0, &["a"]).unwrap();
        let long = format!("http://a.gov.cn/{}", "x".repeat(URL));
        for (url, links) in [
            ("http://a.gov.cn/", 1),
            ("javascript:x", 1),
            (long.as_str(), 1),
            ("http://a.gov.cn/#b#c", 2),
        ] {
            table.row(&[Cell::Link(url, url)]).unwrap();
            assert_eq!(table.links, links, "{url}");
        }
        table.links = LINKS - 1;
        for _ in 0..3 {
            table.row(&[Cell::Link("http://a.gov.cn/", "a")]).unwrap();
        }
        assert_eq!((table.links, table.next), (LINKS, 8));
        table.finish().unwrap();
        assert!(book.save_to_buffer().is_ok());
    }
}
