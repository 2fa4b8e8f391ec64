use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::{SetError, SetProblem};

/// One step of the way to a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    Key(&'static str),
    At(usize),
}

/// Where the value at the end of the way stands, or the nearest one above it.
pub(crate) fn locate(
    root: &DeTable<'_>,
    base: impl IntoIterator<Item = Way>,
    rest: &[Way],
) -> Range<usize> {
    let mut at = 0..0;
    let mut table = Some(root);
    let mut array: Option<&DeArray<'_>> = None;
    for step in base.into_iter().chain(rest.iter().copied()) {
        let value: Option<&Spanned<DeValue<'_>>> = match step {
            Way::Key(key) => table.and_then(|t| t.get(key)),
            Way::At(n) => array.and_then(|a| a.get(n)),
        };
        let Some(value) = value else { break };
        at = value.span();
        table = value.get_ref().as_table();
        array = value.get_ref().as_array();
    }
    at
}

pub(crate) fn syntax(text: &str, tree: Option<&DeTable<'_>>, error: &toml::de::Error) -> SetError {
    let at = error.span().map_or(0, |span| span.start);
    let message = error.message().to_owned();
    error_at(text, tree, at, SetProblem::Syntax { message })
}

/// The error of a file whose byte at `byte` is the first that is not UTF-8.
pub(crate) fn not_utf8(file: &[u8], byte: usize) -> SetError {
    let before = file
        .get(..byte)
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    error_at(
        before.unwrap_or_default(),
        None,
        byte,
        SetProblem::NotUtf8 { byte },
    )
}

pub(crate) fn error_at(
    text: &str,
    tree: Option<&DeTable<'_>>,
    offset: usize,
    problem: SetProblem,
) -> SetError {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    SetError {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        indicator: tree.and_then(|tree| indicator_at(tree, offset)),
        problem,
    }
}

/// The identifier, as written, of the indicator in which `offset` stands.
fn indicator_at(tree: &DeTable<'_>, offset: usize) -> Option<String> {
    let mut last: Option<(usize, Option<&Spanned<DeValue<'_>>>)> = None;
    let mut begins = |start: usize, indicator| {
        if start <= offset && last.is_none_or(|(before, _)| start >= before) {
            last = Some((start, indicator));
        }
    };
    for (key, value) in tree {
        let indicators = matches!(key.get_ref().as_ref(), "indicators" | "changes");
        match value.get_ref().as_array() {
            Some(items) => {
                for item in items {
                    begins(item.span().start, indicators.then_some(item));
                }
            }
            None => begins(value.span().start, None),
        }
    }
    let item = last?.1?;
    let id = item.get_ref().as_table()?.get("id")?;
    id.get_ref().as_str().map(str::to_owned)
}
