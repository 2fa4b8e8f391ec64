use crate::day::Found;
use crate::terms::{Hit, Term};

/// What the words around a date say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Label {
    /// The word that introduces it, and whether that is Chinese.
    pub(crate) term: Option<(Term, bool)>,
    /// It says when something else happens, holds or ends: 活动时间, 自…起施行, an end of
    /// a range. Then it is no date of publication, whatever stands nearby.
    pub(crate) occasion: bool,
}

/// What the words of a text say of each of its dates.
pub(crate) fn labels(text: &str, terms: &[Hit], days: &[Found]) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::with_capacity(days.len());
    for (index, found) in days.iter().enumerate() {
        let term = introduced(text, terms, found.start);
        let before = index
            .checked_sub(1)
            .and_then(|index| Some((days.get(index)?, labels.get(index)?)))
            .and_then(|(before, label)| Some((text.get(before.end..found.start)?, label)));
        let after = days
            .get(index + 1)
            .and_then(|next| text.get(found.end..next.start));
        let ends = before
            .is_some_and(|(gap, label)| joins(gap, &RANGE) || label.occasion && joins(gap, &AND));
        let occasion = match term {
            Some((Term::OtherDay, _)) => true,
            Some((Term::Day, true)) if has_place(text.get(found.end..).unwrap_or_default()) => true,
            _ if ends => true,
            Some((Term::Published | Term::Updated, _)) => {
                is_until(text.get(found.end..).unwrap_or_default())
            }
            _ => {
                after.is_some_and(|gap| joins(gap, &RANGE))
                    || goes_on(text.get(found.end..).unwrap_or_default())
                    || leads_up(text.get(..found.start).unwrap_or_default())
            }
        };
        labels.push(Label { term, occasion });
    }
    labels
}

/// The word that introduces what stands at `start`, and whether it is Chinese.
pub(super) fn introduced(text: &str, terms: &[Hit], start: usize) -> Option<(Term, bool)> {
    let at = u32::try_from(start).unwrap_or(u32::MAX);
    let after = terms.partition_point(|hit| hit.end <= at);
    for (index, hit) in terms.get(..after)?.iter().enumerate().rev().take(3) {
        let gap = text.get(hit.end as usize..start)?;
        if !matches!(
            hit.term,
            Term::Day | Term::OtherDay | Term::Published | Term::Updated
        ) {
            if gap.len() > 40 || gap.chars().any(|c| c.is_ascii_digit()) {
                return None;
            }
            continue;
        }
        let cjk = !text
            .get(hit.start as usize..)?
            .bytes()
            .next()?
            .is_ascii_alphabetic();
        let limit = if cjk { 30 } else { 60 };
        if gap.len() > limit
            || gap
                .chars()
                .any(|c| c.is_ascii_digit() || matches!(c, '。' | '，' | '；'))
            || gap.matches('\n').count() > 3
        {
            return None;
        }
        // Chinese labels stand right before their date.
        if cjk && gap.chars().filter(|c| c.is_alphanumeric()).count() > 4 {
            return None;
        }
        if !cjk && gap.contains(". ") {
            return None;
        }
        let other = hit.term == Term::Day && cjk && {
            let before = index.checked_sub(1).and_then(|index| terms.get(index));
            before.is_some_and(|before| before.term == Term::OtherDay && before.end == hit.start)
                || is_of_something(text.get(..hit.start as usize).unwrap_or_default())
        };
        let planned = hit.term == Term::Published
            && is_planned(text.get(..hit.start as usize).unwrap_or_default());
        let other = other || planned;
        return Some((if other { Term::OtherDay } else { hit.term }, cjk));
    }
    None
}

/// Whether words before 发布时间 say that it is planned, asked for, or that of a book.
fn is_planned(head: &str) -> bool {
    let head = head.trim_end();
    PLANNED.iter().any(|word| head.ends_with(word))
}

/// Whether the text goes on so that something is done by the date before it.
fn is_until(tail: &str) -> bool {
    ["前", "之前", "以前", "止"].iter().any(|word| {
        tail.strip_prefix(word)
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    })
}

/// Whether a word of its own stands before 时间 or 日期 and says of what it is (放榜时间):
/// not the end of another field, and nothing that speaks of the page.
fn is_of_something(head: &str) -> bool {
    let start = head
        .rfind(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c))
        .map_or(0, |at| {
            at + head
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        });
    let (before, word) = head.split_at_checked(start).unwrap_or((head, ""));
    let alone = before.is_empty() || before.ends_with(['\n', '、', '.', '．']);
    alone
        && (2..=6).contains(&word.chars().count())
        && !OF_THE_PAGE.iter().any(|part| word.contains(part))
}

/// Whether nothing but one of some words stands between two dates, weekdays and times
/// of day aside.
fn joins(gap: &str, words: &[&str]) -> bool {
    if gap.len() > 80 {
        return false;
    }
    let mut rest = String::new();
    let mut inside = false;
    for c in gap.chars() {
        match c {
            '(' | '（' => inside = true,
            ')' | '）' => inside = false,
            _ if inside || c.is_whitespace() || c.is_ascii_digit() || ":：时分点".contains(c) =>
                {}
            _ => rest.push(c),
        }
    }
    let mut rest = rest.as_str();
    for half in ["上午", "下午", "起"] {
        rest = rest.strip_prefix(half).unwrap_or(rest);
    }
    words.contains(&rest)
}

