use chrono::{Datelike, NaiveDate};

use crate::day::{self, Form, Found};
use crate::regions::Area;
use crate::script::prepends;
use crate::skeleton::{Line, Script, ScriptKind};
use crate::tag::Tag;
use crate::view::View;

/// The latest date of entries in parts of the content that styles hide at first: the
/// other tabs of a column.
pub(crate) fn hidden_newest(view: &View<'_>, days: &[Found]) -> Option<NaiveDate> {
    days.iter()
        .filter(|found| found.form != Form::Compact && found.other.is_none())
        .filter(|found| {
            let at = u32::try_from(found.start).unwrap_or(u32::MAX);
            view.skeleton
                .line_at(at)
                .is_some_and(|line| line.hidden && is_content(view, line) && is_entry(view, line))
        })
        .map(|found| found.date)
        .max()
}

/// Whether a script of the page holds or adds entries newer than `newest`, or a choice
/// of years leads to newer ones.
pub(crate) fn holds_newer(view: &View<'_>, newest: Option<NaiveDate>) -> bool {
    let inline = view.skeleton.scripts.iter();
    let mut inline =
        inline.filter(|script| matches!(script.kind, ScriptKind::Inline | ScriptKind::Other));
    inline.any(|script| script_holds_newer(view, script, newest))
        || newest.is_some_and(|newest| offers_year(view, newest.year()))
}

/// Whether the page says of its column that it is kept up no longer.
pub(crate) fn says_closed(view: &View<'_>) -> bool {
    let mut lines = view.skeleton.lines.iter();
    lines.any(|line| {
        let text = || view.skeleton.slice(line.start, line.end);
        let has = |words: &[&str]| words.iter().any(|word| text().contains(word));
        line.chars <= NOTICE
            && line.link_chars * 2 < line.chars
            && !line.hidden
            && is_content(view, line)
            && has(&COLUMNS)
            && has(&CLOSED)
    })
}

fn is_content(view: &View<'_>, line: &Line) -> bool {
    !line.control
        && line.start >= view.begin()
        && view.regions.area(line.node, line.start) == Area::Main
}

/// Whether the element around a line, or one just above it, holds a link.
fn is_entry(view: &View<'_>, line: &Line) -> bool {
    let mut index = line.node;
    for _ in 0..LEVELS {
        let Some(node) = view.skeleton.nodes.get(index as usize) else {
            return false;
        };
        if !node.links().is_empty() {
            return true;
        }
        index = node.parent;
    }
    false
}

fn script_holds_newer(view: &View<'_>, script: &Script, newest: Option<NaiveDate>) -> bool {
    let range = script.start as usize..script.end as usize;
    let code = view.skeleton.code.get(range).unwrap_or_default();
    // Where the script is the last of the content, its place is where the foot begins.
    let at = script.at.saturating_sub(1);
    let in_content = script.at >= view.begin() && view.regions.area(script.node, at) == Area::Main;
    if in_content && prepends(code) {
        return true;
    }
    // Dates of entries stand in quotes, beside titles and addresses.
    let chinese = code
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    chinese.take(TITLE).count() == TITLE
        && LINKS.iter().any(|word| code.contains(word))
        && day::scan(code, false, DATES).iter().any(|found| {
            let quoted = code
                .get(..found.start)
                .is_some_and(|head| head.ends_with(['"', '\'', '>', '[', '`']));
            quoted && found.form != Form::Compact && newest.is_none_or(|newest| found.date > newest)
        })
}

/// Whether a choice of years that is no field of a search offers a later year than that
/// of the list.
fn offers_year(view: &View<'_>, newest: i32) -> bool {
    let nodes = view.skeleton.nodes.iter().enumerate();
    nodes
        .filter(|(_, node)| node.tag == Tag::Select)
        .any(|(index, node)| {
            let text = view.skeleton.text.get(node.range()).unwrap_or_default();
            let later = |years: Vec<i32>| years.len() >= 2 && years.iter().any(|y| *y > newest);
            years(text).is_some_and(later)
                && !u32::try_from(index).is_ok_and(|index| in_form(view, index))
        })
}

/// The years in the text of a choice, if it is one of years. Options run together.
fn years(text: &str) -> Option<Vec<i32>> {
    let mut years = Vec::new();
    for run in text.split(|c: char| !c.is_ascii_digit()) {
        if run.len() % 4 != 0 {
            return None;
        }
        for at in (0..run.len()).step_by(4) {
            let year = run.get(at..at + 4)?.parse().ok()?;
            if !YEARS.contains(&year) {
                return None;
            }
            years.push(year);
        }
    }
    Some(years)
}

fn in_form(view: &View<'_>, node: u32) -> bool {
    let mut index = node;
    while let Some(node) = view.skeleton.nodes.get(index as usize) {
        if node.tag == Tag::Form {
            return true;
        }
        if node.parent >= index {
            return false;
        }
        index = node.parent;
    }
    false
}

/// Words for the column in which they stand.
const COLUMNS: [&str; 5] = ["本栏目", "该栏目", "此栏目", "原栏目", "栏目已"];

/// Words that end a column.
const CLOSED: [&str; 16] = [
    "不再使用",
    "不再更新",
    "不再发布",
    "仅供查询",
    "停止使用",
    "停止维护",
    "历史数据",
    "历史信息",
    "调整至",
    "停止更新",
    "停更",
    "不再维护",
    "并入",
    "已整合",
    "已归档",
    "已迁移",
];

/// Chinese characters of the shortest title.
const TITLE: usize = 6;

/// Words of addresses in data.
const LINKS: [&str; 4] = ["url", "href", "link", ".htm"];

/// Years of a choice of years.
const YEARS: core::ops::RangeInclusive<i32> = 1990..=2100;

/// Characters of the longest notice about a column.
const NOTICE: u32 = 120;

/// Elements above a date in which its link stands.
const LEVELS: usize = 3;

/// Dates looked at in one script.
const DATES: usize = 1_000;
