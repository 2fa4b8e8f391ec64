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
    let mut indented = false;
    let mut pictured = false;
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
        } else if is("background") || is("background-image") {
            pictured |= memchr::memmem::find(value.as_bytes(), b"url(").is_some();
        } else if is("text-indent") {
            indented |= pixels(value).is_some_and(|px| px <= -500);
        } else if is("margin-left") || is("margin-top") {
            if pixels(value).is_some_and(|px| px <= -500) {
                return true;
            }
        } else if is("width") {
            nothing_wide |= pixels(value).is_some_and(|px| (0..=1).contains(&px));
        } else if is("height") || is("line-height") || is("max-height") {
            nothing_high |= pixels(value).is_some_and(|px| (0..=1).contains(&px));
        } else if is("overflow") {
            clipped |= starts("hidden");
        }
    }
    // Words set aside for a picture are shown by it.
    (position && off)
        || (indented && !pictured)
        || (clipped && (nothing_wide || nothing_high))
        || (nothing_wide && nothing_high)
}

/// Whether a style keeps people from seeing words that stand in the element itself:
/// transparent, cut off, shrunk to nothing, set aside. Pictures fade, parts inside have
/// sizes of their own, readers of screens read what is cut off, so this alone hides no
/// text.
pub(crate) fn veils(style: &str) -> bool {
    let mut position = false;
    let mut clipped = false;
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let name = name.trim_ascii();
        if !name
            .as_bytes()
            .first()
            .is_some_and(|byte| b"cfoptCFOPT".contains(byte))
        {
            continue;
        }
        let value = value.trim().trim_end_matches("!important").trim_end();
        let is = |word: &str| name.eq_ignore_ascii_case(word);
        let gone = is("opacity") && value.parse() == Ok(0.0_f32)
            || is("font-size") && pixels(value).is_some_and(|px| (0..=1).contains(&px))
            || is("text-indent") && ems(value).is_some_and(|ems| ems <= -50)
            || is("transform") && is_nothing(value, "scale(");
        if gone {
            return true;
        }
        position |= is("position") && ["absolute", "fixed"].contains(&value);
        clipped |= is("clip") && is_nothing(value, "rect(");
    }
    position && clipped
}

/// Whether a style gives words the colour of what is behind them.
pub(crate) fn blends(style: &str) -> bool {
    let of = |wanted: &[&str]| {
        let mut all = style.split(';').filter_map(|one| one.split_once(':'));
        let (_, value) = all.rfind(|(name, _)| {
            let name = name.trim();
            wanted.iter().any(|word| name.eq_ignore_ascii_case(word))
        })?;
        colour(value)
    };
    match (of(&["color"]), of(&["background", "background-color"])) {
        (Some(words), Some(behind)) => words == behind,
        _ => false,
    }
}

/// A colour that stands alone, in one way of writing.
fn colour(value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches("!important").trim_end();
    let value = value.to_ascii_lowercase();
    match (value.as_str(), value.strip_prefix('#')) {
        ("white", _) => Some("ffffff".to_owned()),
        ("black", _) => Some("000000".to_owned()),
        (_, Some(short)) if short.len() == 3 => Some(short.chars().flat_map(|c| [c, c]).collect()),
        (_, Some(long)) if long.len() == 6 => Some(long.to_owned()),
        _ => None,
    }
}

/// Whether a value is a function of nothing but zeros: `rect(0, 0, 0, 0)`, `scale(0)`.
fn is_nothing(value: &str, function: &str) -> bool {
    let inside = value
        .strip_prefix(function)
        .and_then(|rest| rest.strip_suffix(')'));
    inside.is_some_and(|inside| {
        let mut parts = inside.split([',', ' ']).filter(|part| !part.is_empty());
        !inside.trim().is_empty() && parts.all(|part| pixels(part) == Some(0))
    })
}

/// The whole number at the beginning of a length in `em` or `rem`.
fn ems(value: &str) -> Option<i64> {
    let number = value.trim().strip_suffix("em")?;
    number.trim_end_matches('r').parse().ok()
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
            // No browser since 2011 loads a behaviour.
            let head = css.get(..at).unwrap_or_default().trim_end();
            let property = head.strip_suffix(':').unwrap_or_default().trim_end();
            if !ends_with(property, "behavior") {
                found(text, false);
            }
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

fn ends_with(text: &str, end: &str) -> bool {
    text.len()
        .checked_sub(end.len())
        .and_then(|at| text.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
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
            "font-size:0",
            "text-indent:-9999px;background:url(/logo.png)",
        ] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn styles_that_veil() {
        for style in [
            "opacity:0",
            "color:red; opacity : 0.0 !important;",
            "font-size:0",
            "color:#fff;font-size:1px",
            "text-indent:-9999em",
            "transform:scale(0)",
            "clip:rect(0,0,0,0);position:absolute",
            "position:absolute;clip:rect(0px 0px 0px 0px)",
        ] {
            assert!(veils(style), "{style}");
        }
        for style in [
            "opacity:0.1",
            "opacity:1",
            "fill-opacity:0",
            "color:red",
            "opacity",
            "font-size:12px",
            "font-size:1.2em",
            "font-size:1em",
            "text-indent:2em",
            "transform:scale(1)",
            "transform:scale()",
            "clip:rect(0,0,0,0)",
            "clip:rect(0,100px,20px,0);position:absolute",
        ] {
            assert!(!veils(style), "{style}");
        }
    }

    #[test]
    fn words_in_the_colour_of_what_is_behind_them() {
        assert!(blends("color:#fff;background:#ffffff"));
        assert!(blends("background-color: White; color: #FFF !important"));
        for style in [
            "color:#fff",
            "color:#fff;background:#c00",
            "color:#fff;background:#fff url(/a.png)",
            "border-color:#fff;background:#fff",
        ] {
            assert!(!blends(style), "{style}");
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
