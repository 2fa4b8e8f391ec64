use std::collections::BTreeMap;

use huabiao::finding::Check;
use huabiao::registry::Registry;
use huabiao::run::site_key;
use huabiao::scoring::IndicatorSet;
use huabiao::supervision::intake::{Mapping, read_reviews};
use huabiao::types::Lang;

use crate::args::BookArguments;
use crate::books;
use crate::named_file::{bytes, refused};

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
    books::say(file, &reviews.rejected, reviews.rows.len(), lang, quiet);
    let checks = reviews.checks().into_iter();
    Ok(checks
        .filter_map(|(host, checks)| Some((site_key(registry.site_at(&host)?), checks)))
        .collect())
}
