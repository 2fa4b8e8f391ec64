use serde::{Deserialize, Serialize};

use crate::{Points, Text};

/// How points become a result.
///
/// A set without deductions only passes or fails.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Frame {
    /// The points from which deductions are taken.
    pub deductions: Points,
    /// The most that the bonus part can give, whatever its indicators add up to.
    pub bonus: Points,
    /// A result below this fails.
    pub fail_below: Points,
    /// A result above this goes on to the bonus part.
    pub bonus_above: Points,
    /// What a vetoed result counts as, such as 59; nothing where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vetoed_points: Option<Points>,
    /// The words for results (等次), best first; an unqualified result gets the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
}

impl Frame {
    /// The grade of a final result.
    pub fn grade(&self, total: Points) -> Option<&Grade> {
        self.grades
            .iter()
            .find(|grade| total >= grade.from)
            .or_else(|| self.grades.last())
    }
}

/// A word for results, such as 优秀.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grade {
    /// The word.
    pub title: Text,
    /// For results from here on.
    pub from: Points,
}
