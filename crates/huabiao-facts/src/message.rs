use chrono::NaiveDate;

/// A message of a user that a page makes public (留言、来信公开), with what it shows of
/// the answer. The words of message and answer are not kept.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PublicMessage {
    /// Its title; at most 120 characters, or empty.
    pub title: String,
    /// Where an entry of a list leads, absolute.
    pub url: Option<String>,
    /// The day on which it was sent (留言时间).
    pub asked: Option<NaiveDate>,
    /// The day of the answer (答复时间).
    pub answered: Option<NaiveDate>,
    /// Who answered (答复单位), as written; at most 60 characters.
    pub unit: Option<String>,
    /// What the page says of the answer (答复内容).
    pub answer: MessageAnswer,
    /// Whether the page shows the message itself, not only an entry of a list. Only
    /// then may it be said to lack something.
    pub whole: bool,
    /// The line of the source, from 1.
    pub line: u32,
}

/// What a page says of the answer to a message.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum MessageAnswer {
    /// It shows the words of an answer.
    Shown,
    /// It says that there is one, without showing it here.
    Given,
    /// It says that there is none yet (未回复、办理中、暂无回复).
    Open,
    /// It has the place for an answer, and nothing in it.
    Empty,
    /// It does not tell.
    #[default]
    Unknown,
}

impl MessageAnswer {
    /// Whether there is an answer.
    pub const fn is_given(self) -> bool {
        matches!(self, Self::Given | Self::Shown)
    }
}

/// Numbers that a page publishes at regular times (统计).
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statistics {
    /// Of what.
    pub of: StatisticsOf,
    /// The last day that they speak of or on which they were made, where the page says.
    pub day: Option<NaiveDate>,
    /// The words that say so; at most 120 characters.
    pub snippet: String,
    /// The line of the source, from 1.
    pub line: u32,
}

/// What [`Statistics`] are about.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum StatisticsOf {
    /// Messages received and answered (留言受理反馈情况).
    Messages,
    /// Services handled (办件统计).
    Services,
}
