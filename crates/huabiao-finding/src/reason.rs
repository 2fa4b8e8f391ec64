use huabiao_types::{Lang, outcome_words};

use crate::Population;

/// Why something was not checked, or not wholly.
///
/// ```
/// use huabiao_finding::Reason;
/// use huabiao_types::Lang;
///
/// let reason = Reason::NeedsDays { needs: 7, has: 1 };
/// assert_eq!(reason.text(Lang::En), "needs 7 days, has 1");
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Reason {
    /// The bonus part is not reached.
    BonusClosed,
    /// Nobody said what kind of site it is.
    CategoryUnknown,
    /// The home page could not be read; the outcome is given.
    HomeUnread {
        /// As in `unknown.timeout`.
        outcome: String,
    },
    /// Observation must go on for a number of days.
    NeedsDays {
        /// Days needed.
        needs: u32,
        /// Days observed so far.
        has: u32,
    },
    /// Fewer visits than the clause asks for.
    NeedsVisits {
        /// Visits needed.
        needs: u32,
        /// Visits so far.
        has: u32,
    },
    /// The rule gave no list to draw a sample from.
    NoPopulation {
        /// What the list is of.
        of: String,
    },
    /// The body has no outward services (对外服务职能), so the clause does not apply.
    NoServices,
    /// A person looked at more than what was drawn.
    NotDrawn {
        /// How many faults they saw there.
        items: u32,
    },
    /// Nobody answered a question that people answer.
    NotAnswered {
        /// The identifier of the question.
        question: String,
    },
    /// The clause is not for this kind of site.
    NotForThisKind,
    /// The rule gave no such number.
    NotMeasured {
        /// The name of the measure.
        measure: String,
    },
    /// What is needed was not on any page that was read.
    NothingSeen {
        /// What was looked for, in Chinese; what is known by that name has English words
        /// too.
        what: String,
    },
    /// A budget ended the run before every address was read.
    OverBudget {
        /// Addresses left out.
        addresses: u32,
    },
    /// A page shows too little, or leads elsewhere, to tell whether a fault is gone.
    PageNotAsBefore {
        /// Its address.
        url: String,
    },
    /// A page was not read.
    PageUnread {
        /// Its address.
        url: String,
    },
    /// Some of what there is was read and judged, the rest was not.
    PartRead {
        /// What it is, in Chinese, named as in [`NothingSeen`](Self::NothingSeen).
        what: String,
        /// How many were.
        read: u32,
        /// How many were not; `None` for those on other platforms, which nobody counted.
        left: Option<u32>,
    },
    /// No source that is known gives the points of it, or the limit.
    PointsUnknown,
    /// The clause is for the portals of governments (政府门户网站) only.
    PortalsOnly,
    /// robots.txt excludes addresses.
    Robots {
        /// Addresses excluded.
        addresses: u32,
    },
    /// Entries of a book have a day that is still to come.
    RowsAhead {
        /// Their numbers.
        entries: Vec<String>,
    },
    /// Rows of a book could not be read.
    RowsRefused {
        /// Their lines, from 1.
        lines: Vec<u64>,
    },
    /// The rule cannot see every fault of its kind, so its silence is no answer.
    RuleMayMiss {
        /// The identifier of the rule.
        rule: String,
    },
    /// The rule was not among those that were run.
    RuleNotRun {
        /// The identifier of the rule.
        rule: String,
    },
    /// Nobody said whether the body has outward services.
    ServicesUnknown,
    /// What was found still stands on the page, whether or not a rule calls it a fault.
    StillOnPage {
        /// What was found.
        what: String,
    },
    /// A link's target was not asked for, or gave no clear answer.
    TargetUnasked {
        /// Its address.
        url: String,
    },
    /// Entries show no date that could be read.
    Undated {
        /// How many.
        entries: u32,
    },
    /// Requests ended in an unknown outcome (blocked, challenged, timed out …).
    UnknownOutcomes {
        /// How many.
        addresses: u32,
    },
    /// Scripts fill lists that nobody saw.
    UnseenLists {
        /// How many columns.
        columns: u32,
    },
}

