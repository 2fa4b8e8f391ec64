use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use huabiao_facts::{MessageAnswer, PageKind, PublicMessage};

use crate::day::{self, Found};
use crate::guide_detail::line_number;
use crate::regions::Area;
use crate::sink::fold;
use crate::view::View;

/// The messages of users that a page makes public: those that it shows whole, by the
/// labels of their parts, and entries of lists that say whether they were answered.
pub(crate) fn read(view: &View<'_>, kind: PageKind, days: &[Found]) -> Vec<PublicMessage> {
    if kind == PageKind::Error || !view.subjects.messages {
        return Vec::new();
    }
    let mut found = whole(view);
    if found.is_empty() {
        found = listed(view, days);
    }
    found.truncate(MESSAGES);
    found
}

/// A part of a message that a label introduces.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Field {
    Title,
    Asked,
    Question,
    Answered,
    Unit,
    Answer,
    /// Some other part, of no interest.
    Aside,
}

/// A message while its parts are read.
#[derive(Default)]
struct Draft {
    message: PublicMessage,
    /// The words of the answer, or enough of them.
    answer: Option<String>,
    seen: Vec<Field>,
}

impl Draft {
    fn set(&mut self, field: Field, value: &str) {
        self.seen.push(field);
        let value = value.trim();
        match field {
            Field::Title => {
                self.message.title = fold(value, 120);
                self.stray(value);
            }
            Field::Asked => self.message.asked = self.message.asked.or_else(|| date(value)),
            Field::Question => {}
            Field::Answered => {
                self.message.answered = self.message.answered.or_else(|| date(value));
            }
            Field::Unit => {
                if !value.is_empty() {
                    self.message.unit = Some(fold(value, 60));
                }
            }
            Field::Answer => self.more(value),
            Field::Aside => self.stray(value),
        }
    }

    /// A day that stands beside the message without a label that is known speaks for it.
    fn stray(&mut self, text: &str) {
        if self.message.asked.is_none() && !self.answers() {
            self.message.asked = date(text);
        }
    }

    /// What follows the value of the last label.
    fn go_on(&mut self, text: &str) {
        match self.seen.last() {
            Some(Field::Answer) => self.more(text),
            Some(Field::Asked) if self.message.asked.is_none() => {
                self.message.asked = date(text);
            }
            Some(Field::Answered) if self.message.answered.is_none() => {
                self.message.answered = date(text);
            }
            Some(Field::Unit) if self.message.unit.is_none() => {
                self.message.unit = Some(fold(text.trim(), 60)).filter(|unit| !unit.is_empty());
            }
            Some(Field::Title) if self.message.title.is_empty() => {
                self.message.title = fold(text.trim(), 120);
            }
            Some(Field::Aside | Field::Title) => self.stray(text),
            _ => {}
        }
    }

    fn more(&mut self, text: &str) {
        let text = text.trim();
        let answer = self.answer.get_or_insert_default();
        if answer.len() < 300 {
            answer.push_str(text);
        }
        // An answer may end with who gave it and when.
        let chars = text.chars().count();
        if chars == 0 || chars > SIGNATURE {
            return;
        }
        let day = date(text);
        if self.message.answered.is_none() {
            self.message.answered = day;
        }
        let name = text
            .trim_end_matches(|c: char| !c.is_alphabetic() || "年月日".contains(c))
            .trim();
        if self.message.unit.is_none() && BODIES.iter().any(|end| name.ends_with(end)) {
            self.message.unit = Some(fold(name, 60));
        }
    }

    fn answers(&self) -> bool {
        self.seen
            .iter()
            .any(|field| matches!(field, Field::Answer | Field::Answered | Field::Unit))
    }

    /// Whether a part opens the next message.
    fn ends_at(&self, field: Field) -> bool {
        self.seen.contains(&field) && !matches!(field, Field::Answer | Field::Aside)
    }

    fn asks(&self) -> bool {
        self.seen
            .iter()
            .any(|field| matches!(field, Field::Asked | Field::Question))
    }

