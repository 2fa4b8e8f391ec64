use std::path::Path;

/// The content type of a mirrored file, without a charset: the page says its own.
///
/// Copies of scripts (`.jsp`, `.asp`) are pages by now; a name without a known
/// ending is a page when its bytes begin like one.
pub(super) fn of_mirror(path: &Path, body: &[u8]) -> String {
    let ending = ending(path);
    if PAGES.contains(&ending.as_str()) {
        return "text/html".to_owned();
    }
    match mime_guess::from_path(path).first() {
        Some(mime) => mime.essence_str().to_owned(),
        None if begins_like_a_page(body) => "text/html".to_owned(),
        None => "application/octet-stream".to_owned(),
    }
}

/// The content type of an output file; everything written there is UTF-8.
pub(super) fn of_output(path: &Path) -> String {
    match ending(path).as_str() {
        "jsonl" => "application/x-ndjson; charset=utf-8".to_owned(),
        "json" => "application/json; charset=utf-8".to_owned(),
        "md" => "text/markdown; charset=utf-8".to_owned(),
        _ => match mime_guess::from_path(path).first() {
            Some(mime) if mime.type_() == "text" => {
                format!("{}; charset=utf-8", mime.essence_str())
            }
            Some(mime) => mime.essence_str().to_owned(),
            None => "application/octet-stream".to_owned(),
        },
    }
}

fn ending(path: &Path) -> String {
    path.extension()
        .map(|ending| ending.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}

fn begins_like_a_page(body: &[u8]) -> bool {
    let start = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let start: Vec<u8> = start
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace())
        .take(14)
        .map(u8::to_ascii_lowercase)
        .collect();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<!--"]
        .iter()
        .any(|mark| start.starts_with(mark))
}

/// Endings of pages that are written by programs.
const PAGES: [&str; 12] = [
    "action", "asp", "aspx", "cgi", "do", "htm", "html", "jhtml", "jsp", "php", "shtml", "xhtml",
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn mirrored_files_never_say_a_charset() {
        for (name, body, expected) in [
            ("a.html", "", "text/html"),
            ("a.SHTML", "", "text/html"),
            ("a.jsp", "", "text/html"),
            ("a.css", "", "text/css"),
            ("a.js", "", "text/javascript"),
            ("a.png", "", "image/png"),
            ("a.pdf", "", "application/pdf"),
            ("a", " <!DOCTYPE html><p>", "text/html"),
            ("a", "PK", "application/octet-stream"),
        ] {
            assert_eq!(
                of_mirror(Path::new(name), body.as_bytes()),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn output_says_utf8() {
        assert_eq!(
            of_output(Path::new("findings.jsonl")),
            "application/x-ndjson; charset=utf-8"
        );
        assert_eq!(
            of_output(Path::new("bulletin.html")),
            "text/html; charset=utf-8"
        );
        assert_eq!(
            of_output(Path::new("bulletin.md")),
            "text/markdown; charset=utf-8"
        );
        assert!(of_output(Path::new("bulletin.xlsx")).contains("spreadsheetml"));
    }
}
