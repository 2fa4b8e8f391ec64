mod acts;
mod calls;
mod fills_list;
mod loads;
mod paging;
mod signs;
mod values;

use std::collections::HashMap;

use self::acts::moves;
use self::paging::is_paging;
use crate::lexer::{Js, lex};

pub(crate) use self::calls::{calls, writes_unknown};
pub(crate) use self::fills_list::{fills_list, prepends};
pub(crate) use self::loads::loads;
pub(crate) use self::paging::Paging;
pub(crate) use self::signs::Signs;

/// What the inline scripts of a page do when the page opens, as far as literals and
/// variables that hold literals tell. Nothing is run.
#[derive(Debug, Default)]
pub(crate) struct Scripts {
    /// Some script of the page writes into it.
    pub(crate) writes: bool,
    variables: HashMap<String, String>,
}

/// What one script does.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Effects {
    /// Markup that it writes where it stands.
    pub(crate) written: String,
    /// Where it sends the browser, and after how many seconds.
    pub(crate) redirect: Option<(String, u32)>,
    /// A call that writes the links between the pages of a list.
    pub(crate) paging: Option<Paging>,
    /// Elements that it hides at once, by id.
    pub(crate) hides: Vec<String>,
}

#[derive(Clone, Copy, Default)]
struct Block {
    /// In the body of a function that is not called at once.
    function: bool,
    /// In a branch.
    branch: bool,
    /// In a second branch (`else`).
    other: bool,
    /// In a function given to a timer at the top level, with no delay known yet.
    timer: bool,
}

impl Scripts {
    /// Reads one script.
    pub(crate) fn read(&mut self, code: &str, signs: Signs) -> Effects {
        let mut effects = Effects::default();
        let acts = signs.any(Signs::ACTS.or(Signs::WRITES))
            || signs.any(Signs::LOCATION) && moves(code.as_bytes());
        let declares = self.writes && code.len() < SMALL && signs.any(Signs::DECLARES);
        if !acts && !declares {
            return effects;
        }
        let tokens = lex(code, TOKENS);
        self.walk(&tokens, &mut effects);
        effects
    }

