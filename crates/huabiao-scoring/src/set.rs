use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use huabiao_finding::{RuleId, Vocabulary};
use huabiao_types::{Certainty, IndicatorId};
use serde::{Deserialize, Serialize};

use crate::{
    Frame, Indicator, MixPart, Part, Points, Question, SetError, Text, Variant, embedded, set_doc,
    set_place::not_utf8,
};

/// A set of indicators (检查指标) as published data.
///
/// ```
/// use huabiao_scoring::{IndicatorSet, Part};
///
/// let set = IndicatorSet::cn_2019_site();
/// let vetoes = set.indicators.iter().filter(|i| i.part == Part::Veto).count();
/// assert_eq!((set.id.as_str(), vetoes), ("cn-2019-site", 17));
///
/// let error = IndicatorSet::parse("id = 7").unwrap_err();
/// assert_eq!((error.line, error.column), (1, 6));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct IndicatorSet {
    /// Its identifier, such as `cn-2019-site`.
    pub id: String,
    /// The set that it changes, if it is a variant of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extends: Option<String>,
    /// Which edition of this data it is; changes whenever a result could change.
    pub version: u32,
    /// Its title.
    pub title: Text,
    /// The day from which it is in force.
    pub in_force_from: NaiveDate,
    /// The last day on which it was in force.
    pub in_force_to: Option<NaiveDate>,
    /// The document: number, issuer, date.
    pub source: String,
    /// How sure the set as a whole is.
    pub certainty: Certainty,
    /// Where the wording was read, and what is open.
    pub note: Text,
    /// What of the document is not known; empty when all is. Every card made with a
    /// set that lacks something is partial and says so.
    pub incomplete: Text,
    /// How points become a result.
    pub frame: Frame,
    /// Windows and other numbers that rules compare with, by the names of
    /// `huabiao_inspection::Limits`. Whoever runs the rules reads them from here.
    pub limits: BTreeMap<String, u32>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// What people, records and trials are asked.
    pub questions: Vec<Question>,
    /// What is different for some kinds of site.
    pub variants: Vec<Variant>,
    /// The parts of a result that is mixed from several; empty where there is only one.
    pub parts: Vec<MixPart>,
    /// The indicators, in order.
    pub indicators: Vec<Indicator>,
}

