use chrono::{Datelike, NaiveDate};
use huabiao_types::Lang;

/// A day as it stands in a sentence: `2026年11月25日`, `25 November 2026`.
///
/// ```
/// use huabiao_finding::day_words;
/// use huabiao_types::Lang;
///
/// let day = "2026-01-04".parse()?;
/// assert_eq!(day_words(day, Lang::Zh), "2026年1月4日");
/// assert_eq!(day_words(day, Lang::En), "4 January 2026");
/// # Ok::<(), chrono::ParseError>(())
/// ```
pub fn day_words(day: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::En => day.format("%-d %B %Y").to_string(),
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
    }
}