/// Whether the text goes on so that the date before it begins or ends something.
fn goes_on(tail: &str) -> bool {
    if let Some(rest) = tail.strip_prefix('起') {
        return !rest.starts_with('草');
    }
    if tail.starts_with(['前', '止']) || tail.starts_with("之前") || tail.starts_with("以前")
    {
        return true;
    }
    let tail = tail.trim_start_matches(' ');
    if tail.starts_with(['至', '到']) || tail.starts_with("截止") {
        return true;
    }
    // 1月1日—5日, 1月1日～2月1日
    let rest = tail.trim_start_matches(['-', '－', '–', '—', '~', '～']);
    if rest.len() == tail.len() {
        return false;
    }
    let rest = rest.trim_start_matches(' ');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && rest
            .get(digits..)
            .is_some_and(|rest| rest.starts_with(['月', '日', '号']))
}

/// Whether the place of an event follows: 时间：… 地点：…
fn has_place(tail: &str) -> bool {
    let end = tail
        .char_indices()
        .nth(40)
        .map_or(tail.len(), |(index, _)| index);
    let near = tail.get(..end).unwrap_or_default();
    near.split_once("地点")
        .is_some_and(|(gap, _)| !OF_A_BYLINE.iter().any(|word| gap.contains(word)))
}

/// Whether the text leads up to a date from which or until which something holds.
fn leads_up(head: &str) -> bool {
    let head = head.trim_end_matches([' ', '：', ':']);
    BEFORE.iter().any(|word| head.ends_with(word))
}

/// What stands between the ends of a range.
const RANGE: [&str; 13] = [
    "至", "到", "-", "－", "–", "—", "——", "--", "~", "～", "〜", "to", "截至",
];
/// What stands between the dates of an enumeration.
const AND: [&str; 6] = ["、", "，", ",", "和", "及", "与"];
/// Words right before a date on which something begins or ends.
const BEFORE: [&str; 7] = ["自", "从", "至", "到", "截止", "截至", "until"];
/// Words after which a line under a headline goes on.
const OF_A_BYLINE: [&str; 5] = ["来源", "作者", "浏览", "阅读", "点击"];
/// Words before a date of publication that is none of the page.
const PLANNED: [&str; 15] = [
    "书籍",
    "产品",
    "依申请",
    "图书",
    "将",
    "拟",
    "拟定",
    "新书",
    "计划",
    "申请",
    "预定",
    "预期",
    "预计",
    "首次",
    "首批",
];
/// Parts of words that say of what the time is, when it is that of the page.
const OF_THE_PAGE: [&str; 20] = [
    "上线", "上网", "入库", "公开", "公布", "写作", "发", "审核", "推送", "文章", "新闻", "更新",
    "本文", "撰", "最", "登", "稿", "编", "转载", "页",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn occasions(text: &str) -> Vec<bool> {
        let days = crate::day::scan(text, false, 9);
        assert!(!days.is_empty(), "{text}");
        labels(text, &crate::terms::of_text(text), &days)
            .iter()
            .map(|label| label.occasion)
            .collect()
    }

    #[test]
    fn dates_of_something_else() {
        for text in [
            "征集时间：2024-01-01 至 2024-02-01",
            "活动时间：2024年1月1日（星期一）上午9:00至2024年2月1日下午17:00",
            "活动时间：\n2024-01-01\n—\n2024-02-01",
            "报名时间：2024年1月1日—5日",
            "考试日期：2024-01-06、2024-01-07",
            "有效期至：2024-12-31",
            "失效时间：2024-12-31",
            "报名截止时间：2024-12-31",
            "放榜时间：2024-03-01",
            "施行日期：2024-03-01",
            "截止时间 2024-03-01 17:00",
            "计划发布时间：2024-12-15",
            "预计公开时间：2024-12-10",
            "拟公开日期：2024-12-10",
            "新书首次发布时间：2024-12-12",
            "依申请公开时间：2024-12-31前",
            "公开时间：2024-12-31前",
            "本办法自2024年3月1日起施行",
            "请于2024年3月1日前报名",
            "2024.01.01-2024.02.01",
            "2024-01-01 ~ 2024-02-01",
            "1 May 2024 – 3 June 2024",
            "时间：2024-05-01 地点：广场",
            "时间：2024年5月1日（星期三）上午9:00\n地点：市民广场",
        ] {
            assert!(occasions(text).iter().all(|occasion| *occasion), "{text}");
        }
    }

    #[test]
    fn dates_of_the_page() {
        for text in [
            "发布时间：2024-01-01",
            "来源：某某局 2024-01-01 09:00",
            "来源：某某局时间：2024-01-01",
            "时间：2024-01-01",
            "时间：2024-01-01 来源：某某局 活动地点在广场",
            "入库时间：2024-01-01",
            "2024-01-01",
            "2024-01-01\n2024-02-01",
            "发布日期：2024-01-01 起草单位：某某科",
            "Posted 1 May 2024 - 12 comments",
        ] {
            assert!(!occasions(text).contains(&true), "{text}");
        }
        assert_eq!(
            occasions("发布时间：2024-01-01 活动时间：2024-02-01至2024-02-03"),
            [false, true, true]
        );
    }
}
