use huabiao_types::Lang;
use serde::Serialize;

use super::Field;

/// A row that was not taken.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Rejected {
    /// The line of the file or row of the sheet, from 1.
    pub line: u64,
    /// The heading of the column as the file writes it; empty where it is the whole row.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Rejected {
    /// Place and reason in one line.
    pub fn text(&self, lang: Lang) -> String {
        let fault = self.fault.text(lang);
        match (lang, self.column.is_empty()) {
            (Lang::En, false) => format!("line {}, {}: {fault}", self.line, self.column),
            (Lang::En, true) => format!("line {}: {fault}", self.line),
            (Lang::Zh, false) => format!("第{}行“{}”：{fault}", self.line, self.column),
            (Lang::Zh, true) => format!("第{}行：{fault}", self.line),
        }
    }
}

/// Why a row was not taken.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fault {
    /// It is no address.
    Address {
        /// The text as given.
        found: String,
    },
    /// The day is still to come.
    Ahead {
        /// The day.
        found: String,
    },
    /// An earlier row answers the same question for the same site.
    Answered {
        /// The earlier row.
        line: u64,
    },
    /// The day is before that of the receipt.
    BeforeReceipt {
        /// The text as given.
        found: String,
    },
    /// It is no day.
    Date {
        /// The text as given.
        found: String,
    },
    /// An earlier row has the same number.
    Duplicate {
        /// The earlier row.
        line: u64,
    },
    /// A cell is longer than any real one.
    LongCell {
        /// Bytes at most.
        limit: usize,
    },
    /// There is nothing where something has to be.
    Missing,
    /// The mapping does not say what the value stands for.
    NoMeaning {
        /// The value as given.
        found: String,
    },
    /// The indicator set asks no such question.
    NoQuestion {
        /// The text as given.
        found: String,
        /// The set.
        set: String,
    },
    /// What the mapping says is no rule identifier.
    NoRule {
        /// The value after translation.
        found: String,
    },
    /// A row of a JSON file is no object.
    NotAnObject,
    /// The page is not one of the site.
    OtherSite {
        /// The address as given.
        found: String,
        /// The host of the site.
        host: String,
    },
    /// It is no answer to the question.
    Review {
        /// Why, in English.
        en: String,
        /// Why, in Chinese.
        zh: String,
    },
    /// No registered site has this code, address or name.
    UnknownSite {
        /// The text as given.
        found: String,
    },
}

impl Fault {
    /// The reason in words.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Address { found }, Lang::En) => format!("`{found}` is not an address"),
            (Self::Address { found }, Lang::Zh) => format!("“{found}”不是网址"),
            (Self::Ahead { found }, Lang::En) => format!("{found} is still to come"),
            (Self::Ahead { found }, Lang::Zh) => format!("日期{found}晚于检查日"),
            (Self::Answered { line }, Lang::En) => format!("line {line} already answers it"),
            (Self::Answered { line }, Lang::Zh) => format!("第{line}行已有该问题的答案"),
            (Self::BeforeReceipt { found }, Lang::En) => {
                format!("`{found}` is before the day of receipt")
            }
            (Self::BeforeReceipt { found }, Lang::Zh) => format!("“{found}”早于收到日期"),
            (Self::Date { found }, Lang::En) => format!("`{found}` is not a day"),
            (Self::Date { found }, Lang::Zh) => format!("“{found}”不是日期"),
            (Self::Duplicate { line }, Lang::En) => format!("the number is already in line {line}"),
            (Self::Duplicate { line }, Lang::Zh) => format!("编号与第{line}行重复"),
            (Self::LongCell { limit }, Lang::En) => {
                format!("a cell is longer than {limit} bytes; a closing quote may be missing")
            }
            (Self::LongCell { limit }, Lang::Zh) => {
                format!("单元格内容超过{limit}字节，可能缺少右引号")
            }
            (Self::Missing, Lang::En) => "nothing is given".to_owned(),
            (Self::Missing, Lang::Zh) => "没有填写".to_owned(),
            (Self::NoMeaning { found }, Lang::En) => {
                format!("the mapping does not say what `{found}` stands for")
            }
            (Self::NoMeaning { found }, Lang::Zh) => format!("对照表中没有“{found}”"),
            (Self::NoQuestion { found, set }, Lang::En) => {
                format!("the set {set} has no question `{found}`")
            }
            (Self::NoQuestion { found, set }, Lang::Zh) => {
                format!("指标集 {set} 中没有问题“{found}”")
            }
            (Self::NoRule { found }, Lang::En) => format!("`{found}` is not the name of a rule"),
            (Self::NoRule { found }, Lang::Zh) => format!("“{found}”不是检查规则名"),
            (Self::NotAnObject, Lang::En) => "the row is no object".to_owned(),
            (Self::NotAnObject, Lang::Zh) => "该条不是对象".to_owned(),
            (Self::OtherSite { found, host }, Lang::En) => {
                format!("`{found}` is no page of {host}")
            }
            (Self::OtherSite { found, host }, Lang::Zh) => {
                format!("“{found}”不是{host}的页面")
            }
            (Self::Review { en, .. }, Lang::En) => en.clone(),
            (Self::Review { zh, .. }, Lang::Zh) => zh.clone(),
            (Self::UnknownSite { found }, Lang::En) => {
                format!("no registered site has the code, address or name `{found}`")
            }
            (Self::UnknownSite { found }, Lang::Zh) => {
                format!("名单中没有标识码、网址或名称为“{found}”的网站")
            }
        }
    }
}

/// Why a whole file was not read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// No row among the first ten has the headings.
    #[error("no row among the first ten has a heading for `{field}`: {}", .headings.join(", "))]
    Heading {
        /// The field.
        field: Field,
        /// The headings that the mapping gives it.
        headings: Vec<String>,
    },
    /// The JSON cannot be read.
    #[error("line {line}, column {column}: {reason}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column in bytes, from 1; 0 where only the line is known.
        column: usize,
        /// What is wrong.
        reason: String,
    },
    /// The list cannot be read as a table.
    #[error("{en}")]
    Table {
        /// Why, in English.
        en: String,
        /// Why, in Chinese.
        zh: String,
    },
    /// The mapping gives no headings for a field that is needed.
    #[error("the mapping gives no column for `{field}`")]
    Unmapped {
        /// The field.
        field: Field,
    },
    /// It is a workbook, and this build reads none.
    #[error("this is a workbook, and the feature `xlsx` is not on; save it as CSV")]
    Workbook,
}

impl IntakeError {
    /// The reason in the reader's language; what a parser says of JSON stays English.
    ///
    /// ```
    /// use huabiao_supervision::intake::{Mapping, read_letters};
    /// use huabiao_types::Lang;
    ///
    /// let error = read_letters("姓名,电话\n".as_bytes(), Mapping::letters()).unwrap_err();
    /// assert!(error.text(Lang::Zh).starts_with("前10行中没有"));
    /// ```
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Heading { headings, .. } => {
                let headings = headings.join("”“");
                format!("前10行中没有找到所需的表头，应有下列之一：“{headings}”")
            }
            Self::Json {
                line,
                column,
                reason,
            } => match column {
                0 => format!("第{line}行不是有效的JSON：{reason}"),
                _ => format!("第{line}行第{column}列不是有效的JSON：{reason}"),
            },
            Self::Table { zh, .. } => zh.clone(),
            Self::Unmapped { field } => format!("对照表没有为“{field}”指明列"),
            Self::Workbook => "这是工作簿，本程序未启用XLSX，请另存为CSV".to_owned(),
        }
    }
}
