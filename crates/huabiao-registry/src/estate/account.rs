use chrono::NaiveDate;
use huabiao_types::{UnitCode, Words};

use super::{PublicNotice, RecordId, Since};

/// An official account on a platform of others, or an own application (政务新媒体).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Account {
    /// Where it is.
    pub platform: Platform,
    /// Its name on the platform.
    pub name: String,
    /// What names it on the platform for good (账号ID); empty if unknown.
    pub handle: String,
    /// The unit that answers for it (主办单位).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub sponsor: UnitCode,
    /// Who runs it for the sponsor; empty if the sponsor does.
    pub operator: String,
    /// Whether the platform verified it for the sponsor (认证); `None` is unknown.
    pub verified: Option<bool>,
}

/// Kinds of platforms (新媒体类型). The closed list of the national system was not seen.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Platform {
    /// An own application (移动客户端).
    App,
    /// Short videos: 抖音.
    Douyin,
    /// Short videos: 快手.
    Kuaishou,
    /// A program within another application (小程序).
    MiniProgram,
    /// Another one, by name.
    Other(String),
    /// News: 今日头条.
    Toutiao,
    /// 微信视频号.
    WechatChannels,
    /// 微信公众号 (订阅号、服务号).
    WechatOfficial,
    /// 微博.
    Weibo,
}

/// Where an account stands in its life.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", tag = "state"))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum AccountLife {
    /// It is filed and not yet open (已备案).
    Filed,
    /// It is open (正常运行).
    Running,
    /// A notice of its end was published (注销公告).
    Closing {
        /// The notice.
        notice: PublicNotice,
    },
    /// It was deregistered (已注销).
    Deregistered,
}

impl AccountLife {
    /// Whether it came to an end.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Deregistered)
    }

    /// The state in one word.
    pub const fn words(&self) -> Words {
        match self {
            Self::Closing { .. } => Words {
                zh: "已公告注销",
                en: "closing",
            },
            Self::Deregistered => Words {
                zh: "已注销",
                en: "deregistered",
            },
            Self::Filed => Words {
                zh: "已备案",
                en: "filed",
            },
            Self::Running => Words {
                zh: "正常运行",
                en: "running",
            },
        }
    }
}

/// An account with all that it was.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AccountRecord {
    /// What names it in this registry.
    pub id: RecordId,
    pub(crate) accounts: Vec<Since<Account>>,
    pub(crate) life: Vec<Since<AccountLife>>,
}

impl AccountRecord {
    /// What is registered of it now: the last entry.
    pub fn now(&self) -> Option<&Account> {
        self.accounts.last().map(|since| &since.what)
    }

    /// Where it stands now: the last entry.
    pub fn life(&self) -> Option<&AccountLife> {
        self.life.last().map(|since| &since.what)
    }

    /// What was registered of it on that day; `None` before its first entry.
    pub fn on(&self, day: NaiveDate) -> Option<&Account> {
        let entry = self.accounts.iter().rev().find(|since| since.day <= day);
        entry.map(|since| &since.what)
    }

    /// All that was registered of it, the oldest first.
    pub fn history(&self) -> &[Since<Account>] {
        &self.accounts
    }

    /// Its whole life, the oldest state first.
    pub fn lives(&self) -> &[Since<AccountLife>] {
        &self.life
    }

    pub(crate) fn last_entry(&self) -> Option<NaiveDate> {
        let account = self.accounts.last().map(|since| since.day);
        account.max(self.life.last().map(|since| since.day))
    }
}

impl Platform {
    /// The platform that a word names, in Chinese or English; `None` for an empty one.
    ///
    /// ```
    /// use huabiao_registry::Platform;
    ///
    /// assert_eq!(Platform::of("新浪微博"), Some(Platform::Weibo));
    /// assert_eq!(Platform::of("WeChat"), Some(Platform::WechatOfficial));
    /// assert_eq!(Platform::of("B站"), Some(Platform::Other("B站".into())));
    /// assert_eq!(Platform::of(" "), None);
    /// ```
    pub fn of(word: &str) -> Option<Self> {
        let word = word.trim();
        let lower = word.to_lowercase();
        let named = WORDS
            .iter()
            .find(|(_, words)| words.contains(&lower.as_str()));
        match named {
            Some((platform, _)) => Some(platform.clone()),
            None if word.is_empty() => None,
            None => Some(Self::Other(word.to_owned())),
        }
    }

    /// The name shown to people.
    pub fn zh(&self) -> &str {
        match self {
            Self::App => "移动客户端",
            Self::Douyin => "抖音",
            Self::Kuaishou => "快手",
            Self::MiniProgram => "小程序",
            Self::Other(name) => name,
            Self::Toutiao => "今日头条",
            Self::WechatChannels => "微信视频号",
            Self::WechatOfficial => "微信公众号",
            Self::Weibo => "微博",
        }
    }
}

/// Words for platforms, lower case.
const WORDS: [(Platform, &[&str]); 8] = [
    (Platform::App, &["移动客户端", "客户端", "app"]),
    (Platform::Douyin, &["抖音", "抖音号", "douyin", "tiktok"]),
    (Platform::Kuaishou, &["快手", "快手号", "kuaishou"]),
    (
        Platform::MiniProgram,
        &["小程序", "微信小程序", "mini program"],
    ),
    (
        Platform::Toutiao,
        &["今日头条", "头条号", "头条", "toutiao"],
    ),
    (Platform::WechatChannels, &["微信视频号", "视频号"]),
    (
        Platform::WechatOfficial,
        &[
            "微信公众号",
            "微信订阅号",
            "微信服务号",
            "公众号",
            "订阅号",
            "服务号",
            "微信",
            "wechat",
            "weixin",
        ],
    ),
    (
        Platform::Weibo,
        &["微博", "新浪微博", "政务微博", "sina weibo", "weibo"],
    ),
];
