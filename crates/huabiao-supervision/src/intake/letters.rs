use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::source::{Row, Source, short};
use super::{Fault, Field, IntakeError, Mapping, RefusedRow, Rejected};

/// Letters and messages of users (网民留言、来信), read from a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letters {
    /// The name of the book.
    pub source: String,
    /// The good rows, in their order.
    pub letters: Vec<LetterRow>,
    /// The rows that were not taken.
    pub rejected: Vec<Rejected>,
    /// Of whom the rows that were not taken tell.
    pub refused: Vec<RefusedRow>,
    /// What is worth knowing of the whole file.
    pub notes: Vec<String>,
}

/// A letter in the books of an office, and the site through which it came.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct LetterRow {
    /// Its number.
    pub id: String,
    /// The identification code of the site, or empty.
    pub site_code: String,
    /// Name or host of the site, or empty.
    pub site: String,
    /// The page on which it was written, or empty.
    pub url: String,
    /// The day on which it came.
    pub received: NaiveDate,
    /// The last day for the answer, if the book has one.
    pub due: Option<NaiveDate>,
    /// The day of the answer; without one the letter is open.
    pub answered: Option<NaiveDate>,
    /// Whether it asks for something that can be answered (有效留言).
    pub valid: bool,
}

/// Reads letters from CSV, JSON or, with the feature `xlsx`, XLSX.
///
/// Each row needs a number, the day on which the letter came, and a site by code, address,
/// host or name. A file without a column for the day of the answer is refused, for then
/// nobody knows which letters are open.
///
/// ```
/// use huabiao_supervision::intake::{Mapping, read_letters};
///
/// let file = "来信编号,网站标识码,来信时间,答复期限,答复时间\n\
///             L1,3301000001,2026-03-02,2026-03-11,2026-03-06\n\
///             L2,3301000001,2026-03-03,2026-03-12,\n\
///             L3,3301000001,昨天,2026-03-12,\n";
/// let read = read_letters(file.as_bytes(), Mapping::letters())?;
/// assert_eq!(read.letters.len(), 2);
/// assert_eq!(read.letters[1].answered, None);
/// assert_eq!(read.rejected[0].line, 4);
/// # Ok::<(), huabiao_supervision::intake::IntakeError>(())
/// ```
///
/// # Errors
///
/// [`IntakeError`] when the file as a whole cannot be read; what is wrong with single rows
/// is in [`Letters::rejected`].
pub fn read_letters(bytes: &[u8], mapping: &Mapping) -> Result<Letters, IntakeError> {
    let mut source = Source::read(bytes, mapping, &[Field::Id, Field::Time, Field::Answered])?;
    let rows = std::mem::take(&mut source.rows);
    let mut letters = Vec::new();
    let mut lines: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    for row in &rows {
        let letter = letter(row, mapping).and_then(|letter| {
            // Each site may count its own letters.
            let key = (
                letter.id.clone(),
                letter.site_code.clone(),
                letter.site.clone(),
            );
            match lines.get(&key) {
                Some(line) => Err((Field::Id, Fault::Duplicate { line: *line })),
                None => {
                    lines.insert(key, row.line);
                    Ok(letter)
                }
            }
        });
        match letter {
            Ok(letter) => letters.push(letter),
            Err((field, fault)) => source.reject(row.line, field, fault),
        }
    }
    source.rejected.sort_by_key(|rejected| rejected.line);
    Ok(Letters {
        source: mapping.source.clone(),
        letters,
        refused: RefusedRow::of(&source.rejected, &rows, mapping),
        rejected: source.rejected,
        notes: source.notes,
    })
}

fn letter(row: &Row, mapping: &Mapping) -> Result<LetterRow, (Field, Fault)> {
    let text = |field: Field| row.raw(field, mapping).to_owned();
    let id = text(Field::Id);
    if id.is_empty() {
        return Err((Field::Id, Fault::Missing));
    }
    let received = row
        .day(Field::Time, mapping)?
        .ok_or((Field::Time, Fault::Missing))?;
    let answered = row.day(Field::Answered, mapping)?;
    let due = row.day(Field::Due, mapping)?;
    for (field, day) in [(Field::Answered, answered), (Field::Due, due)] {
        if day.is_some_and(|day| day < received) {
            let found = short(row.raw(field, mapping));
            return Err((field, Fault::BeforeReceipt { found }));
        }
    }
    let valid = match row.value(Field::Valid, mapping)?.as_deref() {
        None | Some("yes") => true,
        Some("no") => false,
        Some(found) => {
            let found = short(found);
            return Err((Field::Valid, Fault::NoMeaning { found }));
        }
    };
    Ok(LetterRow {
        id,
        site_code: text(Field::SiteCode),
        site: text(Field::Site),
        url: text(Field::Url),
        received,
        due,
        answered,
        valid,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn what_is_wrong_with_a_row_is_said_and_the_rest_goes_on() {
        let file = "编号,网站,来信日期,答复期限,答复日期,是否有效\n\
                    1,a.gov.cn,2026-03-02,2026-03-11,2026-03-01,是\n\
                    2,a.gov.cn,2026-03-02,,2026-03-04,否\n\
                    2,a.gov.cn,2026-03-03,,,\n\
                    2,b.gov.cn,2026-03-03,,,\n\
                    ,b.gov.cn,2026-03-03,,,\n\
                    3,b.gov.cn,2026-03-03,,,也许\n\
                    4,b.gov.cn,2026-03-03,,已答复,\n";
        let read = read_letters(file.as_bytes(), Mapping::letters()).unwrap();
        let taken: Vec<(&str, &str, bool)> = read
            .letters
            .iter()
            .map(|one| (one.id.as_str(), one.site.as_str(), one.valid))
            .collect();
        assert_eq!(taken, [("2", "a.gov.cn", false), ("2", "b.gov.cn", true)]);
        let rejected: Vec<(u64, &str)> = read
            .rejected
            .iter()
            .map(|one| (one.line, one.column.as_str()))
            .collect();
        let owed = [
            (2, "答复日期"),
            (4, "编号"),
            (6, "编号"),
            (7, "是否有效"),
            (8, "答复日期"),
        ];
        assert_eq!(rejected, owed);
    }

    #[test]
    fn a_book_without_answers_is_refused() {
        let file = "编号,网站,来信日期\n1,a.gov.cn,2026-03-02\n";
        let error = read_letters(file.as_bytes(), Mapping::letters()).unwrap_err();
        assert!(matches!(
            error,
            IntakeError::Heading {
                field: Field::Answered,
                ..
            }
        ));
    }
}
