use huabiao_types::Lang;

use crate::InvalidHome;

/// Why a row, or a whole list, was not taken.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// The address of the home page cannot be used.
    Address {
        /// What is wrong with it, in Chinese and English.
        zh: String,
        /// The same in English.
        en: String,
    },
    /// Ten characters, but no identification code.
    CodeForm {
        /// The text as given.
        found: String,
    },
    /// Not ten characters.
    CodeLength {
        /// The text as given, shortened.
        found: String,
        /// Its characters.
        characters: usize,
    },
    /// Ten digits, of which the first six are no region.
    CodeRegion {
        /// The text as given.
        found: String,
    },
    /// The spreadsheet kept the code as a rounded number.
    CodeRounded {
        /// The text as given.
        found: String,
    },
    /// An earlier row has the same account.
    DuplicateAccount {
        /// The earlier row.
        line: u64,
    },
    /// An earlier row has the same identification code.
    DuplicateCode {
        /// The earlier row.
        line: u64,
    },
    /// An earlier row has the same home page.
    DuplicateHome {
        /// The earlier row.
        line: u64,
    },
    /// A formula stands where the address should, and the file holds no value for it.
    FormulaUncomputed,
    /// The row gives no name of the account.
    NoAccountName {
        /// What it gives instead, such as an address; may be empty.
        found: String,
    },
    /// No row among the first ten names the columns.
    NoHeader,
    /// The row names neither an address nor a host.
    NoHome,
    /// The row does not say on which platform the account is.
    NoPlatform,
    /// The list holds no row at all.
    NothingInIt,
    /// The whole list is too large.
    ListTooLarge {
        /// Bytes at most.
        limit: u64,
    },
    /// A cell is longer than any real one.
    LongCell {
        /// Bytes at most.
        limit: usize,
    },
    /// The row is a total (合计, 总计), not a site.
    TotalRow,
    /// The list goes on after the last row that is read.
    TooManyRows {
        /// Rows at most.
        limit: usize,
    },
    /// A quote opens a cell and none closes it. The lines after it are read as rows.
    UnclosedQuote,
}

impl Reason {
    /// The reason in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.en(),
            Lang::Zh => self.zh(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Address { zh, .. } => zh.clone(),
            Self::CodeForm { found } => format!("“{found}”不是网站标识码"),
            Self::CodeLength { found, characters } => {
                format!("标识码“{found}”应为10个字符，实有{characters}个")
            }
            Self::CodeRegion { found } => {
                format!("“{found}”不是网站标识码：前6位应为行政区划代码，没有以0开头的")
            }
            Self::CodeRounded { found } => {
                format!("标识码“{found}”被表格软件存成了近似数，请将该列设为文本后重新填写")
            }
            Self::DuplicateAccount { line } => format!("账号与第{line}行重复"),
            Self::DuplicateCode { line } => format!("标识码与第{line}行重复"),
            Self::DuplicateHome { line } => format!("网址与第{line}行重复"),
            Self::FormulaUncomputed => {
                "网址是公式，文件中没有它的计算结果；请用表格软件打开并另存，或改填文本".to_owned()
            }
            Self::ListTooLarge { limit } => format!("名单超过{}MB，未读取", limit >> 20),
            Self::LongCell { limit } => {
                format!("单元格内容超过{limit}字节")
            }
            Self::NoAccountName { found } if found.is_empty() => "没有填写账号名称".to_owned(),
            Self::NoAccountName { found } => format!("“{found}”不是账号名称"),
            Self::NoHeader => "前10行中没有找到表头，至少要有“网址”或“域名”一列".to_owned(),
            Self::NoHome => "没有填写网址".to_owned(),
            Self::NoPlatform => "没有填写所在平台".to_owned(),
            Self::NothingInIt => "名单是空的".to_owned(),
            Self::TotalRow => "合计行，不是网站".to_owned(),
            Self::TooManyRows { limit } => format!("名单超过{limit}行，此行及以后未读取"),
            Self::UnclosedQuote => "单元格以引号开头，但缺少右引号".to_owned(),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Address { en, .. } => en.clone(),
            Self::CodeForm { found } => format!("`{found}` is not an identification code"),
            Self::CodeLength { found, characters } => {
                format!("an identification code has 10 characters, `{found}` has {characters}")
            }
            Self::CodeRegion { found } => format!(
                "`{found}` is not an identification code: its first six digits should be a region, and none begins with 0"
            ),
            Self::CodeRounded { found } => format!(
                "the spreadsheet rounded the code to `{found}`; make the column text and enter it again"
            ),
            Self::DuplicateAccount { line } => format!("the account is already in line {line}"),
            Self::DuplicateCode { line } => format!("the code is already in line {line}"),
            Self::DuplicateHome { line } => format!("the address is already in line {line}"),
            Self::FormulaUncomputed => {
                "the address is a formula and the file holds no value for it; open and save it in \
                 a spreadsheet program, or write the address as text"
                    .to_owned()
            }
            Self::ListTooLarge { limit } => {
                format!(
                    "the list is larger than {} MB and was not read",
                    limit >> 20
                )
            }
            Self::LongCell { limit } => {
                format!("a cell is longer than {limit} bytes")
            }
            Self::NoAccountName { found } if found.is_empty() => {
                "no name of the account is given".to_owned()
            }
            Self::NoAccountName { found } => format!("`{found}` is not the name of an account"),
            Self::NoHeader => {
                "no heading found in the first 10 rows; a column `url` or `host` is needed"
                    .to_owned()
            }
            Self::NoHome => "no address is given".to_owned(),
            Self::NoPlatform => "the platform of the account is not given".to_owned(),
            Self::NothingInIt => "the list is empty".to_owned(),
            Self::TotalRow => "this row is a total, not a site".to_owned(),
            Self::TooManyRows { limit } => {
                format!("the list has more than {limit} rows; this one and the rest were not read")
            }
            Self::UnclosedQuote => "a quote opens a cell and none closes it".to_owned(),
        }
    }
}

impl From<InvalidHome> for Reason {
    fn from(error: InvalidHome) -> Self {
        match error {
            InvalidHome::Empty => Self::NoHome,
            error => Self::Address {
                zh: error.text(Lang::Zh),
                en: error.text(Lang::En),
            },
        }
    }
}
