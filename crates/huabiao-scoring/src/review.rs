use chrono::{DateTime, Utc};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::Lang;
use serde::{Deserialize, Serialize};

use crate::{IndicatorSet, Question, QuestionKind};

/// A person's answer to a [`Question`] about one site (人工核查).
///
/// ```
/// use chrono::DateTime;
/// use huabiao_scoring::{IndicatorSet, Review, ReviewAnswer};
///
/// let review = Review {
///     question: "browser-broken".parse()?,
///     site: "www.example.gov.cn".into(),
///     answer: ReviewAnswer::Faults(vec!["http://www.example.gov.cn/".into()]),
///     reviewer: "third reader".into(),
///     at: DateTime::UNIX_EPOCH,
///     attachment: Some("firefox.png".into()),
///     sha256: None,
///     note: String::new(),
/// };
/// let check = review.check(IndicatorSet::cn_2019_site())?;
/// assert_eq!(check.findings.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Review {
    /// The question.
    pub question: RuleId,
    /// The host of the site.
    pub site: String,
    /// What was seen.
    pub answer: ReviewAnswer,
    /// Who saw it.
    pub reviewer: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was kept as proof: a name or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<String>,
    /// SHA-256 of the attachment, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// In the reviewer's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What a reviewer answers.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewAnswer {
    /// So many, for [`QuestionKind::Count`].
    Count(u32),
    /// Faults at these addresses, one for each; an address may occur twice.
    Faults(Vec<String>),
    /// Looked at, and no fault.
    NoFault,
    /// Looked at, and could not be told. As good as no answer.
    Unknown,
}

impl Review {
    /// The answer as a check that scoring counts.
    ///
    /// # Errors
    ///
    /// The set has no such question, nobody is named, or the answer is not one to
    /// that question.
    pub fn check(&self, set: &IndicatorSet) -> Result<Check, ReviewError> {
        let question =
            set.question(&self.question)
                .ok_or_else(|| ReviewError::UnknownQuestion {
                    question: self.question.clone(),
                    set: set.id.clone(),
                })?;
        if self.reviewer.trim().is_empty() {
            return Err(ReviewError::NoReviewer {
                question: self.question.clone(),
            });
        }
        let check = Check::new(self.question.clone());
        match (&self.answer, question.kind) {
            (ReviewAnswer::Unknown, _) => {
                let question = self.question.to_string();
                Ok(check.reach(Reach::Nothing(vec![Reason::NotAnswered { question }])))
            }
            (ReviewAnswer::NoFault, QuestionKind::Fault) => Ok(check),
            (ReviewAnswer::Faults(places), QuestionKind::Fault) => self.faults(question, places),
            (ReviewAnswer::Count(count), QuestionKind::Count) => {
                self.in_range(question, u64::from(*count))?;
                Ok(check.measure(Question::MEASURE, i64::from(*count)))
            }
            (ReviewAnswer::Count(_), QuestionKind::Fault)
            | (ReviewAnswer::Faults(_) | ReviewAnswer::NoFault, QuestionKind::Count) => {
                Err(ReviewError::WrongKind {
                    question: self.question.clone(),
                    kind: question.kind,
                })
            }
        }
    }

    fn faults(&self, question: &Question, places: &[String]) -> Result<Check, ReviewError> {
        if places.is_empty() {
            return Err(ReviewError::NoPlace {
                question: self.question.clone(),
            });
        }
        self.in_range(question, places.len() as u64)?;
        let mut check = Check::new(self.question.clone());
        for place in places {
            let finding = Finding::new(self.question.clone(), place)
                .value("question", question.text.zh.as_str())
                .value("question_en", question.text.en.as_str())
                .evidence(Evidence {
                    at: Some(self.at),
                    reviewer: Some(self.reviewer.clone()),
                    attachment: self.attachment.clone(),
                    sha256: self.sha256.clone(),
                    snippet: (!self.note.is_empty()).then(|| self.note.clone()),
                    ..Evidence::default()
                });
            check.findings.push(finding);
        }
        Ok(check)
    }

    fn in_range(&self, question: &Question, found: u64) -> Result<(), ReviewError> {
        let most = match (question.most, question.kind) {
            (Some(most), _) => most,
            (None, QuestionKind::Fault) => Question::MOST,
            (None, QuestionKind::Count) => u32::MAX,
        };
        if found <= u64::from(most) {
            return Ok(());
        }
        Err(ReviewError::OutOfRange {
            question: self.question.clone(),
            most,
            found,
        })
    }
}

/// A [`Review`] is no answer.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewError {
    /// Faults without a place.
    #[error("the answer to `{question}` says that there are faults, but names no address")]
    NoPlace {
        /// The question.
        question: RuleId,
    },
    /// Nobody is named as the reviewer.
    #[error("the answer to `{question}` names no reviewer")]
    NoReviewer {
        /// The question.
        question: RuleId,
    },
    /// More than the question allows.
    #[error("the answer to `{question}` may be at most {most}, not {found}")]
    OutOfRange {
        /// The question.
        question: RuleId,
        /// The most.
        most: u32,
        /// What the answer says.
        found: u64,
    },
    /// The set has no such question.
    #[error("the set `{set}` has no question `{question}`")]
    UnknownQuestion {
        /// The question.
        question: RuleId,
        /// The set.
        set: String,
    },
    /// A count where faults are asked, or the other way round.
    #[error("the question `{question}` wants {}", wanted(*.kind))]
    WrongKind {
        /// The question.
        question: RuleId,
        /// What it asks for.
        kind: QuestionKind,
    },
}

impl ReviewError {
    /// The reason in words.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => self.to_string(),
            (Self::NoPlace { .. }, Lang::Zh) => "答案为有问题，但没有写明问题页面的网址".to_owned(),
            (Self::NoReviewer { .. }, Lang::Zh) => "没有填写核查人".to_owned(),
            (Self::OutOfRange { most, found, .. }, Lang::Zh) => {
                format!("该问题的答案最多为{most}，不能是{found}")
            }
            (Self::UnknownQuestion { question, set }, Lang::Zh) => {
                format!("指标集 {set} 中没有问题“{question}”")
            }
            (Self::WrongKind { kind, .. }, Lang::Zh) => match kind {
                QuestionKind::Count => "该问题的答案应为数字".to_owned(),
                QuestionKind::Fault => {
                    "该问题的答案应为“有问题”（附问题页面网址）、“无问题”或“无法判断”".to_owned()
                }
            },
        }
    }
}

fn wanted(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Count => "a number",
        QuestionKind::Fault => "faults with their addresses, or that there are none",
    }
}
