use std::collections::BTreeSet;

use huabiao_types::Lang;

use super::flow::{Composed, Mark, Part, Piece, What};
use super::fonts::{PdfFonts, Role};
use super::table;
use super::text::{Set, SetLine, Setter, Style};
use crate::clean::clean;
use crate::official::{Block, Chart, Numbered, OfficialDocument};

/// A document as pieces of pages, and the characters that no font has.
pub(super) fn compose(document: &OfficialDocument, fonts: &PdfFonts) -> (Composed, BTreeSet<char>) {
    let (width, height) = if document.landscape {
        (HEIGHT, WIDTH)
    } else {
        (WIDTH, HEIGHT)
    };
    let mut composer = Composer {
        width,
        setter: Setter::new(fonts.measure()),
        composed: Composed {
            width,
            height,
            pieces: Vec::new(),
            heads: Vec::new(),
            parts: Vec::new(),
            imprint: Vec::new(),
        },
    };
    composer.head(document);
    composer.blocks(document, &document.body);
    composer.closing(document);
    for (place, annex) in document.annexes.iter().enumerate() {
        let first = composer.composed.pieces.len();
        let mark = document.annex_mark(place);
        composer.paragraph(&mark, &of(Role::Heading, Set::Start), 0.0, 0.0);
        composer.empty(LINE);
        let part = composer.part(Part::Heading(1, annex.title.clone()));
        composer.lines(&annex.title, &TITLE, (0.0, 0.0), 0.0, Some(part));
        composer.empty(LINE);
        composer.keep_from(first);
        if let Some(piece) = composer.composed.pieces.get_mut(first) {
            piece.breaks = true;
        }
        composer.blocks(document, &annex.body);
    }
    composer.imprint(document);
    (composer.composed, composer.setter.missing)
}

pub(super) struct Composer<'a> {
    pub(super) width: f32,
    pub(super) setter: Setter<'a>,
    pub(super) composed: Composed,
}

