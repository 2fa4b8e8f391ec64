//! Pictures, styles, scripts and files: small, and of the kind that they say.

use super::answer::Answer;

/// What the pages of every site load, by path.
pub(super) fn common() -> Vec<(&'static str, Answer)> {
    let body = |kind: &str, body: &[u8]| Answer::Body {
        status: 200,
        kind: kind.to_owned(),
        body: body.to_vec(),
    };
    vec![
        ("/css/style.css", body("text/css", STYLE)),
        (
            "/js/main.js",
            body("application/javascript", b"var site = {};\n"),
        ),
        ("/favicon.ico", body("image/x-icon", PICTURE)),
        ("/images/beian.png", body("image/png", PICTURE)),
        ("/images/bg.png", body("image/png", PICTURE)),
        ("/images/dzjg.png", body("image/png", PICTURE)),
        ("/images/jiucuo.png", body("image/png", PICTURE)),
        ("/images/logo.png", body("image/png", PICTURE)),
        ("/images/logo@2x.png", body("image/png", PICTURE)),
    ]
}

/// A file to download of the kind that its ending says.
pub(super) fn file(ending: &str) -> Answer {
    let (kind, body) = match ending {
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            EMPTY_ARCHIVE,
        ),
        "xlsx" => (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            EMPTY_ARCHIVE,
        ),
        _ => ("application/pdf", DOCUMENT),
    };
    Answer::Body {
        status: 200,
        kind: kind.to_owned(),
        body: body.to_vec(),
    }
}

const STYLE: &[u8] = b"body { margin: 0 auto; max-width: 1000px; font: 16px/1.7 sans-serif; }\n";

/// One pixel.
const PICTURE: &[u8] =
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\
\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\
\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82";

/// A document with one empty page.
const DOCUMENT: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";

/// An archive without entries.
const EMPTY_ARCHIVE: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
