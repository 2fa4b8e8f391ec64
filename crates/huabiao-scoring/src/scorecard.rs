use huabiao_types::{IndicatorId, Lang, SiteCategory, SiteCode};
use serde::{Deserialize, Serialize};

use crate::{DecidedBy, Effect, Line, Part, Points, Text};

/// The result of one site under one indicator set, explained line by line.
///
/// It holds no time of day, so equal observations give equal bytes.
///
/// **Points.** Officially a site starts from 100 and loses points. That number
/// would look like full marks for whatever nobody looked at, so it is not given.
/// Instead: [`points_of`](Self::points_of) counts only points that were decided,
/// [`points_lost`](Self::points_lost) of them were lost, and
/// [`points`](Self::points) of them were kept. The official result lies between
/// `points` and `points` + ([`points_full`](Self::points_full) − `points_of`).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Scorecard {
    /// The identification code (网站标识码), if one is registered.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub site_code: Option<SiteCode>,
    /// The host of the home page.
    pub host: String,
    /// The registered name.
    pub name: String,
    /// What kind of site it is, if known.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub category: Option<SiteCategory>,
    /// The indicator set.
    pub set: String,
    /// Its edition.
    pub set_version: u32,
    /// The verdict, over what looking at the site decides and what was answered.
    pub verdict: Verdict,
    /// Points kept of `points_of`; `None` where a veto is hit or deductions do
    /// not apply to the site.
    pub points: Option<Points>,
    /// Points that were decided, kept or lost.
    pub points_of: Points,
    /// Points lost for certain.
    pub points_lost: Points,
    /// All points of the deduction part.
    pub points_full: Points,
    /// Whether the site goes on to the bonus part.
    #[serde(default)]
    pub gate: Gate,
    /// Points gained in the bonus part; `None` where it is not reached for certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<Points>,
    /// The final result: points and bonus, or what a vetoed result counts as. `None`
    /// where a veto leaves nothing, nothing is scored, or it is open whether the bonus
    /// is reached. On a partial card it is the least that the result can be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Points>,
    /// The word for the result (等次), where the set has such words and the result can
    /// be in no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Text>,
    /// Whether anything that applies to the site was left undecided.
    pub partial: bool,
    /// What the set itself lacks; empty where it is complete.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub incomplete: Text,
    /// Indicators that apply but that nobody answered; the verdict says nothing of them.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub not_covered: Vec<IndicatorId>,
    /// Indicators that looking decides, but what they need was not observed.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub not_checked: Vec<IndicatorId>,
    /// Indicators of which some things were answered and others not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub in_part: Vec<IndicatorId>,
    /// One line an indicator, in the order of the set.
    pub lines: Vec<Line>,
}

impl Scorecard {
    /// The vetoes that are hit.
    pub fn vetoes(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.effect == Effect::Veto)
    }

    /// The vetoes that leave a verdict open: those that looking decides but that were not
    /// observed, and, where looking decides no veto at all, those that nobody answered wholly.
    pub fn open_vetoes(&self) -> impl Iterator<Item = &Line> {
        open_vetoes(&self.lines)
    }

    /// The lines that speak against the site: vetoes and lost points.
    pub fn faults(&self) -> impl Iterator<Item = &Line> {
        let against = |line: &&Line| matches!(line.effect, Effect::Points | Effect::Veto);
        self.lines.iter().filter(against)
    }

    /// Points of the deductions that nobody decided; 0 where a veto is hit or deductions
    /// do not apply.
    pub fn points_open(&self) -> Points {
        match self.points {
            Some(_) => self.points_full - self.points_of,
            None => Points::ZERO,
        }
    }

    /// What a vetoed result counts as, such as 59, where the set says so.
    pub fn vetoed_points(&self) -> Option<Points> {
        self.vetoes().next().and(self.total)
    }

    /// The verdict in words. A vetoed site says what it counts as. A qualified site of which points were left undecided says
    /// so: what people are asked does not open a verdict, but it is not passed either.
    ///
    /// ```
    /// use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, Verdict, score};
    /// use huabiao_types::{Lang, SiteCategory};
    ///
    /// let portal = Subject {
    ///     site_code: None,
    ///     host: "www.example.gov.cn".into(),
    ///     name: "示例市人民政府".into(),
    ///     category: Some(SiteCategory::Portal),
    ///     services: Some(true),
    /// };
    /// let set = IndicatorSet::cn_2019_site();
    /// let mut card = score(set, &portal, &[], &ScoreOptions::default());
    /// card.verdict = Verdict::Qualified;
    /// assert_eq!(card.verdict_text(Lang::Zh), "合格（另有100分未评）");
    /// assert_eq!(card.verdict_text(Lang::En), "qualified (100 points not assessed)");
    /// ```
    pub fn verdict_text(&self, lang: Lang) -> String {
        let name = self.verdict.name(lang);
        if let Some(points) = self.vetoed_points() {
            return match lang {
                Lang::En => format!("{name} (vetoed, counts as {points})"),
                Lang::Zh => format!("{name}（单项否决，按{points}分计）"),
            };
        }
        let open = self.points_open();
        if self.verdict != Verdict::Qualified || open == Points::ZERO {
            return name.to_owned();
        }
        match lang {
            Lang::En if open == Points::whole(1) => format!("{name} (1 point not assessed)"),
            Lang::En => format!("{name} ({open} points not assessed)"),
            Lang::Zh => format!("{name}（另有{open}分未评）"),
        }
    }

    /// The JSON Schema of a scorecard.
    #[cfg(feature = "schema")]
    pub fn schema() -> schemars::Schema {
        schemars::schema_for!(Self)
    }
}

/// See [`Scorecard::open_vetoes`].
pub(crate) fn open_vetoes(lines: &[Line]) -> impl Iterator<Item = &Line> {
    let vetoes = || lines.iter().filter(|line| line.part == Part::Veto);
    let applies = |line: &Line| line.effect != Effect::NotApplicable;
    let rests_on_answers =
        !vetoes().any(|line| applies(line) && line.decided_by == DecidedBy::Crawler);
    vetoes().filter(move |line| match line.effect {
        Effect::NotChecked => true,
        // Of a limit that no source gives nobody can say more.
        Effect::Clear | Effect::NotCovered => rests_on_answers && !line.unanswered.is_empty(),
        _ => false,
    })
}

/// Whether a site goes on to the bonus part (加分指标).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// It cannot: vetoed, not scored, or too few points.
    #[default]
    Closed,
    /// What was not decided could keep it out.
    Undecided,
    /// It does, whatever was not decided.
    Passed,
}

/// The verdict on a site.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// 合格: nothing that was looked for or answered speaks against it.
    Qualified,
    /// 不合格: a veto is hit, or too many points are lost.
    Unqualified,
    /// 未能判定: something that a program could decide was not observed, and it
    /// could change the verdict; or nothing was judged at all. Never counted as passed.
    Undetermined,
}

impl Verdict {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Qualified => "qualified",
            Self::Undetermined => "undetermined",
            Self::Unqualified => "unqualified",
        }
    }

    /// The name shown to people.
    pub const fn name(self, lang: huabiao_types::Lang) -> &'static str {
        let words = match self {
            Self::Qualified => huabiao_types::Words {
                zh: "合格",
                en: "qualified",
            },
            Self::Undetermined => huabiao_types::Words {
                zh: "未能判定",
                en: "undetermined",
            },
            Self::Unqualified => huabiao_types::Words {
                zh: "不合格",
                en: "unqualified",
            },
        };
        words.get(lang)
    }
}
