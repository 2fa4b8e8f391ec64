use std::borrow::Cow;

/// A text from outside without characters that could hide or reorder others:
/// control characters and line breaks become spaces, marks of direction go.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_control() || is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let visible = text.chars().filter(|c| !is_hidden(*c));
    Cow::Owned(
        visible
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect(),
    )
}

/// The address, if a reader may follow it: HTTP or HTTPS, and nothing that could end
/// the place where it is written.
pub(crate) fn followable(url: &str) -> Option<&str> {
    let scheme = |name: &str| {
        url.get(..name.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(name))
    };
    let is_safe = !url.contains(|c: char| {
        c.is_control() || c.is_whitespace() || is_hidden(c) || matches!(c, '"' | '<' | '>' | '\\')
    });
    ((scheme("http://") || scheme("https://")) && is_safe).then_some(url)
}

const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_followed() {
        for url in ["http://a.gov.cn/", "HTTPS://a.gov.cn/x?y=政"] {
            assert_eq!(followable(url), Some(url));
        }
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//a",
            "http:/a",
            "http://a/ b",
            "http://a/\"onclick=",
            "http://a/\u{202e}x",
            "",
            "政政政",
        ] {
            assert_eq!(followable(url), None, "{url}");
        }
    }

    #[test]
    fn hidden_characters_go() {
        assert_eq!(clean("a\nb\u{202e}c"), "a bc");
        assert_eq!(clean("政府"), "政府");
    }
}
