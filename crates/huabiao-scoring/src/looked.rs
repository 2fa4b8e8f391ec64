use std::collections::BTreeMap;

use huabiao_finding::{Check, Finding, Reach, Reason, RuleId, Value};

use crate::answers::{Answers, Hit};

/// What some rules say together: their findings that are asked for, and how much
/// they looked at.
pub(crate) struct Looked<'a> {
    pub(crate) hits: Vec<Hit<'a>>,
    /// Whether every rule looked at everything.
    pub(crate) whole: bool,
    /// Why not.
    pub(crate) reasons: Vec<Reason>,
    /// Which rules did not.
    pub(crate) unanswered: Vec<RuleId>,
    /// Whether any of the rules was run.
    pub(crate) ran: bool,
    /// Set when none of the rules applies to the site.
    pub(crate) not_applicable: Option<Reason>,
    checks: Vec<&'a Check>,
}

impl<'a> Looked<'a> {
    pub(crate) fn at(
        answers: &Answers<'a>,
        rules: &[RuleId],
        groups: &[String],
        having: &BTreeMap<String, String>,
    ) -> Self {
        let mut looked = Self {
            hits: Vec::new(),
            whole: true,
            reasons: Vec::new(),
            unanswered: Vec::new(),
            ran: false,
            not_applicable: None,
            checks: Vec::with_capacity(rules.len()),
        };
        let mut applies = false;
        for rule in rules {
            let Some((place, check)) = answers.of(rule) else {
                applies = true;
                looked.not_whole(rule);
                let id = rule.to_string();
                looked.reasons.push(match answers.is_question(rule) {
                    true => Reason::NotAnswered { question: id },
                    false => Reason::RuleNotRun { rule: id },
                });
                continue;
            };
            looked.ran = true;
            looked.checks.push(check);
            match &check.reach {
                Reach::NotApplicable(reason) if check.findings.is_empty() => {
                    looked.not_applicable = Some(reason.clone());
                }
                Reach::NotApplicable(_) | Reach::Whole => applies = true,
                Reach::Nothing(reasons) | Reach::Part(reasons) => {
                    applies = true;
                    looked.not_whole(rule);
                    looked.reasons.extend(reasons.iter().cloned());
                }
            }
            let hits = (0_u64..).zip(&check.findings).map(|(index, finding)| Hit {
                key: place << 32 | index & u64::from(u32::MAX),
                finding,
            });
            looked.hits.reserve(check.findings.len());
            match groups.is_empty() && having.is_empty() {
                true => looked.hits.extend(hits),
                false => {
                    let asked = hits.filter(|hit| is_asked(hit.finding, groups, having));
                    looked.hits.extend(asked);
                }
            }
        }
        if applies {
            looked.not_applicable = None;
        }
        looked
    }

    fn not_whole(&mut self, rule: &RuleId) {
        self.whole = false;
        self.unanswered.push(rule.clone());
    }

    /// The measure of that name, from the first rule that gives it.
    pub(crate) fn measure(&self, name: &str) -> Option<i64> {
        let mut measures = self.checks.iter().flat_map(|check| &check.measures);
        measures
            .find(|measure| measure.name == name)
            .map(|measure| measure.value)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.hits.iter().map(|hit| hit.key)
    }
}

fn is_asked(finding: &Finding, groups: &[String], having: &BTreeMap<String, String>) -> bool {
    let is = |value: &Value, wanted: &str| match value {
        Value::Text(text) => text == wanted,
        other => other.to_string() == wanted,
    };
    let fact = |(key, wanted): (&String, &String)| {
        finding
            .values
            .get(key)
            .is_some_and(|value| is(value, wanted))
    };
    (groups.is_empty() || groups.contains(&finding.group)) && having.iter().all(fact)
}
