//! Official documents as LibreOffice shows them, where it is installed.
//!
//! Without `soffice` and `pdftotext` this says so and checks nothing; the files
//! themselves are checked by the tests of the bulletin crate.

use std::path::Path;
use std::process::Command;

use huabiao::bulletin::{
    Faces, KindSites, Paper, ProblemLedger, QuarterlyBulletin, RectificationNotice, SiteLine,
    Wording, docx_with,
};
use huabiao::types::Lang;

/// A word on a page, in millimetres.
struct Word {
    left: f64,
    top: f64,
    text: String,
}

#[test]
fn libreoffice_shows_the_page_of_the_standard() {
    if !has("soffice", "--version") || !has("pdftotext", "-v") {
        eprintln!("skipped: soffice and pdftotext are not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let words = Wording::new(Lang::Zh);
    let faces = Faces {
        title: "Noto Serif CJK SC".into(),
        text: "Noto Serif CJK SC".into(),
        heading: "Noto Sans CJK SC".into(),
        subheading: "Noto Serif CJK SC".into(),
        page: "Noto Serif CJK SC".into(),
        ..Faces::default()
    };
    let document = words.write(&bulletin()).expect("the template holds");
    let bytes = docx_with(&document, &faces).expect("a package");
    std::fs::write(folder.path().join("bulletin.docx"), bytes).expect("a file");
    let notice = words
        .write(&RectificationNotice::example(Lang::Zh))
        .expect("the template holds");
    let bytes = docx_with(&notice, &faces).expect("a package");
    std::fs::write(folder.path().join("notice.docx"), bytes).expect("a file");
    let ledger = words
        .write(&ProblemLedger::example(Lang::Zh))
        .expect("the template holds");
    let bytes = docx_with(&ledger, &faces).expect("a package");
    std::fs::write(folder.path().join("ledger.docx"), bytes).expect("a file");

    let pages = pages(folder.path(), "bulletin");
    // Four pages of text at least, and the annex of 91 sites over several.
    assert!(pages.len() > 8, "{} pages", pages.len());
    for (place, (size, words)) in pages.iter().enumerate() {
        assert_eq!(*size, (210, 297));
        let number = place + 1;
        let body = words.iter().filter(|word| word.top < 262.0);
        for word in body {
            assert!(word.left > 27.0 && word.left < 184.0, "{}", word.text);
            assert!(word.top > 35.5, "{}", word.text);
        }
        let shown = words
            .iter()
            .find(|word| word.top > 262.0 && word.text.chars().any(|c| c.is_ascii_digit()));
        let shown = shown.unwrap_or_else(|| panic!("page {number} has no number"));
        assert!(shown.text.contains(&number.to_string()));
        assert_eq!(shown.left > 105.0, number % 2 == 1, "page {number}");
    }
    // A full page of text has 22 lines.
    let mut tops: Vec<i64> = pages[2]
        .1
        .iter()
        .filter(|word| word.top < 262.0)
        .map(|word| (word.top / 10.2).round() as i64)
        .collect();
    tops.dedup();
    tops.sort_unstable();
    tops.dedup();
    assert_eq!(tops.len(), 22, "{tops:?}");

    let all: String = pages
        .iter()
        .flat_map(|(_, words)| words.iter().map(|word| word.text.as_str()))
        .collect();
    for text in [
        "各网站检查结果",
        "一、总体情况",
        "工作要求",
        "s91.example.gov.cn",
    ] {
        assert!(all.contains(text), "{text}");
    }
    for n in 1..=91 {
        assert_eq!(all.matches(&format!("s{n}.example")).count(), 1, "{n}");
    }

    let (size, _) = &self::pages(folder.path(), "ledger")[0];
    assert_eq!(*size, (297, 210));
    let notice = self::pages(folder.path(), "notice");
    let first: String = notice[0].1.iter().map(|word| word.text.as_str()).collect();
    assert!(first.contains("政府网站整改通知书市民政局："), "{first}");
}

fn bulletin() -> QuarterlyBulletin {
    let example = QuarterlyBulletin::example(Lang::Zh);
    let kind = example.sites[0].clone();
    let site = kind.sites[0].clone();
    let sites = (1..=91).map(|n| SiteLine {
        name: format!("明川市第{n}号直属事业单位政务服务和信息公开专题网站"),
        host: format!("s{n}.example.gov.cn"),
        ..site.clone()
    });
    QuarterlyBulletin {
        sites: vec![KindSites {
            sites: sites.collect(),
            ..kind
        }],
        ..example
    }
}

fn has(program: &str, argument: &str) -> bool {
    Command::new(program).arg(argument).output().is_ok()
}

/// The pages of a document after LibreOffice made a PDF of it: size and words.
fn pages(folder: &Path, name: &str) -> Vec<((i64, i64), Vec<Word>)> {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let made = Command::new("soffice")
        .args(["--headless", &profile, "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(folder.join(format!("{name}.docx")))
        .output()
        .expect("soffice runs");
    assert!(made.status.success(), "{made:?}");
    let out = folder.join(format!("{name}.html"));
    let read = Command::new("pdftotext")
        .arg("-bbox")
        .arg(folder.join(format!("{name}.pdf")))
        .arg(&out)
        .status()
        .expect("pdftotext runs");
    assert!(read.success());
    let text = std::fs::read_to_string(out).expect("a list of words");
    let mut pages = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page ") {
            let side = |name| mm(line, name).round() as i64;
            pages.push(((side("width"), side("height")), Vec::new()));
        } else if line.starts_with("<word ")
            && let Some((_, words)) = pages.last_mut()
        {
            let shown = line.split_once('>').map_or("", |(_, rest)| rest);
            words.push(Word {
                left: mm(line, "xMin"),
                top: mm(line, "yMin"),
                text: shown.trim_end_matches("</word>").to_owned(),
            });
        }
    }
    pages
}

/// An attribute in points as millimetres.
fn mm(line: &str, name: &str) -> f64 {
    let start = format!("{name}=\"");
    let value = line.split_once(&start).map_or("", |(_, rest)| rest);
    let value = value.split('"').next().unwrap_or_default();
    value.parse::<f64>().unwrap_or(0.0) / 72.0 * 25.4
}
