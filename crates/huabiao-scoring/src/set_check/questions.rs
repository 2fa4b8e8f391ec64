use std::collections::BTreeSet;

use huabiao_finding::RuleId;

use super::fault::{Fault, Item, fault};
use super::texts::half_empty;
use crate::set_place::Way::Key;
use crate::{DecidedBy, Indicator, IndicatorSet, SetProblem};

pub(super) fn check_questions(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (n, question) in set.questions.iter().enumerate() {
        if !seen.insert(&question.id) {
            let id = question.id.to_string();
            return fault(Item::Question(n), [Key("id")], SetProblem::Duplicate { id });
        }
        if question.by == DecidedBy::Crawler {
            return fault(Item::Question(n), [Key("by")], SetProblem::QuestionBy);
        }
        if half_empty(&question.text) {
            return fault(Item::Question(n), [Key("text")], SetProblem::EmptyText);
        }
        if question.most == Some(0) {
            return fault(Item::Question(n), [Key("most")], SetProblem::NotPositive);
        }
    }
    Ok(())
}

pub(super) fn check_used(set: &IndicatorSet) -> Result<(), Fault> {
    let used: BTreeSet<&RuleId> = set.indicators.iter().flat_map(Indicator::rules).collect();
    for (n, question) in set.questions.iter().enumerate() {
        if !used.contains(&question.id) {
            let id = question.id.to_string();
            return fault(Item::Question(n), [Key("id")], SetProblem::Unused { id });
        }
    }
    Ok(())
}