impl Composer<'_> {
    fn head(&mut self, d: &OfficialDocument) {
        let marks = d.marks();
        for mark in &marks {
            self.paragraph(mark, &of(Role::Heading, Set::Start), 0.0, 0.0);
        }
        if let Some(mark) = &d.mark {
            self.empty((MARK_TOP - marks.len() as f32 * LINE).max(0.0));
            // As large as fits the line, at most 36 points.
            let unit = Style {
                size: 1.0,
                tracking: 0.0,
                ..TITLE
            };
            let natural = self.setter.width(&clean(mark), &unit).max(1.0);
            let size = (self.width / natural).clamp(16.0, 36.0);
            let style = Style {
                size,
                pitch: size * 1.3,
                red: true,
                ..TITLE
            };
            self.paragraph(mark, &style, 0.0, 0.0);
            self.empty(2.0 * LINE);
        }
        let number: Vec<&str> = [&d.number, &d.signer]
            .into_iter()
            .filter_map(|part| part.as_deref())
            .collect();
        if !number.is_empty() {
            let number = number.join("　　　　");
            self.paragraph(&number, &of(Role::Text, Set::Center), 0.0, 0.0);
        }
        if d.mark.is_some() {
            self.rule(RED_LINE, 2.25, RED);
            self.empty(2.0 * LINE);
        }
        let part = self.part(Part::Heading(1, d.title_line()));
        for line in &d.title {
            self.lines(line, &TITLE, (0.0, 0.0), 0.0, Some(part));
        }
        self.empty(LINE);
        if let Some(to) = &d.to {
            self.paragraph(to, &of(Role::Text, Set::Justify), 0.0, 0.0);
        }
    }

    fn blocks(&mut self, d: &OfficialDocument, blocks: &[Block]) {
        let indent = match d.lang {
            Lang::En => 0.0,
            Lang::Zh => 2.0 * CHARACTER,
        };
        for block in d.numbered(blocks) {
            match block {
                Numbered::Chart(chart) => self.chart(chart),
                Numbered::Heading(level, text) => {
                    let role = match level {
                        1 => Role::Heading,
                        2 => Role::Subheading,
                        _ => Role::Text,
                    };
                    let first = self.composed.pieces.len();
                    let part = self.part(Part::Heading(u16::from(level) + 1, text.clone()));
                    let style = of(role, Set::Start);
                    self.lines(&text, &style, (indent, 0.0), 0.0, Some(part));
                    self.keep_from(first);
                }
                Numbered::Paragraph(text) => {
                    self.paragraph(text, &of(Role::Text, Set::Justify), indent, 0.0);
                }
                Numbered::Table(table) => table::compose(self, table),
            }
        }
    }

    /// The list of annexes, who issues it, the date and the remark: they stay with the
    /// end of the text.
    fn closing(&mut self, d: &OfficialDocument) {
        let first = self.composed.pieces.len();
        let list = d.annex_list();
        if !list.is_empty() {
            self.empty(LINE);
        }
        let style = of(Role::Text, Set::Start);
        let head = match list.len() {
            0 => 0.0,
            _ => self.setter.width(d.annex_list_head(), &style),
        };
        let many = list.len() > 1;
        let number = if many {
            self.setter.width("1. ", &style)
        } else {
            0.0
        };
        for (place, line) in list.iter().enumerate() {
            let hanging = if place == 0 { head + number } else { number };
            let left = 2.0 * CHARACTER + head + number;
            self.paragraph(line, &style, -hanging, left);
        }
        if !d.signed.is_empty() || d.date.is_some() {
            self.empty(if d.landscape { LINE } else { 2.0 * LINE });
            let date = d.date.as_deref().unwrap_or_default();
            let date_width = self.setter.width(date, &style);
            for name in &d.signed {
                // In the middle over the date, which stands four characters from the
                // right.
                let half = self.setter.width(name, &style) / 2.0;
                let right = (4.0 * CHARACTER + date_width / 2.0 - half).max(0.0);
                self.at_right(name, right);
            }
            self.at_right(date, 4.0 * CHARACTER);
            if let Some(remark) = d.bracketed_remark() {
                self.paragraph(&remark, &style, 2.0 * CHARACTER, 0.0);
            }
        }
        let last = self.composed.pieces.len().saturating_sub(1);
        let from = first.saturating_sub(1);
        for piece in self.composed.pieces.iter_mut().take(last).skip(from) {
            piece.keep = true;
        }
    }

    fn at_right(&mut self, text: &str, right: f32) {
        let width = self.width;
        self.width = (width - right).max(CHARACTER);
        self.paragraph(text, &of(Role::Text, Set::End), 0.0, 0.0);
        self.width = width;
    }

    fn chart(&mut self, chart: &Chart) {
        let first = self.composed.pieces.len();
        let part = self.part(Part::Paragraph);
        self.lines(&chart.caption, &CAPTION, (0.0, 0.0), 0.0, Some(part));
        self.legend(chart);
        let [label, room] = [self.width * 0.3, self.width * 0.45];
        for bar in &chart.bars {
            let said: Vec<String> = chart
                .legend
                .iter()
                .zip(&bar.parts)
                .map(|(name, n)| format!("{name} {n}"))
                .collect();
            let said = format!("{}: {}", bar.label, said.join(", "));
            let part = self.part(Part::Figure(said));
            let name = self.setter.set(&clean(&bar.label), &SMALL, label, 0.0);
            let height = (name.len() as f32 * SMALL.pitch).max(BAR + 6.0);
            let mut piece = Piece {
                height,
                ..Piece::default()
            };
            let top = (height - name.len() as f32 * SMALL.pitch) / 2.0;
            push_lines(&mut piece, name, &SMALL, (0.0, top), Some(part));
            let mut x = label;
            for (n, colour) in bar.parts.iter().zip(BARS) {
                let width = room * (*n as f32) / (chart.longest() as f32);
                piece.marks.push(Mark {
                    x,
                    y: (height - BAR) / 2.0,
                    what: What::Rect {
                        width,
                        height: BAR,
                        colour,
                    },
                    part: Some(part),
                });
                x += width;
            }
            let shown = self.setter.set(&bar.shown(), &SMALL, self.width, 0.0);
            let x = label + room + CHARACTER;
            let top = (height - SMALL.pitch) / 2.0;
            push_lines(&mut piece, shown, &SMALL, (x, top), Some(part));
            self.composed.pieces.push(piece);
        }
        self.keep_from(first);
        self.empty(LINE / 2.0);
    }

    fn legend(&mut self, chart: &Chart) {
        let part = self.part(Part::Paragraph);
        let names: Vec<(Vec<SetLine>, f32)> = chart
            .legend
            .iter()
            .map(|name| {
                let name = clean(name);
                let lines = self.setter.set(&name, &SMALL, self.width / 3.0, 0.0);
                (lines, self.setter.width(&name, &SMALL))
            })
            .collect();
        let sum: f32 = names
            .iter()
            .map(|(_, width)| width + 2.5 * SMALL.size)
            .sum();
        let mut x = ((self.width - sum) / 2.0).max(0.0);
        let mut piece = Piece {
            height: SMALL.pitch,
            ..Piece::default()
        };
        for ((lines, width), colour) in names.into_iter().zip(BARS) {
            piece.marks.push(Mark {
                x,
                y: (SMALL.pitch - SMALL.size) / 2.0,
                what: What::Rect {
                    width: SMALL.size,
                    height: SMALL.size,
                    colour,
                },
                part: None,
            });
            x += 1.4 * SMALL.size;
            push_lines(&mut piece, lines, &SMALL, (x, 0.0), Some(part));
            x += width + 1.1 * SMALL.size;
        }
        self.composed.pieces.push(piece);
    }

    fn imprint(&mut self, d: &OfficialDocument) {
        let first = self.composed.pieces.len();
        let style = Style {
            size: 14.0,
            pitch: 24.0,
            tracking: 0.0,
            ..of(Role::Text, Set::Start)
        };
        let inner = self.width - 2.0 * 14.0;
        let mut rule = 1.0;
        if let Some(copies) = &d.copies {
            self.rule(0.0, rule, BLACK);
            rule = 0.7;
            let part = self.part(Part::Paragraph);
            for line in self.setter.set(&clean(copies), &style, inner, 0.0) {
                self.line_piece(line, &style, 14.0, Some(part));
            }
        }
        if d.printed_by.is_some() || d.printed_on.is_some() {
            self.rule(0.0, rule, BLACK);
            let part = self.part(Part::Paragraph);
            let mut piece = Piece {
                height: style.pitch,
                ..Piece::default()
            };
            if let Some(by) = &d.printed_by {
                let lines = self.setter.set(&clean(by), &style, inner, 0.0);
                push_lines(&mut piece, lines, &style, (14.0, 0.0), Some(part));
            }
            if let Some(on) = &d.printed_on {
                let style = Style {
                    align: Set::End,
                    ..style
                };
                let lines = self.setter.set(&clean(on), &style, inner, 0.0);
                push_lines(&mut piece, lines, &style, (14.0, 0.0), Some(part));
            }
            self.composed.pieces.push(piece);
        }
        if self.composed.pieces.len() > first {
            self.rule(0.0, 1.0, BLACK);
        }
        self.composed.imprint = self.composed.pieces.split_off(first);
    }

    fn paragraph(&mut self, text: &str, style: &Style, indent: f32, left: f32) {
        let part = self.part(Part::Paragraph);
        self.lines(text, style, (indent, left), 0.0, Some(part));
    }

    /// Sets a text as pieces of a line each; the first line begins `indent.0` further in
    /// than `indent.1`, where the others begin.
    pub(super) fn lines(
        &mut self,
        text: &str,
        style: &Style,
        indent: (f32, f32),
        right: f32,
        part: Option<usize>,
    ) {
        let (first, left) = indent;
        let width = (self.width - left - right).max(style.size);
        for line in self.setter.set(&clean(text), style, width, first) {
            self.line_piece(line, style, left, part);
        }
    }

    fn line_piece(&mut self, line: SetLine, style: &Style, left: f32, part: Option<usize>) {
        let mut piece = Piece {
            height: style.pitch,
            ..Piece::default()
        };
        push_lines(&mut piece, vec![line], style, (left, 0.0), part);
        self.composed.pieces.push(piece);
    }

    pub(super) fn empty(&mut self, height: f32) {
        self.composed.pieces.push(Piece {
            height,
            ..Piece::default()
        });
    }

    /// A line over the whole width, some way below what stands before it.
    fn rule(&mut self, below: f32, thick: f32, colour: [u8; 3]) {
        self.composed.pieces.push(Piece {
            height: below + thick,
            marks: vec![Mark {
                x: 0.0,
                y: below,
                what: What::Rect {
                    width: self.width,
                    height: thick,
                    colour,
                },
                part: None,
            }],
            ..Piece::default()
        });
    }

    pub(super) fn part(&mut self, part: Part) -> usize {
        self.composed.parts.push(part);
        self.composed.parts.len() - 1
    }

    /// Keeps the pieces from there on with what follows.
    pub(super) fn keep_from(&mut self, first: usize) {
        for piece in self.composed.pieces.iter_mut().skip(first) {
            piece.keep = true;
        }
    }
}