impl Reason {
    /// The reason in words.
    pub fn text(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, Self::BonusClosed) => "the bonus part is not reached".to_owned(),
            (Lang::Zh, Self::BonusClosed) => "未达到进入加分项的条件".to_owned(),
            (Lang::En, Self::CategoryUnknown) => "nobody said what kind of site it is".to_owned(),
            (Lang::Zh, Self::CategoryUnknown) => "网站类别未登记".to_owned(),
            (Lang::En, Self::HomeUnread { outcome }) => {
                let ended = outcome_words(outcome, lang);
                format!("the home page could not be read ({ended})")
            }
            (Lang::Zh, Self::HomeUnread { outcome }) => {
                format!("首页未能读取：{}", outcome_words(outcome, lang))
            }
            (Lang::En, Self::NeedsDays { needs, has }) => {
                format!("needs {}, has {has}", plural(*needs, "day", "days"))
            }
            (Lang::Zh, Self::NeedsDays { needs, has }) => {
                format!("需连续监测{needs}天，现有{has}天")
            }
            (Lang::En, Self::NeedsVisits { needs, has }) => {
                format!("needs {}, has {has}", plural(*needs, "visit", "visits"))
            }
            (Lang::Zh, Self::NeedsVisits { needs, has }) => {
                format!("需访问{needs}次，现有{has}次")
            }
            (Lang::En, Self::NoPopulation { of }) => {
                format!("needs the list of {of} to draw from")
            }
            (Lang::Zh, Self::NoPopulation { of }) => {
                format!("缺少可供抽查的{}清单", Population::words(of, lang))
            }
            (Lang::En, Self::NotAnswered { question }) => {
                format!("nobody answered the question {question}")
            }
            (Lang::Zh, Self::NotAnswered { question }) => format!("问题 {question} 尚未核查"),
            (Lang::En, Self::NotDrawn { items }) => format!(
                "{} on what was not drawn, not counted",
                plural(*items, "answer of a person is", "answers of people are")
            ),
            (Lang::Zh, Self::NotDrawn { items }) => {
                format!("人工另查发现{items}处，不在抽取范围内，不计")
            }
            (Lang::En, Self::NotForThisKind) => {
                "the clause is not for this kind of site".to_owned()
            }
            (Lang::Zh, Self::NotForThisKind) => "该项不适用于此类网站".to_owned(),
            (Lang::En, Self::PointsUnknown) => {
                "no known source gives its points or its limit".to_owned()
            }
            (Lang::Zh, Self::PointsUnknown) => "已知资料未载明该项分值或限值".to_owned(),
            (Lang::En, Self::NoServices) => "the body has no outward services".to_owned(),
            (Lang::Zh, Self::NoServices) => "无对外服务职能，不适用".to_owned(),
            (Lang::En, Self::NotMeasured { measure }) => {
                format!("the rule gave no number `{measure}`")
            }
            (Lang::Zh, Self::NotMeasured { measure }) => {
                format!("检查规则未给出数值 {measure}")
            }
            (lang, Self::NothingSeen { what }) => nothing_seen(what, lang),
            (Lang::En, Self::OverBudget { addresses }) => {
                format!(
                    "{} not read, the budget was used up",
                    plural(*addresses, "address was", "addresses were")
                )
            }
            (Lang::Zh, Self::OverBudget { addresses }) => {
                format!("超出本次检查额度，{addresses}个地址未读取")
            }
            (Lang::En, Self::PageNotAsBefore { url }) => {
                format!("the page {url} is not as it was and shows too little to tell")
            }
            (Lang::Zh, Self::PageNotAsBefore { url }) => {
                format!("页面 {url} 已非原样，可读内容不足以判定")
            }
            (Lang::En, Self::PageUnread { url }) => format!("the page {url} was not read"),
            (Lang::Zh, Self::PageUnread { url }) => format!("未读取页面 {url}"),
            (Lang::En, Self::PartRead { what, read, left }) => {
                let known = ON_PAGES.iter().find(|(zh, _)| zh == what);
                let what = known.map_or(what.as_str(), |(_, en)| en);
                match left {
                    Some(left) => format!("of the {what} {read} were judged, {left} could not be"),
                    None => format!("of the {what} {read} were read, those elsewhere were not"),
                }
            }
            (Lang::Zh, Self::PartRead { what, read, left }) => match left {
                Some(left) => format!("已判读{what}{read}个，另有{left}个的内容未能判读"),
                None => format!("已读{what}{read}个，其他平台或入口中的未读取"),
            },
            (Lang::En, Self::PortalsOnly) => {
                "the clause is for the portals of governments only".to_owned()
            }
            (Lang::Zh, Self::PortalsOnly) => "该项仅适用于政府门户网站".to_owned(),
            (Lang::En, Self::Robots { addresses }) => {
                format!(
                    "robots.txt excludes {}",
                    plural(*addresses, "address", "addresses")
                )
            }
            (Lang::Zh, Self::Robots { addresses }) => {
                format!("robots.txt 禁止读取{addresses}个地址")
            }
            (Lang::En, Self::RowsAhead { entries }) => {
                let shown = shown(entries, ", ");
                format!("{shown}: the book has an answer on a day still to come, not used")
            }
            (Lang::Zh, Self::RowsAhead { entries }) => {
                format!("{}登记的答复日期晚于检查日，未采用", shown(entries, "、"))
            }
            (Lang::En, Self::RowsRefused { lines }) => {
                format!(
                    "rows of the book could not be read: line {}",
                    shown(lines, ", ")
                )
            }
            (Lang::Zh, Self::RowsRefused { lines }) => {
                format!("登记表第{}行未能采用", shown(lines, "、"))
            }
            (Lang::En, Self::RuleMayMiss { rule }) => {
                format!("the rule {rule} cannot see every fault of its kind")
            }
            (Lang::Zh, Self::RuleMayMiss { rule }) => {
                format!("检查规则 {rule} 不能发现此类问题的全部情形")
            }
            (Lang::En, Self::RuleNotRun { rule }) => format!("the rule {rule} was not run"),
            (Lang::Zh, Self::RuleNotRun { rule }) => format!("本次未运行检查规则 {rule}"),
            (Lang::En, Self::ServicesUnknown) => {
                "nobody said whether the body has outward services".to_owned()
            }
            (Lang::Zh, Self::ServicesUnknown) => "是否具有对外服务职能未登记".to_owned(),
            (Lang::En, Self::StillOnPage { what }) => format!("{what} still stands on the page"),
            (Lang::Zh, Self::StillOnPage { what }) => format!("{what} 仍在页面上"),
            (Lang::En, Self::TargetUnasked { url }) => {
                format!("whether {url} opens was not told")
            }
            (Lang::Zh, Self::TargetUnasked { url }) => format!("未能核实 {url} 能否打开"),
            (Lang::En, Self::Undated { entries }) => {
                format!(
                    "{} no date that could be read",
                    plural(*entries, "entry shows", "entries show")
                )
            }
            (Lang::Zh, Self::Undated { entries }) => format!("{entries}条信息未见可识别的日期"),
            (Lang::En, Self::UnknownOutcomes { addresses }) => {
                format!(
                    "{} could not be judged",
                    plural(*addresses, "address", "addresses")
                )
            }
            (Lang::Zh, Self::UnknownOutcomes { addresses }) => {
                format!("{addresses}个地址无法判定")
            }
            (Lang::En, Self::UnseenLists { columns }) => {
                format!(
                    "scripts fill the lists of {}",
                    plural(*columns, "column", "columns")
                )
            }
            (Lang::Zh, Self::UnseenLists { columns }) => {
                format!("{columns}个栏目的列表由脚本生成，未能读取")
            }
        }
    }
}

