use core::fmt;
use std::sync::Arc;

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};

use crate::Error;

/// The fonts of a PDF: bytes of TrueType or OpenType files or collections.
///
/// One font is enough; each role may have its own.
#[derive(Clone)]
pub struct PdfFonts {
    faces: Vec<(Role, Face)>,
}

impl PdfFonts {
    /// One font for everything: the text (仿宋) and whatever gets no font of its own.
    /// `index` counts the fonts of a collection from 0, and is 0 for a file with one.
    ///
    /// # Errors
    ///
    /// When these bytes are no font, there is no font of that index, or its licence
    /// bits forbid embedding.
    pub fn new(bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        Ok(Self {
            faces: vec![(Role::Text, Face::new(Role::Text, bytes, index)?)],
        })
    }

    /// The font of the title and of the name of the office (小标宋).
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn title(self, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        self.with(Role::Title, bytes, index)
    }

    /// The font of headings of the first level and of heads of tables (黑体).
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn heading(self, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        self.with(Role::Heading, bytes, index)
    }

    /// The font of headings of the second level (楷体).
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn subheading(self, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        self.with(Role::Subheading, bytes, index)
    }

    /// The font of page numbers (宋体).
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn page(self, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        self.with(Role::Page, bytes, index)
    }

    /// The font of ASCII letters and digits outside of page numbers.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn latin(self, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        self.with(Role::Latin, bytes, index)
    }

    /// A font for what none of the others has; the first that has it counts.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn fallback(mut self, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        let face = Face::new(Role::Fallback, bytes, index)?;
        self.faces.push((Role::Fallback, face));
        Ok(self)
    }

    fn with(mut self, role: Role, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        let face = Face::new(role, bytes, index)?;
        self.faces.retain(|(known, _)| *known != role);
        self.faces.push((role, face));
        Ok(self)
    }

    /// The font at a place that [`Measure::glyph`] gave.
    pub(super) fn font(&self, place: usize) -> Option<&Font> {
        self.faces.get(place).map(|(_, face)| &face.font)
    }

    pub(super) fn measure(&self) -> Measure<'_> {
        let faces = self.faces.iter().map(|(role, face)| {
            let font = FontRef::from_index(face.bytes.as_slice(), face.index).ok()?;
            Some((*role, font))
        });
        Measure {
            faces: faces.collect(),
        }
    }
}

impl fmt::Debug for PdfFonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let roles = self.faces.iter().map(|(role, _)| role);
        f.debug_list().entries(roles).finish()
    }
}

/// What a font is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Role {
    Fallback,
    Heading,
    Latin,
    Page,
    Subheading,
    Text,
    Title,
}

#[derive(Clone)]
struct Face {
    bytes: Arc<Vec<u8>>,
    index: u32,
    font: Font,
}

impl Face {
    fn new(role: Role, bytes: Vec<u8>, index: u32) -> Result<Self, Error> {
        let refuse = |reason: &str| Error::Font {
            role: format!("{role:?}").to_lowercase(),
            reason: reason.to_owned(),
        };
        let bytes = Arc::new(bytes);
        let no_font = "these bytes are no font with that index";
        let Ok(parsed) = FontRef::from_index(bytes.as_slice(), index) else {
            return Err(refuse(no_font));
        };
        // OpenType, OS/2, fsType: 2 is "restricted licence embedding".
        if parsed.os2().is_ok_and(|os2| os2.fs_type() & 0xf == 2) {
            return Err(refuse("its licence bits forbid embedding"));
        }
        let font = Font::new(bytes.clone().into(), index).ok_or_else(|| refuse(no_font))?;
        Ok(Self { bytes, index, font })
    }
}

/// The fonts while text is measured.
pub(super) struct Measure<'a> {
    faces: Vec<Option<(Role, FontRef<'a>)>>,
}

/// A glyph of one of the fonts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// The place of its font.
    pub(super) face: usize,
    /// Its number in the font; 0 is the box for what is missing.
    pub(super) id: u32,
    /// Its width as a share of the size.
    pub(super) width: f32,
}

impl Measure<'_> {
    /// The glyph of a character in the font of a role, or in the next that has it.
    pub(super) fn glyph(&self, role: Role, c: char) -> Glyph {
        let is_latin = c.is_ascii() && role != Role::Page;
        let wanted = [
            is_latin.then_some(Role::Latin),
            Some(role),
            Some(Role::Text),
            Some(Role::Fallback),
        ];
        for role in wanted.into_iter().flatten() {
            for (place, face) in self.faces.iter().enumerate() {
                let Some((known, font)) = face else { continue };
                if *known != role {
                    continue;
                }
                if let Some(id) = font.charmap().map(c).filter(|id| id.to_u32() != 0) {
                    return self.sized(place, font, id.to_u32());
                }
            }
        }
        match self.faces.first() {
            Some(Some((_, font))) => self.sized(0, font, 0),
            _ => Glyph {
                face: 0,
                id: 0,
                width: 1.0,
            },
        }
    }

    fn sized(&self, face: usize, font: &FontRef<'_>, id: u32) -> Glyph {
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let width = metrics.advance_width(skrifa::GlyphId::new(id));
        Glyph {
            face,
            id,
            width: width.unwrap_or(1.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_font_are_refused() {
        for bytes in [Vec::new(), b"no font".to_vec(), vec![0; 4096]] {
            let error = PdfFonts::new(bytes, 0).map(|_| ());
            assert!(matches!(error, Err(Error::Font { .. })));
        }
    }
}