    fn walk(&mut self, tokens: &[Js<'_>], effects: &mut Effects) {
        let mut blocks: Vec<Block> = vec![Block::default()];
        let mut block = Block::default();
        // State of the statement at hand.
        let mut pending = Block::default();
        let mut statement = Block::default();
        let mut parens = 0_u32;
        let mut head: Option<u32> = None;
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            match token {
                Js::Word("function") => {
                    let at_once = index
                        .checked_sub(1)
                        .and_then(|at| tokens.get(at))
                        .is_some_and(|before| before.is_mark('!'))
                        || index
                            .checked_sub(1)
                            .and_then(|at| tokens.get(at))
                            .is_some_and(|before| before.is_mark('('))
                            && index
                                .checked_sub(2)
                                .and_then(|at| tokens.get(at))
                                .is_none_or(|before| {
                                    !matches!(before, Js::Word(_) | Js::Mark(')' | ']'))
                                });
                    let timer = index
                        .checked_sub(2)
                        .and_then(|at| tokens.get(at))
                        .is_some_and(|before| before.is_word("setTimeout"));
                    if timer && !block.function && !block.branch && !statement.branch {
                        pending.timer = true;
                        pending.function = true;
                    } else if !at_once {
                        pending.function = true;
                    }
                }
                Js::Mark('>')
                    if index
                        .checked_sub(1)
                        .and_then(|at| tokens.get(at))
                        .is_some_and(|before| before.is_mark('=')) =>
                {
                    pending.function = true;
                }
                Js::Word("if" | "for" | "while" | "switch" | "catch") => {
                    pending.branch = true;
                    head = Some(parens);
                }
                Js::Word("else") => {
                    pending.branch = true;
                    pending.other = true;
                    head = None;
                    statement.branch = true;
                    statement.other = true;
                }
                Js::Mark('?') => statement.branch = true,
                Js::Mark('&' | '|') => statement.branch |= head.is_none(),
                Js::Mark('(') => parens = parens.saturating_add(1),
                Js::Mark(')') => {
                    parens = parens.saturating_sub(1);
                    if head == Some(parens) {
                        head = None;
                        if !tokens.get(index + 1).is_some_and(|next| next.is_mark('{')) {
                            statement.branch = true;
                        }
                    }
                }
                Js::Mark('{') => {
                    block = Block {
                        function: block.function || pending.function,
                        branch: block.branch || pending.branch || statement.branch,
                        other: block.other || pending.other,
                        timer: pending.timer,
                    };
                    if blocks.len() < DEPTH {
                        blocks.push(block);
                    }
                    pending = Block::default();
                    statement = Block::default();
                }
                Js::Mark('}') => {
                    let closed = blocks.pop().unwrap_or_default();
                    block = blocks.last().copied().unwrap_or_default();
                    if blocks.is_empty() {
                        blocks.push(Block::default());
                    }
                    if closed.timer
                        && let (Some(Js::Mark(',')), Some(Js::Number(delay))) =
                            (tokens.get(index + 1), tokens.get(index + 2))
                        && let Some((_, seconds)) = &mut effects.redirect
                        && *seconds == TIMER
                    {
                        *seconds = delay.parse::<u32>().unwrap_or(0) / 1000;
                    }
                    pending = Block::default();
                    statement = Block::default();
                }
                Js::Mark(';') if head.is_none() => {
                    pending = Block::default();
                    statement = Block::default();
                }
                Js::Word("var" | "let" | "const") => {
                    if let (Some(Js::Word(name)), Some(Js::Mark('='))) =
                        (tokens.get(index + 1), tokens.get(index + 2))
                        && let Some((value, _)) = self.value(tokens, index + 3)
                        && self.variables.len() < VARIABLES
                    {
                        self.variables.insert((*name).to_owned(), value);
                    }
                }
                Js::Word("document") if !block.function && !block.other && !statement.other => {
                    if let (
                        Some(Js::Mark('.')),
                        Some(Js::Word("write" | "writeln")),
                        Some(Js::Mark('(')),
                    ) = (
                        tokens.get(index + 1),
                        tokens.get(index + 2),
                        tokens.get(index + 3),
                    ) && let Some((value, _)) = self.value(tokens, index + 4)
                        && effects.written.len() + value.len() < WRITTEN
                    {
                        effects.written.push_str(&value);
                    }
                    if !block.branch
                        && let (
                            Some(Js::Word("getElementById")),
                            Some(Js::Text(id)),
                            Some(Js::Word("style")),
                            Some(Js::Word("display")),
                            Some(Js::Text(value)),
                        ) = (
                            tokens.get(index + 2),
                            tokens.get(index + 4),
                            tokens.get(index + 7),
                            tokens.get(index + 9),
                            tokens.get(index + 11),
                        )
                        && value == "none"
                        && effects.hides.len() < 64
                    {
                        effects.hides.push(id.clone().into_owned());
                    }
                }
                Js::Word("location") if effects.redirect.is_none() => {
                    let free =
                        (!block.function || block.timer) && !block.branch && !statement.branch;
                    if free && let Some(target) = self.target(tokens, index) {
                        let delay = if block.timer { TIMER } else { 0 };
                        effects.redirect = Some((target, delay));
                    }
                }
                Js::Word("setTimeout")
                    if effects.redirect.is_none() && !block.function && !block.branch =>
                {
                    // The old form: setTimeout("location.href='x'", 3000)
                    if let (
                        Some(Js::Mark('(')),
                        Some(Js::Text(inner)),
                        Some(Js::Mark(',')),
                        Some(Js::Number(delay)),
                    ) = (
                        tokens.get(index + 1),
                        tokens.get(index + 2),
                        tokens.get(index + 3),
                        tokens.get(index + 4),
                    ) {
                        let inner_tokens = lex(inner, 64);
                        if let Some(at) = inner_tokens
                            .iter()
                            .position(|token| token.is_word("location"))
                            && let Some(target) = self.target(&inner_tokens, at)
                        {
                            effects.redirect =
                                Some((target, delay.parse::<u32>().unwrap_or(0) / 1000));
                        }
                    }
                }
                Js::Word(name)
                    if effects.paging.is_none()
                        && tokens.get(index + 1).is_some_and(|next| next.is_mark('('))
                        && !index
                            .checked_sub(1)
                            .and_then(|at| tokens.get(at))
                            .is_some_and(|before| before.is_word("function"))
                        && is_paging(name) =>
                {
                    effects.paging = self.paging(tokens, index + 2);
                }
                _ => {}
            }
            index += 1;
        }
        if let Some((_, seconds)) = &mut effects.redirect
            && *seconds == TIMER
        {
            *seconds = 0;
        }
    }
}

