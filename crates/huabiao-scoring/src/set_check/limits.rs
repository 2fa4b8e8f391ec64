use super::fault::{Fault, Item, fault};
use crate::set_place::Way::Key;
use crate::{IndicatorSet, SetProblem, Test};

/// That limits are such that a rule can keep to them, and that no veto tests by another
/// limit than the one that the set names.
pub(super) fn check_limit_values(set: &IndicatorSet) -> Result<(), Fault> {
    for (limit, from, to) in RANGES {
        let Some(found) = set.limits.get(limit).copied() else {
            continue;
        };
        if !(from..=to).contains(&found) {
            let problem = SetProblem::LimitRange {
                limit: limit.to_owned(),
                found,
                from,
                to,
            };
            return fault(Item::Key("limits"), [Key(limit)], problem);
        }
    }
    for indicator in &set.indicators {
        for condition in &indicator.when {
            let Test::MeasureAtLeast { measure, limit } = &condition.test else {
                continue;
            };
            let Some(found) = set.limits.get(measure).copied() else {
                continue;
            };
            if i64::from(found) != *limit {
                let problem = SetProblem::LimitUnused {
                    limit: measure.clone(),
                    found,
                    id: indicator.id.clone(),
                    tested: *limit,
                };
                let names = RANGES.iter().map(|(name, ..)| *name);
                let at: Vec<_> = names.filter(|name| name == measure).map(Key).collect();
                return fault(Item::Key("limits"), at, problem);
            }
        }
    }
    Ok(())
}

/// The least and the most that a limit can be.
const RANGES: [(&str, u32, u32); 23] = [
    ("activity_days", 1, 3660),
    ("failed_permille", 1, 1000),
    ("guide_missing", 1, 10),
    ("home_days", 1, 3660),
    ("home_updates", 0, 10_000),
    ("interpretation_days", 1, 3660),
    ("interviews", 0, 1000),
    ("long_days", 1, 3660),
    ("message_age", 1, 3660),
    ("message_days", 1, 3660),
    ("message_window", 1, 3660),
    ("news_days", 1, 3660),
    ("notice_days", 1, 3660),
    ("policy_days", 1, 3660),
    ("report_window", 1, 3660),
    ("report_working_days", 1, 250),
    ("statistics_days", 1, 3660),
    ("statistics_quarter_days", 1, 3660),
    ("surveys_other", 0, 1000),
    ("surveys_portal", 0, 1000),
    ("visit_days", 1, 366),
    ("visit_millis", 1000, 120_000),
    ("visits_a_day", 1, 1440),
];
