use huabiao_finding::{Check, Finding, Population, RuleId};

use crate::quick_hash::QuickMap;
use crate::{DecidedBy, Evidence, IndicatorSet, Question};

/// The checks of one site, sorted by rule.
pub(crate) struct Answers<'a> {
    /// The questions of the set.
    questions: QuickMap<&'a str, &'a Question>,
    /// Of two checks of one rule the first.
    checks: Vec<&'a Check>,
    /// Where the check of each rule stands.
    places: QuickMap<&'a str, usize>,
}

/// One finding: which check, and which of its findings.
#[derive(Clone, Copy)]
pub(crate) struct Hit<'a> {
    /// The place of the check in the order of rules, then that of the finding; sorts
    /// as evidence does.
    pub(crate) key: u64,
    pub(crate) finding: &'a Finding,
}

impl Hit<'_> {
    /// The place of its check.
    pub(crate) const fn check(&self) -> u64 {
        self.key >> 32
    }
}

impl<'a> Answers<'a> {
    pub(crate) fn new(set: &'a IndicatorSet, checks: &'a [Check]) -> Self {
        let mut sorted: Vec<&Check> = checks.iter().collect();
        sorted.sort_by(|a, b| a.rule.cmp(&b.rule));
        sorted.dedup_by(|later, first| later.rule == first.rule);
        let questions = set.questions.iter();
        let rules = sorted.iter().enumerate();
        Self {
            questions: questions.map(|q| (q.id.as_str(), q)).collect(),
            places: rules.map(|(at, check)| (check.rule.as_str(), at)).collect(),
            checks: sorted,
        }
    }

    /// The check of a rule, and its place.
    pub(crate) fn of(&self, rule: &RuleId) -> Option<(u64, &'a Check)> {
        let place = *self.places.get(rule.as_str())?;
        self.checks.get(place).map(|check| (place as u64, *check))
    }

    pub(crate) fn is_question(&self, rule: &RuleId) -> bool {
        self.question(rule).is_some()
    }

    fn question(&self, rule: &RuleId) -> Option<&'a Question> {
        self.questions.get(rule.as_str()).copied()
    }

    /// Whether somebody has to supply the answer of these rules or questions.
    pub(crate) fn is_supplied(&self, rules: &[RuleId], given: Option<DecidedBy>) -> bool {
        given.is_some_and(DecidedBy::is_supplied) || rules.iter().any(|rule| self.is_question(rule))
    }

    /// The population of that name: of these rules, else of the first rule that has it.
    pub(crate) fn population(&self, rules: &[RuleId], of: &str) -> Option<&'a Population> {
        let own = rules.iter().filter_map(|rule| self.of(rule));
        own.map(|(_, check)| check)
            .chain(self.checks.iter().copied())
            .flat_map(|check| &check.populations)
            .find(|population| population.of == of)
    }

    /// The evidence of hits, in order and each once: how many, and the first of them.
    pub(crate) fn evidence(&self, keys: &mut Vec<u64>, most: usize) -> Vec<Evidence> {
        keys.sort_unstable();
        keys.dedup();
        let of = |key: &u64| {
            let check = self.checks.get(usize::try_from(key >> 32).ok()?)?;
            let index = u32::try_from(key & u64::from(u32::MAX)).ok()?;
            let finding = check.findings.get(usize::try_from(index).ok()?)?;
            Some(Evidence {
                rule: check.rule.clone(),
                index,
                url: finding.url.clone(),
                target: finding.target.clone(),
            })
        };
        keys.iter().take(most).filter_map(of).collect()
    }
}
