use super::compose::{CAPTION, Composer, LINE, SMALL, push_lines};
use super::flow::{Mark, Part, Piece, What};
use super::fonts::Role;
use super::text::{Set, SetLine, Style};
use crate::clean::clean;
use crate::official::{Align, Table};

/// A table as a row a piece. A row that is higher than a page is divided.
pub(super) fn compose(of: &mut Composer<'_>, table: &Table) {
    if table.columns.is_empty() {
        return;
    }
    if let Some(caption) = &table.caption {
        let first = of.composed.pieces.len();
        let part = of.part(Part::Paragraph);
        of.lines(caption, &CAPTION, (0.0, 0.0), 0.0, Some(part));
        of.keep_from(first);
    }
    let number = of.composed.heads.len();
    let sum: f32 = table
        .columns
        .iter()
        .map(|column| f32::from(column.width.max(1)))
        .sum();
    let widths: Vec<f32> = table
        .columns
        .iter()
        .map(|column| of.width * f32::from(column.width.max(1)) / sum)
        .collect();
    let heads: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.head.as_str())
        .collect();
    let row = Row {
        widths: &widths,
        aligns: &vec![Set::Center; widths.len()],
        style: Style {
            role: Role::Heading,
            ..SMALL
        },
        table: number,
        number: 0,
    };
    let mut head = row.pieces(of, &heads, f32::MAX);
    let Some(mut head) = head.pop() else { return };
    head.keep = true;
    // A repeated head is decoration: it was read once.
    let mut repeated = head.clone();
    for mark in &mut repeated.marks {
        mark.part = None;
    }
    let room = of.composed.height - head.height;
    of.composed.heads.push(repeated);
    of.composed.pieces.push(head);
    let aligns: Vec<Set> = table
        .columns
        .iter()
        .map(|column| match column.align {
            Align::Center => Set::Center,
            Align::End => Set::End,
            Align::Start => Set::Start,
        })
        .collect();
    for (place, cells) in table.rows.iter().enumerate() {
        let cells: Vec<&str> = (0..widths.len())
            .map(|at| cells.get(at).map_or("", String::as_str))
            .collect();
        let row = Row {
            widths: &widths,
            aligns: &aligns,
            style: SMALL,
            table: number,
            number: place + 1,
        };
        for mut piece in row.pieces(of, &cells, room) {
            piece.row_of = Some(number);
            of.composed.pieces.push(piece);
        }
    }
    of.empty(LINE / 2.0);
}

struct Row<'a> {
    widths: &'a [f32],
    aligns: &'a [Set],
    style: Style,
    table: usize,
    number: usize,
}

impl Row<'_> {
    fn pieces(&self, of: &mut Composer<'_>, cells: &[&str], room: f32) -> Vec<Piece> {
        let mut columns: Vec<(f32, usize, Vec<SetLine>)> = Vec::new();
        let mut x = 0.0;
        for ((cell, width), align) in cells.iter().zip(self.widths).zip(self.aligns) {
            let part = of.part(Part::Cell {
                table: self.table,
                row: self.number,
                head: self.number == 0,
            });
            let style = Style {
                align: *align,
                ..self.style
            };
            let inner = (width - 2.0 * PAD).max(style.size);
            let lines = of.setter.set(&clean(cell), &style, inner, 0.0);
            columns.push((x, part, lines));
            x += width;
        }
        let most = ((room - 2.0 * PAD) / self.style.pitch).floor().max(1.0) as usize;
        let lines = columns.iter().map(|(_, _, lines)| lines.len()).max();
        let count = lines.unwrap_or(1).div_ceil(most).max(1);
        (0..count)
            .map(|n| self.piece(&columns, n.saturating_mul(most), most))
            .collect()
    }

    /// The lines of all cells from one on, with the borders around them.
    fn piece(&self, columns: &[(f32, usize, Vec<SetLine>)], from: usize, most: usize) -> Piece {
        let shown = |lines: &[SetLine]| lines.iter().skip(from).take(most).cloned().collect();
        let cells: Vec<(f32, usize, Vec<SetLine>)> = columns
            .iter()
            .map(|(x, part, lines)| (*x, *part, shown(lines)))
            .collect();
        let lines = cells.iter().map(|(_, _, lines)| lines.len()).max();
        let height = lines.unwrap_or(1).max(1) as f32 * self.style.pitch + 2.0 * PAD;
        let mut piece = Piece {
            height,
            ..Piece::default()
        };
        let width: f32 = self.widths.iter().sum();
        let mut border = |x: f32, y: f32, width: f32, height: f32| {
            piece.marks.push(Mark {
                x,
                y,
                what: What::Rect {
                    width,
                    height,
                    colour: [0; 3],
                },
                part: None,
            });
        };
        for y in [0.0, height] {
            border(0.0, y - THIN / 2.0, width, THIN);
        }
        border(width - THIN / 2.0, 0.0, THIN, height);
        for (x, _, _) in &cells {
            border(x - THIN / 2.0, 0.0, THIN, height);
        }
        for (x, part, lines) in cells {
            let used = lines.len() as f32 * self.style.pitch;
            let at = (x + PAD, (height - used) / 2.0);
            push_lines(&mut piece, lines, &self.style, at, Some(part));
        }
        piece
    }
}

/// Between a border and the text.
const PAD: f32 = 3.0;
/// How thick a border is.
const THIN: f32 = 0.6;
