use chrono::NaiveDate;

/// What the list page of one column (栏目) shows.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Column {
    /// Its name as shown, or empty.
    pub name: String,
    /// What it is for, read from the official ColumnType or from its name.
    pub kind: ColumnKind,
    /// The entries on this page of the list, in order.
    pub items: Vec<ListItem>,
    /// The latest date among the entries, those in tabs hidden at first included, or
    /// `None` when none shows a date.
    pub newest: Option<NaiveDate>,
    /// Whether the column has nothing at all: `Some(true)` only when the page
    /// shows where the list would be, nothing fills it later, and there is no
    /// text, picture or frame instead; `None` when the page alone does not tell.
    pub blank: Option<bool>,
    /// What spoke for [`blank`](Self::blank): a word of code (`list-empty`), and after
    /// a colon what was counted or read (`says-empty: 暂无信息`).
    pub why: String,
    /// Whether a script fills the list after loading, or puts entries before those that
    /// the page brings along, or a later year than theirs can be chosen, or only lists
    /// beside the content (推荐阅读) were seen.
    pub filled_by_script: bool,
    /// Whether it is a front of several columns rather than one list.
    pub front: bool,
    /// Whether the page tells of further pages of its list to which no link leads: paging
    /// by scripts or by a form.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub more: bool,
    /// The address of the next page of the list, if it has one.
    pub next: Option<String>,
    /// Which page of its list it is, from 1.
    pub page: u32,
}

/// One entry of a list.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ListItem {
    /// The text of the entry; at most 200 characters.
    pub title: String,
    /// Where it leads (absolute, as in [`Link::url`](crate::Link::url)), if anywhere.
    pub url: Option<String>,
    /// The date shown beside it; of several, the one that a heading or a word calls that
    /// of publication, else the newest.
    pub date: Option<NaiveDate>,
    /// Whether it shows several different dates of which nothing says which is that of
    /// publication.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "core::ops::Not::not")
    )]
    pub several_dates: bool,
    /// The line of the source, from 1.
    pub line: u32,
}

/// What a column is for, as far as it decides how often it must be updated.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ColumnKind {
    /// 动态、要闻.
    News,
    /// 通知公告.
    Notice,
    /// 政策文件.
    Policy,
    /// 政策解读.
    Interpretation,
    /// 规划计划.
    Plan,
    /// 人事信息.
    Personnel,
    /// 数据发布、统计信息、财政信息.
    Data,
    /// 征集调查.
    Survey,
    /// 在线访谈.
    Interview,
    /// 咨询投诉、领导信箱.
    Consultation,
    /// 办事服务、办事指南.
    Service,
    /// 信息公开指南、目录、年报.
    Disclosure,
    /// 概况、机构职能、领导信息: changes only when the thing itself does.
    Standing,
    /// A closed topic (专题) kept for the record.
    Archive,
    /// Its name does not tell.
    #[default]
    Other,
}

impl ColumnKind {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Consultation => "consultation",
            Self::Data => "data",
            Self::Disclosure => "disclosure",
            Self::Interpretation => "interpretation",
            Self::Interview => "interview",
            Self::News => "news",
            Self::Notice => "notice",
            Self::Other => "other",
            Self::Personnel => "personnel",
            Self::Plan => "plan",
            Self::Policy => "policy",
            Self::Service => "service",
            Self::Standing => "standing",
            Self::Survey => "survey",
        }
    }
}
