use std::collections::BTreeMap;
use std::sync::Arc;

use huabiao_types::Lang;

use crate::{Indicator, Text};

/// Writes the limits of a set into the texts of its indicators: `{news_days}` becomes
/// `2周`, so that a text states the window that is applied and no other.
pub(crate) fn fill(indicator: &mut Indicator, limits: &BTreeMap<String, u32>) {
    let texts = [&mut indicator.threshold, &mut indicator.note].into_iter();
    let texts = texts
        .chain(indicator.when.iter_mut().map(|one| &mut one.observed))
        .chain(indicator.steps.iter_mut().map(|one| &mut one.observed))
        .chain(indicator.gains.iter_mut().map(|one| &mut one.observed));
    for text in texts {
        let text = Arc::make_mut(text);
        for (name, value) in limits {
            let place = format!("{{{name}}}");
            for (words, lang) in [(&mut text.zh, Lang::Zh), (&mut text.en, Lang::En)] {
                if words.contains(&place) {
                    *words = words.replace(&place, &limit(name, *value, lang));
                }
            }
        }
    }
}

/// The limits that a text names, as written between braces; `{}` names none.
pub(crate) fn named<'a>(text: &'a Text, lang: Lang) -> impl Iterator<Item = &'a str> + use<'a> {
    let parts = text.get(lang).split('{').skip(1);
    let names = parts.filter_map(|part| part.split_once('}').map(|(name, _)| name));
    names.filter(|name| !name.is_empty())
}

/// A limit in words. What its name calls days is written as the round time that it
/// stands for.
fn limit(name: &str, value: u32, lang: Lang) -> String {
    if let Some(seconds) = name.strip_suffix("_millis").map(|_| f64::from(value) / 1e3) {
        return match lang {
            Lang::En => format!("{seconds} seconds"),
            Lang::Zh => format!("{seconds}秒"),
        };
    }
    let days = ["_days", "_window", "_age"];
    match days.iter().any(|end| name.ends_with(end)) && !name.ends_with("_working_days") {
        true => time(value, lang),
        false => value.to_string(),
    }
}

fn time(days: u32, lang: Lang) -> String {
    let months = |days| (1..12).zip(MONTHS).find(|(_, of)| of.contains(&days));
    let (count, zh, en) = match days {
        7 | 14 | 21 | 28 => (days / 7, "周", "week"),
        365 | 366 => (1, "年", "year"),
        730 | 731 => (2, "年", "year"),
        days => match months(days) {
            Some((count, _)) => (count, "个月", "month"),
            None => (days, "天", "day"),
        },
    };
    match (lang, count) {
        (Lang::Zh, _) => format!("{count}{zh}"),
        (Lang::En, 1) => format!("1 {en}"),
        (Lang::En, _) => format!("{count} {en}s"),
    }
}

/// The fewest and the most days of one month, two months and so on.
const MONTHS: [[u32; 2]; 11] = [
    [28, 31],
    [59, 62],
    [89, 92],
    [120, 123],
    [150, 153],
    [181, 184],
    [212, 215],
    [242, 245],
    [273, 276],
    [303, 306],
    [334, 337],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_written_as_documents_do() {
        for (name, value, zh, en) in [
            ("news_days", 7, "1周", "1 week"),
            ("news_days", 10, "10天", "10 days"),
            ("notice_days", 92, "3个月", "3 months"),
            ("notice_days", 184, "6个月", "6 months"),
            ("report_window", 181, "6个月", "6 months"),
            ("message_age", 31, "1个月", "1 month"),
            ("long_days", 366, "1年", "1 year"),
            ("visit_millis", 15_000, "15秒", "15 seconds"),
            ("visit_millis", 2_500, "2.5秒", "2.5 seconds"),
            ("report_working_days", 7, "7", "7"),
            ("home_updates", 31, "31", "31"),
        ] {
            assert_eq!(limit(name, value, Lang::Zh), zh);
            assert_eq!(limit(name, value, Lang::En), en);
        }
    }
}
