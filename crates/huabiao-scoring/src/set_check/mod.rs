mod fault;
mod frame;
mod indicators;
mod limits;
mod pieces;
mod questions;
mod texts;
mod variants;
mod words;

use std::collections::BTreeSet;

use huabiao_finding::{RuleId, Vocabulary};

use self::fault::fault;
pub(crate) use self::fault::{Fault, Item};
use self::frame::{
    check_days, check_frame, check_grades, check_line, check_parts, check_sections, check_sums,
};
use self::indicators::{check_decided_by, check_indicator};
use self::limits::check_limit_values;
use self::questions::{check_questions, check_used};
use self::variants::check_variants;
use self::words::check_words;
use crate::set_place::Way::Key;
use crate::{IndicatorSet, SetProblem};

/// What is known of the rules that a set names; `None` for a rule that is not known.
pub(crate) type Known<'a> = dyn Fn(&RuleId) -> Option<Vocabulary> + 'a;

/// Whether a set agrees with itself, and with the rules that are known.
pub(crate) fn check(set: &IndicatorSet, known: &Known<'_>) -> Result<(), Fault> {
    check_days(set)?;
    check_frame(set)?;
    check_line(set)?;
    check_limit_values(set)?;
    check_sections(set)?;
    check_questions(set)?;
    let mut seen = BTreeSet::new();
    for (n, indicator) in set.indicators.iter().enumerate() {
        check_indicator(set, indicator, n, &seen)?;
        check_words(set, indicator, n, known)?;
        if !seen.insert(indicator.id.clone()) {
            let id = indicator.id.to_string();
            return fault(
                Item::Indicator(n),
                [Key("id")],
                SetProblem::Duplicate { id },
            );
        }
    }
    check_used(set)?;
    for (n, indicator) in set.indicators.iter().enumerate() {
        check_decided_by(set, indicator, Item::Indicator(n))?;
    }
    check_sums(set)?;
    check_variants(set)?;
    check_parts(set)?;
    check_grades(set)
}
