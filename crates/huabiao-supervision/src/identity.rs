use core::fmt;

use huabiao_finding::{Finding, RuleId, Value};
use huabiao_registry::Site;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::place;

/// What makes two findings the same problem: site, rule, place, target, and what tells
/// faults of one rule on one page apart.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct ProblemKey {
    /// The host of the site.
    pub site: String,
    /// The rule.
    pub rule: RuleId,
    /// The page, see [`place`].
    pub place: String,
    /// The other end of a link, see [`place`]; or empty.
    pub target: String,
    /// The finer kind and the thing, such as `icp` or a missing element; or empty.
    pub detail: String,
}

impl ProblemKey {
    /// The key of a finding on `site`.
    ///
    /// Numbers and days of a finding are left out, since they change from run to run
    /// (`age_days`). So is the group of rules whose groups say how bad it has become
    /// (`open`, then `late`). A part has the key of its whole.
    pub fn of(finding: &Finding, site: &Site) -> Self {
        if let Some(of) = &finding.part_of {
            let mut whole = Finding::new(of.rule.clone(), finding.url.as_str());
            whole.group.clone_from(&of.group);
            whole.target.clone_from(&of.target);
            return Self::of(&whole, site);
        }
        let mut detail = Vec::new();
        if !finding.group.is_empty() && !CHANGING.contains(&finding.rule.as_str()) {
            detail.push(finding.group.clone());
        }
        for (name, value) in &finding.values {
            if let Value::Text(text) = value
                && tells_apart(&finding.rule, name)
            {
                detail.push(format!("{name}={}", text.trim()));
            }
        }
        Self {
            site: site.host.clone(),
            rule: finding.rule.clone(),
            place: place(&finding.url, site),
            target: finding
                .target
                .as_ref()
                .map_or_else(String::new, |target| place(target, site)),
            detail: detail.join("\n"),
        }
    }

    /// The short name of the problem.
    pub fn id(&self) -> ProblemId {
        let mut hash = Sha256::new();
        // Lengths keep parts from running into each other.
        let parts = [
            self.site.as_str(),
            self.rule.as_str(),
            &self.place,
            &self.target,
            &self.detail,
        ];
        for part in parts {
            hash.update(format!("{}:{part}\n", part.len()));
        }
        let mut hex = hex::encode(hash.finalize());
        hex.truncate(ID_LENGTH);
        ProblemId(hex)
    }
}

fn tells_apart(rule: &RuleId, fact: &str) -> bool {
    TELLING.contains(&fact) || TELLING_IN.contains(&(rule.as_str(), fact))
}

/// The short name of a problem (问题编号): 16 hexadecimal digits made from its key, so
/// the same problem has the same name in every run and on every machine.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(into = "String", try_from = "String")]
pub struct ProblemId(String);

impl ProblemId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProblemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<ProblemId> for String {
    fn from(id: ProblemId) -> Self {
        id.0
    }
}

impl core::str::FromStr for ProblemId {
    type Err = InvalidProblemId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for ProblemId {
    type Error = InvalidProblemId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == ID_LENGTH && text.bytes().all(hex) {
            Ok(Self(text))
        } else {
            Err(InvalidProblemId { found: text })
        }
    }
}

/// A text is not a [`ProblemId`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not the name of a problem: 16 hexadecimal digits in lower case")]
pub struct InvalidProblemId {
    /// The text as given.
    pub found: String,
}

/// Hexadecimal digits of a name. Of 100,000,000 problems two share a name with a
/// probability of about one in 3,700.
const ID_LENGTH: usize = 16;

/// Rules whose groups say how far a fault has gone, not which fault it is.
const CHANGING: [&str; 6] = [
    "fault-report-late",
    "interview-few",
    "messages-stale",
    "reply-late",
    "service-statistics-stale",
    "survey-few",
];

/// Facts that tell faults on one page apart, whatever the rule.
const TELLING: [&str; 8] = [
    "element", "href", "id", "item", "letter", "masked", "report", "term",
];

/// The same for single rules. A title elsewhere is that of whatever is newest.
const TELLING_IN: [(&str, &str); 8] = [
    ("column-blank", "name"),
    ("column-stale", "name"),
    ("date-future", "title"),
    ("guide-basis-empty", "basis"),
    ("guide-form-missing", "form"),
    ("message-incomplete", "title"),
    ("message-unanswered", "title"),
    ("search-miss", "title"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn finding(rule: &'static str) -> Finding {
        Finding::new(RuleId::new(rule), "http://www.example.gov.cn/")
    }

    #[test]
    fn what_changes_from_run_to_run_makes_no_other_problem() {
        let site = Site::from_home("www.example.gov.cn").unwrap();
        let id = |finding: &Finding| ProblemKey::of(finding, &site).id();
        let old = finding("service-statistics-stale")
            .group("month")
            .value("age_days", 40_u32);
        let new = finding("service-statistics-stale")
            .group("quarter")
            .value("age_days", 90_u32);
        assert_eq!(id(&old), id(&new));
        assert_ne!(
            id(&finding("mark-missing").group("icp")),
            id(&finding("mark-missing").group("police"))
        );
        assert_ne!(
            id(&finding("guide-element-missing").value("element", "收费")),
            id(&finding("guide-element-missing").value("element", "时限"))
        );
    }

    #[test]
    fn names_are_checked_on_the_way_in() {
        let site = Site::from_home("www.example.gov.cn").unwrap();
        let id = ProblemKey::of(&finding("home-stale"), &site).id();
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in [
            "",
            "0123456789ABCDEF",
            "0123456789abcde",
            "0123456789abcdeg",
        ] {
            assert!(text.parse::<ProblemId>().is_err(), "{text}");
        }
    }
}
