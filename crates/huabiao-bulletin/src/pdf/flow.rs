use super::text::SetLine;

/// A part of the flow that is not divided: a line of text, a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) height: f32,
    pub(super) marks: Vec<Mark>,
    /// Whether it must stand on the page of the next one.
    pub(super) keep: bool,
    /// The table that it is a row of; its head is repeated on each page.
    pub(super) row_of: Option<usize>,
    /// Whether it begins a page.
    pub(super) breaks: bool,
}

/// Something drawn, from the upper left corner of its piece.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) what: What,
    /// The element of the structure that it belongs to; `None` is decoration.
    pub(super) part: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Line {
        line: SetLine,
        size: f32,
        red: bool,
    },
    /// A filled rectangle, with its colour (RGB).
    Rect {
        width: f32,
        height: f32,
        colour: [u8; 3],
    },
}

/// An element of the structure, for screen readers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// A cell, by table, row and whether it is a head.
    Cell {
        table: usize,
        row: usize,
        head: bool,
    },
    Figure(String),
    Heading(u16, String),
    Paragraph,
}

/// A document before it is divided into pages.
pub(super) struct Composed {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) pieces: Vec<Piece>,
    /// The head of each table.
    pub(super) heads: Vec<Piece>,
    pub(super) parts: Vec<Part>,
    /// What stands at the bottom of the last page.
    pub(super) imprint: Vec<Piece>,
}

/// Pages with what is drawn on them, from the upper left corner of the core.
pub(super) struct Pages {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) pages: Vec<Vec<Mark>>,
    pub(super) parts: Vec<Part>,
}

/// Divides a document into pages: a group that must stay together begins a new page if
/// the rest of this one is too small, and tables repeat their heads.
pub(super) fn paginate(composed: Composed) -> Pages {
    let mut pager = Pager {
        height: composed.height,
        heads: &composed.heads,
        y: 0.0,
        pages: vec![Vec::new()],
    };
    let mut rest = composed.pieces.iter().peekable();
    while let Some(first) = rest.next() {
        let mut group = vec![first];
        while group.last().is_some_and(|piece| piece.keep)
            && let Some(next) = rest.next_if(|next| !next.breaks)
        {
            group.push(next);
        }
        let sum: f32 = group.iter().map(|piece| piece.height).sum();
        if first.breaks || !pager.fits(sum) && sum <= composed.height {
            pager.turn(first);
        }
        for piece in group {
            if !pager.fits(piece.height) {
                pager.turn(piece);
            }
            pager.put(piece);
        }
    }
    let sum: f32 = composed.imprint.iter().map(|piece| piece.height).sum();
    if let Some(first) = composed.imprint.first() {
        if !pager.fits(sum) {
            pager.turn(first);
        }
        pager.y = pager.y.max(composed.height - sum);
        for piece in &composed.imprint {
            pager.put(piece);
        }
    }
    Pages {
        width: composed.width,
        height: composed.height,
        pages: pager.pages,
        parts: composed.parts,
    }
}

struct Pager<'a> {
    height: f32,
    heads: &'a [Piece],
    /// How far the page is filled.
    y: f32,
    pages: Vec<Vec<Mark>>,
}

impl Pager<'_> {
    fn fits(&self, height: f32) -> bool {
        self.y + height <= self.height + SLACK
    }

    /// Begins a new page for a piece, unless this one is empty.
    fn turn(&mut self, piece: &Piece) {
        if self.y == 0.0 {
            return;
        }
        self.pages.push(Vec::new());
        self.y = 0.0;
        let heads = self.heads;
        if let Some(head) = piece.row_of.and_then(|table| heads.get(table)) {
            self.put(head);
        }
    }

    fn put(&mut self, piece: &Piece) {
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.extend(piece.marks.iter().map(|mark| Mark {
                y: mark.y + y,
                ..mark.clone()
            }));
        }
        self.y += piece.height;
    }
}

/// What rounding may take from a page.
const SLACK: f32 = 0.05;

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(height: f32, colour: u8) -> Piece {
        Piece {
            height,
            marks: vec![Mark {
                x: 0.0,
                y: 0.0,
                what: What::Rect {
                    width: 1.0,
                    height,
                    colour: [colour; 3],
                },
                part: None,
            }],
            ..Piece::default()
        }
    }

    fn pages(pieces: Vec<Piece>, imprint: Vec<Piece>) -> Vec<Vec<(u8, i32)>> {
        let composed = Composed {
            width: 10.0,
            height: 10.0,
            pieces,
            heads: vec![piece(1.0, 99)],
            parts: Vec::new(),
            imprint,
        };
        let mark = |mark: &Mark| match mark.what {
            What::Rect { colour, .. } => (colour[0], mark.y.round() as i32),
            What::Line { .. } => (0, 0),
        };
        let pages = paginate(composed).pages;
        pages
            .iter()
            .map(|page| page.iter().map(mark).collect())
            .collect()
    }

    #[test]
    fn rows_repeat_the_head_of_their_table() {
        let row = |n| Piece {
            row_of: Some(0),
            ..piece(4.0, n)
        };
        let head = Piece {
            keep: true,
            ..piece(1.0, 99)
        };
        assert_eq!(
            pages(vec![head, row(1), row(2), row(3), row(4)], vec![]),
            [vec![(99, 0), (1, 1), (2, 5)], vec![(99, 0), (3, 1), (4, 5)]]
        );
    }

    #[test]
    fn what_belongs_together_moves_together() {
        let keep = |n| Piece {
            keep: true,
            ..piece(2.0, n)
        };
        assert_eq!(
            pages(vec![piece(5.0, 1), keep(2), keep(3), piece(2.0, 4)], vec![]),
            [vec![(1, 0)], vec![(2, 0), (3, 2), (4, 4)]]
        );
        // A group longer than a page is divided all the same.
        let long: Vec<Piece> = (0..7).map(keep).collect();
        assert_eq!(pages(long, vec![]).len(), 2);
    }

    #[test]
    fn a_break_begins_a_page_and_the_imprint_ends_it() {
        let broken = Piece {
            breaks: true,
            ..piece(3.0, 2)
        };
        assert_eq!(
            pages(vec![piece(1.0, 1), broken], vec![piece(2.0, 3)]),
            [vec![(1, 0)], vec![(2, 0), (3, 8)]]
        );
        assert_eq!(
            pages(vec![piece(9.0, 1)], vec![piece(2.0, 3)]),
            [vec![(1, 0)], vec![(3, 8)]]
        );
    }
}
