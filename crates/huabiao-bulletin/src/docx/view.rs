use askama::Template;
use unicode_width::UnicodeWidthStr;

use crate::clean::clean;
use crate::official::{Align, Block, Chart, Numbered, OfficialDocument, Table};

/// What the template of the main part is filled with. Lengths are twips (1/1440 inch),
/// sizes of characters half points, those of pictures 1/914400 inch.
#[derive(Template)]
#[template(path = "docx/document.xml")]
pub(super) struct View {
    landscape: bool,
    items: Vec<Item>,
}

pub(super) enum Item {
    Chart(ChartView),
    /// The rows of the imprint, each with a left and a right text.
    Imprint(Vec<(String, String)>),
    Line(Line),
    Table(TableView),
}

/// A paragraph.
#[derive(Default)]
pub(super) struct Line {
    style: &'static str,
    text: String,
    keep_next: bool,
    before: u32,
    /// Where lines begin, and how much the first one begins before that.
    hanging: Option<(u32, u32)>,
    right: Option<u32>,
    /// Not justified: a long address would tear the line before it apart.
    ragged: bool,
    size: Option<u32>,
}

pub(super) struct TableView {
    columns: Vec<ColumnView>,
    rows: Vec<Vec<String>>,
}

struct ColumnView {
    head: String,
    width: u32,
    jc: &'static str,
}

pub(super) struct ChartView {
    caption: String,
    legend: Vec<Key>,
    bars: Vec<BarView>,
}

struct Key {
    name: String,
    picture: Picture,
}

struct BarView {
    label: String,
    parts: Vec<Picture>,
    shown: String,
}

/// A rectangle of one colour.
struct Picture {
    id: u32,
    rel: &'static str,
    width: u64,
    height: u64,
    says: String,
}

/// Whether a text has a word that no line can break, such as an address.
fn has_long_word(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_graphic())
        .any(|word| word.len() > WORD)
}

impl View {
    pub(super) fn new(document: &OfficialDocument) -> Self {
        let mut view = Self {
            landscape: document.landscape,
            items: Vec::new(),
        };
        view.head(document);
        view.blocks(document, &document.body);
        view.closing(document);
        for (place, annex) in document.annexes.iter().enumerate() {
            view.line("AnnexMark", &document.annex_mark(place));
            view.empty();
            view.line("Title", &annex.title);
            view.empty();
            view.blocks(document, &annex.body);
        }
        view.imprint(document);
        view
    }

    /// The width of the core.
    fn width(&self) -> u32 {
        if self.landscape { HEIGHT } else { WIDTH }
    }

    fn line(&mut self, style: &'static str, of: &str) {
        self.push(Line {
            style,
            text: text(of),
            ..Line::default()
        });
    }

    fn push(&mut self, line: Line) {
        self.items.push(Item::Line(line));
    }

    fn empty(&mut self) {
        self.push(Line {
            style: "Body",
            ..Line::default()
        });
    }

    fn head(&mut self, d: &OfficialDocument) {
        let marks = d.marks();
        for mark in &marks {
            self.line("HeadMark", mark);
        }
        if let Some(mark) = &d.mark {
            let taken = u32::try_from(marks.len()).unwrap_or(0) * LINE;
            // In half points: as large as fits the line, at most 36 points.
            let characters = u32::try_from(mark.width().div_ceil(2)).unwrap_or(1).max(1);
            self.push(Line {
                style: "Mark",
                text: text(mark),
                before: MARK_TOP.saturating_sub(taken),
                size: Some((self.width() / 10 / characters).clamp(32, 72)),
                ..Line::default()
            });
            self.empty();
            self.empty();
        }
        match (&d.number, &d.signer) {
            (Some(number), Some(signer)) => {
                self.line("DocNumber", &format!("{number}　　　　{signer}"));
            }
            (Some(one), None) | (None, Some(one)) => self.line("DocNumber", one),
            (None, None) => {}
        }
        if d.mark.is_some() {
            self.line("RedLine", "");
            self.empty();
            self.empty();
        }
        for line in &d.title {
            self.line("Title", line);
        }
        self.empty();
        if let Some(to) = &d.to {
            self.line("To", to);
        }
    }

    fn blocks(&mut self, d: &OfficialDocument, blocks: &[Block]) {
        for block in d.numbered(blocks) {
            match block {
                Numbered::Chart(chart) => self.chart(chart),
                Numbered::Heading(level, text) => {
                    let style = match level {
                        1 => "Heading1",
                        2 => "Heading2",
                        3 => "Heading3",
                        _ => "Heading4",
                    };
                    self.line(style, &text);
                }
                Numbered::Paragraph(of) => self.push(Line {
                    style: "Body",
                    text: text(of),
                    ragged: has_long_word(of),
                    ..Line::default()
                }),
                Numbered::Table(table) => self.table(table),
            }
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.line("Caption", caption);
        }
        let sum: u32 = table
            .columns
            .iter()
            .map(|column| u32::from(column.width.max(1)))
            .sum::<u32>()
            .max(1);
        let columns: Vec<ColumnView> = table
            .columns
            .iter()
            .map(|column| ColumnView {
                head: text(&column.head),
                width: self.width() * u32::from(column.width.max(1)) / sum,
                jc: match column.align {
                    Align::Center => "center",
                    Align::End => "right",
                    Align::Start => "left",
                },
            })
            .collect();
        let rows = table
            .rows
            .iter()
            .map(|row| {
                (0..columns.len())
                    .map(|at| row.get(at).map(|cell| text(cell)).unwrap_or_default())
                    .collect()
            })
            .collect();
        self.items.push(Item::Table(TableView { columns, rows }));
        // Two tables in succession would become one.
        self.push(Line {
            style: "TableText",
            ..Line::default()
        });
    }