impl IndicatorSet {
    /// The identifiers of the sets in this crate.
    pub const EMBEDDED: &'static [&'static str] = embedded::IDS;

    /// The website indicators in force since 2019: 政府网站与政务新媒体检查指标
    /// (国办秘函〔2019〕19号), website part.
    pub fn cn_2019_site() -> &'static Self {
        static SET: LazyLock<IndicatorSet> = LazyLock::new(|| {
            match IndicatorSet::parse(embedded::text("cn-2019-site").unwrap_or_default()) {
                Ok(set) => set,
                // A test loads the same text, so this is a build that never passed it.
                Err(error) => panic!("the embedded set is broken: {error}"),
            }
        });
        &SET
    }

    /// The set of this crate with that identifier.
    ///
    /// ```
    /// use huabiao_scoring::IndicatorSet;
    ///
    /// assert!(IndicatorSet::embedded("example-city").is_some());
    /// assert!(IndicatorSet::embedded("no-such-set").is_none());
    /// ```
    pub fn embedded(id: &str) -> Option<Self> {
        Self::parse(embedded::text(id)?).ok()
    }

    /// The TOML of the set of this crate with that identifier.
    pub fn embedded_text(id: &str) -> Option<&'static str> {
        embedded::text(id)
    }

    /// Reads a set from TOML. A set that it extends is looked for in this crate.
    ///
    /// # Errors
    ///
    /// What is wrong, with line and column: TOML that does not parse, unknown or
    /// missing fields, sections whose sums do not agree, identifiers used twice or not
    /// at all, rules where none may be, texts without a place for the number, a parent
    /// that is missing, broken or its own child.
    pub fn parse(toml: &str) -> Result<Self, SetError> {
        Self::parse_with(toml, &|id| embedded::text(id).map(str::to_owned))
    }

    /// The same, with `resolve` giving the TOML of the set with an identifier, for
    /// sets that extend others of your own.
    ///
    /// ```
    /// use huabiao_scoring::{IndicatorSet, SetProblem};
    ///
    /// let child = "id = 'ours'\nextends = 'theirs'\nversion = 1\nsource = 's'\ncertainty = 'memory'\n\
    ///              title = { zh = '一', en = 'a' }\nin-force-from = '2026-01-01'\n";
    /// let error = IndicatorSet::parse_with(child, &|_| None).unwrap_err();
    /// assert_eq!(error.to_string(), "line 2, column 11: no set `theirs` is known");
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_with(
        toml: &str,
        resolve: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, SetError> {
        set_doc::parse(toml, resolve, &|_| None, &mut Vec::new())
    }

    /// The same from the bytes of a file, held against what is `known` of the rules: a
    /// group, measure or population that no rule gives is refused where it stands.
    /// What names a rule that is not known is let pass. The facade has it ready for
    /// the rules of `huabiao-inspection`.
    ///
    /// ```
    /// use huabiao_finding::{RuleId, Vocabulary};
    /// use huabiao_scoring::IndicatorSet;
    ///
    /// let toml = IndicatorSet::embedded_text("cn-2019-site").unwrap();
    /// let known = |rule: &RuleId| {
    ///     let vocabulary = Vocabulary { groups: &["home"], ..Vocabulary::NONE };
    ///     (rule.as_str() == "home-stale").then_some(vocabulary)
    /// };
    /// let error = IndicatorSet::read(toml.as_bytes(), &|_| None, &known).unwrap_err();
    /// assert!(error.to_string().contains("no rule named here has the group `navigation`"));
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse); also what rules do not give, and bytes that are not
    /// UTF-8.
    pub fn read(
        file: &[u8],
        resolve: &dyn Fn(&str) -> Option<String>,
        known: &dyn Fn(&RuleId) -> Option<Vocabulary>,
    ) -> Result<Self, SetError> {
        let text =
            std::str::from_utf8(file).map_err(|error| not_utf8(file, error.valid_up_to()))?;
        set_doc::parse(text, resolve, known, &mut Vec::new())
    }

    /// The indicator with that identifier.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == *id)
    }

    /// The question with that identifier; `None` for a rule.
    pub fn question(&self, id: &RuleId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// What a question is about, in a few words: the title of the first indicator that
    /// reads it. `None` for a rule.
    ///
    /// ```
    /// use huabiao_scoring::IndicatorSet;
    ///
    /// let set = IndicatorSet::cn_2019_site();
    /// assert_eq!(set.question_title(&"browser-broken".parse()?).map(|t| t.zh.as_str()), Some("兼容性"));
    /// # Ok::<(), huabiao_finding::InvalidRuleId>(())
    /// ```
    pub fn question_title(&self, id: &RuleId) -> Option<&Text> {
        self.question(id)?;
        let mut readers = self.indicators.iter();
        let reader = readers.find(|indicator| indicator.rules().any(|rule| rule == id));
        reader.map(|indicator| indicator.title.as_ref())
    }

    /// The rules that it reads, leads too, questions left out; sorted.
    pub fn rules(&self) -> Vec<&RuleId> {
        let mut rules: Vec<&RuleId> = self
            .indicators
            .iter()
            .flat_map(|indicator| indicator.rules().chain(&indicator.leads))
            .filter(|rule| self.question(rule).is_none())
            .collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// The JSON Schema of the TOML that [`parse`](Self::parse) reads.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(set_doc::SetDoc)
    }
}

/// A section of a set.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Section {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its part.
    pub part: Part,
    /// Its points; absent for vetoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
}
