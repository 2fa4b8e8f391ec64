use std::collections::BTreeMap;
use std::path::Path;

use huabiao::facts::Records;
use huabiao::files::ImportLine;
use huabiao::records::books;
use huabiao::registry::Site;
use huabiao::supervision::intake::{Mapping, Rejected, read_letters, read_reports};
use huabiao::types::Lang;

use crate::args::BookArguments;
use crate::named_file::{bytes, refused};

/// Reads the books that were given, and says on standard error what of them was not used.
pub(crate) fn read(
    arguments: &BookArguments,
    sites: &[Site],
    lang: Lang,
    quiet: bool,
) -> anyhow::Result<BTreeMap<String, Records>> {
    Ok(read_all(arguments, sites, lang, quiet)?.0)
}

/// The same, with the rows that were not taken.
pub(crate) fn read_all(
    arguments: &BookArguments,
    sites: &[Site],
    lang: Lang,
    quiet: bool,
) -> anyhow::Result<(BTreeMap<String, Records>, Vec<ImportLine>)> {
    let mut refused_rows = Vec::new();
    let letters = arguments
        .letters
        .as_deref()
        .map(|file| {
            let read = read_letters(&bytes(file, lang)?, Mapping::letters());
            let letters = read.map_err(|error| refused(file, &error.text(lang), lang))?;
            refused_rows.extend(lines(file, &letters.rejected, lang));
            say(file, &letters.rejected, letters.letters.len(), lang, quiet);
            anyhow::Ok(letters)
        })
        .transpose()?;
    let reports = arguments
        .fault_reports
        .as_deref()
        .map(|file| {
            let read = read_reports(&bytes(file, lang)?, Mapping::public_reports());
            let reports = read.map_err(|error| refused(file, &error.text(lang), lang))?;
            refused_rows.extend(lines(file, &reports.rejected, lang));
            say(file, &reports.rejected, reports.reports.len(), lang, quiet);
            anyhow::Ok(reports)
        })
        .transpose()?;
    let books = books(sites, letters.as_ref(), reports.as_ref());
    for (ids, zh, en) in [
        (
            &books.elsewhere,
            "所属网站不在本次检查范围，未采用",
            "of sites that are not inspected here, not used",
        ),
        (
            &books.unclear,
            "登记中看不出是否答复或何时答复，未采用",
            "the book does not say whether or when they were answered, not used",
        ),
    ] {
        if !ids.is_empty() {
            let shown = ids.iter().take(SHOWN).cloned().collect::<Vec<_>>();
            match lang {
                Lang::En => eprintln!("{} entries: {en} ({} …)", ids.len(), shown.join(", ")),
                Lang::Zh => eprintln!("{}条：{zh}（{}…）", ids.len(), shown.join("、")),
            }
        }
    }
    Ok((books.records, refused_rows))
}

fn lines(file: &Path, rejected: &[Rejected], lang: Lang) -> impl Iterator<Item = ImportLine> {
    rejected.iter().map(move |row| ImportLine {
        line: row.line,
        column: row.column.clone(),
        rejected: true,
        text: format!("{}: {}", file.display(), row.text(lang)),
    })
}

/// Says which rows of a file were not taken, and how many were.
pub(crate) fn say(file: &Path, rejected: &[Rejected], taken: usize, lang: Lang, quiet: bool) {
    if quiet && rejected.is_empty() {
        return;
    }
    for row in rejected {
        eprintln!("{}: {}", file.display(), row.text(lang));
    }
    let (file, out) = (file.display(), rejected.len());
    match lang {
        Lang::En => eprintln!("{file}: taken {taken}, rejected {out}"),
        Lang::Zh => eprintln!("{file}：采用{taken}条，未采用{out}条"),
    }
}

/// Numbers that are said one by one.
const SHOWN: usize = 5;
