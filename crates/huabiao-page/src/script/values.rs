use super::{Scripts, WRITTEN};
use crate::lexer::Js;

/// What expressions stand for, as far as literals and variables tell.
impl Scripts {
    /// The target of an assignment to `location` or of a call of its methods.
    pub(super) fn target(&self, tokens: &[Js<'_>], index: usize) -> Option<String> {
        let before = |back: usize| index.checked_sub(back).and_then(|at| tokens.get(at));
        if before(1).is_some_and(|token| token.is_mark('.')) {
            let owner = match before(2) {
                Some(Js::Word(owner)) => *owner,
                _ => return None,
            };
            if !["document", "parent", "self", "top", "window"].contains(&owner) {
                return None;
            }
        }
        let mut at = index + 1;
        if tokens.get(at)?.is_mark('.') {
            match tokens.get(at + 1)? {
                Js::Word("href") => at += 2,
                Js::Word("assign" | "replace") if tokens.get(at + 2)?.is_mark('(') => {
                    return self.value(tokens, at + 3).map(|(value, _)| value);
                }
                _ => return None,
            }
        }
        if !tokens.get(at)?.is_mark('=') || tokens.get(at + 1)?.is_mark('=') {
            return None;
        }
        self.value(tokens, at + 1)
            .map(|(value, _)| value)
            .filter(|value| !value.is_empty())
    }

    /// A sum of literals and known variables, and the place after it.
    pub(super) fn value(&self, tokens: &[Js<'_>], from: usize) -> Option<(String, usize)> {
        let mut out = String::new();
        let mut at = from;
        loop {
            match tokens.get(at)? {
                Js::Text(text) => out.push_str(text),
                Js::Number(number) => out.push_str(number),
                Js::Word(name) => {
                    out.push_str(self.variables.get(*name)?);
                }
                Js::Mark(_) => return None,
            }
            if out.len() > WRITTEN {
                return None;
            }
            at += 1;
            match tokens.get(at) {
                Some(Js::Mark('+')) => at += 1,
                // A method of the value: what it becomes is not known.
                Some(Js::Mark('.' | '[' | '(' | '?' | '-' | '*' | '/' | '%')) => return None,
                _ => return Some((out, at)),
            }
        }
    }
}
