use std::collections::BTreeMap;

use huabiao::finding::Check;
use huabiao::registry::Registry;
use huabiao::run::{RunPlan, site_key};
use huabiao::supervision::intake::{Mapping, read_reviews};

use crate::args::InspectArguments;
use crate::books;

/// Reads the answers of people that were given, by the key of the site, and says what of
/// them was not used.
pub(crate) fn read(
    arguments: &InspectArguments,
    registry: &Registry,
    plan: &RunPlan,
) -> anyhow::Result<BTreeMap<String, Vec<Check>>> {
    let Some(file) = &arguments.reviews else {
        return Ok(BTreeMap::new());
    };
    let bytes = books::bytes(file)?;
    let read = read_reviews(&bytes, Mapping::reviews(), registry, &plan.set);
    let reviews = read.map_err(|error| books::refused(file, &error))?;
    let (lang, quiet) = (arguments.common.lang, arguments.common.quiet);
    books::say(file, &reviews.rejected, reviews.rows.len(), lang, quiet);
    let checks = reviews.checks().into_iter();
    Ok(checks
        .filter_map(|(host, checks)| Some((site_key(registry.site_at(&host)?), checks)))
        .collect())
}
