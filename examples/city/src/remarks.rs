use std::path::Path;

use huabiao::registry::Import;
use huabiao::types::Lang;
use serde::Serialize;

use crate::output::Lines;

/// One line of `import.jsonl`: what was wrong with a row of the list, or is worth
/// knowing about it.
#[derive(Serialize)]
struct Line<'a> {
    /// From 1; 0 is the whole list.
    line: u64,
    /// The heading of the column, or empty.
    column: &'a str,
    /// Whether the row was left out.
    rejected: bool,
    /// Place and reason in words.
    text: String,
}

/// Writes every row that was not taken and every remark to `import.jsonl`.
pub(crate) fn write(import: &Import, out: &Path, lang: Lang) -> anyhow::Result<()> {
    let mut lines = Lines::new(out, FILE)?;
    for line in all(import, lang) {
        lines.add(&line)?;
    }
    lines.finish()
}

/// Says the first remarks on standard error, those on rejected rows before all others,
/// and how many there are; only the number when `quiet`. `out` is where [`write()`] put
/// them all.
pub(crate) fn say(import: &Import, list: &Path, out: Option<&Path>, lang: Lang, quiet: bool) {
    let (rejected, notes) = (import.rejected.len(), import.notes.len());
    let shown = if quiet { 0 } else { SHOWN };
    for line in all(import, lang).take(shown) {
        eprintln!("{}: {}", list.display(), line.text);
    }
    if rejected + notes <= shown {
        return;
    }
    let taken = import.sites.len();
    let mut words = match lang {
        Lang::En => format!(
            "{}: taken {taken}, rejected {rejected}, other remarks {notes}",
            list.display()
        ),
        Lang::Zh => format!(
            "{}：采用 {taken} 行，未采用 {rejected} 行，其他提示 {notes} 条",
            list.display()
        ),
    };
    if let Some(out) = out {
        let file = out.join(FILE);
        words.push_str(&match lang {
            Lang::En => format!("; all of them are in {}", file.display()),
            Lang::Zh => format!("，全部见 {}", file.display()),
        });
    }
    eprintln!("{words}");
}

fn all(import: &Import, lang: Lang) -> impl Iterator<Item = Line<'_>> {
    let rejected = import.rejected.iter().map(move |row| Line {
        line: row.line,
        column: &row.column,
        rejected: true,
        text: row.text(lang),
    });
    let notes = import.notes.iter().map(move |note| Line {
        line: note.line,
        column: &note.column,
        rejected: false,
        text: note.text(lang),
    });
    rejected.chain(notes)
}

const FILE: &str = "import.jsonl";

/// Remarks that are said one by one.
const SHOWN: usize = 20;