    fn chart(&mut self, chart: &Chart) {
        let longest = chart.longest();
        let [_, room, _] = self.chart_widths();
        let room = u64::from(room * 9 / 10) * EMU;
        let mut id = u32::try_from(self.items.len()).unwrap_or(0) * 1000;
        let mut picture = |at: usize, width: u64, says: String| {
            id += 1;
            Picture {
                id,
                rel: ["rId6", "rId7", "rId8"].get(at).unwrap_or(&"rId7"),
                width,
                height: BAR,
                says,
            }
        };
        let legend = chart.legend.iter().enumerate().map(|(at, name)| Key {
            picture: picture(at, BAR, text(name)),
            name: text(name),
        });
        let legend: Vec<Key> = legend.collect();
        let bars = chart.bars.iter().map(|bar| BarView {
            label: text(&bar.label),
            parts: bar
                .parts
                .iter()
                .zip(&chart.legend)
                .enumerate()
                .map(|(at, (n, name))| {
                    let width = u128::from(room) * u128::from(*n) / u128::from(longest);
                    let width = u64::try_from(width).unwrap_or(room);
                    picture(at, width, text(&format!("{name} {n}")))
                })
                .collect(),
            shown: bar.shown(),
        });
        let bars = bars.collect();
        self.items.push(Item::Chart(ChartView {
            caption: text(&chart.caption),
            legend,
            bars,
        }));
    }

    /// The widths of label, bar and numbers.
    fn chart_widths(&self) -> [u32; 3] {
        let label = self.width() * 3 / 10;
        let numbers = self.width() * 2 / 10;
        [label, self.width() - label - numbers, numbers]
    }

    /// The list of annexes, who issues it, the date and the remark.
    fn closing(&mut self, d: &OfficialDocument) {
        let list = d.annex_list();
        let first = self.items.len();
        if !list.is_empty() {
            self.empty();
        }
        let many = list.len() > 1;
        for (place, line) in list.iter().enumerate() {
            // Two characters in; what is wrapped begins under the title.
            let head = d.annex_list_head().width();
            let number = if many { 3 } else { 0 };
            let first = if place == 0 { head + number } else { number };
            let half = |n: usize| u32::try_from(n).unwrap_or(0) * CHARACTER / 2;
            self.push(Line {
                style: "AnnexList",
                text: text(line),
                hanging: Some((half(4 + head + number), half(first))),
                ..Line::default()
            });
        }
        if d.signed.is_empty() && d.date.is_none() {
            return;
        }
        self.empty();
        if !self.landscape {
            self.empty();
        }
        let date = d.date.as_deref().unwrap_or_default();
        for name in &d.signed {
            // In the middle over the date, which stands four characters from the right.
            let half = 8 + date.width() / 2;
            let right = half.saturating_sub(name.width() / 2);
            self.push(Line {
                style: "Signature",
                text: text(name),
                right: Some(u32::try_from(right).unwrap_or(0) * CHARACTER / 2),
                ..Line::default()
            });
        }
        self.push(Line {
            style: "Signature",
            text: text(date),
            right: Some(4 * CHARACTER),
            ..Line::default()
        });
        if let Some(remark) = d.bracketed_remark() {
            self.line("Remark", &remark);
        }
        self.keep(first);
    }

    /// Keeps what follows on the page of the paragraph before it: no page has nothing
    /// but who signed.
    fn keep(&mut self, first: usize) {
        let last = self.items.len().saturating_sub(1);
        let items = self.items.iter_mut().enumerate();
        for (_, item) in items.filter(|(at, _)| *at + 1 >= first && *at < last) {
            if let Item::Line(line) = item {
                line.keep_next = true;
            }
        }
    }

    fn imprint(&mut self, d: &OfficialDocument) {
        let mut rows = Vec::new();
        if let Some(copies) = &d.copies {
            rows.push((text(copies), String::new()));
        }
        if d.printed_by.is_some() || d.printed_on.is_some() {
            let of = |part: &Option<String>| part.as_deref().map(text).unwrap_or_default();
            rows.push((of(&d.printed_by), of(&d.printed_on)));
        }
        if !rows.is_empty() {
            self.items.push(Item::Imprint(rows));
        }
    }
}

/// A text without what XML cannot hold.
pub(super) fn text(of: &str) -> String {
    clean(of)
        .chars()
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// Characters of a word that justified lines of Chinese do not stretch for.
const WORD: usize = 20;

/// 156 mm.
const WIDTH: u32 = 8_844;
/// 225 mm.
const HEIGHT: u32 = 12_756;
/// One line of the grid.
const LINE: u32 = 579;
/// One character of the grid.
const CHARACTER: u32 = 316;
/// 35 mm, from the upper edge of the core to the name of the office.
const MARK_TOP: u32 = 1_984;
/// 1/914400 inch a twip.
const EMU: u64 = 635;
/// How high a bar is: 4 mm.
const BAR: u64 = 144_000;
