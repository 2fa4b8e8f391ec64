//! The bulletin in a real Chromium, at the width of a desk and of a phone.

use std::path::Path;
use std::process::{Command, Stdio};

#[test]
fn the_bulletin_fits_every_width_and_complains_of_nothing() {
    let out = tempfile::tempdir().expect("a folder");
    let done = Command::new(huabiao_tests::program())
        .args([
            "demo",
            "--once",
            "--quiet",
            "--no-year",
            "--today",
            "2026-11-24",
            "--out",
        ])
        .arg(out.path())
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(done.success());
    for width in [1440, 768, 375] {
        let probe = out.path().join(format!("probe-{width}.html"));
        std::fs::write(&probe, PROBE.replace("WIDTH", &width.to_string())).expect("a file");
        let answer = dump(&probe);
        let number = |name: &str| -> i64 {
            let from = answer
                .find(&format!("{name}="))
                .unwrap_or_else(|| panic!("no {name} in {answer}"));
            let digits: String = answer[from + name.len() + 1..]
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            digits
                .parse()
                .unwrap_or_else(|_| panic!("no number after {name}: {answer}"))
        };
        assert!(
            number("scroll") <= width,
            "at {width} the page is {} wide",
            number("scroll")
        );
        assert!(
            number("text") > 2_000,
            "the page shows {} characters",
            number("text")
        );
        assert!(
            number("tables") >= 5 && number("charts") >= 1 && number("headings") >= 6,
            "{answer}"
        );
        assert_eq!(number("unnamed"), 0, "links or charts without a name");
        assert_eq!(number("scripts"), 0);
    }
}

/// Opens a page in Chromium and returns the document when its scripts are done.
fn dump(page: &Path) -> String {
    let profile = tempfile::tempdir().expect("a folder");
    // As tests/install found it.
    let browser = std::env::var("HUABIAO_CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--allow-file-access-from-files",
            "--virtual-time-budget=10000",
            "--window-size=1600,1200",
            "--dump-dom",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}", page.display()))
        .stderr(Stdio::null())
        .output()
        .expect("chromium is installed (tests/install does that)");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const PROBE: &str = r#"<!DOCTYPE html><meta charset="utf-8"><title>probe</title>
<iframe id="f" src="bulletin.html" style="width:WIDTHpx;height:1000px;border:0"></iframe><pre id="o"></pre>
<script>
document.getElementById('f').addEventListener('load', () => {
  const d = document.getElementById('f').contentDocument;
  const all = (s) => [...d.querySelectorAll(s)];
  const unnamed = all('a').filter(a => !(a.textContent.trim() || a.getAttribute('aria-label'))).length
    + all('svg').filter(s => s.getAttribute('aria-hidden') !== 'true' && !s.querySelector('title') && !s.getAttribute('aria-label')).length;
  document.getElementById('o').textContent = 'scroll=' + d.documentElement.scrollWidth
    + ' text=' + d.body.innerText.length + ' tables=' + all('table').length + ' charts=' + all('svg').length
    + ' headings=' + all('h1,h2,h3').length + ' unnamed=' + unnamed + ' scripts=' + all('script').length;
});
</script>"#;