    fn finish(mut self, form: bool) -> Option<PublicMessage> {
        if !self.asks() || !self.answers() {
            return None;
        }
        self.message.answer = match self.answer.as_deref().map(str::trim) {
            Some(text) if is_open(text) => MessageAnswer::Open,
            Some("") => MessageAnswer::Empty,
            Some(_) => MessageAnswer::Shown,
            None if self.message.answered.is_some() => MessageAnswer::Given,
            None => MessageAnswer::Unknown,
        };
        // The labels of an empty form are no message.
        if form && self.message.asked.is_none() && !self.message.answer.is_given() {
            return None;
        }
        self.message.whole = true;
        Some(self.message)
    }
}

fn whole(view: &View<'_>) -> Vec<PublicMessage> {
    let form = view
        .skeleton
        .forms
        .iter()
        .any(|form| form.textarea && !form.search);
    let mut found = Vec::new();
    let mut draft: Option<Draft> = None;
    let begin = view.begin();
    for line in &view.skeleton.lines {
        if line.start < begin || line.hidden || line.control {
            continue;
        }
        if !matches!(
            view.regions.area(line.node, line.start),
            Area::Main | Area::Comment
        ) {
            continue;
        }
        let text = view.skeleton.slice(line.start, line.end);
        let labels = labels(text);
        let first = labels.first().map_or(text.len(), |label| label.start);
        if let (Some(draft), Some(before)) = (&mut draft, text.get(..first))
            && !before.trim().is_empty()
        {
            if BELOW
                .iter()
                .any(|word| before.trim_start().starts_with(word))
            {
                draft.seen.push(Field::Aside);
            }
            draft.go_on(before);
        }
        for (index, label) in labels.iter().enumerate() {
            let until = labels.get(index + 1).map_or(text.len(), |next| next.start);
            let value = text.get(label.end..until).unwrap_or_default();
            if let Some(old) = draft.take_if(|draft| draft.ends_at(label.field)) {
                found.extend(old.finish(form));
            }
            let draft = draft.get_or_insert_with(|| Draft {
                message: PublicMessage {
                    line: line_number(view, line.start),
                    ..PublicMessage::default()
                },
                ..Draft::default()
            });
            draft.set(label.field, value);
        }
        if found.len() >= MESSAGES {
            break;
        }
    }
    found.extend(draft.and_then(|draft| draft.finish(form)));
    found
}

/// A label within a line.
struct Label {
    field: Field,
    start: usize,
    /// Where its value begins.
    end: usize,
}

/// The labels of a line: words that begin it or stand after a space or a stop, before
/// a colon or at its end.
fn labels(text: &str) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let mut boundary = true;
    let mut skip_to = 0;
    for (at, c) in text.char_indices().take(LINE) {
        let is_boundary = boundary;
        boundary = c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(
                c,
                '【' | '['
                    | '（'
                    | '('
                    | '|'
                    | '｜'
                    | '，'
                    | ','
                    | '；'
                    | ';'
                    | '。'
                    | '、'
                    | '.'
                    | '：'
                    | ':'
            );
        if !is_boundary || at < skip_to || c.is_whitespace() {
            continue;
        }
        let Some((field, length)) = word_at(text.get(at..).unwrap_or_default()) else {
            continue;
        };
        let after = text.get(at + length..).unwrap_or_default();
        let value = after.trim_start();
        let colon = value.starts_with(['：', ':', '】', ']', '］']);
        if !colon && !value.is_empty() {
            continue;
        }
        let gap = after.len() - value.len() + value.chars().next().map_or(0, char::len_utf8);
        let end = at + length + gap;
        found.push(Label {
            field,
            start: at,
            end,
        });
        skip_to = end;
    }
    found
}

/// The word of a label with which a text begins, spaces within it ignored, and its
/// length.
fn word_at(text: &str) -> Option<(Field, usize)> {
    let first = text.chars().next()?;
    let words = BY_FIRST.get(&first)?;
    words.iter().find_map(|(word, field)| {
        let mut rest = text.char_indices().peekable();
        let mut end = 0;
        for wanted in word.chars() {
            while end > 0 && rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            let (at, c) = rest.next()?;
            if c != wanted {
                return None;
            }
            end = at + c.len_utf8();
        }
        Some((*field, end))
    })
}

