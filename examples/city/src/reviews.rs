use std::collections::BTreeMap;
use std::path::Path;

use huabiao::finding::Check;
use huabiao::registry::Registry;
use huabiao::run::site_key;
use huabiao::scoring::IndicatorSet;
use huabiao::supervision::intake::{Mapping, ReviewRow, read_reviews};
use huabiao::types::Lang;

use crate::args::BookArguments;
use crate::books;
use crate::named_file::{bytes, refused};
use crate::refused::Refused;

/// Reads the answers of people that were given, by the key of the site, and says what of
/// them was not used.
pub(crate) fn read(
    arguments: &BookArguments,
    registry: &Registry,
    set: &IndicatorSet,
    lang: Lang,
    quiet: bool,
) -> anyhow::Result<BTreeMap<String, Vec<Check>>> {
    let Some(file) = &arguments.reviews else {
        return Ok(BTreeMap::new());
    };
    let bytes = bytes(file, lang)?;
    let read = read_reviews(&bytes, Mapping::reviews(), registry, set);
    let reviews = read.map_err(|error| refused(file, &error.text(lang), lang))?;
    for row in &reviews.rows {
        proof(row, file, lang)?;
    }
    books::say(file, &reviews.rejected, reviews.rows.len(), lang, quiet);
    let checks = reviews.checks().into_iter();
    Ok(checks
        .filter_map(|(host, checks)| Some((site_key(registry.site_at(&host)?), checks)))
        .collect())
}

/// Whether what an answer names as its proof is there: an address, or a file seen from the
/// folder of the book. With a proof that nobody has, no answer of the book is taken.
fn proof(row: &ReviewRow, book: &Path, lang: Lang) -> Result<(), Refused> {
    let Some(name) = row.review.attachment.as_deref() else {
        return Ok(());
    };
    let folder = book.parent().unwrap_or(Path::new("."));
    let is_address = name.starts_with("http://") || name.starts_with("https://");
    if is_address || folder.join(name).is_file() {
        return Ok(());
    }
    let line = row.line;
    let words = match lang {
        Lang::En => format!("line {line}: there is no attachment “{name}” beside the file"),
        Lang::Zh => format!("第{line}行“附件”：文件所在文件夹中没有“{name}”"),
    };
    Err(refused(book, &words, lang))
}
