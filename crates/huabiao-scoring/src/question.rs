use huabiao_finding::{RuleId, Vocabulary};
use serde::{Deserialize, Serialize};

use crate::{DecidedBy, Text};

/// What no program decides: a question to a person, to the records, or to somebody
/// who tries it.
///
/// Its answer is a [`Check`](huabiao_finding::Check) like that of a rule, under the
/// question's identifier, so conditions, steps and gains name rules and questions
/// alike. A question without an answer leaves a card partial.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Question {
    /// Its identifier, in kebab-case like that of a rule.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: RuleId,
    /// Who answers it.
    pub by: DecidedBy,
    /// What an answer says.
    #[serde(default)]
    pub kind: QuestionKind,
    /// The question.
    pub text: Text,
    /// The largest number, or the most places, that an answer may give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

impl Question {
    /// The name of the measure in which an answer of [`QuestionKind::Count`] stands.
    pub const MEASURE: &'static str = "value";

    /// What answers say.
    pub const VOCABULARY: Vocabulary = Vocabulary {
        measures: &[Self::MEASURE],
        ..Vocabulary::NONE
    };

    /// The most places of an answer where the question names no number.
    pub const MOST: u32 = 1_000;
}

/// What the answer to a [`Question`] says.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// Whether there are faults, and where.
    #[default]
    Fault,
    /// How many; 0 and 1 where the question is whether.
    Count,
}
