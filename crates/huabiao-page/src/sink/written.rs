use super::State;
use crate::style;

impl State {
    /// Text and open elements that a script writes.
    pub(super) fn write(&mut self, markup: &str) {
        let start = self.text_len();
        let mut rest = markup;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            let (text, tail) = rest.split_at(at);
            self.written_text(text);
            let end = memchr::memchr(b'>', tail.as_bytes()).map_or(tail.len(), |end| end + 1);
            let (tag, after) = tail.split_at(end);
            self.written_tag(tag);
            rest = after;
        }
        self.written_text(rest);
        self.written_anchor = false;
        let end = self.text_len();
        if end > start && self.out.skeleton.written.len() < WRITTEN {
            self.skeleton().written.push((start, end));
        }
    }

    fn written_text(&mut self, text: &str) {
        if text.contains('&') {
            let text = text
                .replace("&nbsp;", " ")
                .replace("&emsp;", " ")
                .replace("&ensp;", " ");
            self.text(&text);
        } else {
            self.text(text);
        }
    }

    fn written_tag(&mut self, tag: &str) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let closing = inner.starts_with('/');
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(20)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            return;
        }
        if name == "a" {
            self.written_anchor = !closing;
            self.gap();
            return;
        }
        if closing {
            if let Some(at) = self.written.iter().rposition(|(open, _)| *open == name) {
                self.written.truncate(at);
            }
        } else if !matches!(
            name.as_str(),
            "br" | "hr" | "img" | "input" | "link" | "meta" | "li" | "p" | "script" | "iframe"
        ) && self.written.len() < 32
        {
            let hides = inner
                .to_ascii_lowercase()
                .split_once("style")
                .and_then(|(_, rest)| rest.split_once('='))
                .is_some_and(|(_, value)| {
                    let value = value.trim();
                    let value = match value.chars().next() {
                        Some(quote @ ('"' | '\'')) => value
                            .get(1..)
                            .and_then(|text| text.split(quote).next())
                            .unwrap_or_default(),
                        _ => value.split_whitespace().next().unwrap_or_default(),
                    };
                    style::hides(value)
                });
            self.written.push((name, hides));
        }
        self.gap();
    }
}

const WRITTEN: usize = 2_000;
