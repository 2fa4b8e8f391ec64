use super::clean::clean;

/// One cell of a list as it stands there.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Whether a formula stands in it whose value nobody computed.
    pub(super) uncomputed: bool,
    /// Whether a quote in its row has no counterpart.
    pub(super) unclosed: bool,
}

impl Cell {
    pub(super) fn is_empty(&self) -> bool {
        !self.uncomputed && clean(&self.text).is_empty()
    }
}

/// A number of a spreadsheet as people see it: whole ones without a fraction.
#[cfg(feature = "xlsx")]
pub(super) fn number(value: f64) -> String {
    // Above this a spreadsheet has lost digits, and the text below shows that.
    if value.fract() == 0.0 && value.abs() < 1e15 {
        format!("{value:.0}")
    } else {
        format!("{value:e}").to_uppercase()
    }
}

/// Undoes what spreadsheets do to codes: `1304000009.0` and a leading `'`.
pub(super) fn code(text: &str) -> (&str, bool) {
    let bare = text.strip_prefix('\'').unwrap_or(text);
    match bare.split_once('.') {
        Some((whole, zeros))
            if is_digits(whole) && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') =>
        {
            (whole, true)
        }
        _ => (bare, bare.len() != text.len()),
    }
}

/// Whether a text is a number that lost digits: `1.304E+09`.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    is_digits(exponent) && number.split('.').all(is_digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
