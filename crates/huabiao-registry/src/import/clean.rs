/// A text without what nobody sees: control characters and line breaks become
/// spaces, zero-width characters go, white space at both ends goes.
pub(crate) fn clean(text: &str) -> String {
    let seen = |c: char| match c {
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{ad}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    };
    let text: String = text.chars().filter_map(seen).collect();
    text.trim().to_owned()
}

/// Full-width letters, digits and signs as plain ones; for codes and addresses, not
/// for names, where full-width brackets are right.
pub(super) fn narrow(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '。' | '｡' => '.',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// Keeps a spreadsheet from taking a text for a formula: `'` is put before it.
/// [`unguard`] undoes it, also for texts that began with `'` before.
pub(crate) fn guard(text: &str) -> String {
    let mut chars = text.chars();
    let risky = match chars.next() {
        Some('\'') => chars.next().is_some_and(is_trigger),
        Some(first) => is_trigger(first),
        None => false,
    };
    if risky {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// See [`guard`].
pub(super) fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.chars().next().is_some_and(is_trigger) => rest,
        _ => text,
    }
}

/// Also the full-width signs, which some spreadsheets take for the plain ones.
fn is_trigger(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\'' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn guarding_is_undone_for_every_text() {
        for text in [
            "", "'", "''", "'a", "''a", "=1", "'=1", "''=1", "-", "'-", "a=", "＝1",
        ] {
            assert_eq!(unguard(&guard(text)), text, "{text}");
            assert!(!guard(text).starts_with(['=', '+', '-', '@']), "{text}");
        }
    }

    #[test]
    fn what_nobody_sees_goes() {
        assert_eq!(clean("\u{feff} 民政\u{200b}局\0\u{3000}"), "民政局");
        assert_eq!(narrow("ｈｔｔｐ：／／ａ。ｇｏｖ．ｃｎ"), "http://a.gov.cn");
    }
}
