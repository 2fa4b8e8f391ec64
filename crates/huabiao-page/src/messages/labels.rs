use std::collections::HashMap;
use std::sync::LazyLock;

use super::draft::Field;

/// A label within a line.
pub(super) struct Label {
    pub(super) field: Field,
    pub(super) start: usize,
    /// Where its value begins.
    pub(super) end: usize,
}

/// The labels of a line: words that begin it or stand after a space or a stop, before
/// a colon or at its end.
pub(super) fn labels(text: &str) -> Vec<Label> {
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

/// Characters of a line that are searched for labels.
const LINE: usize = 400;

/// Words of labels; of those that begin alike the longer first.
const WORDS: [(&str, Field); 110] = [
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
    ("办理状态", Field::State),
    ("处理状态", Field::State),
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
    ("信件状态", Field::State),
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
    ("回复状态", Field::State),
    ("答复状态", Field::State),
    ("来信状态", Field::State),
    ("留言状态", Field::State),
    ("受理状态", Field::State),
    ("当前状态", Field::State),
    ("状态", Field::State),
    ("答复", Field::Answer),
    ("回复", Field::Answer),
];
