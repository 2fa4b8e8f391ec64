use core::num::NonZeroU16;
use std::collections::BTreeMap;

use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};
use krilla::text::{GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use super::flow::{Mark, Pages, Part, What};
use super::fonts::{PdfFonts, Role};
use super::text::{Set, SetLine, Setter, Style};
use crate::Error;
use crate::official::OfficialDocument;

pub(super) fn paint(
    document: &OfficialDocument,
    fonts: &PdfFonts,
    pages: Pages,
) -> Result<Vec<u8>, Error> {
    let failed = |reason: String| Error::Pdf { reason };
    let mut pdf = Document::new_with(SerializeSettings {
        enable_tagging: true,
        ..SerializeSettings::default()
    });
    // The core lies 28 mm from the left and 37 mm from the top; turned, 37 and 28.
    let (left, top, page) = if document.landscape {
        (MM * 37.0, MM * 28.0, (MM * 297.0, MM * 210.0))
    } else {
        (MM * 28.0, MM * 37.0, (MM * 210.0, MM * 297.0))
    };
    let settings = PageSettings::from_wh(page.0, page.1)
        .ok_or_else(|| failed("the size of the page is none".to_owned()))?;
    let mut painter = Painter {
        fonts,
        left,
        top,
        seen: vec![Vec::new(); pages.parts.len()],
        outline: Outline::new(),
    };
    let mut numbers = Setter::new(fonts.measure());
    for (place, marks) in pages.pages.iter().enumerate() {
        let mut sheet = pdf.start_page_with(settings.clone());
        let mut surface = sheet.surface();
        for mark in marks {
            painter.mark(&mut surface, mark);
            painter.bookmark(&pages.parts, mark, place);
        }
        painter.page_number(&mut surface, &mut numbers, &pages, place + 1);
        surface.finish();
        sheet.finish();
    }
    pdf.set_outline(painter.outline);
    pdf.set_tag_tree(tree(document, &pages.parts, painter.seen));
    let mut metadata = Metadata::new()
        .title(document.title_line())
        .language(document.lang.tag().to_owned());
    if !document.signed.is_empty() {
        metadata = metadata.authors(document.signed.clone());
    }
    pdf.set_metadata(metadata);
    pdf.finish().map_err(|error| failed(format!("{error:?}")))
}

struct Painter<'a> {
    fonts: &'a PdfFonts,
    /// Where the core begins.
    left: f32,
    top: f32,
    /// What was drawn of each part.
    seen: Vec<Vec<Identifier>>,
    outline: Outline,
}

