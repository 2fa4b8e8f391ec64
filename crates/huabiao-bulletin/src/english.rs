/// A number with its noun.
pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{count} {noun}")
}

/// A text that begins as a sentence, a heading or a cell begins.
pub(crate) fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        assert_eq!(plural(1, "site", "sites"), "1 site");
        assert_eq!(plural(0, "site", "sites"), "0 sites");
        assert_eq!(plural(21, "entry", "entries"), "21 entries");
    }

    #[test]
    fn only_the_first_letter_changes() {
        assert_eq!(capital("district portals"), "District portals");
        assert_eq!(capital("单位"), "单位");
        assert_eq!(capital(""), "");
    }
}