fn nothing_seen(what: &str, lang: Lang) -> String {
    if let Some((_, zh, en)) = ELSEWHERE.iter().find(|(name, ..)| *name == what) {
        return match lang {
            Lang::En => format!("this inspection has no {en}"),
            Lang::Zh => format!("本次检查没有{zh}"),
        };
    }
    let known = ON_PAGES.iter().find(|(zh, _)| *zh == what);
    match (lang, known) {
        (Lang::En, Some((_, en))) => format!("no page that was read shows {en}"),
        (Lang::En, None) => format!("no page that was read shows {what}"),
        (Lang::Zh, _) => format!("已读页面中未见{what}"),
    }
}

/// The first of some things; the others follow as dots.
fn shown<T: ToString>(all: &[T], between: &str) -> String {
    let first: Vec<String> = all.iter().take(SHOWN).map(T::to_string).collect();
    let dots = if all.len() > SHOWN { "…" } else { "" };
    first.join(between) + dots
}

/// A number with its English noun.
fn plural(count: u32, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}

/// Lines and numbers that are named.
const SHOWN: usize = 5;

/// What pages show or do not, and its English.
const ON_PAGES: [(&str, &str); 39] = [
    (
        "互动平台上的公开留言",
        "messages on the platform that the site links to",
    ),
    ("公开留言", "public messages"),
    ("公开的留言及答复", "published messages with their answers"),
    ("办事指南", "service guides"),
    ("可判读的动态要闻栏目", "a column for news that can be read"),
    (
        "可判读的通知公告栏目",
        "a column for notices that can be read",
    ),
    (
        "可判读的政策文件栏目",
        "a column for policy documents that can be read",
    ),
    (
        "可判读的政策解读栏目",
        "a column for interpretations that can be read",
    ),
    ("可判读的办事指南内容", "what is in the service guides"),
    ("可判读的办事统计", "service statistics that can be read"),
    ("可判读的文件页面", "policy documents that can be read"),
    (
        "可判读的留言统计",
        "statistics of messages that can be read",
    ),
    (
        "可判读的解读和文件页面",
        "interpretations and documents that can be read",
    ),
    (
        "图片中的网站名称",
        "the name of the site, which may stand in a picture",
    ),
    ("在线访谈的全部内容", "all of the interviews"),
    ("带日期的公开留言", "published messages with dates"),
    (
        "政务服务平台上的办事统计",
        "service statistics of the platform that the site links to",
    ),
    (
        "政务服务平台上的事项目录",
        "the services of the platform that the site links to",
    ),
    ("政策解读", "interpretations of policies"),
    ("数据发布栏目", "a column for data"),
    ("栏目", "columns"),
    ("栏目列表", "the list of the column"),
    ("框架页", "the page in a frame"),
    (
        "新闻发布类栏目的性质说明",
        "whether a column named 新闻发布 holds news or press conferences",
    ),
    (
        "由脚本打开或名称不明的栏目",
        "what the columns hold that scripts open or whose names do not tell",
    ),
    (
        "答复栏空白的公开留言的答复内容",
        "the answers of public messages whose fields for them are empty",
    ),
    (
        "外文页面的网站名称",
        "the name of the site on pages in another language",
    ),
    (
        "繁体页面的文字",
        "the words of a page in traditional characters",
    ),
    ("网站名称", "the name of the site"),
    ("网站地图", "a site map"),
    ("调查征集的全部内容", "all of the surveys"),
    ("足够的办事服务事项", "enough services"),
    ("足够的带日期信息", "enough entries with dates"),
    ("足够的站内页面", "enough pages of the site"),
    (
        "将来日期即发布日期的说明",
        "that a day still to come is meant as that of publication",
    ),
    ("页头网站名称", "the name of the site in its header"),
    ("页脚", "a footer"),
    ("页脚图片的文字", "the words in pictures of the footer"),
    ("首页的全部内容", "all of the home page"),
];

