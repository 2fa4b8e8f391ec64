use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// The number of an official document (发文字号), such as `明政办函〔2026〕41号`.
///
/// Chinese characters for the office, the year in `〔〕` (U+3014 and U+3015, not square
/// or round brackets), a serial number without leading zeros and without `第`, `号`.
///
/// Source: GB/T 9704-2012, 7.2.5, as reprinted; read on 2026-11-25.
///
/// ```
/// use huabiao_bulletin::DocumentNumber;
///
/// let number: DocumentNumber = "明政办函〔2026〕41号".parse()?;
/// assert_eq!(number.to_string(), "明政办函〔2026〕41号");
/// assert!("明政办函[2026]41号".parse::<DocumentNumber>().is_err());
/// assert!("明政办函〔2026〕第041号".parse::<DocumentNumber>().is_err());
/// # Ok::<(), huabiao_bulletin::InvalidDocumentNumber>(())
/// ```
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(into = "String", try_from = "String")]
pub struct DocumentNumber(String);

impl DocumentNumber {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.0
    }
}

impl FromStr for DocumentNumber {
    type Err = InvalidDocumentNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for DocumentNumber {
    type Error = InvalidDocumentNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if is_number(&text) {
            Ok(Self(text))
        } else {
            Err(InvalidDocumentNumber { found: text })
        }
    }
}

/// A text is not a [`DocumentNumber`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "`{found}` is not the number of an official document: an office in Chinese characters, the year in 〔〕, a serial number without zeros in front, 号"
)]
pub struct InvalidDocumentNumber {
    /// The text as given.
    pub found: String,
}

fn is_number(text: &str) -> bool {
    let Some((office, rest)) = text.split_once('〔') else {
        return false;
    };
    let Some((year, serial)) = rest.split_once('〕') else {
        return false;
    };
    let Some(serial) = serial.strip_suffix('号') else {
        return false;
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    !office.is_empty()
        && office.chars().all(is_han)
        && year.len() == 4
        && digits(year)
        && digits(serial)
        && serial.len() <= 6
        && !serial.starts_with('0')
}

/// The unified ideographs of the basic plane; others do not stand for offices.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_form_of_the_standard_passes() {
        for good in ["保监发〔2013〕36号", "国办秘函〔2019〕19号"] {
            assert!(is_number(good), "{good}");
        }
        for bad in [
            "",
            "〔2013〕36号",
            "保监发〔13〕36号",
            "保监发〔2013〕036号",
            "保监发〔2013〕号",
            "保监发〔2013〕36",
            "保监发（2013）36号",
            "保监发〔2013〕36号 ",
            "A发〔2013〕36号",
        ] {
            assert!(!is_number(bad), "{bad}");
        }
    }
}
