use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;

/// A place where a run and the labels of a site differ, or a finding that the labels
/// say nothing about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Difference {
    /// The rule of a finding, or what is compared: `kind`, `outcome`, `column-items` …
    pub(crate) rule: String,
    /// The file of the page.
    pub(crate) page: String,
    /// The other end of a link, or what the run says.
    pub(crate) target: String,
    /// Whether the run holds something against the site.
    pub(crate) accuses: bool,
    /// Both sides, in one line.
    pub(crate) says: String,
}

/// What people said of the known differences, `judged/sites.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Judged {
    judged: Vec<Entry>,
}

/// One judgement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    site: String,
    rule: String,
    /// A file, or `*`.
    page: String,
    /// As in [`Difference`], or `*`.
    #[serde(default)]
    target: String,
    /// How many differences it may speak for; one unless it says so.
    #[serde(default = "one")]
    most: usize,
    /// Whether the run is right.
    pub(crate) judged: Judgement,
    /// Why, in one sentence.
    pub(crate) reason: String,
}

/// Whether the run is right.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Judgement {
    Right,
    Wrong,
    Unsure,
}

/// The differences of one site, judged.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// A line each, with the judgement first.
    pub(crate) lines: Vec<String>,
    /// Accusations judged right.
    pub(crate) right: usize,
    /// Accusations judged unsure.
    pub(crate) unsure: usize,
    /// Accusations judged wrong.
    pub(crate) wrong: usize,
    /// Differences that nobody judged.
    pub(crate) unjudged: usize,
}

impl Judged {
    /// Reads the file of the project.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("judged/sites.toml");
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        toml::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Joins the differences of a site with what was said of them. One entry speaks
    /// for at most [`Entry::most`] of them; what is over is not judged.
    pub(crate) fn join(&self, site: &str, differences: &[Difference]) -> Outcome {
        let mut outcome = Outcome::default();
        let mut spoken: BTreeMap<usize, Vec<&Difference>> = BTreeMap::new();
        let mut open = Vec::new();
        for difference in differences {
            let entry = self.judged.iter().enumerate().find(|(at, entry)| {
                let used = spoken.get(at).map_or(0, Vec::len);
                entry.is_of(site, difference) && used < entry.most
            });
            match entry {
                Some((at, _)) => spoken.entry(at).or_default().push(difference),
                None => open.push(difference),
            }
        }
        for (at, entry) in self.judged.iter().enumerate() {
            let Some(told) = spoken.get(&at) else {
                if entry.site == site {
                    let (rule, page, target) = (&entry.rule, &entry.page, &entry.target);
                    outcome
                        .lines
                        .push(format!("no longer seen: {rule}: {page} {target}"));
                }
                continue;
            };
            let accusations = told.iter().filter(|difference| difference.accuses).count();
            let word = match (entry.judged, accusations > 0) {
                (Judgement::Right, _) => "right",
                (Judgement::Unsure, _) => "unsure",
                (Judgement::Wrong, true) => "WRONG",
                (Judgement::Wrong, false) => "missed",
            };
            match entry.judged {
                Judgement::Right => outcome.right += accusations,
                Judgement::Unsure => outcome.unsure += accusations,
                Judgement::Wrong => outcome.wrong += accusations,
            }
            let says = match told.as_slice() {
                [one] => one.says.clone(),
                [first, ..] => format!("{} ×{}", first.says, told.len()),
                [] => continue,
            };
            outcome
                .lines
                .push(format!("{word}: {says} — {}", entry.reason));
        }
        outcome.unjudged = open.len();
        outcome.lines.extend(open.iter().map(|difference| {
            let Difference {
                rule, page, target, ..
            } = difference;
            format!("UNJUDGED {} [{rule} | {page} | {target}]", difference.says)
        }));
        outcome
    }
}

impl Entry {
    fn is_of(&self, site: &str, difference: &Difference) -> bool {
        let fits = |wanted: &str, text: &str| wanted == "*" || wanted == text;
        self.site == site
            && self.rule == difference.rule
            && fits(&self.page, &difference.page)
            && fits(&self.target, &difference.target)
    }
}

const fn one() -> usize {
    1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn difference(page: &str, accuses: bool) -> Difference {
        Difference {
            rule: "outcome".to_owned(),
            page: page.to_owned(),
            target: "/x".to_owned(),
            accuses,
            says: format!("{page} says"),
        }
    }

    #[test]
    fn what_nobody_judged_stays_open() {
        let judged: Judged = toml::from_str(
            "[[judged]]\nsite = 's'\nrule = 'outcome'\npage = 'a.html'\ntarget = '/x'\njudged = 'right'\nreason = 'why'\n\
             [[judged]]\nsite = 's'\nrule = 'outcome'\npage = '*'\ntarget = '*'\nmost = 1\njudged = 'wrong'\nreason = 'why'\n",
        )
        .unwrap();
        let all = ["a.html", "b.html", "c.html"].map(|page| difference(page, true));
        let outcome = judged.join("s", &all);
        assert_eq!((outcome.right, outcome.wrong, outcome.unjudged), (1, 1, 1));
        assert!(outcome.lines[1].starts_with("WRONG: b.html"));
        assert!(outcome.lines[2].starts_with("UNJUDGED c.html"));
        assert_eq!(judged.join("t", &all).unjudged, 3);
        let harmless = judged.join("s", &[difference("b.html", false)]);
        assert_eq!(harmless.wrong, 0);
        assert!(harmless.lines[1].starts_with("missed: b.html"));
    }

    #[test]
    fn the_file_of_the_project_can_be_read() {
        let judged = Judged::read().unwrap();
        assert!(judged.judged.iter().all(|entry| !entry.reason.is_empty()));
    }
}
