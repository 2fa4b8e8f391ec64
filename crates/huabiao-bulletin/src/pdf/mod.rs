mod compose;
mod flow;
mod fonts;
mod paint;
mod table;
mod text;

use crate::Error;
use crate::official::OfficialDocument;

pub use fonts::PdfFonts;

/// A written PDF.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Characters that none of the fonts has, in order. They are boxes in the file.
    pub missing: Vec<char>,
}

/// An official document as PDF in the layout of GB/T 9704-2012, as [`docx`](crate::docx).
///
/// The fonts are the caller's: bytes of TrueType or OpenType files, of which only the
/// used glyphs are embedded. The text can be searched and copied, and headings,
/// paragraphs and tables are tagged for screen readers. Lines break by UAX 14, so no
/// line begins with a closing mark. Text is set character by character: scripts that
/// need shaping, such as Arabic, are not.
///
/// Equal documents and fonts give equal bytes.
///
/// ```no_run
/// use huabiao_bulletin::{Paper, PdfFonts, SampleDraw, Wording, pdf};
/// use huabiao_types::Lang;
///
/// let document = Wording::new(Lang::Zh).write(&SampleDraw::example(Lang::Zh))?;
/// let fonts = PdfFonts::new(std::fs::read("NotoSerifCJK-Regular.ttc")?, 2)?;
/// let pdf = pdf(&document, &fonts)?;
/// assert!(pdf.missing.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When the writer refuses a font.
pub fn pdf(document: &OfficialDocument, fonts: &PdfFonts) -> Result<Pdf, Error> {
    let (composed, missing) = compose::compose(document, fonts);
    let pages = flow::paginate(composed);
    let count = pages.pages.len();
    let bytes = paint::paint(document, fonts, pages)?;
    Ok(Pdf {
        bytes,
        pages: count,
        missing: missing.into_iter().collect(),
    })
}
