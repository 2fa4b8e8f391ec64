use chrono::NaiveDate;
use huabiao_finding::day_words;
use huabiao_types::Lang;

/// What decided the state of a column.
///
/// ```
/// use huabiao_inspection::ColumnWhy;
/// use huabiao_types::Lang;
///
/// let why = ColumnWhy::Undated { entries: 1 };
/// assert_eq!(why.text(Lang::Zh), "1条信息日期不明，可能更新");
/// assert_eq!(why.text(Lang::En), "1 entry has no known date and may be newer");
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum ColumnWhy {
    /// It keeps what is over: the entries of a past year, a closed topic.
    Archive,
    /// It shows no entry and nothing else.
    Empty,
    /// Its own list is empty, and columns below it are not.
    FilledBelow,
    /// It is a front page of several columns.
    Front,
    /// A frame of it shows a page that was not read, or that shows no date.
    Framed,
    /// It is named 新闻发布: news, which have a limit, or press conferences, which have none.
    NewsOrConferences,
    /// No date of it could be read.
    NoDate,
    /// Nothing limits its age.
    NoLimit,
    /// The latest date is older than the limit.
    Past {
        /// The date that decides.
        newest: NaiveDate,
        /// The list's own latest date, where a page that it links to is newer.
        shown: Option<NaiveDate>,
        /// How old it is.
        days: i64,
        /// The limit in days.
        limit: u32,
    },
    /// Scripts add to its list.
    ScriptAdds,
    /// Scripts make its list.
    ScriptMakes,
    /// A page beside it that it links to, of the same kind, is kept up: perhaps another tab.
    Tab,
    /// Entries without a date may be newer.
    Undated {
        /// How many.
        entries: u32,
    },
    /// Its own list is past its limit, and its page leads to an article that is not.
    NewerLinked {
        /// The date of that article.
        newest: NaiveDate,
    },
    /// The list is not in the order of dates, and not all of its pages were read.
    Unsorted,
    /// The latest date is within the limit.
    Within {
        /// The date that decides.
        newest: NaiveDate,
        /// The list's own latest date, where a page that it links to is newer.
        shown: Option<NaiveDate>,
        /// The limit in days.
        limit: u32,
    },
}

impl ColumnWhy {
    /// The reason in a few words.
    pub fn text(&self, lang: Lang) -> String {
        let text = match (self, lang) {
            (Self::Archive, Lang::En) => "the archive of a past year or of a closed topic",
            (Self::Archive, Lang::Zh) => "往年归档或已结束专题的栏目",
            (Self::Empty, Lang::En) => "the column shows no entry and no text",
            (Self::Empty, Lang::Zh) => "栏目页没有任何条目或内容",
            (Self::FilledBelow, Lang::En) => "its own list is empty, columns below it are not",
            (Self::FilledBelow, Lang::Zh) => "自身列表为空，但下级栏目有内容",
            (Self::Framed, Lang::En) => "a frame shows a list that could not be read",
            (Self::Framed, Lang::Zh) => "框架内的列表未能读取",
            (Self::Front, Lang::En) => "a front page of several columns, not one list",
            (Self::Front, Lang::Zh) => "多个栏目的汇总页，不是单一列表",
            (Self::NewsOrConferences, Lang::En) => {
                "news or press conferences: its name does not tell"
            }
            (Self::NewsOrConferences, Lang::Zh) => {
                "“新闻发布”可能指动态，也可能指发布会，须人工判断"
            }
            (Self::NoDate, Lang::En) => "no date that could be read",
            (Self::NoDate, Lang::Zh) => "未见可识别的日期",
            (Self::NoLimit, Lang::En) => "nothing says how often it is to be updated",
            (Self::NoLimit, Lang::Zh) => "没有更新时限",
            (Self::ScriptAdds, Lang::En) => "scripts add to the list; a browser has to look",
            (Self::ScriptAdds, Lang::Zh) => "列表由脚本续写，须用浏览器查看",
            (Self::ScriptMakes, Lang::En) => "scripts make the list; a browser has to look",
            (Self::ScriptMakes, Lang::Zh) => "列表由脚本生成，须用浏览器查看",
            (Self::Tab, Lang::En) => "a tab of it, a page of its own, is kept up",
            (Self::Tab, Lang::Zh) => "所链同类页签页面更新及时，须人工判断",
            (Self::Unsorted, Lang::En) => {
                "not in the order of dates, and later pages were not read"
            }
            (Self::Unsorted, Lang::Zh) => "列表未按日期排列，后续页面未全部读取",
            (Self::NewerLinked { newest }, Lang::En) => {
                let newest = day_words(*newest, lang);
                return format!("its page also leads to an article of {newest}, outside its list");
            }
            (Self::NewerLinked { newest }, Lang::Zh) => {
                let newest = day_words(*newest, lang);
                return format!("栏目页列表以外另链有{newest}的稿件，须人工判断");
            }
            (Self::Undated { entries: 1 }, Lang::En) => {
                "1 entry has no known date and may be newer"
            }
            (Self::Undated { entries }, Lang::En) => {
                return format!("{entries} entries have no known date and may be newer");
            }
            (Self::Undated { entries }, Lang::Zh) => {
                return format!("{entries}条信息日期不明，可能更新");
            }
            (
                Self::Within {
                    newest,
                    shown,
                    limit,
                },
                lang,
            ) => {
                let latest = latest(*newest, *shown, lang);
                return match lang {
                    Lang::En => format!("{latest}, within {}", days(i64::from(*limit))),
                    Lang::Zh => format!("{latest}，未超过{limit}天"),
                };
            }
            (
                Self::Past {
                    newest,
                    shown,
                    days: age,
                    limit,
                },
                lang,
            ) => {
                let latest = latest(*newest, *shown, lang);
                return match lang {
                    Lang::En => format!("{latest}, {} old, limit {limit}", days(*age)),
                    Lang::Zh => format!("{latest}，距今{age}天，超过{limit}天"),
                };
            }
        };
        text.to_owned()
    }
}

fn latest(newest: NaiveDate, shown: Option<NaiveDate>, lang: Lang) -> String {
    let newest = day_words(newest, lang);
    match (shown, lang) {
        (None, Lang::En) => format!("latest date {newest}"),
        (None, Lang::Zh) => format!("最新日期{newest}"),
        (Some(shown), Lang::En) => {
            let shown = day_words(shown, lang);
            format!("latest date of the list {shown}, of a page that it links to {newest}")
        }
        (Some(shown), Lang::Zh) => {
            let shown = day_words(shown, lang);
            format!("列表最新日期{shown}，所链页面最新日期{newest}")
        }
    }
}

fn days(count: i64) -> String {
    let noun = if count == 1 { "day" } else { "days" };
    format!("{count} {noun}")
}