/// What no page shows, for it comes from asking the server or from records: name,
/// Chinese, English.
const ELSEWHERE: [(&str, &str, &str); 7] = [
    ("HTTPS", "HTTPS访问测试结果", "test of HTTPS"),
    ("IPv6", "IPv6访问测试结果", "test of IPv6"),
    (
        "找错留言办理记录",
        "找错留言办理记录",
        "records of fault reports",
    ),
    (
        "每件来信的答复期限",
        "每件来信的答复期限",
        "time limit of each message",
    ),
    ("留言登记记录", "留言登记记录", "records of messages"),
    ("站内搜索结果", "站内搜索测试结果", "test of the search"),
    (
        "部分日期的放假通知",
        "部分日期的放假通知",
        "holiday notice for some of the days",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        let text = |addresses| Reason::UnknownOutcomes { addresses }.text(Lang::En);
        assert_eq!(text(1), "1 address could not be judged");
        assert_eq!(text(2), "2 addresses could not be judged");
    }

    #[test]
    fn what_was_read_in_part_is_counted() {
        let text = |what: &str, left, lang| {
            let what = what.to_owned();
            let read = 15;
            Reason::PartRead { what, read, left }.text(lang)
        };
        assert_eq!(
            text("办事指南", Some(2), Lang::Zh),
            "已判读办事指南15个，另有2个的内容未能判读"
        );
        assert_eq!(
            text("办事指南", Some(2), Lang::En),
            "of the service guides 15 were judged, 2 could not be"
        );
        assert_eq!(
            text("公开留言", None, Lang::Zh),
            "已读公开留言15个，其他平台或入口中的未读取"
        );
    }

    #[test]
    fn what_is_no_matter_of_pages_is_not_missed_on_them() {
        let text = |what: &str, lang| Reason::NothingSeen { what: what.into() }.text(lang);
        assert_eq!(text("HTTPS", Lang::Zh), "本次检查没有HTTPS访问测试结果");
        assert_eq!(
            text("留言登记记录", Lang::En),
            "this inspection has no records of messages"
        );
        assert_eq!(
            text("办事指南", Lang::En),
            "no page that was read shows service guides"
        );
        assert_eq!(text("办事指南", Lang::Zh), "已读页面中未见办事指南");
    }
}
