use crate::{Finding, Measure, Population, Reason, RuleId};

/// What one rule has to say of one site.
///
/// Three answers, not two: found, not found, not checked. They follow from the
/// findings and from how much was looked at, see [`Check::answer`].
///
/// ```
/// use huabiao_finding::{Answer, Check, Reach, Reason, RuleId};
///
/// let check = Check::new(RuleId::new("column-blank"));
/// assert_eq!(check.answer(), Answer::NotFound);
///
/// let some = Check::new(RuleId::new("column-blank"))
///     .reach(Reach::Part(vec![Reason::OverBudget { addresses: 12 }]));
/// assert_eq!(some.answer(), Answer::NotChecked);
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The rule.
    pub rule: RuleId,
    /// How much of what the rule is about was looked at.
    pub reach: Reach,
    /// The faults, in the order of the pages.
    pub findings: Vec<Finding>,
    /// Numbers that indicator sets compare with limits.
    pub measures: Vec<Measure>,
    /// What a sample could be drawn from.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Vec::is_empty")
    )]
    pub populations: Vec<Population>,
}

impl Check {
    /// A check of `rule` that looked at everything and found nothing.
    pub fn new(rule: RuleId) -> Self {
        Self {
            rule,
            reach: Reach::Whole,
            findings: Vec::new(),
            measures: Vec::new(),
            populations: Vec::new(),
        }
    }

    /// Sets how much was looked at.
    pub fn reach(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// Adds a number.
    pub fn measure(mut self, name: &str, value: i64) -> Self {
        self.measures.push(Measure {
            name: name.to_owned(),
            value,
        });
        self
    }

    /// Adds what a sample could be drawn from.
    pub fn population(mut self, population: Population) -> Self {
        self.populations.push(population);
        self
    }

    /// The answer: found where there is a finding, not found only where everything
    /// was looked at.
    pub fn answer(&self) -> Answer {
        match (&self.reach, self.findings.is_empty()) {
            (Reach::NotApplicable(_), true) => Answer::NotApplicable,
            (_, false) => Answer::Found,
            (Reach::Whole, true) => Answer::NotFound,
            (Reach::Part(_) | Reach::Nothing(_), true) => Answer::NotChecked,
        }
    }
}

/// How much of what a rule is about was looked at.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Reach {
    /// All of it.
    Whole,
    /// Not all of it; there may be more faults than the findings say.
    Part(Vec<Reason>),
    /// None of it.
    Nothing(Vec<Reason>),
    /// The rule does not apply to this site.
    NotApplicable(Reason),
}

impl Reach {
    /// `Whole` without reasons, else `Part`.
    pub fn from_reasons(reasons: Vec<Reason>) -> Self {
        if reasons.is_empty() {
            Self::Whole
        } else {
            Self::Part(reasons)
        }
    }

    /// Why it is not the whole.
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::NotApplicable(reason) => core::slice::from_ref(reason),
            Self::Nothing(reasons) | Self::Part(reasons) => reasons,
            Self::Whole => &[],
        }
    }
}

/// The answer of a rule.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Answer {
    /// At least one fault.
    Found,
    /// No fault, and everything was looked at.
    NotFound,
    /// No fault seen, but not everything was looked at. Never the same as passed.
    NotChecked,
    /// The rule does not apply to this site.
    NotApplicable,
}
