use huabiao_facts::PartlyDated;

use crate::day::Found;
use crate::regions::Area;
use crate::skeleton::Role;
use crate::view::View;

/// Links with a month and a day beside them and no whole date.
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
        let whole = |from: u32, to: u32| {
            let first = days.partition_point(|found| found.end <= from as usize);
            days.get(first)
                .is_some_and(|found| found.start < to as usize)
        };
        let title = skeleton.slice(start, end);
        let lead = last(skeleton.slice(from, start));
        let tail = first(skeleton.slice(end, next));
        let lead_from = start - u32::try_from(lead.len()).unwrap_or(0);
        let tail_to = end + u32::try_from(tail.len()).unwrap_or(0);
        if whole(lead_from, tail_to) {
            continue;
        }
        let day = month_and_day(tail)
            .or_else(|| month_and_day(lead))
            .or_else(|| month_and_day(first(title)))
            .or_else(|| month_and_day(last(title)));
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

/// Characters beside a link in which its day stands.
const BESIDE: usize = 12;
/// Links kept of one page.
const LINKS: usize = 200;
/// Bytes that a title is longer than.
const TITLE: u32 = 15;

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
