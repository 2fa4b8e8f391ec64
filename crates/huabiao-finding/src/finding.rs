use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::{RuleId, Value};

/// One fault at one place, as data: rule, place, facts, evidence. The words are
/// made from it later, in the reader's language.
///
/// ```
/// use huabiao_finding::{Finding, RuleId};
///
/// let finding = Finding::new(RuleId::new("link-dead"), "http://www.example.gov.cn/a.html")
///     .target("http://www.example.gov.cn/gone.html")
///     .group("home")
///     .value("line", 12_u32);
/// assert_eq!(finding.values["line"].to_string(), "12");
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: RuleId,
    /// The page where it stands.
    pub url: String,
    /// The other end of a link.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub target: Option<String>,
    /// A finer kind within the rule that indicator sets can ask for, such as
    /// `home` (on the home page) or `news` (a news column); or empty.
    pub group: String,
    /// Facts, by a key that also says the unit: `newest`, `age_days`, `title`.
    pub values: BTreeMap<String, Value>,
    /// What was seen.
    pub evidence: Evidence,
    /// The finding of the same page that this one is a part of, if there is one: one
    /// fault that two rules see is one problem, and this is evidence of it.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub part_of: Option<PartOf>,
}

/// The finding that another one is a part of: the rule, and what tells its findings on
/// one page apart.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct PartOf {
    /// The rule of that finding.
    pub rule: RuleId,
    /// Its group.
    pub group: String,
    /// Its target.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub target: Option<String>,
}

impl PartOf {
    /// Whether `whole` is that finding, for a part on the page `url`.
    pub fn is(&self, url: &str, whole: &Finding) -> bool {
        whole.url == url
            && whole.rule == self.rule
            && whole.group == self.group
            && whole.target == self.target
    }
}

impl Finding {
    /// A finding of `rule` on the page `url`.
    pub fn new(rule: RuleId, url: impl Into<String>) -> Self {
        Self {
            rule,
            url: url.into(),
            target: None,
            group: String::new(),
            values: BTreeMap::new(),
            evidence: Evidence::default(),
            part_of: None,
        }
    }

    /// Sets the other end of a link.
    pub fn target(mut self, url: impl Into<String>) -> Self {
        self.target = Some(url.into());
        self
    }

    /// Says of which finding on the same page it is a part.
    ///
    /// ```
    /// use huabiao_finding::{Finding, RuleId};
    ///
    /// let page = "http://www.example.gov.cn/guide.html";
    /// let whole = Finding::new(RuleId::new("guide-missing"), page).group("guide");
    /// let part = Finding::new(RuleId::new("guide-element-missing"), page).part_of(&whole);
    /// assert!(part.part_of.unwrap().is(page, &whole));
    /// ```
    pub fn part_of(mut self, whole: &Self) -> Self {
        self.part_of = Some(PartOf {
            rule: whole.rule.clone(),
            group: whole.group.clone(),
            target: whole.target.clone(),
        });
        self
    }

    /// Sets the finer kind.
    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = group.into();
        self
    }

    /// Adds a fact.
    pub fn value(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.values.insert(key.to_owned(), value.into());
        self
    }

    /// Sets the evidence.
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = evidence;
        self
    }
}

/// What proves a finding: enough to see the same thing again, or to contest it.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Evidence {
    /// When it was seen.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub at: Option<DateTime<Utc>>,
    /// How the request ended, such as `dead.404`.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub outcome: Option<String>,
    /// How many requests gave that answer.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub attempts: Option<u32>,
    /// SHA-256 of the page's body, in hexadecimal.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub sha256: Option<String>,
    /// The line in the page's source, from 1.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub line: Option<u32>,
    /// The text it was read from.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub snippet: Option<String>,
    /// Who saw it, where that was a person (人工核查).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub reviewer: Option<String>,
    /// What that person kept as proof, such as a picture: a name or an address.
    /// Its SHA-256 stands in [`sha256`](Self::sha256).
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub attachment: Option<String>,
}
