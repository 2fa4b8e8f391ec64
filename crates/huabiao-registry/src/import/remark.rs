use huabiao_types::Lang;

/// What is worth knowing about a row that was taken.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Remark {
    /// An alias is not a host; it was left out.
    AliasIgnored {
        /// The text as given.
        found: String,
    },
    /// The kind of site is not known; the site was taken without it.
    CategoryUnknown {
        /// The text as given.
        found: String,
    },
    /// The list has no heading; the columns were guessed from its first row.
    HeadingGuessed,
    /// Some lines are in another encoding than the others; each was read in its own.
    MixedEncodings {
        /// That of these lines.
        encoding: String,
        /// The first of them.
        lines: Vec<u64>,
        /// How many there are.
        count: usize,
    },
    /// The site has no name; its host stands for it.
    NameMissing,
    /// The domain is not one that only governments get.
    NotGovernment {
        /// The host.
        host: String,
    },
    /// The spreadsheet kept the code as a number or with a quote before it.
    NumberRepaired {
        /// The text as given.
        found: String,
    },
    /// The cell names several addresses; the first is the home page, the others
    /// became aliases.
    SeveralAddresses {
        /// How many.
        count: usize,
    },
    /// Neither yes nor no; the site was taken without it.
    ServicesUnknown {
        /// The text as given.
        found: String,
    },
    /// An earlier row has the same host with another path.
    SharedHost {
        /// The earlier row.
        line: u64,
    },
    /// A table goes on after the last row that is read.
    RowsLeftOut {
        /// Rows at most.
        limit: usize,
    },
    /// A sheet of the workbook that was not read.
    SheetIgnored {
        /// Its name.
        name: String,
    },
    /// A quote opens a cell and none closes it; the lines after it are read as rows.
    UnclosedQuote,
    /// Bytes that are no character in the encoding of the list.
    Undecodable {
        /// The encoding.
        encoding: String,
    },
    /// The code of the unit cannot be used; the site was taken without it.
    UnitIgnored {
        /// The text as given.
        found: String,
    },
}

impl Remark {
    /// The remark in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.en(),
            Lang::Zh => self.zh(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::AliasIgnored { found } => format!("别名“{found}”不是域名，未采用"),
            Self::CategoryUnknown { found } => format!("不认识的网站类别“{found}”，按未填写处理"),
            Self::HeadingGuessed => "名单没有表头，各列含义按首行内容推断".to_owned(),
            Self::MixedEncodings {
                encoding,
                lines,
                count,
            } => {
                let these = numbers(lines, "、");
                let all = match count {
                    _ if lines.len() == *count => String::new(),
                    count => format!("等共{count}行"),
                };
                format!(
                    "名单混用两种字符编码：第{these}行{all}为{encoding}，与其余行不同，已分别读取，请核对这些行"
                )
            }
            Self::NameMissing => "没有填写网站名称，以域名代替".to_owned(),
            Self::NotGovernment { host } => format!("“{host}”不是政府专用域名"),
            Self::NumberRepaired { found } => format!("“{found}”由表格软件改写过，已还原"),
            Self::SeveralAddresses { count } => {
                format!("填写了{count}个网址，以第一个为首页，其余作为别名")
            }
            Self::ServicesUnknown { found } => format!("“{found}”不是“是”或“否”，按未填写处理"),
            Self::SharedHost { line } => format!("域名与第{line}行相同，路径不同"),
            Self::RowsLeftOut { limit } => format!("超过{limit}行，其余未读取"),
            Self::SheetIgnored { name } => format!("工作表“{name}”未读取"),
            Self::UnclosedQuote => "单元格以引号开头，但缺少右引号".to_owned(),
            Self::Undecodable { encoding } => {
                format!("有字节不是{encoding}字符，已用“\u{fffd}”代替")
            }
            Self::UnitIgnored { found } => format!("“{found}”不能作为单位编码，按未填写处理"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::AliasIgnored { found } => {
                format!("the alias `{found}` is no host and was left out")
            }
            Self::CategoryUnknown { found } => {
                format!("unknown kind of site `{found}`, taken as not given")
            }
            Self::HeadingGuessed => {
                "the list has no heading; columns were guessed from its first row".to_owned()
            }
            Self::MixedEncodings {
                encoding,
                lines,
                count,
            } => {
                let more = match count.saturating_sub(lines.len()) {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                format!(
                    "two encodings in one list: line {}{more} in {encoding}, unlike the others; each was read in its own, please check",
                    numbers(lines, ", ")
                )
            }
            Self::NameMissing => "no name is given; the host stands for it".to_owned(),
            Self::NotGovernment { host } => {
                format!("`{host}` is not a domain that only governments get")
            }
            Self::NumberRepaired { found } => {
                format!("`{found}` was changed by a spreadsheet and repaired")
            }
            Self::SeveralAddresses { count } => {
                format!("{count} addresses; the first is the home page, the others became aliases")
            }
            Self::ServicesUnknown { found } => {
                format!("`{found}` is neither yes nor no, taken as not given")
            }
            Self::SharedHost { line } => format!("same host as line {line}, with another path"),
            Self::RowsLeftOut { limit } => {
                format!("there are more than {limit} rows; the rest were not read")
            }
            Self::SheetIgnored { name } => format!("the sheet `{name}` was not read"),
            Self::UnclosedQuote => "a quote opens a cell and none closes it".to_owned(),
            Self::Undecodable { encoding } => {
                format!("bytes that are no {encoding} characters were replaced by `\u{fffd}`")
            }
            Self::UnitIgnored { found } => {
                format!("`{found}` cannot be a unit code, taken as not given")
            }
        }
    }
}

fn numbers(lines: &[u64], between: &str) -> String {
    let lines: Vec<String> = lines.iter().map(u64::to_string).collect();
    lines.join(between)
}