/// Tokens read of one script.
const TOKENS: usize = 20_000;
/// Variables kept of one page.
const VARIABLES: usize = 500;
/// Bytes that one script may write.
const WRITTEN: usize = 64 * 1024;
/// Blocks within blocks.
const DEPTH: usize = 256;
/// Stands for a delay that is read at the end of the call.
const TIMER: u32 = u32::MAX;

/// A script that declares variables is read for them up to this many bytes.
const SMALL: usize = 20_000;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn scripts() -> Scripts {
        Scripts {
            writes: true,
            ..Scripts::default()
        }
    }

    fn read(code: &str) -> Effects {
        scripts().read(code, Signs::of(code))
    }

    fn redirect(code: &str) -> Option<(String, u32)> {
        read(code).redirect
    }

    #[test]
    fn redirects_at_once() {
        for code in [
            "location.href='/a.html';",
            "window.location = \"/a.html\"",
            "self.location.replace('/a' + '.html')",
            "top.location.href = '/a.html'",
            "(function(){ var url = '/a.html'; window.location.href = url; })();",
            "<!--\nlocation='/a.html'\n//-->",
            "document.location.assign('/a.html')",
        ] {
            assert_eq!(redirect(code), Some(("/a.html".to_owned(), 0)), "{code}");
        }
    }

    #[test]
    fn redirects_after_a_while() {
        for code in [
            "setTimeout(function(){ window.location.href='/a.html' }, 10000);",
            "setTimeout(\"location.href='/a.html'\", 10000);",
        ] {
            assert_eq!(redirect(code), Some(("/a.html".to_owned(), 10)), "{code}");
        }
    }

    #[test]
    fn no_redirects() {
        for code in [
            "function go(){ location.href='/a.html'; }",
            "if (mobile) location.href='/m.html';",
            "if (mobile) { location.href='/m.html'; }",
            "if (a) {} else location.href='/m.html';",
            "if (location.href == '/a.html') {}",
            "var url = location.href;",
            "x.onclick = function(){ location.href='/a.html'; }",
            "$('a').click(() => { location.href='/a.html'; })",
            "mobile && (location.href = '/m.html');",
            "$(function(){ location.href='/a.html' })",
            "// location.href='/a.html'",
            "foo.location = '/a.html'",
            "location.href = '/a?u=' + encodeURIComponent(x)",
        ] {
            assert_eq!(redirect(code), None, "{code}");
        }
    }

    #[test]
    fn writes_literals_and_variables() {
        let mut scripts = scripts();
        let mut read = |code| scripts.read(code, Signs::of(code));
        read("var day = '2017年08月11日';");
        let effects = read(
            "if (day != '') { document.write('<b>' + day + '</b>'); } else { document.write('no') }",
        );
        assert_eq!(effects.written, "<b>2017年08月11日</b>");
        assert_eq!(read("document.write(new Date())").written, "");
        assert_eq!(read("function f(){document.write('x')}").written, "");
    }

    #[test]
    fn paging_calls() {
        let paging = read("createPageHTML(3, 0, \"index\", \"html\")")
            .paging
            .unwrap();
        assert_eq!(paging.next().as_deref(), Some("index_1.html"));
        let paging =
            read("window.onload=function(){createPageHTML('page_div',50, 1,'list','shtml',1000);}")
                .paging
                .unwrap();
        assert_eq!(paging.next().as_deref(), Some("list_2.shtml"));
        assert_eq!(paging.total, Some(1000));
        let paging = read("createPageHTML(1, 0, \"index\", \"html\")")
            .paging
            .unwrap();
        assert_eq!(paging.next(), None);
        assert_eq!(read("function createPageHTML(a, b) {}").paging, None);
    }

    #[test]
    fn hides_elements() {
        let effects =
            read("document.write(''); document.getElementById('a').style.display='none';");
        assert_eq!(effects.hides, ["a"]);
    }
}
