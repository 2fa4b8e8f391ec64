use huabiao_facts::{PageKind, PartlyDated};

use crate::day::Found;
use crate::regions::Area;
use crate::skeleton::Role;
use crate::told::CLOCKS;
use crate::view::View;

/// Links with a month and a day beside them and no whole date, or words that count from
/// the day of the visit.
pub(crate) fn read(view: &View<'_>, days: &[Found]) -> Vec<PartlyDated> {
    let skeleton = view.skeleton;
    let mut anchors = skeleton
        .links
        .iter()
        .zip(view.addresses)
        .filter(|(raw, _)| raw.role == Role::Anchor && !raw.noscript && !raw.head)
        .peekable();
    let mut before = 0;
    let mut found = Vec::new();
    while let Some((raw, address)) = anchors.next() {
        let (start, end) = (raw.start, raw.end.max(raw.start));
        let next = anchors.peek().map_or(u32::MAX, |(next, _)| next.start);
        let next = next.min(u32::try_from(skeleton.text.len()).unwrap_or(u32::MAX));
        let from = before;
        before = end;
        let Some(url) = address.filter(|_| !raw.hidden && end > start + TITLE) else {
            continue;
        };
        if view.regions.area(raw.node, start) == Area::Footer {
            continue;
        }
        // Where the last whole day of a part ends.
        let whole = |from: u32, to: u32| {
            let first = days.partition_point(|found| found.end <= from as usize);
            let past = days.partition_point(|found| found.start < to as usize);
            days.get(first..past)
                .and_then(<[Found]>::last)
                .map(|found| u32::try_from(found.end).unwrap_or(u32::MAX))
        };
        let title = skeleton.slice(start, end);
        let lead = last(skeleton.slice(from, start));
        let tail = first(skeleton.slice(end, next));
        let lead_from = start - u32::try_from(lead.len()).unwrap_or(0);
        let tail_to = end + u32::try_from(tail.len()).unwrap_or(0);
        if whole(start, tail_to).is_some() {
            continue;
        }
        // A whole day before it is that of the entry above, where this one has its own.
        let day = match whole(lead_from, start) {
            Some(past) => beside(tail).or_else(|| beside(skeleton.slice(past, start))),
            None => beside(tail)
                .or_else(|| beside(lead))
                .or_else(|| month_and_day(first(title)))
                .or_else(|| month_and_day(last(title))),
        };
        if let Some((month, day)) = day {
            found.push(PartlyDated {
                url: url.to_owned(),
                month,
                day,
                line: raw.line,
            });
        }
        if found.len() >= LINKS {
            break;
        }
    }
    found
}

/// Days without a year, or words that count from the day of the visit, in lines of a home
/// page or a column that stand in none of its links: news in a sentence, a headline without
/// an address. They lead nowhere.
pub(crate) fn told(view: &View<'_>, kind: PageKind, found: &mut Vec<PartlyDated>) {
    if !matches!(kind, PageKind::Home | PageKind::Column) {
        return;
    }
    for line in &view.skeleton.lines {
        let text = view.skeleton.slice(line.start, line.end);
        let shown = !line.hidden
            && !line.control
            // Beside a title it is that of an entry.
            && line.link_chars * 2 < line.chars
            && line.chars >= SENTENCE
            && text.contains(['月', '周', '昨', '前'])
            && matches!(
                view.regions.area(line.node, line.start),
                Area::Main | Area::Nav
            )
            && !CLOCKS.iter().any(|word| text.contains(word));
        if !shown || found.len() >= LINKS {
            continue;
        }
        let days = days_of_months(text);
        let relative = line.chars <= SHORT && TOLD.iter().any(|word| text.contains(word));
        let relative = relative.then_some((0, 0));
        found.extend(days.chain(relative).map(|(month, day)| {
            PartlyDated {
                url: String::new(),
                month,
                day,
                line: view
                    .skeleton
                    .nodes
                    .get(line.node as usize)
                    .map_or(0, |node| node.line),
            }
        }));
    }
    found.truncate(LINKS);
}

