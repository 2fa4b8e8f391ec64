use chrono::NaiveDate;
use huabiao_types::Lang;
use serde::{Deserialize, Serialize};

use crate::official::DocumentNumber;

/// Who writes to whom, and when: what every official document has.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Letterhead {
    /// Who issues it (发文机关).
    pub issuer: String,
    /// The name over the red line (发文机关标志); without it there is no red head.
    pub mark: Option<String>,
    /// Its number (发文字号).
    pub number: Option<DocumentNumber>,
    /// To whom it goes (主送机关).
    pub to: Vec<String>,
    /// Its date (成文日期).
    pub date: NaiveDate,
    /// Whom to ask, and how (附注).
    pub contact: Option<String>,
    /// Who gets a copy (抄送机关).
    pub copies: Vec<String>,
}

impl Letterhead {
    /// A head with nothing but what it must have.
    pub fn new(issuer: impl Into<String>, date: NaiveDate) -> Self {
        Self {
            issuer: issuer.into(),
            mark: None,
            number: None,
            to: Vec::new(),
            date,
            contact: None,
            copies: Vec::new(),
        }
    }

    pub(super) fn example(lang: Lang) -> Self {
        let w = |zh: &str, en: &str| pick(lang, zh, en);
        Self {
            mark: Some(w(
                "明川市人民政府办公室文件",
                "Mingchuan City Government Office",
            )),
            number: "明政办函〔2026〕41号".parse().ok(),
            to: vec![
                w("各区县人民政府", "District governments"),
                w(
                    "市政府各部门、各直属单位",
                    "departments and subordinate units of the city",
                ),
            ],
            contact: Some(w(
                "联系单位：市政府办公室政务公开科，电话：0000-0000000",
                "Contact: section for open government, telephone 0000-0000000",
            )),
            copies: vec![w("省政府办公厅", "General office of the province")],
            ..Self::new(
                w("明川市人民政府办公室", "Mingchuan City Government Office"),
                day(2026, 10, 15),
            )
        }
    }

    pub(super) fn bare(lang: Lang) -> Self {
        Self::new(
            pick(
                lang,
                "明川市人民政府办公室",
                "Mingchuan City Government Office",
            ),
            day(2026, 10, 15),
        )
    }
}

/// The word in the language.
pub(super) fn pick(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::En => en,
        Lang::Zh => zh,
    }
    .to_owned()
}

/// A day of the examples.
pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
