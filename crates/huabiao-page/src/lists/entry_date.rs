use core::ops::Range;

use chrono::NaiveDate;

use super::heading::Cells;
use super::split_date::split_date;
use crate::dates::labels;
use crate::day::{Form, Found};
use crate::terms::{Term, of_text};

/// The text of an entry, in which its date is looked for.
pub(super) struct EntryText<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the page.
    pub(super) start: usize,
    /// Where the longest link of the entry lies in the page.
    pub(super) anchor: Option<Range<usize>>,
    pub(super) cells: &'a Cells,
}

/// The date of an entry.
#[derive(Default)]
pub(super) struct EntryDate {
    /// Where it stands.
    pub(super) found: Option<Found>,
    /// The day, if that is sure.
    pub(super) date: Option<NaiveDate>,
    /// Whether any date is shown.
    pub(super) any: bool,
    /// Whether different dates are shown and nothing says which is the one.
    pub(super) several: bool,
}

impl EntryDate {
    /// The newest of several dates.
    fn newest(days: &[Found]) -> Option<Self> {
        let newest = days.iter().copied().max_by_key(|found| found.date)?;
        // Nobody knows which of two days one of them is.
        let sure = days.iter().all(|found| found.other.is_none());
        Some(Self {
            found: Some(newest),
            date: sure.then_some(newest.date),
            any: true,
            several: false,
        })
    }
}

impl EntryText<'_> {
    /// The date among those of the text: what a heading or a word calls the day of
    /// publication, else the newest of those that stand where dates of entries stand.
    pub(super) fn date(&self, days: Vec<Found>) -> EntryDate {
        let cell = self.cells.published.as_ref();
        let in_cell = days
            .iter()
            .find(|found| cell.is_some_and(|cell| cell.contains(&found.start)));
        if let Some(found) = in_cell {
            return EntryDate::newest(&[*found]).unwrap_or_default();
        }
        // With one date there is nothing to choose.
        let labels = if days.len() > 1 {
            let own: Vec<Found> = days.iter().map(|found| self.own(found)).collect();
            labels(self.text, &of_text(self.text), &own)
        } else {
            Vec::new()
        };
        let label = |index: usize| labels.get(index).copied().unwrap_or_default();
        let told = |index: usize, found: &Found| {
            let label = label(index);
            let term = label.term.map(|(term, _)| term);
            days.len() > 1
                && !label.occasion
                && (matches!(term, Some(Term::Published | Term::Updated)) || self.is_called(found))
        };
        let called: Vec<Found> = days
            .iter()
            .enumerate()
            .filter(|(index, found)| told(*index, found))
            .map(|(_, found)| *found)
            .collect();
        if let Some(date) = EntryDate::newest(&called) {
            return date;
        }
        let mut shown = Vec::new();
        let mut in_title = Vec::new();
        let mut occasions = Vec::new();
        let mut sentence = false;
        let mut event = false;
        for (index, found) in days.iter().enumerate() {
            if !self.stands_apart(found) {
                continue;
            }
            if self.begins_sentence(found) {
                sentence = true;
            } else if self.cells.is_event(found.start) || self.ends_term(found) {
                event = true;
            } else if label(index).occasion || self.cells.is_other(found.start) {
                occasions.push(*found);
            } else if self.is_in_title(found) {
                in_title.push(*found);
            } else {
                shown.push(*found);
            }
        }
        if let Some(date) = EntryDate::newest(&shown) {
            let several = shown.iter().any(|found| Some(found.date) != date.date);
            return EntryDate { several, ..date };
        }
        if in_title.is_empty()
            && !event
            && let Some(date) = split_date(self.text)
        {
            return EntryDate {
                found: None,
                date: Some(date),
                any: true,
                several: false,
            };
        }
        let title = in_title.last().or(occasions.first()).copied();
        title
            .and_then(|found| EntryDate::newest(&[found]))
            .unwrap_or(EntryDate {
                any: sentence || event,
                ..EntryDate::default()
            })
    }

    fn own(&self, found: &Found) -> Found {
        let mut own = *found;
        own.start -= self.start;
        own.end -= self.start;
        own
    }

    fn before(&self, found: &Found) -> &str {
        let to = found.start - self.start;
        self.text.get(..to).unwrap_or_default()
    }

    fn after(&self, found: &Found) -> &str {
        let from = found.end - self.start;
        self.text.get(from..).unwrap_or_default()
    }

    fn is_in_title(&self, found: &Found) -> bool {
        let inside = |anchor: &Range<usize>| found.start >= anchor.start && found.end <= anchor.end;
        self.anchor.as_ref().is_some_and(inside)
    }

    /// Whether a short word right before it calls it the day of publication.
    fn is_called(&self, found: &Found) -> bool {
        let head = self.before(found).trim_end();
        let head = head.trim_end_matches(['：', ':']).trim_end();
        CALLED.iter().any(|word| head.ends_with(word))
    }

    /// Whether a word right before it says that something ends on it: 公示至, 截止.
    fn ends_term(&self, found: &Found) -> bool {
        let head = self.before(found).trim_end();
        let head = head.trim_end_matches(['：', ':', '于']).trim_end();
        TERMS.iter().any(|word| head.ends_with(word))
    }

    /// Whether it stands where the date of an entry stands, and not in running words.
    fn stands_apart(&self, found: &Found) -> bool {
        if found.form == Form::Compact {
            return false;
        }
        let (before, after) = (self.before(found), self.after(found));
        let in_title = self.is_in_title(found);
        let edge = after.len() <= 3
            || before.len() <= 3
            || before.ends_with('\n')
            || after.starts_with('\n')
            || before.trim_end().ends_with(['[', '(', '（', '【']);
        let told = before.trim_end().ends_with(['：', ':']);
        let words = matches!(found.form, Form::Chinese | Form::Numerals | Form::Named);
        if !edge && (in_title || !told && words) {
            return false;
        }
        !(in_title && found.form == Form::Chinese && after.trim().chars().count() > 2)
    }

    /// Whether a sentence goes on right after it: 2018年6月1日，市政府印发…
    fn begins_sentence(&self, found: &Found) -> bool {
        let link = self
            .anchor
            .as_ref()
            .is_some_and(|anchor| anchor.start == found.end);
        let told = self.before(found).trim_end().ends_with(['：', ':']);
        let words = matches!(found.form, Form::Chinese | Form::Numerals);
        !link
            && !told
            && !self.is_in_title(found)
            && self
                .after(found)
                .chars()
                .next()
                .is_some_and(|c| c == '，' || words && c.is_alphabetic())
    }
}