/// Entries of lists that say beside the title whether there is an answer.
fn listed(view: &View<'_>, days: &[Found]) -> Vec<PublicMessage> {
    let mut found = Vec::new();
    for list in view.lists {
        if !matches!(list.area, Area::Main) {
            continue;
        }
        let entries: Vec<PublicMessage> = list
            .entries
            .iter()
            .filter_map(|entry| {
                let text = view.skeleton.slice(entry.start, entry.end);
                let beside = text.replace(&entry.title, " ");
                if beside.trim().chars().count() > 60 {
                    return None;
                }
                let answer = state(&beside)?;
                let within = |day: &&Found| {
                    day.start >= entry.start as usize && day.end <= entry.end as usize
                };
                let dates: Vec<NaiveDate> =
                    days.iter().filter(within).map(|day| day.date).collect();
                let asked = dates.iter().min().copied().or(entry.date);
                let answered = dates.iter().max().copied();
                Some(PublicMessage {
                    title: fold(&entry.title, 120),
                    url: view.address(entry.link).map(str::to_owned),
                    asked,
                    answered: answered.filter(|_| answer.is_given() && dates.len() > 1),
                    unit: None,
                    answer,
                    whole: false,
                    line: entry.line,
                })
            })
            .collect();
        if entries.len() >= 2 && entries.len() * 2 >= list.entries.len() {
            found.extend(entries);
        }
    }
    found
}

fn state(beside: &str) -> Option<MessageAnswer> {
    let text: String = beside.chars().filter(|c| !c.is_whitespace()).collect();
    if OPEN.iter().any(|word| text.contains(word)) {
        Some(MessageAnswer::Open)
    } else if GIVEN.iter().any(|word| text.contains(word)) {
        Some(MessageAnswer::Given)
    } else {
        None
    }
}

/// Whether the place of an answer says that there is none.
fn is_open(text: &str) -> bool {
    text.chars().count() <= 20 && OPEN.iter().any(|word| text.contains(word))
}

fn date(text: &str) -> Option<NaiveDate> {
    let text: String = text.chars().take(60).collect();
    let days = day::scan_chinese(&text, 1);
    days.first()
        .filter(|day| day.other.is_none())
        .map(|day| day.date)
}

/// The words of labels by their first character, each in the order of [`WORDS`].
static BY_FIRST: LazyLock<HashMap<char, Vec<(&str, Field)>>> = LazyLock::new(|| {
    let mut words: HashMap<char, Vec<(&str, Field)>> = HashMap::new();
    for (word, field) in WORDS {
        words
            .entry(word.chars().next().unwrap_or_default())
            .or_default()
            .push((word, field));
    }
    words
});

/// One search for the words without which nothing is looked for.
/// Words that say that there is no answer yet.
const OPEN: [&str; 12] = [
    "未回复",
    "未答复",
    "待回复",
    "待答复",
    "待办理",
    "未办理",
    "未处理",
    "办理中",
    "处理中",
    "受理中",
    "暂无回复",
    "暂无答复",
];

/// Words that say that there is one.
const GIVEN: [&str; 6] = ["已回复", "已答复", "已办结", "已办理", "已反馈", "已处理"];

/// What stands below an answer and is none of it.
const BELOW: [&str; 8] = [
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "您访问的链接",
    "打印",
    "关闭",
    "分享",
];