/// Days of months to which no year is written: 11月23日.
fn days_of_months(text: &str) -> impl Iterator<Item = (u8, u8)> {
    text.match_indices('月').filter_map(|(at, mark)| {
        let head = text.get(..at)?.trim_end();
        let start = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |end| {
            end + head
                .get(end..)
                .and_then(|c| c.chars().next())
                .map_or(1, char::len_utf8)
        });
        let month: u8 = head.get(start..)?.parse().ok()?;
        let (day, tail) = number(text.get(at + mark.len()..)?.trim_start());
        let year = head
            .get(..start)?
            .trim_end()
            .ends_with(['年', '-', '/', '.']);
        let valid = (1..=12).contains(&month) && day.is_some_and(|day| (1..=31).contains(&day));
        (valid && !year && tail.trim_start().starts_with(['日', '号'])).then_some((month, day?))
    })
}

/// The beginning of a text, as long as a date with a few marks around it.
fn first(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(BESIDE)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// The end of a text, as long.
fn last(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(BESIDE - 1)
        .map_or(0, |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

/// The month and the day beside a link, or zeros where words count from today.
fn beside(text: &str) -> Option<(u8, u8)> {
    let known = month_and_day(text).or_else(|| day_and_month(text));
    known.or_else(|| is_relative(text).then_some((0, 0)))
}

/// Whether words count from the day of the visit: 昨天, 3天前, 2小时前.
fn is_relative(text: &str) -> bool {
    text.contains(['今', '刚', '前', '昨', '周']) && RELATIVE.iter().any(|word| text.contains(word))
}

/// A day above its month, as calendar sheets have it: `24` over `11月`, `24/11`.
fn day_and_month(text: &str) -> Option<(u8, u8)> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let mut before = text.get(..at)?.chars().rev();
    let run = text.get(at..)?;
    let digits = run.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = run.split_at(digits);
    let (day, month, past) = if (3..=4).contains(&digits) {
        let (day, month) = head.split_at(digits - 2);
        (day.parse().ok()?, month.parse().ok()?, rest)
    } else {
        let (day, after) = number(run);
        let bare = after.trim_start_matches(['/', '\n', ' ', '日']);
        if bare.len() == after.len() {
            return None;
        }
        let (month, past) = number(bare);
        (day?, month?, past)
    };
    let named = past.starts_with('月') && !past.starts_with("月份");
    let turned =
        day > 12 && rest.trim_start().starts_with('/') && !past.starts_with(['/', '-', '.']);
    let valid = (1..=31).contains(&day) && (1..=12).contains(&month);
    let free = !before.next().is_some_and(|c| "-/.年".contains(c));
    (valid && free && (named || turned)).then_some((month, day))
}

/// A month and a day that stand apart: `11-15`, `[11/15]`, `11月15日`, `11.15`.
fn month_and_day(text: &str) -> Option<(u8, u8)> {
    let mut rest = text;
    let mut before = None;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest.get(..at)?.chars().next_back().or(before);
        let run = rest.get(at..)?;
        let (month, after) = number(run);
        let free = !before.is_some_and(|c| c == '.' || c == '-' || c == '/' || c == '年');
        let mark = after.chars().next();
        if let Some(mark) = mark.filter(|mark| "-/.月".contains(*mark))
            && free
            && let Some(month) = month.filter(|month| (1..=12).contains(month))
        {
            let (day, tail) = number(after.get(mark.len_utf8()..)?);
            let ends = match tail.chars().next() {
                Some('日' | '号') => true,
                Some(c) => mark != '月' && !"-/.%:年月".contains(c),
                None => mark != '月',
            };
            if let Some(day) = day.filter(|day| ends && (1..=31).contains(day)) {
                return Some((month, day));
            }
        }
        before = run.get(..run.len() - after.len())?.chars().next_back();
        rest = after;
    }
    None
}

/// The number of one or two digits that a text begins with, and what follows its
/// digits.
fn number(text: &str) -> (Option<u8>, &str) {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at(length);
    let number = (1..=2).contains(&length).then(|| digits.parse().ok());
    (number.flatten(), rest)
}

/// Words that count from the day of the visit, not further back than some days.
const RELATIVE: [&str; 12] = [
    "上周",
    "今天",
    "今日",
    "分钟前",
    "刚刚",
    "前天",
    "天前",
    "小时前",
    "昨天",
    "昨日",
    "本周",
    "周前",
];

/// Those of them that stand in no other sense in a short line.
const TOLD: [&str; 9] = [
    "上周",
    "分钟前",
    "刚刚",
    "前天",
    "天前",
    "小时前",
    "昨天",
    "昨日",
    "本周",
];

/// Characters of a line that is more than a day.
const SENTENCE: u32 = 8;

/// Characters of such a line at most.
const SHORT: u32 = 60;

/// Characters beside a link in which its day stands.
const BESIDE: usize = 12;
/// Links kept of one page.
const LINKS: usize = 200;
/// Bytes that a title is longer than.
const TITLE: u32 = 11;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::month_and_day;
    use crate::testing;

    fn days(body: &str) -> Vec<(u8, u8)> {
        let url = "http://www.example.gov.cn/";
        let page = testing::page(
            url,
            &format!("<p>某市教育局的网站，欢迎使用</p><ul>{body}{body}</ul>"),
        );
        let links = page.partly_dated.iter();
        links.map(|link| (link.month, link.day)).collect()
    }

    #[test]
    fn a_month_and_a_day_beside_a_link() {
        let title = "某县举办秋季专场招聘会";
        for entry in [
            format!("<li><span>11-15</span><a href=/a.html>{title}</a></li>"),
            format!("<li><a href=/a.html>{title}</a><span>[11-15]</span></li>"),
            format!("<li><a href=/a.html>{title}</a>（11月15日）</li>"),
            format!("<li><a href=/a.html><i>11/15</i>{title}</a></li>"),
            format!("<li><b>15</b><span>11月</span><a href=/a.html>{title}</a></li>"),
            format!("<li><p>15</p><p>11月</p><a href=/a.html>{title}</a></li>"),
            format!("<li><a href=/a.html>{title}</a><span>15/11</span></li>"),
            format!("<li><span>15</span>/<em>11</em><a href=/a.html>{title}</a></li>"),
            "<li><p>15/11</p><a href=/a.html>走访慰问</a></li>".to_owned(),
        ] {
            assert_eq!(days(&entry), [(11, 15), (11, 15)], "{entry}");
        }
        for entry in [
            format!("<li><a href=/a.html>{title}</a><span>2020-11-15</span></li>"),
            format!("<li><a href=/a.html>{title}</a></li>"),
            "<li><a href=/a.html>首页</a><span>11-15</span></li>".to_owned(),
        ] {
            assert_eq!(days(&entry), [], "{entry}");
        }
    }

    #[test]
    fn words_that_count_from_the_visit() {
        for word in ["刚刚", "2小时前", "昨天 10:20", "3天前"] {
            let entry =
                format!("<li><a href=/a.html>某县举办专场招聘会</a><span>{word}</span></li>");
            assert_eq!(days(&entry), [(0, 0), (0, 0)], "{word}");
        }
        for word in ["2个月前", "日前", "当前"] {
            let entry =
                format!("<li><a href=/a.html>某县举办专场招聘会</a><span>{word}</span></li>");
            assert_eq!(days(&entry), [], "{word}");
        }
    }

    #[test]
    fn days_in_sentences() {
        let told = |line: &str| {
            let url = "http://www.example.gov.cn/";
            let page = testing::page(url, &format!("<p>某市教育局的网站</p>{line}"));
            let mut days = page.partly_dated.iter().filter(|day| day.url.is_empty());
            days.next().map(|day| (day.month, day.day))
        };
        for line in [
            "<p>11月23日，我局召开会议……<a href=/1.html>[详细]</a></p>",
            "<p>2026年第22期（11月23日出版）<a href=/1.html>电子报</a></p>",
        ] {
            assert_eq!(told(line), Some((11, 23)), "{line}");
        }
        assert_eq!(
            told("<ul><li>我局召开推进会<em>本周一</em></ul>"),
            Some((0, 0))
        );
        for line in [
            "<p>2026年11月23日召开会议</p>",
            "<p>今天是11月23日</p>",
            "<p>11月份</p>",
        ] {
            assert_eq!(told(line), None, "{line}");
        }
    }

    #[test]
    fn a_whole_day_above_is_that_of_the_entry_above() {
        let entry = "<li><a href=/a.html>某县举办专场招聘会</a><span>2020-05-01</span></li>\
                     <li><a href=/b.html>某县召开工作推进会</a><span>[11月15日]</span></li>";
        assert_eq!(days(entry), [(11, 15), (11, 15)]);
    }

    #[test]
    fn numbers_that_are_no_days() {
        for text in [
            "2020-11-15",
            "20-11-15",
            "13-1",
            "11-45",
            "第1.5%",
            "11:15",
            "8341-2",
        ] {
            assert_eq!(month_and_day(text), None, "{text}");
        }
    }
}
