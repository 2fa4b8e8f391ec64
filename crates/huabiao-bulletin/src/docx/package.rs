use std::io::{Cursor, Write};

use askama::Template;
use huabiao_types::Lang;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Faces;
use super::view::View;
use crate::Error;
use crate::official::OfficialDocument;

/// An official document as DOCX (Office Open XML) in the layout of GB/T 9704-2012.
///
/// A4 with a core of 156 × 225 mm, 37 mm above and 28 mm left of it, and a grid of 22
/// lines and 28 characters; the title in 2号小标宋, the text in 3号仿宋, headings in 黑体,
/// 楷体 and 仿宋; page numbers in 4号宋体 between dashes, at the right on odd pages and at
/// the left on even ones. The faces are named, not embedded; the table of fonts names
/// free ones to use where they are not installed. Tables repeat their heads on every
/// page. Bars of charts are pictures with texts.
///
/// Equal documents give equal bytes.
///
/// ```
/// use huabiao_bulletin::{Paper, RectificationNotice, Wording, docx};
/// use huabiao_types::Lang;
///
/// let notice = RectificationNotice::example(Lang::Zh);
/// let document = Wording::new(Lang::Zh).write(&notice)?;
/// let bytes = docx(&document)?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When the package cannot be written, which takes parts of more than 4 GiB.
pub fn docx(document: &OfficialDocument) -> Result<Vec<u8>, Error> {
    docx_with(document, &Faces::default())
}

/// [`docx`] with other faces: those that are installed where it will be read.
///
/// # Errors
///
/// As [`docx`].
pub fn docx_with(document: &OfficialDocument, faces: &Faces) -> Result<Vec<u8>, Error> {
    let failed = |reason: String| Error::Docx { reason };
    let body = View::new(document)
        .render()
        .map_err(|error| failed(error.to_string()))?;
    let core = Core {
        title: super::view::text(&document.title_line()),
        creator: super::view::text(&document.signed.join(" ")),
        lang: document.lang.tag(),
    }
    .render()
    .map_err(|error| failed(error.to_string()))?;
    let styles = Styles {
        f: faces,
        // Latin faces do not tell headings from text as 黑体 and 仿宋 do.
        bold: document.lang == Lang::En,
    }
    .render()
    .map_err(|error| failed(error.to_string()))?;
    let fonts = FontTable { f: faces }
        .render()
        .map_err(|error| failed(error.to_string()))?;
    let parts: [(&str, &[u8]); 13] = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELS),
        ("docProps/core.xml", core.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS),
        ("word/styles.xml", styles.as_bytes()),
        ("word/settings.xml", SETTINGS),
        ("word/fontTable.xml", fonts.as_bytes()),
        ("word/footer1.xml", FOOTER_ODD),
        ("word/footer2.xml", FOOTER_EVEN),
        ("word/media/light.png", LIGHT),
        ("word/media/dark.png", DARK),
        ("word/media/middle.png", MIDDLE),
    ];
    pack(&parts).map_err(|error| failed(error.to_string()))
}

fn pack(parts: &[(&str, &[u8])]) -> zip::result::ZipResult<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        package.start_file(*name, options)?;
        package.write_all(bytes)?;
    }
    Ok(package.finish()?.into_inner())
}

#[derive(Template)]
#[template(path = "docx/core.xml")]
struct Core {
    title: String,
    creator: String,
    lang: &'static str,
}

#[derive(Template)]
#[template(path = "docx/styles.xml")]
struct Styles<'a> {
    f: &'a Faces,
    bold: bool,
}

#[derive(Template)]
#[template(path = "docx/font-table.xml")]
struct FontTable<'a> {
    f: &'a Faces,
}

const CONTENT_TYPES: &[u8] = include_bytes!("../../templates/docx/content-types.xml");
const RELS: &[u8] = include_bytes!("../../templates/docx/rels.xml");
const DOCUMENT_RELS: &[u8] = include_bytes!("../../templates/docx/document-rels.xml");
const SETTINGS: &[u8] = include_bytes!("../../templates/docx/settings.xml");
const FOOTER_ODD: &[u8] = include_bytes!("../../templates/docx/footer1.xml");
const FOOTER_EVEN: &[u8] = include_bytes!("../../templates/docx/footer2.xml");
const LIGHT: &[u8] = include_bytes!("../../templates/docx/light.png");
const DARK: &[u8] = include_bytes!("../../templates/docx/dark.png");
const MIDDLE: &[u8] = include_bytes!("../../templates/docx/middle.png");
