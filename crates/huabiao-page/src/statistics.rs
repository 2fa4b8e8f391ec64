use chrono::{Days, Months, NaiveDate};
use huabiao_facts::{PageKind, Statistics, StatisticsOf};

use crate::guide_detail::line_number;
use crate::regions::Area;
use crate::sink::fold;
use crate::skeleton::Line;
use crate::view::View;

/// Numbers of messages or services that a page publishes: a short line that names
/// them, with figures in it or below it.
pub(crate) fn read(view: &View<'_>, kind: PageKind) -> Vec<Statistics> {
    let mut found: Vec<Statistics> = Vec::new();
    if kind == PageKind::Error || !view.subjects.statistics {
        return found;
    }
    let lines: Vec<&Line> = view
        .skeleton
        .lines
        .iter()
        .filter(|line| {
            !line.hidden
                && !line.control
                && line.start >= view.begin()
                && matches!(
                    view.regions.area(line.node, line.start),
                    Area::Main | Area::Comment | Area::Side
                )
        })
        .collect();
    for (index, line) in lines.iter().enumerate() {
        let text = view.skeleton.slice(line.start, line.end);
        // A link to statistics is none.
        if line.chars > LINE || line.link_chars * 2 > line.chars {
            continue;
        }
        let Some(of) = about(text) else { continue };
        let below: Vec<&str> = lines
            .iter()
            .skip(index + 1)
            .take(BELOW)
            .map(|line| view.skeleton.slice(line.start, line.end))
            .collect();
        let figures = core::iter::once(text)
            .chain(below.iter().copied())
            .any(figure);
        if !figures || found.iter().any(|known| known.of == of) {
            continue;
        }
        // Days that stand with the figures, else those above them.
        let above = index
            .checked_sub(1)
            .and_then(|above| lines.get(above))
            .map(|line| view.skeleton.slice(line.start, line.end));
        let near = core::iter::once(text).chain(below).chain(above);
        let day = near
            .filter_map(period_end)
            .max()
            .or_else(|| period_end(&view.skeleton.title))
            .or_else(|| view.published.map(|published| published.date));
        found.push(Statistics {
            of,
            day,
            snippet: fold(text, 120),
            line: line_number(view, line.start),
        });
    }
    found
}

/// What a line counts, if it names statistics.
fn about(text: &str) -> Option<StatisticsOf> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["网站", "访问量", "浏览", "统计局", "统计年鉴", "统计公报"]) && !has(&SURE)
    {
        return None;
    }
    let counts = has(&[
        "统计",
        "总数",
        "总量",
        "回复率",
        "答复率",
        "办结率",
        "累计",
        "共收到",
    ]);
    if counts && has(&MESSAGES) {
        return Some(StatisticsOf::Messages);
    }
    let services = has(&[
        "办件统计",
        "办件量",
        "办件总量",
        "办件情况",
        "办事统计",
        "办件数",
    ]) || counts && has(&["办件", "事项办理", "服务事项", "业务办理"]);
    services.then_some(StatisticsOf::Services)
}

/// Whether a text holds a number that is no year.
fn figure(text: &str) -> bool {
    let mut digits = String::new();
    for c in text.chars().chain(Some(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        let number = core::mem::take(&mut digits);
        if number.is_empty() || c == '年' || c == '月' || c == '日' || c == '-' {
            continue;
        }
        return true;
    }
    false
}

/// The last day of the latest month or day that a text names (2026年10月,
/// 2026年1-10月, 2026-10).
fn period_end(text: &str) -> Option<NaiveDate> {
    let text: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut latest = None;
    for at in 0..text.len() {
        let fresh = at
            .checked_sub(1)
            .and_then(|before| text.get(before))
            .is_none_or(|c| !c.is_ascii_digit());
        let Some((year, rest)) = number(&text, at).filter(|_| fresh) else {
            continue;
        };
        if !(2000..2100).contains(&year) {
            continue;
        }
        if !matches!(text.get(rest), Some('年' | '-' | '/' | '.')) {
            continue;
        }
        let Some((mut month, mut rest)) = number(&text, rest + 1) else {
            continue;
        };
        // A range of months.
        if matches!(text.get(rest), Some('-' | '—' | '至' | '～' | '~'))
            && let Some((last, after)) = number(&text, rest + 1)
            && text.get(after) == Some(&'月')
        {
            (month, rest) = (last, after);
        }
        let day = match text.get(rest) {
            Some('月' | '-' | '/' | '.') => number(&text, rest + 1)
                .filter(|(day, _)| (1..=31).contains(day))
                .map(|(day, _)| day),
            _ => None,
        };
        let date = match day {
            Some(day) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
            None => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)
                .and_then(|first| first.checked_add_months(Months::new(1)))
                .and_then(|next| next.checked_sub_days(Days::new(1))),
        };
        latest = latest.max(date);
    }
    latest
}

/// A number of at most four digits at a place, and where it ends.
fn number(text: &[char], at: usize) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut end = at;
    while let Some(digit) = text.get(end).and_then(|c| c.to_digit(10)) {
        if end - at == 4 {
            return None;
        }
        value = value * 10 + digit;
        end += 1;
    }
    (end > at).then_some((value, end))
}

/// One search for the words without which nothing is looked for.
/// Words of messages.
const MESSAGES: [&str; 9] = [
    "留言", "来信", "信件", "咨询", "投诉", "诉求", "问政", "信箱", "互动",
];

/// Words that leave no doubt.
const SURE: [&str; 6] = [
    "留言统计",
    "来信统计",
    "信件统计",
    "办件统计",
    "回复率",
    "答复率",
];

/// Characters of the longest line that names statistics.
const LINE: u32 = 80;

/// Lines below it in which its figures stand.
const BELOW: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn periods_end_with_their_month() {
        assert_eq!(period_end("2026年10月留言办理情况统计"), day("2026-10-31"));
        assert_eq!(period_end("2026年1-9月办件统计"), day("2026-09-30"));
        assert_eq!(period_end("截至2026年11月20日，共收到"), day("2026-11-20"));
        assert_eq!(period_end("统计时间：2026-11"), day("2026-11-30"));
        assert_eq!(period_end("2026年办件量"), None);
        assert_eq!(period_end("编号20261105"), None);
    }

    #[test]
    fn what_is_counted() {
        assert_eq!(about("留言受理反馈情况统计"), Some(StatisticsOf::Messages));
        assert_eq!(about("共收到来信 320 件"), Some(StatisticsOf::Messages));
        assert_eq!(about("本月办件量：1200"), Some(StatisticsOf::Services));
        assert_eq!(about("网站访问量统计"), None);
        assert_eq!(about("县统计局发布经济总量"), None);
    }

    #[test]
    fn a_year_alone_is_no_figure() {
        assert!(figure("共320件"));
        assert!(!figure("2026年10月统计"));
    }
}
