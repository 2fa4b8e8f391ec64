use std::sync::Arc;

use huabiao_finding::RuleId;
use huabiao_types::{Certainty, IndicatorId};
use serde::{Deserialize, Serialize};

use crate::{Condition, Gain, Points, Step, Text};

/// One indicator (指标) of a set.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Indicator {
    /// Its identifier within the set.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: IndicatorId,
    /// Its official title, and a translation.
    pub title: Arc<Text>,
    /// Where in the document it stands.
    pub clause: Arc<str>,
    /// Which part of the set it belongs to.
    pub part: Part,
    /// The section, by identifier.
    pub section: String,
    /// Which sites it is for.
    #[serde(default)]
    pub applies: Applies,
    /// Who can decide it.
    pub decided_by: DecidedBy,
    /// What it costs at most, or gives; absent for a veto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The threshold as the document has it, shortened. In the file `{news_days}` stands
    /// for that limit of the set; so it does in `note` and in the observed.
    pub threshold: Arc<Text>,
    /// The windows in it, by their names in [`IndicatorSet::limits`](crate::IndicatorSet::limits).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<String>,
    /// How much of it is decided without a person, worked out from what it names.
    #[serde(skip_deserializing)]
    pub coverage: Coverage,
    /// For a veto: any of these hits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// For a deduction: what findings cost; added up, then capped at `points`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// For a bonus: what measures give; added up, then capped at `points`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gains: Vec<Gain>,
    /// Pages that one of these earlier indicators charged are not counted again, and no
    /// page is counted by two of the steps. A charge that is made once, however many
    /// pages there are, frees one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub not_again: Vec<IndicatorId>,
    /// Rules whose findings are leads for the person who decides it. They never
    /// cost anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub leads: Vec<RuleId>,
    /// How sure it is that the document says so.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub certainty: Certainty,
    /// The document that it comes from; that of the set where it is not given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// What is not certain, or how it is read.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub note: Arc<Text>,
}

impl Indicator {
    /// Everything that it reads: the rules or questions of each condition, step and gain.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let when = self.when.iter().map(|condition| Piece {
            rules: &condition.rules,
            by: condition.by,
            unknown: condition.test == crate::Test::Unknown,
        });
        let steps = self.steps.iter().map(|step| Piece {
            rules: &step.rules,
            by: step.by,
            unknown: step.points.is_none(),
        });
        let gains = self.gains.iter().map(|gain| Piece {
            rules: &gain.rules,
            by: None,
            unknown: false,
        });
        when.chain(steps).chain(gains)
    }

    /// The rules and questions that it reads, leads left out, each once.
    pub fn rules(&self) -> impl Iterator<Item = &RuleId> {
        let mut rules: Vec<&RuleId> = self.pieces().flat_map(|piece| piece.rules).collect();
        let mut seen = std::collections::BTreeSet::new();
        rules.retain(|rule| seen.insert(*rule));
        rules.into_iter()
    }
}

/// One condition, step or gain, as far as it says who decides it.
pub(crate) struct Piece<'a> {
    pub(crate) rules: &'a [RuleId],
    /// Who decides it, where that is said.
    pub(crate) by: Option<DecidedBy>,
    /// No source gives its limit or points.
    pub(crate) unknown: bool,
}

/// A part of a set.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// 单项否决: one is enough to fail.
    Veto,
    /// 扣分指标: costs points.
    Deduction,
    /// 加分指标: gives points.
    Bonus,
}

/// Which sites an indicator is for.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applies {
    /// Every site.
    #[default]
    All,
    /// Portals of governments (政府门户网站), or every site where
    /// [`ScoreOptions`](crate::ScoreOptions) says so.
    Portals,
    /// Sites of bodies with outward services (对外服务职能).
    WithServices,
}

/// Who can decide an indicator.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedBy {
    /// A program that reads the site.
    Crawler,
    /// The site's records, such as its letters and when they were answered.
    Records,
    /// The registry of sites (报送系统).
    Registry,
    /// A person who reads and judges.
    Reviewer,
    /// Another office or firm that inspects.
    ThirdParty,
    /// Somebody, or a program, that tries it: registers, asks a question, searches.
    Trial,
}

impl DecidedBy {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Crawler => "crawler",
            Self::Records => "records",
            Self::Registry => "registry",
            Self::Reviewer => "reviewer",
            Self::ThirdParty => "third-party",
            Self::Trial => "trial",
        }
    }

    /// The name shown to people.
    pub const fn name(self, lang: huabiao_types::Lang) -> &'static str {
        let words = match self {
            Self::Crawler => huabiao_types::Words {
                zh: "程序检查",
                en: "program",
            },
            Self::Records => huabiao_types::Words {
                zh: "台账",
                en: "records",
            },
            Self::Registry => huabiao_types::Words {
                zh: "登记信息",
                en: "registry",
            },
            Self::Reviewer => huabiao_types::Words {
                zh: "人工核查",
                en: "reviewer",
            },
            Self::ThirdParty => huabiao_types::Words {
                zh: "第三方",
                en: "third party",
            },
            Self::Trial => huabiao_types::Words {
                zh: "模拟试用",
                en: "trial",
            },
        };
        words.get(lang)
    }

    /// Whether somebody supplies the answer: it does not come from looking at the site.
    /// What nobody supplied leaves a card partial; what was looked for and not seen
    /// leaves a verdict open.
    pub(crate) const fn is_supplied(self) -> bool {
        matches!(self, Self::Records | Self::Reviewer | Self::ThirdParty)
    }
}

/// How much of an indicator is decided: in a set without a person, on a line at all.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// Nothing.
    #[default]
    None,
    /// Some of the things that it asks. Findings cost; none found is not full marks.
    Part,
    /// All of it.
    Whole,
}
