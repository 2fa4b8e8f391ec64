/// Whether an inline style keeps people from seeing the element.
pub(crate) fn hides(style: &str) -> bool {
    if style.len() > LONGEST || !may_hide(style.as_bytes()) {
        return false;
    }
    let mut position = false;
    let mut off = false;
    let mut nothing_wide = false;
    let mut nothing_high = false;
    let mut clipped = false;
    let mut rest = style;
    while !rest.is_empty() {
        let end = memchr::memchr(b';', rest.as_bytes()).unwrap_or(rest.len());
        let (declaration, tail) = rest.split_at(end);
        rest = tail.get(1..).unwrap_or_default();
        let Some(colon) = memchr::memchr(b':', declaration.as_bytes()) else {
            continue;
        };
        let (name, value) = declaration.split_at(colon);
        let name = name.trim_ascii();
        // The common properties of text need no look at their value.
        if !name
            .as_bytes()
            .first()
            .is_some_and(|byte| b"bdfhlmoprtvwBDFHLMOPRTVW".contains(byte))
        {
            continue;
        }
        let value = value.get(1..).unwrap_or_default();
        let value = value.trim();
        let value = value.strip_suffix("!important").unwrap_or(value).trim_end();
        let is = |word: &str| name.eq_ignore_ascii_case(word);
        let starts = |word: &str| {
            value
                .get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        if is("display") {
            if starts("none") {
                return true;
            }
        } else if is("visibility") {
            if starts("hidden") {
                return true;
            }
        } else if is("position") {
            position |= starts("absolute") || starts("fixed") || starts("relative");
        } else if is("left") || is("top") || is("right") || is("bottom") {
            off |= pixels(value).is_some_and(|px| px <= -500);
        } else if is("text-indent") || is("margin-left") || is("margin-top") {
            if pixels(value).is_some_and(|px| px <= -500) {
                return true;
            }
        } else if is("width") {
            nothing_wide |= pixels(value).is_some_and(|px| (0..=1).contains(&px));
        } else if is("height") || is("line-height") || is("max-height") {
            nothing_high |= pixels(value).is_some_and(|px| (0..=1).contains(&px));
        } else if is("overflow") {
            clipped |= starts("hidden");
        } else if is("font-size") && pixels(value) == Some(0) {
            return true;
        }
    }
    (position && off)
        || (clipped && (nothing_wide || nothing_high))
        || (nothing_wide && nothing_high)
}

/// Whether a style makes its element wholly transparent. Fading pictures do so too, so
/// this alone hides no text.
pub(crate) fn fades(style: &str) -> bool {
    let Some(at) = memchr::memmem::find(style.as_bytes(), b"opacity") else {
        return false;
    };
    let is_own = !matches!(
        style.as_bytes().get(..at).and_then(<[u8]>::last),
        Some(b'-')
    );
    let value = style.get(at + "opacity".len()..).unwrap_or_default();
    let value = value.trim_start().strip_prefix(':').unwrap_or_default();
    let value = value.split(';').next().unwrap_or_default();
    let value = value.trim().trim_end_matches("!important").trim();
    is_own && value.parse() == Ok(0.0_f32)
}

/// Whether a style holds anything that hiding needs: `none`, `hidden`, a negative
/// number, or one that begins with 0 or 1.
fn may_hide(style: &[u8]) -> bool {
    let mut at = 0;
    while let Some(&byte) = style.get(at) {
        at += 1;
        let next = || style.get(at..at + 2).unwrap_or_default();
        match byte {
            b'-' if style.get(at).is_some_and(u8::is_ascii_digit) => return true,
            b'o' | b'O' if next().eq_ignore_ascii_case(b"ne") => return true,
            b'i' | b'I' if next().eq_ignore_ascii_case(b"dd") => return true,
            b':' => {
                while style.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                if matches!(style.get(at), Some(b'0' | b'1'))
                    && !style.get(at + 1).is_some_and(u8::is_ascii_digit)
                {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// The whole number at the beginning of a length in pixels; percentages and
/// relative units are no pixels, but zero is zero.
fn pixels(value: &str) -> Option<i64> {
    let value = value.trim();
    let end = value
        .char_indices()
        .position(|(at, c)| !(c.is_ascii_digit() || (at == 0 && (c == '-' || c == '+'))))
        .unwrap_or(value.len());
    let number: i64 = value.get(..end)?.parse().ok()?;
    let unit = value.get(end..)?.trim();
    if number == 0 && !unit.starts_with('.') {
        return Some(0);
    }
    (unit.is_empty()
        || unit.starts_with("px")
        || unit.starts_with("pt")
        || unit.starts_with('.') && unit.ends_with("px"))
    .then_some(number)
}

/// Longer style attributes are generated; they are not read.
const LONGEST: usize = 4_000;

/// Addresses in a style sheet: `url(…)` and `@import "…"`.
pub(crate) fn addresses(css: &str, mut found: impl FnMut(&str, bool)) {
    let bytes = css.as_bytes();
    let mut at = 0;
    while let Some(offset) = bytes.get(at..).and_then(|rest| {
        memchr::memchr3(b'/', b'u', b'U', rest)
            .into_iter()
            .chain(memchr::memchr(b'@', rest))
            .min()
    }) {
        at += offset;
        let Some(rest) = css.get(at..) else { return };
        if rest.starts_with("/*") {
            match rest.find("*/") {
                Some(end) => at += end + 2,
                None => return,
            }
        } else if rest
            .get(..4)
            .is_some_and(|word| word.eq_ignore_ascii_case("url("))
        {
            let inner = rest.get(4..).unwrap_or_default();
            let Some((text, length)) = argument(inner) else {
                return;
            };
            found(text, false);
            at += 4 + length;
        } else if rest
            .get(..7)
            .is_some_and(|word| word.eq_ignore_ascii_case("@import"))
        {
            let inner = rest.get(7..).unwrap_or_default();
            let trimmed = inner.trim_start();
            at += 7;
            if let Some(quote) = trimmed.chars().next().filter(|c| matches!(c, '"' | '\''))
                && let Some(text) = trimmed.get(1..).and_then(|text| text.split_once(quote))
            {
                found(text.0, true);
                at += inner.len() - trimmed.len() + text.0.len() + 2;
            }
        } else {
            at += 1;
        }
    }
}

/// The argument of `url(`, and how many bytes it takes up to the bracket.
fn argument(inner: &str) -> Option<(&str, usize)> {
    let trimmed = inner.trim_start();
    let lead = inner.len() - trimmed.len();
    if let Some(quote) = trimmed.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let rest = trimmed.get(1..)?;
        let end = rest.find(quote)?;
        return Some((rest.get(..end)?, lead + end + 2));
    }
    let end = trimmed.find(')')?;
    Some((trimmed.get(..end)?.trim_end(), lead + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for style in [
            "display:none",
            "DISPLAY : None !important",
            "color:red; visibility:hidden",
            "position:absolute;left:-9999px",
            "position:absolute; top: -1000px;",
            "text-indent:-9999px",
            "width:0;height:0;overflow:hidden",
            "height:1px;overflow:hidden",
            "font-size:0",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in [
            "display:block",
            "left:-9999px",
            "position:absolute;left:-10px",
            "height:100px;overflow:hidden",
            "width:0",
            "width:50%;height:1.5em",
            "line-height:0",
            "margin-left:-500%",
        ] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn styles_that_fade() {
        for style in ["opacity:0", "color:red; opacity : 0.0 !important;"] {
            assert!(fades(style), "{style}");
        }
        for style in [
            "opacity:0.1",
            "opacity:1",
            "fill-opacity:0",
            "color:red",
            "opacity",
        ] {
            assert!(!fades(style), "{style}");
        }
    }

    #[test]
    fn addresses_of_a_style_sheet() {
        let mut found = Vec::new();
        addresses(
            "/* url(no) */ @import 'a.css'; @import url(b.css); p{background:URL( \"c.png\" )} q{src:url(d.ttf)",
            |text, import| found.push((text.to_owned(), import)),
        );
        let expected = [
            ("a.css", true),
            ("b.css", false),
            ("c.png", false),
            ("d.ttf", false),
        ];
        assert_eq!(
            found,
            expected.map(|(text, import)| (text.to_owned(), import))
        );
    }
}
