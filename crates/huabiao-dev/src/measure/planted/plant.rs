use huabiao::finding::Finding;

use super::place::Place;

/// One fault that was put into a copy, and the finding that has to tell it.
#[derive(Clone, Debug, Default)]
pub(super) struct Plant {
    /// The kind, for the table.
    pub(super) kind: &'static str,
    pub(super) rule: &'static str,
    /// The file of the page; `None` for a fault of the whole site.
    pub(super) page: Option<String>,
    /// The file or address at the other end of the link.
    pub(super) target: Option<String>,
    pub(super) group: Option<&'static str>,
    /// A fact that the finding must give.
    pub(super) value: Option<(&'static str, String)>,
    /// Rules that the same change rightly sets off as well on this page.
    pub(super) here: &'static [&'static str],
    /// Rules that the same change rightly sets off as well, anywhere.
    pub(super) also: &'static [&'static str],
}

impl Plant {
    pub(super) fn new(kind: &'static str, rule: &'static str) -> Self {
        Self {
            kind,
            rule,
            ..Self::default()
        }
    }

    pub(super) fn on(self, page: &str) -> Self {
        Self {
            page: Some(page.to_owned()),
            ..self
        }
    }

    pub(super) fn to(self, target: impl Into<String>) -> Self {
        Self {
            target: Some(target.into()),
            ..self
        }
    }

    pub(super) fn group(self, group: &'static str) -> Self {
        Self {
            group: Some(group),
            ..self
        }
    }

    pub(super) fn value(self, key: &'static str, value: impl Into<String>) -> Self {
        Self {
            value: Some((key, value.into())),
            ..self
        }
    }

    pub(super) fn here(self, here: &'static [&'static str]) -> Self {
        Self { here, ..self }
    }

    pub(super) fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Whether a finding tells this fault.
    pub(super) fn is_told_by(&self, finding: &Finding, place: &Place) -> bool {
        let same = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_ref().is_none_or(|wanted| {
                found.is_some_and(|found| found == wanted || place.file(found) == *wanted)
            })
        };
        finding.rule.as_str() == self.rule
            && same(&self.page, Some(&finding.url))
            && same(&self.target, finding.target.as_deref())
            && self.group.is_none_or(|group| finding.group == group)
            && self.value.as_ref().is_none_or(|(key, wanted)| {
                finding
                    .values
                    .get(*key)
                    .is_some_and(|value| value.to_string() == *wanted)
            })
    }

    /// Whether a finding follows from this fault: it tells it, leads to the same dead
    /// target from another page, or is of a rule that the change sets off too.
    pub(super) fn explains(&self, finding: &Finding, place: &Place) -> bool {
        let elsewhere = Self {
            page: None,
            ..self.clone()
        };
        self.is_told_by(finding, place)
            || (self.target.is_some() && elsewhere.is_told_by(finding, place))
            || self.also.contains(&finding.rule.as_str())
            || (self.here.contains(&finding.rule.as_str())
                && self.page.as_ref() == Some(&place.file(&finding.url)))
    }
}