/// Words that say of the date after them that it is the one.
const CALLED: [&str; 3] = ["发布", "更新", "上传"];

/// Words after which a day stands on which something ends.
const TERMS: [&str; 7] = [
    "到期",
    "截止",
    "截止日期",
    "截止时间",
    "截至",
    "有效期",
    "至",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::Column;

    use crate::testing;

    fn column(list: &str) -> Column {
        let body = format!(
            "<html><head><title>政策文件-某市教育局</title></head><body>\
             <div class=trail>当前位置：<a href=/>首页</a> &gt; <a href=/zcwj/>政策文件</a></div>\
             <div class=list>{list}</div><div class=footer>主办单位：某市教育局</div>"
        );
        let url = "http://www.example.gov.cn/zcwj/";
        let page = testing::page(url, &body);
        page.column.unwrap()
    }

    fn dates(list: &str) -> Vec<String> {
        let column = column(list);
        assert_eq!(column.items.len(), 3, "{list}");
        column
            .items
            .iter()
            .map(|item| {
                item.date
                    .map_or_else(|| "-".to_owned(), |date| date.to_string())
            })
            .collect()
    }

    fn list(entry: &str) -> Vec<String> {
        let entries = [1, 2, 3].map(|day| entry.replace('#', &format!("{day}")));
        dates(&format!("<ul>{}</ul>", entries.concat()))
    }

    #[test]
    fn of_several_dates_the_one_of_publication() {
        let title = "<a href=a#.html>某市召开全市经济工作会议第#号</a>";
        for rest in [
            "<span>2026-03-0#</span>",
            "<span>成文日期：2016-05-03</span><span>发布日期：2026-03-0#</span>",
            "<p>活动时间：2024-05-01</p><p>发布时间：2026-03-0#</p>",
            "<p>发布时间：2026-03-0#</p><p>有效期至：2030-05-01</p>",
            "<span>发文日期：2016-01-01 有效期至：2030-01-01</span><span>更新：2026-03-0#</span>",
            "<span>2016-01-01</span><span>2026-03-0#</span>",
            "<span>2026-03-0#</span><span>2016-01-01</span>",
            "<p>2018年6月1日，市政府印发条例，成效显著。</p><b>0#</b><span>2026-03</span>",
            "<p>2018年6月1日，市政府印发条例，成效显著。</p><span>2026年3月#日</span>",
        ] {
            let all = ["2026-03-01", "2026-03-02", "2026-03-03"];
            assert_eq!(list(&format!("<li>{title}{rest}</li>")), all, "{rest}");
        }
    }

    #[test]
    fn the_attribute_of_an_element_for_times() {
        let title = "<a href=a#.html>某市召开全市经济工作会议第#号</a>";
        let all = ["2026-03-01", "2026-03-02", "2026-03-03"];
        for shown in ["", "03-0#", "3月#日"] {
            let time = format!("<time datetime='2026-03-0#T08:00:00+08:00'>{shown}</time>");
            assert_eq!(list(&format!("<li>{title}{time}</li>")), all, "{shown}");
        }
    }

    #[test]
    fn several_dates_without_a_word_are_told() {
        let several = |rest: &str| {
            let entry = format!("<li><a href=a#.html>某市召开全市经济工作会议第#号</a>{rest}</li>");
            let entries = [1, 2, 3].map(|day| entry.replace('#', &format!("{day}")));
            let column = column(&format!("<ul>{}</ul>", entries.concat()));
            column.items.iter().all(|item| item.several_dates)
        };
        assert!(several("<span>2026-03-0#</span><span>2031-01-01</span>"));
        for rest in [
            "<span>2026-03-0#</span>",
            "<span>2026-03-0#</span><span>2026-03-0#</span>",
            "<p>发布时间：2026-03-0#</p><p>有效期至：2030-05-01</p>",
        ] {
            assert!(!several(rest), "{rest}");
        }
    }

    #[test]
    fn what_a_summary_or_an_unclear_date_says_is_no_date_of_the_entry() {
        let title = "<a href=a#.html>某市召开全市经济工作会议第#号</a>";
        for rest in [
            "<p>2018年6月1日，市政府印发条例，成效显著。</p><span>3月#日</span>",
            "<span>03/0#/12</span>",
            "<span>（公示至2026-03-0#）</span>",
            "<span>报名截止：2026-03-0#</span>",
        ] {
            let dates = list(&format!("<li>{title}{rest}</li>"));
            assert_eq!(dates[1..2], ["-"], "{rest}");
        }
    }

    #[test]
    fn the_heading_of_a_table_tells_which_column_holds_the_date() {
        let rows = |cells: &str| {
            [1, 2, 3]
                .map(|day| {
                    let title = "<td><a href=a#.html>某市政府关于印发规划的通知之#</a></td>";
                    format!("<tr>{title}{cells}</tr>").replace('#', &day.to_string())
                })
                .concat()
        };
        let all = ["2026-03-01", "2026-03-02", "2026-03-03"];
        for (heads, cells) in [
            ("<th>成文日期<th>发布日期", "<td>2015-03-01<td>2026-03-0#"),
            ("<th>发布日期<th>失效日期", "<td>2026-03-0#<td>2031-03-01"),
            ("<th>日期<th>有效期至", "<td>2026-03-0#<td>2031-03-01"),
        ] {
            let rows = rows(cells);
            let table = format!("<table><tr><th>标题{heads}</tr>{rows}</table>");
            assert_eq!(dates(&table), all, "{table}");
            let table = format!(
                "<table><thead><tr><th>标题{heads}</tr></thead><tbody>{rows}</tbody></table>"
            );
            assert_eq!(dates(&table), all, "{table}");
        }
        // The document's own day stands in for that of publication, another does not.
        for (head, wanted) in [
            ("日期", "2026-03-01"),
            ("发文时间", "2026-03-01"),
            ("公示时间", "2026-03-01"),
            ("生效日期", "-"),
            ("听证日期", "-"),
            ("开庭时间", "-"),
        ] {
            let rows = rows("<td>2026-03-0#");
            let table = format!("<table><tr><td>标题<td>{head}</tr>{rows}</table>");
            assert_eq!(dates(&table)[0], wanted, "{head}");
        }
    }
}