/// Puts lines into a piece, the first at `at`, each in the middle of its pitch.
pub(super) fn push_lines(
    piece: &mut Piece,
    lines: Vec<SetLine>,
    style: &Style,
    at: (f32, f32),
    part: Option<usize>,
) {
    for (n, line) in lines.into_iter().enumerate() {
        // The square of an ideograph reaches 0.88 of the size above the base line.
        let top = at.1 + n as f32 * style.pitch + (style.pitch - style.size) / 2.0;
        piece.marks.push(Mark {
            x: at.0 + line.x,
            y: top + 0.88 * style.size,
            what: What::Line {
                line,
                size: style.size,
                red: style.red,
            },
            part,
        });
    }
}

/// 3号 on the grid of 28 characters and 22 lines.
const fn of(role: Role, align: Set) -> Style {
    Style {
        role,
        size: 16.0,
        pitch: LINE,
        tracking: CHARACTER - 16.0,
        align,
        red: false,
    }
}

/// 156 mm in points.
pub(super) const WIDTH: f32 = 156.0 / 25.4 * 72.0;
/// 225 mm in points.
pub(super) const HEIGHT: f32 = 225.0 / 25.4 * 72.0;
/// One of 22 lines.
pub(super) const LINE: f32 = HEIGHT / 22.0;
/// One of 28 characters.
const CHARACTER: f32 = WIDTH / 28.0;
/// 35 mm, from the upper edge of the core to the name of the office.
const MARK_TOP: f32 = 35.0 / 25.4 * 72.0;
/// 4 mm, from the number to the red line.
const RED_LINE: f32 = 4.0 / 25.4 * 72.0;
/// How high a bar is.
const BAR: f32 = 11.0;
/// The colours of the parts of a bar; they differ in print too.
const BARS: [[u8; 3]; 3] = [[0xc4; 3], [0x33; 3], [0x8a; 3]];
const RED: [u8; 3] = [0xe6, 0, 0];
const BLACK: [u8; 3] = [0; 3];
/// 2号.
const TITLE: Style = Style {
    role: Role::Title,
    size: 22.0,
    pitch: 34.0,
    tracking: 0.0,
    align: Set::Center,
    red: false,
};
/// 小四, over tables and charts.
pub(super) const CAPTION: Style = Style {
    role: Role::Heading,
    size: 12.0,
    pitch: 20.0,
    tracking: 0.0,
    align: Set::Center,
    red: false,
};
/// 五号, in tables and charts.
pub(super) const SMALL: Style = Style {
    role: Role::Text,
    size: 10.5,
    pitch: 16.0,
    tracking: 0.0,
    align: Set::Start,
    red: false,
};
