use std::path::Path;

use huabiao::files::ImportLine;
use huabiao::registry::Import;
use huabiao::types::Lang;

use crate::output::Lines;

/// Writes every row that was not taken and every remark to `import.jsonl`.
pub(crate) fn write(import: &Import, out: &Path, lang: Lang) -> anyhow::Result<()> {
    let mut lines = Lines::new(out, FILE)?;
    for line in ImportLine::of(import, lang) {
        lines.add(&line)?;
    }
    lines.finish()
}

/// The same, with the rows of other files that were not taken.
pub(crate) fn write_with(
    import: Option<&Import>,
    others: Vec<ImportLine>,
    out: &Path,
    lang: Lang,
) -> anyhow::Result<()> {
    let mut lines = Lines::new(out, FILE)?;
    let list = import
        .into_iter()
        .flat_map(|import| ImportLine::of(import, lang));
    for line in list.chain(others) {
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
    for line in ImportLine::of(import, lang).take(shown) {
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

const FILE: &str = "import.jsonl";

/// Remarks that are said one by one.
const SHOWN: usize = 20;