/// Words of labels; of those that begin alike the longer first.
const WORDS: [(&str, Field); 103] = [
    ("留言标题", Field::Title),
    ("来信标题", Field::Title),
    ("信件标题", Field::Title),
    ("咨询标题", Field::Title),
    ("问题标题", Field::Title),
    ("来信主题", Field::Title),
    ("信件主题", Field::Title),
    ("留言主题", Field::Title),
    ("咨询主题", Field::Title),
    ("信件名称", Field::Title),
    ("留言时间", Field::Asked),
    ("留言日期", Field::Asked),
    ("来信时间", Field::Asked),
    ("来信日期", Field::Asked),
    ("写信时间", Field::Asked),
    ("写信日期", Field::Asked),
    ("信件时间", Field::Asked),
    ("咨询时间", Field::Asked),
    ("咨询日期", Field::Asked),
    ("提问时间", Field::Asked),
    ("提问日期", Field::Asked),
    ("提交时间", Field::Asked),
    ("提交日期", Field::Asked),
    ("反映时间", Field::Asked),
    ("投诉时间", Field::Asked),
    ("留言内容", Field::Question),
    ("来信内容", Field::Question),
    ("信件内容", Field::Question),
    ("写信内容", Field::Question),
    ("咨询内容", Field::Question),
    ("提问内容", Field::Question),
    ("问题内容", Field::Question),
    ("反映内容", Field::Question),
    ("投诉内容", Field::Question),
    ("留言编号", Field::Aside),
    ("信件编号", Field::Aside),
    ("留言人", Field::Aside),
    ("来信人", Field::Aside),
    ("写信人", Field::Aside),
    ("咨询人", Field::Aside),
    ("满意度", Field::Aside),
    ("办理状态", Field::Aside),
    ("处理状态", Field::Aside),
    ("回复时间", Field::Answered),
    ("回复日期", Field::Answered),
    ("答复时间", Field::Answered),
    ("答复日期", Field::Answered),
    ("办结时间", Field::Answered),
    ("办结日期", Field::Answered),
    ("反馈时间", Field::Answered),
    ("回信时间", Field::Answered),
    ("回复单位", Field::Unit),
    ("回复部门", Field::Unit),
    ("回复机构", Field::Unit),
    ("答复单位", Field::Unit),
    ("答复部门", Field::Unit),
    ("答复机构", Field::Unit),
    ("办理单位", Field::Unit),
    ("办理部门", Field::Unit),
    ("承办单位", Field::Unit),
    ("处理单位", Field::Unit),
    ("处理部门", Field::Unit),
    ("受理单位", Field::Unit),
    ("责任单位", Field::Unit),
    ("责任部门", Field::Unit),
    ("反馈单位", Field::Unit),
    ("反馈部门", Field::Unit),
    ("受理部门", Field::Unit),
    ("受理机构", Field::Unit),
    ("办理机构", Field::Unit),
    ("经办单位", Field::Unit),
    ("回复机关", Field::Unit),
    ("答复机关", Field::Unit),
    ("处理机构", Field::Unit),
    ("信件去向", Field::Unit),
    ("来信去向", Field::Unit),
    ("收信单位", Field::Unit),
    ("收信部门", Field::Unit),
    ("咨询部门", Field::Unit),
    ("留言部门", Field::Unit),
    ("诉求对象", Field::Unit),
    ("回复人", Field::Unit),
    ("答复人", Field::Unit),
    ("回复者", Field::Unit),
    ("答复者", Field::Unit),
    ("信件类型", Field::Aside),
    ("来信类型", Field::Aside),
    ("留言类型", Field::Aside),
    ("信件状态", Field::Aside),
    ("是否公开", Field::Aside),
    ("浏览次数", Field::Aside),
    ("点击数", Field::Aside),
    ("满意程度", Field::Aside),
    ("回复内容", Field::Answer),
    ("答复内容", Field::Answer),
    ("回复意见", Field::Answer),
    ("答复意见", Field::Answer),
    ("办理结果", Field::Answer),
    ("处理结果", Field::Answer),
    ("官方回复", Field::Answer),
    ("回信内容", Field::Answer),
    ("答复", Field::Answer),
    ("回复", Field::Answer),
];

/// Ends of the names of bodies.
const BODIES: [&str; 12] = [
    "局",
    "委",
    "委员会",
    "办公室",
    "中心",
    "政府",
    "街道办",
    "办事处",
    "大队",
    "支队",
    "服务窗口",
    "管委会",
];

/// Characters of the longest line with which an answer is signed.
const SIGNATURE: usize = 40;

/// Characters of a line that are searched for labels.
const LINE: usize = 400;

