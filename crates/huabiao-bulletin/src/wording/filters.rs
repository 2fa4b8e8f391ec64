use chrono::NaiveDate;
use huabiao_types::Lang;
use minijinja::{Environment, Error, ErrorKind};

use crate::official::han;
use crate::prose;

/// Adds what templates need and the engine lacks.
pub(super) fn add(env: &mut Environment<'static>, lang: Lang) {
    env.add_filter("day", move |text: &str| day(text, lang));
    env.add_filter("period", move |from: &str, to: &str| period(from, to, lang));
    env.add_filter("percent", percent);
    env.add_filter("rate", rate);
    env.add_filter("many", many);
    env.add_filter("nth", move |n: usize| nth(n, lang));
    env.add_filter("cap", cap);
}

/// `2026-11-25` in the words of the language.
fn day(text: &str, lang: Lang) -> Result<String, Error> {
    Ok(prose::day(date(text)?, lang))
}

/// From one day to another, with the year once where it is the same.
fn period(from: &str, to: &str, lang: Lang) -> Result<String, Error> {
    Ok(prose::period(date(from)?, date(to)?, lang))
}

fn date(text: &str) -> Result<NaiveDate, Error> {
    text.parse()
        .map_err(|_| refuse(format!("`{text}` is not a day such as 2026-11-25")))
}

/// A part of a whole with two decimals; all of it is only called 100.00% if nothing
/// is lacking. `—` when there is no whole.
fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let (part, whole) = (u128::from(part), u128::from(whole));
    let mut hundredths = (part * 20_000 + whole) / (2 * whole);
    if part < whole {
        hundredths = hundredths.min(9_999);
    }
    if part > 0 {
        hundredths = hundredths.max(1);
    }
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The pass rate of sites: `—` where nothing was judged, and where none qualified while
/// some are undetermined, since sites fail before they can qualify.
fn rate(qualified: u64, unqualified: u64, undetermined: u64) -> String {
    match qualified == 0 && undetermined > 0 {
        true => "—".to_owned(),
        false => percent(qualified, qualified + unqualified),
    }
}

/// A number with its noun: `1 site`, `2 sites`.
fn many(n: u64, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// `三` or `third`.
fn nth(n: usize, lang: Lang) -> String {
    const WORDS: [&str; 5] = ["zeroth", "first", "second", "third", "fourth"];
    match lang {
        Lang::En => WORDS
            .get(n)
            .map_or_else(|| format!("{n}th"), |word| (*word).to_owned()),
        Lang::Zh => han(n),
    }
}

/// The first letter as a capital, the rest as it is.
fn cap(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn refuse(why: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_and_never_hide_a_rest() {
        for (part, whole, text) in [
            (558, 561, "99.47%"),
            (118, 122, "96.72%"),
            (29, 31, "93.55%"),
            (1, 54, "1.85%"),
            (0, 7, "0.00%"),
            (7, 7, "100.00%"),
            (99_999, 100_000, "99.99%"),
            (1, 100_000, "0.01%"),
            (0, 0, "—"),
        ] {
            assert_eq!(percent(part, whole), text, "{part}/{whole}");
        }
    }

    #[test]
    fn words_follow_the_language() {
        assert_eq!(nth(3, Lang::Zh), "三");
        assert_eq!(nth(3, Lang::En), "third");
        assert_eq!(many(1, "site", "sites"), "1 site");
        assert_eq!(many(0, "site", "sites"), "0 sites");
        assert_eq!(cap("one WWW"), "One WWW");
        assert!(day("2026-02-30", Lang::Zh).is_err());
        assert_eq!(
            period("2026-11-17", "2026-11-24", Lang::Zh).ok().as_deref(),
            Some("2026年11月17日至11月24日")
        );
    }
}
