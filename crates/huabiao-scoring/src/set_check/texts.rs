use huabiao_types::Lang;

use super::fault::{Fault, Item, fault};
use crate::set_place::Way::{self, Key};
use crate::{IndicatorSet, SetProblem, Text, limit_words};

pub(super) fn check_observed(
    set: &IndicatorSet,
    text: &Text,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let at = [at, &[Key("observed")]].concat();
    let once = |text: &str| text.matches("{}").count() == 1;
    if once(&text.zh) && once(&text.en) {
        return check_limits(set, text, here, &at);
    }
    fault(here, at, SetProblem::Placeholder)
}

/// That the limits that a text names between braces are there.
pub(super) fn check_limits(
    set: &IndicatorSet,
    text: &Text,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let langs = [Lang::En, Lang::Zh].into_iter();
    let mut named = langs.flat_map(|lang| limit_words::named(text, lang));
    match named.find(|name| !set.limits.contains_key(*name)) {
        None => Ok(()),
        Some(name) => {
            let limit = name.to_owned();
            fault(here, at, SetProblem::UnknownLimit { limit })
        }
    }
}

pub(super) fn half_empty(text: &Text) -> bool {
    text.zh.trim().is_empty() || text.en.trim().is_empty()
}
