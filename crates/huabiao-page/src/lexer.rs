use std::borrow::Cow;

/// A token of a script. The lexer knows just enough of the language not to be
/// fooled by comments, strings and regular expressions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Js<'a> {
    Word(&'a str),
    Number(&'a str),
    Text(Cow<'a, str>),
    Mark(char),
}

impl Js<'_> {
    pub(crate) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(found) if *found == word)
    }

    pub(crate) fn is_mark(&self, mark: char) -> bool {
        matches!(self, Self::Mark(found) if *found == mark)
    }
}

/// Splits a script into at most `limit` tokens.
pub(crate) fn lex(code: &str, limit: usize) -> Vec<Js<'_>> {
    let bytes = code.as_bytes();
    let mut tokens = Vec::with_capacity((code.len() / 4).min(limit));
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if tokens.len() >= limit {
            break;
        }
        match byte {
            b'/' if bytes.get(at + 1) == Some(&b'/') => at = line_end(bytes, at),
            // Scripts may hide themselves from old browsers; these are comments.
            b'<' if bytes
                .get(at..)
                .is_some_and(|rest| rest.starts_with(b"<!--")) =>
            {
                at = line_end(bytes, at);
            }
            b'-' if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"-->")) => {
                at = line_end(bytes, at);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = bytes
                    .get(at + 2..)
                    .and_then(|rest| memchr::memmem::find(rest, b"*/"))
                    .map_or(bytes.len(), |end| at + end + 4);
            }
            b'/' if regex_may_follow(tokens.last()) => match regex_end(bytes, at) {
                Some(end) => {
                    tokens.push(Js::Mark('/'));
                    at = end;
                }
                None => {
                    tokens.push(Js::Mark('/'));
                    at += 1;
                }
            },
            b'"' | b'\'' | b'`' => {
                let (text, end) = string(code, at, byte);
                tokens.push(Js::Text(text));
                at = end;
            }
            b'0'..=b'9' => {
                let start = at;
                while bytes
                    .get(at)
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'.')
                {
                    at += 1;
                }
                tokens.push(Js::Number(code.get(start..at).unwrap_or_default()));
            }
            _ if is_word(byte) => {
                let start = at;
                while bytes
                    .get(at)
                    .is_some_and(|&byte| is_word(byte) || byte.is_ascii_digit())
                {
                    at += 1;
                }
                tokens.push(Js::Word(code.get(start..at).unwrap_or_default()));
            }
            b'\n' | b'\r' => at += 1,
            _ => {
                if !byte.is_ascii_whitespace() {
                    tokens.push(Js::Mark(char::from(byte)));
                }
                at += 1;
            }
        }
    }
    tokens
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes
        .get(at..)
        .and_then(|rest| memchr::memchr2(b'\n', b'\r', rest))
        .map_or(bytes.len(), |end| at + end)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

fn regex_may_follow(before: Option<&Js<'_>>) -> bool {
    match before {
        None => true,
        Some(Js::Mark(mark)) => !matches!(mark, ')' | ']' | '}'),
        Some(Js::Word(word)) => matches!(*word, "return" | "typeof" | "case" | "in"),
        Some(_) => false,
    }
}

fn regex_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut class = false;
    let mut index = at + 1;
    loop {
        match bytes.get(index)? {
            b'\\' => index += 1,
            b'[' => class = true,
            b']' => class = false,
            b'/' if !class => return Some(index + 1),
            b'\n' => return None,
            _ => {}
        }
        index += 1;
    }
}

/// A string literal from its quote on, and where it ends.
fn string(code: &str, at: usize, quote: u8) -> (Cow<'_, str>, usize) {
    let bytes = code.as_bytes();
    let start = at + 1;
    let mut index = start;
    let mut escaped = false;
    while let Some(&byte) = bytes.get(index) {
        if byte == quote || (byte == b'\n' && quote != b'`') {
            break;
        }
        if byte == b'\\' {
            escaped = true;
            index += 1;
        }
        index += 1;
    }
    let end = index.min(bytes.len());
    let raw = code.get(start..end).unwrap_or_default();
    let text = if escaped {
        Cow::Owned(unescape(raw))
    } else {
        Cow::Borrowed(raw)
    };
    (text, (end + 1).max(start))
}

fn unescape(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match rest.next() {
            Some('n' | 'r' | 't') => out.push(' '),
            Some(kind @ ('u' | 'x')) => {
                let digits = if kind == 'u' { 4 } else { 2 };
                let hex: String = rest.clone().take(digits).collect();
                if let Some(c) = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32) {
                    out.push(c);
                    rest.by_ref().take(digits).for_each(drop);
                }
            }
            Some('\n') | None => {}
            Some(other) => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_expressions() {
        let tokens = lex(
            "// no\nvar a = 'x\\'y' + /* no */ \"\\u4e2d\"; b = /['\"]/g; <!-- no",
            100,
        );
        let shown: Vec<String> = tokens.iter().map(|token| format!("{token:?}")).collect();
        assert_eq!(
            shown.join(" "),
            "Word(\"var\") Word(\"a\") Mark('=') Text(\"x'y\") Mark('+') Text(\"中\") Mark(';') \
             Word(\"b\") Mark('=') Mark('/') Word(\"g\") Mark(';')"
        );
    }

    #[test]
    fn unfinished_things_end_with_the_script() {
        for code in ["'abc", "/* abc", "\"a\\", "/[", "`\n", "\\"] {
            lex(code, 100);
        }
    }
}
