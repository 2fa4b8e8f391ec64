use std::collections::BTreeMap;

use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};

use crate::Evidence;

/// What some rules say together: their findings that are asked for, and how much
/// they looked at.
pub(crate) struct Looked<'a> {
    /// The rule, the place in its check, and the finding.
    pub(crate) findings: Vec<(&'a RuleId, u32, &'a Finding)>,
    /// Whether every rule looked at everything.
    pub(crate) whole: bool,
    /// Why not.
    pub(crate) reasons: Vec<Reason>,
    /// Set when none of the rules applies to the site.
    pub(crate) not_applicable: Option<Reason>,
    checks: Vec<&'a Check>,
}

impl<'a> Looked<'a> {
    pub(crate) fn at(
        checks: &'a [Check],
        rules: &[RuleId],
        groups: &[String],
        having: &BTreeMap<String, String>,
    ) -> Self {
        let mut looked = Self {
            findings: Vec::new(),
            whole: true,
            reasons: Vec::new(),
            not_applicable: None,
            checks: Vec::new(),
        };
        let mut applies = false;
        for rule in rules {
            let Some(check) = checks.iter().find(|check| check.rule == *rule) else {
                applies = true;
                looked.whole = false;
                let rule = rule.to_string();
                looked.reasons.push(Reason::RuleNotRun { rule });
                continue;
            };
            looked.checks.push(check);
            match &check.reach {
                Reach::NotApplicable(reason) if check.findings.is_empty() => {
                    looked.not_applicable = Some(reason.clone());
                }
                Reach::NotApplicable(_) | Reach::Whole => applies = true,
                Reach::Nothing(reasons) | Reach::Part(reasons) => {
                    applies = true;
                    looked.whole = false;
                    looked.reasons.extend(reasons.iter().cloned());
                }
            }
            for (index, finding) in (0_u32..).zip(&check.findings) {
                if is_asked(finding, groups, having) {
                    looked.findings.push((&check.rule, index, finding));
                }
            }
        }
        if applies {
            looked.not_applicable = None;
        }
        looked
    }

    /// The measure of that name, from the first rule that gives it.
    pub(crate) fn measure(&self, name: &str) -> Option<i64> {
        let mut measures = self.checks.iter().flat_map(|check| &check.measures);
        measures
            .find(|measure| measure.name == name)
            .map(|measure| measure.value)
    }

    pub(crate) fn evidence(&self) -> Vec<Evidence> {
        self.findings.iter().map(evidence).collect()
    }
}

/// A reference to a finding.
fn evidence(&(rule, index, finding): &(&RuleId, u32, &Finding)) -> Evidence {
    Evidence {
        rule: rule.clone(),
        index,
        url: finding.url.clone(),
        target: finding.target.clone(),
    }
}

fn is_asked(finding: &Finding, groups: &[String], having: &BTreeMap<String, String>) -> bool {
    let fact = |(key, wanted): (&String, &String)| {
        finding
            .values
            .get(key)
            .is_some_and(|value| value.to_string() == *wanted)
    };
    (groups.is_empty() || groups.contains(&finding.group)) && having.iter().all(fact)
}
