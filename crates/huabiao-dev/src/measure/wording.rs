use std::path::Path;

use huabiao::page::{Lexicon, read_with};

use super::mirror::{files, input};

/// Every wrong wording of the starter dictionary on the real pages.
pub(crate) fn run(data: &Path) -> anyhow::Result<()> {
    if !super::present(&data.join("sites")) {
        return Ok(());
    }
    let lexicon = Lexicon::starter();
    let files = files(data)?;
    let mut hits = 0;
    for file in &files {
        for hit in read_with(&input(file), &lexicon).wording {
            hits += 1;
            println!(
                "{}:{}: {} → {} ({})",
                file.name, hit.line, hit.term, hit.suggestion, hit.snippet
            );
        }
    }
    println!(
        "{} pages, {} wordings, {hits} hits",
        files.len(),
        lexicon.len()
    );
    Ok(())
}
