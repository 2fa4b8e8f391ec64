use chrono::NaiveDate;
use huabiao_types::{Lang, Words};

use super::RecordId;

/// Where a site stands in its life (网站生命周期).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", tag = "state"))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Life {
    /// Somebody asked to open it (申请开设).
    Applied,
    /// Its opening was approved (批准开设); it is being prepared.
    Approved,
    /// It is online (正常运行).
    Running,
    /// It is offline for some time (临时下线).
    Offline {
        /// The last day on which it may be.
        until: NaiveDate,
    },
    /// It is on its way to somewhere else (整合迁移), or to its end (关停).
    Leaving {
        /// Where its content goes.
        way: Way,
        /// The first day of the notice.
        since: NaiveDate,
    },
    /// It is closed (永久下线).
    Closed {
        /// Where its content went.
        way: Way,
        /// The first day on which it is closed.
        since: NaiveDate,
    },
    /// The opening was refused (不予开设), or the application taken back.
    Refused,
}

/// Where the content of a site goes that leaves.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Way {
    /// Nowhere: it is archived and the site closed (关停).
    Archive,
    /// Into another site; this one is closed (整合).
    Into(RecordId),
    /// To a platform; the site goes on there (迁移至集约化平台).
    Platform(String),
}

impl Life {
    /// Whether the site is there for the public or should be: running, offline for some
    /// time, or leaving.
    pub const fn is_registered(&self) -> bool {
        matches!(
            self,
            Self::Leaving { .. } | Self::Offline { .. } | Self::Running
        )
    }

    /// Whether it came to an end.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Closed { .. } | Self::Refused)
    }

    /// The state in one word.
    pub const fn words(&self) -> Words {
        match self {
            Self::Applied => Words {
                zh: "申请开设",
                en: "applied for",
            },
            Self::Approved => Words {
                zh: "批准开设",
                en: "approved",
            },
            Self::Closed { .. } => Words {
                zh: "已关停",
                en: "closed",
            },
            Self::Leaving {
                way: Way::Platform(_),
                ..
            } => Words {
                zh: "迁移中",
                en: "migrating",
            },
            Self::Leaving { .. } => Words {
                zh: "关停公告期",
                en: "closing",
            },
            Self::Offline { .. } => Words {
                zh: "临时下线",
                en: "temporarily offline",
            },
            Self::Refused => Words {
                zh: "不予开设",
                en: "refused",
            },
            Self::Running => Words {
                zh: "正常运行",
                en: "running",
            },
        }
    }

    /// The state in one word, in the reader's language.
    pub const fn name(&self, lang: Lang) -> &'static str {
        let words = self.words();
        match lang {
            Lang::En => words.en,
            Lang::Zh => words.zh,
        }
    }
}
