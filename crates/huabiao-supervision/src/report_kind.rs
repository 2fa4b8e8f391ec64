use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use huabiao_finding::RuleId;
use huabiao_scoring::Text;
use serde::{Deserialize, Serialize};

use crate::report_words::{ReportWords, plain};

/// A kind of fault that the public reports (网民找错留言的类别).
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReportKind {
    /// A short name for tables and files, such as `dead`.
    pub id: String,
    /// Its name for people.
    pub name: Text,
    /// Whether a program that reads the site from outside can see such a fault.
    pub seen: Seen,
    /// The rules of the inspection that find such faults; none where nobody wrote one.
    #[serde(default)]
    pub found_by: Vec<RuleId>,
}

/// Whether a program that reads a site from outside can see a kind of fault.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// Only a person can, or only somebody who is logged in or knows the matter.
    No,
    /// Some of them.
    Partly,
    /// As a rule.
    Yes,
}

/// The kinds, and the words that tell which kind a report is of.
///
/// The words are data (`data/report-kinds.toml` explains its form); an office that knows
/// its reports better brings its own. Sorting by words is a help for whoever reads the
/// reports, no finding: it errs, and how often is measured, not known for other texts.
#[derive(Clone, Debug)]
pub struct ReportKinds {
    kinds: Vec<ReportKind>,
    chosen: BTreeMap<String, usize>,
    words: Vec<(usize, ReportWords)>,
    unclear: usize,
    empty: usize,
}

/// What a report seems to be about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Triage<'a> {
    /// The kind.
    pub kind: &'a ReportKind,
    /// What told it.
    pub by: ToldBy,
}

/// What told the kind of a report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ToldBy {
    /// The category that the sender chose; no words fitted.
    Category,
    /// Nothing: no text, or no words that fitted.
    Nothing,
    /// These words in the text; of two, the second follows the first.
    Words(String),
}

/// Why a file of kinds cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportKindError {
    /// Two kinds, or two categories, have the same name.
    #[error("`{id}` is used twice")]
    Duplicate {
        /// The name.
        id: String,
    },
    /// A kind that has to be there is not.
    #[error("there is no kind `{id}`; it is needed for reports that fit no other")]
    Missing {
        /// The name.
        id: &'static str,
    },
    /// A rule has nothing to look for.
    #[error("rule {rule} (of `{kind}`) has no words, or an empty one")]
    NoWords {
        /// The place of the rule in the file, from 1.
        rule: usize,
        /// The kind it names.
        kind: String,
    },
    /// The text is not in the form.
    #[error("line {line}: {reason}")]
    Syntax {
        /// The line, from 1; 0 where it is not known.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// A rule or a category names a kind that the file does not have.
    #[error("`{id}` is no kind of this file")]
    Unknown {
        /// The name.
        id: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: Vec<ReportKind>,
    #[serde(default)]
    chosen: Vec<Chosen>,
    #[serde(default)]
    rules: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    category: String,
    kind: String,
}

#[derive(Deserialize)]
struct Rule {
    kind: String,
    #[serde(flatten)]
    words: ReportWords,
}

impl ReportKinds {
    /// The kinds of the reports on the national platform (我为政府网站找错).
    ///
    /// ```
    /// use huabiao_supervision::ReportKinds;
    ///
    /// let kinds = ReportKinds::builtin();
    /// assert_eq!(kinds.of("附件无法打开", None).kind.id, "attachment");
    /// assert_eq!(kinds.of("文中“布署”是错别字，应为“部署”", None).kind.id, "wording");
    /// // Nothing in the text tells the kind; the sender chose 错别字.
    /// assert_eq!(kinds.of("第二段", Some("4")).kind.id, "wording");
    /// assert_eq!(kinds.of("第二段", None).kind.id, "unclear");
    /// ```
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<ReportKinds> =
            LazyLock::new(|| ReportKinds::parse(FILE).unwrap_or_else(|_| ReportKinds::bare()));
        &BUILTIN
    }

    /// Reads a file of kinds.
    ///
    /// # Errors
    ///
    /// [`ReportKindError`]: the text is not in the form, a name is used twice or not
    /// declared, a rule has no words, or the kinds `unclear` and `empty` are not there.
    pub fn parse(toml: &str) -> Result<Self, ReportKindError> {
        let file: File = toml::from_str(toml).map_err(|error| ReportKindError::Syntax {
            line: error.span().map_or(0, |span| {
                1 + toml.get(..span.start).unwrap_or("").matches('\n').count()
            }),
            reason: error.message().to_owned(),
        })?;
        let mut ids = BTreeSet::new();
        for kind in &file.kinds {
            if !ids.insert(&kind.id) {
                return Err(ReportKindError::Duplicate {
                    id: kind.id.clone(),
                });
            }
        }
        let place = |id: &str| {
            file.kinds
                .iter()
                .position(|kind| kind.id == id)
                .ok_or_else(|| ReportKindError::Unknown { id: id.to_owned() })
        };
        let needed = |id| place(id).map_err(|_| ReportKindError::Missing { id });
        let (unclear, empty) = (needed(UNCLEAR)?, needed(EMPTY)?);
        let mut chosen = BTreeMap::new();
        for one in &file.chosen {
            if chosen
                .insert(one.category.clone(), place(&one.kind)?)
                .is_some()
            {
                return Err(ReportKindError::Duplicate {
                    id: one.category.clone(),
                });
            }
        }
        let mut words = Vec::new();
        for (at, rule) in file.rules.into_iter().enumerate() {
            let Some(normal) = rule.words.plain() else {
                return Err(ReportKindError::NoWords {
                    rule: at + 1,
                    kind: rule.kind,
                });
            };
            words.push((place(&rule.kind)?, normal));
        }
        Ok(Self {
            kinds: file.kinds,
            chosen,
            words,
            unclear,
            empty,
        })
    }

    /// All kinds, in the order of the file.
    pub fn all(&self) -> &[ReportKind] {
        &self.kinds
    }

    /// The kind of a report: by its words, else by the category that its sender chose
    /// (as the platform writes it), else unclear.
    pub fn of(&self, description: &str, category: Option<&str>) -> Triage<'_> {
        let text = plain(description);
        if text.is_empty() {
            return self.triage(self.empty, ToldBy::Nothing);
        }
        for (kind, words) in &self.words {
            if let Some(told) = words.find(&text, category) {
                return self.triage(*kind, ToldBy::Words(told));
            }
        }
        match category.and_then(|category| self.chosen.get(category)) {
            Some(&kind) => self.triage(kind, ToldBy::Category),
            None => self.triage(self.unclear, ToldBy::Nothing),
        }
    }

    fn triage(&self, kind: usize, by: ToldBy) -> Triage<'_> {
        // Every place comes from `parse`, so the first kind never stands in.
        let kind = &self.kinds[if kind < self.kinds.len() { kind } else { 0 }];
        Triage { kind, by }
    }

    /// Only the two kinds that must be there.
    fn bare() -> Self {
        let kind = |id: &str, zh: &str, en: &str| ReportKind {
            id: id.to_owned(),
            name: Text::new(zh, en),
            seen: Seen::No,
            found_by: Vec::new(),
        };
        Self {
            kinds: vec![
                kind(UNCLEAR, "未说明", "does not say what is wrong"),
                kind(EMPTY, "无文字", "no text"),
            ],
            chosen: BTreeMap::new(),
            words: Vec::new(),
            unclear: 0,
            empty: 1,
        }
    }
}

