use std::sync::Arc;

use huabiao_finding::{Reason, RuleId};
use huabiao_types::{Certainty, IndicatorId, Lang};
use serde::{Deserialize, Serialize};

use crate::{Coverage, DecidedBy, Part, Points, Text};

/// What one indicator came to, and why.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Line {
    /// The indicator.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub indicator: IndicatorId,
    /// Its title.
    pub title: Arc<Text>,
    /// Where in the document it stands.
    pub clause: Arc<str>,
    /// Its part.
    pub part: Part,
    /// Who can decide it.
    pub decided_by: DecidedBy,
    /// How much of it was answered.
    pub coverage: Coverage,
    /// The threshold, in words.
    pub threshold: Arc<Text>,
    /// What was observed; empty where nothing was looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observed: Vec<Observed>,
    /// What it came to.
    pub effect: Effect,
    /// Whether everything that it asks was answered; findings may be more where it
    /// was not.
    pub wholly: bool,
    /// Whether something that looking at the site decides was not observed.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub open: bool,
    /// Why it was not checked, not wholly checked, or does not apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<serde_json::Value>"))]
    pub reasons: Vec<Reason>,
    /// Points lost, after the cap.
    pub points_lost: Points,
    /// What was lost or gained before the cap.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub uncapped: Points,
    /// Points gained, after the cap; they count only where the card reaches the bonus.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub points_gained: Points,
    /// Points that it can cost or give; absent for a veto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// How many findings speak for it.
    pub findings: u32,
    /// Pages that it does not count because another indicator charged them.
    #[serde(default, skip_serializing_if = "is_none_of")]
    pub waived: u32,
    /// The samples that were drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<Drawn>,
    /// The rules and questions that gave no whole answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub unanswered: Vec<RuleId>,
    /// The findings that speak for it, at most [`Line::EVIDENCE`] of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// How sure it is that the document says so.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub certainty: Certainty,
    /// What is not certain, or how it is read.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub note: Arc<Text>,
}

impl Line {
    /// The most findings that a line lists.
    pub const EVIDENCE: usize = 100;
    /// What the clause demands, with the note of the set where that is not certain.
    pub fn demands_text(&self, lang: Lang) -> String {
        let threshold = self.threshold.get(lang);
        match (self.certainty, self.note.get(lang), lang) {
            (Certainty::Confirmed, _, _) | (_, "", _) => threshold.to_owned(),
            (_, note, Lang::En) => format!("{threshold} (not certain: {note})"),
            (_, note, Lang::Zh) => format!("{threshold}（依据存疑：{note}）"),
        }
    }

    /// What was observed, in one sentence; empty where nothing was looked at.
    pub fn observed_text(&self, lang: Lang) -> String {
        let parts: Vec<String> = self.observed.iter().map(|o| o.text(lang)).collect();
        parts.join(match lang {
            Lang::En => "; ",
            Lang::Zh => "；",
        })
    }

    /// The reasons in words, in one sentence; empty without any.
    pub fn reasons_text(&self, lang: Lang) -> String {
        let parts: Vec<String> = self.reasons.iter().map(|r| r.text(lang)).collect();
        parts.join(match lang {
            Lang::En => "; ",
            Lang::Zh => "；",
        })
    }
}

/// A random sample (随机抽查) that was drawn.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Drawn {
    /// What the sample is of, such as `guides`.
    pub of: String,
    /// How many there were to draw from.
    pub from: u32,
    /// What was drawn, in the order of the draw.
    pub drawn: Vec<String>,
}

fn is_empty(text: &Text) -> bool {
    text.is_empty()
}

fn is_zero(points: &Points) -> bool {
    *points == Points::ZERO
}

fn is_none_of(count: &u32) -> bool {
    *count == 0
}

/// One number that was observed, and what it is a number of.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Observed {
    /// The number.
    pub value: i64,
    /// The sentence, with `{}` where the number goes.
    pub what: Arc<Text>,
}

impl Observed {
    /// The sentence with its number. A share counted per mille (`{}‰`) is written in
    /// per cent, as documents do: `8.9%`.
    pub fn text(&self, lang: Lang) -> String {
        let what = self.what.get(lang);
        if what.contains("{}‰") {
            let (whole, tenths) = (self.value / 10, (self.value % 10).abs());
            let share = match tenths {
                0 => format!("{whole}%"),
                _ => format!("{whole}.{tenths}%"),
            };
            return what.replacen("{}‰", &share, 1);
        }
        what.replacen("{}", &self.value.to_string(), 1)
    }
}

/// What a [`Line`] came to.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The veto is hit.
    Veto,
    /// It costs points.
    Points,
    /// Looked at, and nothing to hold against the site. With
    /// [`Coverage::Part`] that says nothing of the rest of the indicator.
    Clear,
    /// Looking at the site can decide it, but what it needs was not observed.
    NotChecked,
    /// Nobody supplied an answer.
    NotCovered,
    /// It is not for this site.
    NotApplicable,
}

/// Which finding speaks for a line.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub struct Evidence {
    /// The rule.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub rule: RuleId,
    /// Which finding of that rule's check, from 0.
    pub index: u32,
    /// The page where it stands.
    pub url: String,
    /// The other end of a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_written_in_per_cent() {
        let text = |value| {
            let what = Text {
                zh: "打不开的访问占{}‰".into(),
                en: "failed: {}‰".into(),
            };
            let what = what.into();
            Observed { value, what }.text(Lang::Zh)
        };
        assert_eq!(text(89), "打不开的访问占8.9%");
        assert_eq!(text(50), "打不开的访问占5%");
        assert_eq!(text(1000), "打不开的访问占100%");
    }
}