impl Painter<'_> {
    fn mark(&mut self, surface: &mut Surface<'_>, mark: &Mark) {
        let tag = match (mark.part, &mark.what) {
            (Some(_), What::Line { .. }) => ContentTag::Span(SpanTag::empty()),
            (Some(_), What::Rect { .. }) => ContentTag::Other,
            (None, _) => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
        };
        let seen = surface.start_tagged(tag);
        let (x, y) = (self.left + mark.x, self.top + mark.y);
        match &mark.what {
            What::Line { line, size, red } => {
                let colour = if *red { [0xe6, 0, 0] } else { [0; 3] };
                surface.set_fill(Some(fill(colour)));
                self.line(surface, line, *size, x, y);
            }
            What::Rect {
                width,
                height,
                colour,
            } => {
                surface.set_fill(Some(fill(*colour)));
                rect(surface, x, y, *width, *height);
            }
        }
        surface.end_tagged();
        if let Some(seen_of) = mark.part.and_then(|part| self.seen.get_mut(part)) {
            seen_of.push(seen);
        }
    }

    /// Draws the glyphs of a line, font by font.
    fn line(&self, surface: &mut Surface<'_>, line: &SetLine, size: f32, x: f32, y: f32) {
        let mut x = x;
        let characters: Vec<(usize, char)> = line.text.char_indices().collect();
        let mut from = 0;
        while let Some((first, _)) = line.glyphs.get(from) {
            let run = line
                .glyphs
                .iter()
                .skip(from)
                .take_while(|(glyph, _)| glyph.face == first.face)
                .count()
                .max(1);
            let start = characters.get(from).map_or(0, |(at, _)| *at);
            let end = characters
                .get(from + run)
                .map_or(line.text.len(), |(at, _)| *at);
            let text = line.text.get(start..end).unwrap_or_default();
            let mut width = 0.0;
            let glyphs: Vec<KrillaGlyph> = line
                .glyphs
                .iter()
                .zip(&characters)
                .skip(from)
                .take(run)
                .map(|((glyph, advance), (at, c))| {
                    width += advance;
                    let at = at - start;
                    let share = advance / size;
                    let id = GlyphId::new(glyph.id);
                    KrillaGlyph::new(id, share, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
                })
                .collect();
            if let Some(font) = self.fonts.font(first.face) {
                let start = Point::from_xy(x, y);
                surface.draw_glyphs(start, &glyphs, font.clone(), text, size, false);
            }
            x += width;
            from += run;
        }
    }

    /// 4号, 7 mm below the core; at the right on odd pages, at the left on even ones, one
    /// character in.
    fn page_number(
        &self,
        surface: &mut Surface<'_>,
        setter: &mut Setter<'_>,
        pages: &Pages,
        number: usize,
    ) {
        let style = Style {
            role: Role::Page,
            size: 14.0,
            pitch: 14.0,
            tracking: 0.0,
            align: if number % 2 == 1 {
                Set::End
            } else {
                Set::Start
            },
            red: false,
        };
        let text = format!("— {number} —");
        let width = pages.width - 2.0 * style.size;
        let artifact = Artifact::with_kind(ArtifactType::PageNumber);
        surface.start_tagged(ContentTag::Artifact(artifact));
        surface.set_fill(Some(fill([0; 3])));
        for line in setter.set(&text, &style, width, 0.0) {
            let x = self.left + style.size + line.x;
            let y = self.top + pages.height + MM * 7.0 + 0.88 * style.size;
            self.line(surface, &line, style.size, x, y);
        }
        surface.end_tagged();
    }

    /// A bookmark where a heading begins.
    fn bookmark(&mut self, parts: &[Part], mark: &Mark, page: usize) {
        let Some(Part::Heading(_, text)) = mark.part.and_then(|part| parts.get(part)) else {
            return;
        };
        let seen = mark.part.and_then(|part| self.seen.get(part));
        if seen.is_some_and(|seen| seen.len() == 1) {
            let to = Point::from_xy(0.0, (self.top + mark.y - 40.0).max(0.0));
            let node = OutlineNode::new(text.clone(), XyzDestination::new(page, to));
            self.outline.push_child(node);
        }
    }
}

/// The structure of the document, in the order in which it is read.
fn tree(document: &OfficialDocument, parts: &[Part], seen: Vec<Vec<Identifier>>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(document.lang.tag().to_owned()));
    // The rows of the table that is being read.
    let mut open: Option<usize> = None;
    let mut rows: BTreeMap<usize, Vec<Node>> = BTreeMap::new();
    for (part, seen) in parts.iter().zip(seen) {
        let content: Vec<Node> = seen.into_iter().map(Node::from).collect();
        let table = match part {
            Part::Cell { table, .. } => Some(*table),
            _ => None,
        };
        if open != table {
            close(&mut tree, &mut rows);
            open = table;
        }
        match part {
            Part::Cell { row, head, .. } => {
                let cell = if *head {
                    TagGroup::with_children(Tag::TH(TableHeaderScope::Column), content)
                } else {
                    TagGroup::with_children(Tag::TD, content)
                };
                rows.entry(*row).or_default().push(cell.into());
            }
            _ if content.is_empty() => {}
            Part::Figure(says) => tree.push(TagGroup::with_children(
                Tag::Figure(Some(says.clone())),
                content,
            )),
            Part::Heading(level, text) => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                let tag = Tag::Hn(level, Some(text.clone()));
                tree.push(TagGroup::with_children(tag, content));
            }
            Part::Paragraph => tree.push(TagGroup::with_children(Tag::P, content)),
        }
    }
    close(&mut tree, &mut rows);
    tree
}

/// Ends a table, if one is being read.
fn close(tree: &mut TagTree, rows: &mut BTreeMap<usize, Vec<Node>>) {
    if rows.is_empty() {
        return;
    }
    let rows = core::mem::take(rows)
        .into_values()
        .map(|cells| TagGroup::with_children(Tag::TR, cells).into())
        .collect();
    tree.push(TagGroup::with_children(Tag::Table, rows));
}

fn fill([red, green, blue]: [u8; 3]) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: krilla::paint::FillRule::default(),
    }
}

fn rect(surface: &mut Surface<'_>, x: f32, y: f32, width: f32, height: f32) {
    let Some(rect) = Rect::from_xywh(x, y, width, height) else {
        // Nothing is as wide as nothing.
        return;
    };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// A millimetre in points.
const MM: f32 = 72.0 / 25.4;