const UNCLEAR: &str = "unclear";

const EMPTY: &str = "empty";

const FILE: &str = include_str!("../data/report-kinds.toml");

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_comes_along_is_right() {
        let kinds = ReportKinds::parse(FILE).unwrap();
        assert!(kinds.all().iter().all(|kind| !kind.name.is_empty()));
        // What a program sees as a rule, some rule has to find.
        let blind = |kind: &&ReportKind| kind.seen == Seen::Yes && kind.found_by.is_empty();
        assert_eq!(kinds.all().iter().find(blind), None);
        // What no program sees, no rule can claim.
        let boast = |kind: &&ReportKind| kind.seen == Seen::No && !kind.found_by.is_empty();
        assert_eq!(kinds.all().iter().find(boast), None);
    }

    #[test]
    fn reports_get_their_kinds() {
        let cases = [
            ("", None, "empty"),
            (" \n　", Some("4"), "empty"),
            ("首页打不开，提示４０４", Some("0"), "dead"),
            ("联系电话打不通，是空号", Some("2"), "phone"),
            ("栏目两年没有更新", Some("1"), "stale"),
            ("验证码收不到", Some("10"), "login"),
            ("站内搜索搜不到任何文件", Some("10"), "search"),
            ("页面上的身份证号码没有脱敏", Some("6"), "personal"),
            ("填写信息后无法提交", Some("10"), "service"),
            ("我司的行政处罚已修复，请撤下公示", Some("1"), "record"),
            ("栏目里空白一片", Some("0"), "blank"),
            ("栏目图片不显示", Some("0"), "media"),
            ("落款日期有误", Some("2"), "date"),
            ("见截图", Some("6"), "unclear"),
            ("见截图", Some("no such category"), "unclear"),
        ];
        for (text, category, id) in cases {
            assert_eq!(
                ReportKinds::builtin().of(text, category).kind.id,
                id,
                "{text}"
            );
        }
    }

    #[test]
    fn words_and_category_are_told_apart() {
        let kinds = ReportKinds::builtin();
        let by = |text, category| kinds.of(text, category).by;
        assert_eq!(by("附件 无法打开", None), ToldBy::Words("附件…无法".into()));
        assert_eq!(by("见截图", Some("4")), ToldBy::Category);
        assert_eq!(by("见截图", None), ToldBy::Nothing);
    }

    #[test]
    fn a_wrong_file_is_refused() {
        let ground = "[[kinds]]\nid = \"unclear\"\nname = { zh = \"甲\", en = \"a\" }\nseen = \"no\"\n\
                      [[kinds]]\nid = \"empty\"\nname = { zh = \"乙\", en = \"b\" }\nseen = \"no\"\n";
        assert!(ReportKinds::parse(ground).is_ok());
        let with = |more: &str| ReportKinds::parse(&format!("{ground}{more}")).unwrap_err();
        assert_eq!(
            ReportKinds::parse("kinds = []").unwrap_err(),
            ReportKindError::Missing { id: "unclear" }
        );
        assert_eq!(
            with("[[rules]]\nkind = \"unclear\"\nany = []\n"),
            ReportKindError::NoWords {
                rule: 1,
                kind: "unclear".into()
            }
        );
        assert_eq!(
            with("[[rules]]\nkind = \"other\"\nany = [\"甲\"]\n"),
            ReportKindError::Unknown { id: "other".into() }
        );
        assert_eq!(
            with("[[kinds]]\nid = \"empty\"\nname = { zh = \"乙\", en = \"b\" }\nseen = \"no\"\n"),
            ReportKindError::Duplicate { id: "empty".into() }
        );
        assert!(matches!(
            with("[[kinds]]\nid = 3\n"),
            ReportKindError::Syntax { line: 10, .. }
        ));
    }
}