/// Messages kept of one page.
const MESSAGES: usize = 200;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{Input, read};

    fn messages(body: &str) -> Vec<PublicMessage> {
        let url = "http://www.example.gov.cn/lyxd/1.html".parse().unwrap();
        let html = format!(
            "<title>留言选登</title><div>当前位置：<a href=/>首页</a> &gt; <a href=/hdjl/>互动交流</a></div>{body}"
        );
        read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html; charset=utf-8"),
            status: 200,
            body: html.as_bytes(),
        })
        .messages
    }

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn a_message_by_its_labels() {
        let all = messages(
            "<p>留言标题：停车位<p>留言人：王**<p>留言时间：2026-10-04 19:04:58<p>答复时间：2026-10-13\
             <p>留言内容：小区没有停车位，怎么办？<p>回 复：您好！已转街道规划。<p>上一篇：无",
        );
        assert_eq!(all.len(), 1);
        let message = &all[0];
        assert_eq!(message.title, "停车位");
        assert_eq!(message.asked, day("2026-10-04"));
        assert_eq!(message.answered, day("2026-10-13"));
        assert_eq!(message.unit, None);
        assert_eq!(message.answer, MessageAnswer::Shown);
        assert!(message.whole);
    }

    #[test]
    fn several_in_cells_and_one_still_open() {
        let row = |asked, answer| {
            format!(
                "<tr><td>来信时间</td><td>{asked}</td></tr><tr><td>来信内容</td><td>请问如何办理？</td></tr>\
                 <tr><td>答复单位</td><td>市水务局</td></tr><tr><td>答复内容</td><td>{answer}</td></tr>"
            )
        };
        let all = messages(&format!(
            "<table>{}{}</table>",
            row("2026年10月8日", "您好，请到一楼窗口办理。"),
            row("2026年5月8日", "暂无回复"),
        ));
        let answers: Vec<MessageAnswer> = all.iter().map(|message| message.answer).collect();
        assert_eq!(answers, [MessageAnswer::Shown, MessageAnswer::Open]);
        assert_eq!(all[1].asked, day("2026-05-08"));
        assert_eq!(all[0].unit.as_deref(), Some("市水务局"));
    }

    #[test]
    fn what_stands_without_its_label_is_seen() {
        let all = messages(
            "<p>来信人：张** 时间：2026-10-03<p>来信内容：路灯何时修好？<p>答复内容：您好，已经修好。\
             <p>示例市城市管理局<p>2026年10月9日",
        );
        let message = &all[0];
        assert_eq!(message.asked, day("2026-10-03"));
        assert_eq!(message.answered, day("2026-10-09"));
        assert_eq!(message.unit.as_deref(), Some("示例市城市管理局"));
    }

    #[test]
    fn an_empty_form_is_no_message() {
        let all = messages(
            "<form><p>留言标题：<input name=t><p>留言内容：<textarea name=c></textarea>\
             <p>答复单位：<input name=u></form>",
        );
        assert!(all.is_empty());
    }

    #[test]
    fn a_list_that_says_what_was_answered() {
        let row = |n, day, state| {
            format!(
                "<li><a href=/l/{n}.html>第{n}封来信的标题</a> <span>{state}</span> <i>{day}</i></li>"
            )
        };
        let all = messages(&format!(
            "<ul>{}{}{}</ul>",
            row(1, "2026-11-20", "已回复"),
            row(2, "2026-11-18", "办理中"),
            row(3, "2026-11-08", "已回复"),
        ));
        let answers: Vec<MessageAnswer> = all.iter().map(|message| message.answer).collect();
        let (given, open) = (MessageAnswer::Given, MessageAnswer::Open);
        assert_eq!(answers, [given, open, given]);
        assert_eq!(all[1].asked, day("2026-11-18"));
        assert_eq!(all[0].answered, None);
    }

    #[test]
    fn running_text_holds_no_message() {
        assert!(
            messages("<p>市长要求各部门在规定时间内答复：留言时间较长的，应当说明理由。</p>")
                .is_empty()
        );
    }
}
