use chrono::NaiveDate;

use super::{Form, Found};

/// Dates in Chinese numerals.
pub(super) fn numerals(text: &str, found: &mut Vec<Found>, limit: usize) {
    let mut added = false;
    for at in memchr::memmem::find_iter(text.as_bytes(), "年") {
        if found.len() >= limit {
            break;
        }
        let Some(head) = text.get(..at) else { continue };
        let Some(start) = head
            .char_indices()
            .rev()
            .take(4)
            .take_while(|(_, c)| digit(*c).is_some())
            .map(|(index, _)| index)
            .nth(3)
        else {
            continue;
        };
        let year = head
            .get(start..)
            .unwrap_or_default()
            .chars()
            .filter_map(digit)
            .fold(0, |year, digit| year * 10 + digit);
        let rest = text.get(at + "年".len()..).unwrap_or_default();
        let Some((month, length)) = small_number(rest, '月') else {
            continue;
        };
        let rest = rest.get(length..).unwrap_or_default();
        let Some((day, after)) = small_number(rest, '日') else {
            continue;
        };
        let Some(date) = i32::try_from(year)
            .ok()
            .filter(|year| (1900..=2100).contains(year))
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        else {
            continue;
        };
        added = true;
        found.push(Found {
            start,
            end: at + "年".len() + length + after,
            date,
            time: None,
            form: Form::Numerals,
            utc: false,
            order: None,
            other: None,
        });
    }
    if added {
        found.sort_by_key(|found| found.start);
    }
}

/// A number up to 31 in numerals, before `unit`; and its length with the unit.
fn small_number(text: &str, unit: char) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut any = false;
    for (index, c) in text.char_indices().take(5) {
        if c == unit {
            return any.then_some((value, index + c.len_utf8()));
        }
        any = true;
        if c == '十' {
            value = if value == 0 { 10 } else { value * 10 };
        } else if c == '廿' {
            value = 20;
        } else {
            value += digit(c)?;
        }
        if value > 99 {
            return None;
        }
    }
    None
}

const fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | '零' | 'Ｏ' | 'O' | '０' | '◯' => 0,
        '一' | '１' | '元' => 1,
        '二' | '２' => 2,
        '三' | '３' => 3,
        '四' | '４' => 4,
        '五' | '５' => 5,
        '六' | '６' => 6,
        '七' | '７' => 7,
        '八' | '８' => 8,
        '九' | '９' => 9,
        _ => return None,
    })
}
