use huabiao::finding::{Finding, RuleId, Value};
use huabiao::types::Words;
use serde::Serialize;

/// One fault that was put into the city.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Planted {
    /// Its name in lists: kind, host and a number.
    pub(crate) id: String,
    /// What kind of fault it is, such as `soft-404`.
    pub(crate) kind: &'static str,
    /// The host of the site.
    pub(crate) host: String,
    /// What was done.
    pub(crate) what: Words,
    /// The findings that an inspection owes; all of them for the fault to count as
    /// found.
    pub(crate) expected: Vec<Expected>,
}

/// A finding that an inspection owes.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub(crate) struct Expected {
    /// The rule.
    pub(crate) rule: RuleId,
    /// The page where it stands.
    pub(crate) url: String,
    /// The other end of a link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target: Option<String>,
    /// The finer kind within the rule, see [`Finding::group`].
    pub(crate) group: &'static str,
    /// Which element of a guide it names, by its official term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) element: Option<&'static str>,
}

impl Expected {
    /// Whether `finding` is this one.
    pub(crate) fn is(&self, finding: &Finding) -> bool {
        self.rule == finding.rule
            && self.url == finding.url
            && self.target == finding.target
            && self.group == finding.group
            && self.element.is_none_or(|element| {
                matches!(finding.values.get("element"), Some(Value::Text(text)) if text == element)
            })
    }
}

/// Something that looks like a fault to a hasty program and is none.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Decoy {
    /// What kind, such as `login-bounce`.
    pub(crate) kind: &'static str,
    /// The host of the site.
    pub(crate) host: String,
    /// The address.
    pub(crate) url: String,
    /// Why it is none.
    pub(crate) what: Words,
}
