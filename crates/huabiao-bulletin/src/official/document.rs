use huabiao_types::Lang;
use serde::Serialize;

use super::{Block, Chart, Table};

/// An official document (公文) as data, with the parts of GB/T 9704-2012: head (版头),
/// main part (主体) and imprint (版记). What writes it, knows no words; what words it,
/// no layout.
///
/// A part that is `None` or empty is not there.
///
/// ```
/// use huabiao_bulletin::{Block, OfficialDocument, official_html};
/// use huabiao_types::Lang;
///
/// let document = OfficialDocument {
///     title: vec!["关于网站整改的通知".into()],
///     body: vec![
///         Block::Heading { level: 1, text: "总体情况".into() },
///         Block::Paragraph("全部网站均已整改。".into()),
///     ],
///     ..OfficialDocument::new(Lang::Zh)
/// };
/// assert!(official_html(&document).contains("一、总体情况"));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfficialDocument {
    /// The language of its words and numbers.
    pub lang: Lang,
    /// Whether its pages lie on their long side, as wide tables need.
    pub landscape: bool,
    /// The number of this copy (份号), six digits.
    pub copy_number: Option<String>,
    /// Secrecy and its period (密级和保密期限).
    pub secrecy: Option<String>,
    /// How urgent it is (紧急程度).
    pub urgency: Option<String>,
    /// The name of the office in red over the red line (发文机关标志).
    pub mark: Option<String>,
    /// Its number (发文字号).
    pub number: Option<String>,
    /// Who signed it out (签发人).
    pub signer: Option<String>,
    /// The title (标题), a text for each line.
    pub title: Vec<String>,
    /// To whom it goes (主送机关).
    pub to: Option<String>,
    /// The text (正文).
    pub body: Vec<Block>,
    /// Who issues it (发文机关署名), one under the other.
    pub signed: Vec<String>,
    /// Its date (成文日期), in words.
    pub date: Option<String>,
    /// A remark in brackets under the date (附注), such as whom to ask.
    pub remark: Option<String>,
    /// The annexes (附件). The list of them after the text is made by the writers.
    pub annexes: Vec<Annex>,
    /// Who gets a copy (抄送机关).
    pub copies: Option<String>,
    /// Who printed it (印发机关).
    pub printed_by: Option<String>,
    /// When it was printed (印发日期), in words.
    pub printed_on: Option<String>,
}

/// An annex. It begins on a new page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Annex {
    /// The title.
    pub title: String,
    /// The text.
    pub body: Vec<Block>,
}

impl OfficialDocument {
    /// A document without parts.
    pub fn new(lang: Lang) -> Self {
        Self {
            lang,
            landscape: false,
            copy_number: None,
            secrecy: None,
            urgency: None,
            mark: None,
            number: None,
            signer: None,
            title: Vec::new(),
            to: None,
            body: Vec::new(),
            signed: Vec::new(),
            date: None,
            remark: None,
            annexes: Vec::new(),
            copies: None,
            printed_by: None,
            printed_on: None,
        }
    }

    /// The title in one line.
    pub fn title_line(&self) -> String {
        self.title.join(match self.lang {
            Lang::En => " ",
            Lang::Zh => "",
        })
    }

    /// Every table with its caption or, if it has none, the title of what it stands
    /// in: the text first, then each annex.
    pub fn tables(&self) -> Vec<(String, &Table)> {
        let body = core::iter::once((self.title_line(), &self.body));
        let annexes = self.annexes.iter().map(|a| (a.title.clone(), &a.body));
        body.chain(annexes)
            .flat_map(|(title, blocks)| {
                blocks.iter().filter_map(move |block| match block {
                    Block::Table(table) => {
                        let caption = table.caption.clone();
                        Some((caption.unwrap_or_else(|| title.clone()), table))
                    }
                    _ => None,
                })
            })
            .collect()
    }

    /// The blocks with the numbers of their headings. Numbers begin anew in each of
    /// the texts.
    pub(crate) fn numbered<'a>(&self, blocks: &'a [Block]) -> Vec<Numbered<'a>> {
        let mut counts = [0_usize; 4];
        blocks
            .iter()
            .map(|block| match block {
                Block::Chart(chart) => Numbered::Chart(chart),
                Block::Heading { level, text } => {
                    let level = (*level).clamp(1, 4);
                    let at = usize::from(level) - 1;
                    for (place, count) in counts.iter_mut().enumerate() {
                        if place == at {
                            *count += 1;
                        } else if place > at {
                            *count = 0;
                        }
                    }
                    let number = number(self.lang, level, &counts);
                    Numbered::Heading(level, format!("{number}{text}"))
                }
                Block::Paragraph(text) => Numbered::Paragraph(text),
                Block::Table(table) => Numbered::Table(table),
            })
            .collect()
    }

    /// What stands at the top left: copy number, secrecy, urgency.
    pub(crate) fn marks(&self) -> Vec<&str> {
        [&self.copy_number, &self.secrecy, &self.urgency]
            .into_iter()
            .filter_map(|mark| mark.as_deref())
            .collect()
    }

    /// The lines of the list of annexes (附件说明) after the text.
    pub(crate) fn annex_list(&self) -> Vec<String> {
        let many = self.annexes.len() > 1;
        self.annexes
            .iter()
            .enumerate()
            .map(|(place, annex)| {
                let number = if many {
                    format!("{}. ", place + 1)
                } else {
                    String::new()
                };
                let head = if place == 0 {
                    self.annex_list_head()
                } else {
                    ""
                };
                format!("{head}{number}{}", annex.title)
            })
            .collect()
    }

    /// What the list of annexes begins with.
    pub(crate) fn annex_list_head(&self) -> &'static str {
        match (self.lang, self.annexes.len()) {
            (Lang::Zh, _) => "附件：",
            (Lang::En, 0 | 1) => "Annex: ",
            (Lang::En, _) => "Annexes: ",
        }
    }

    /// What stands over an annex, `附件2`.
    pub(crate) fn annex_mark(&self, place: usize) -> String {
        let word = match self.lang {
            Lang::En => "Annex",
            Lang::Zh => "附件",
        };
        match (self.annexes.len(), self.lang) {
            (0 | 1, _) => word.to_owned(),
            (_, Lang::En) => format!("{word} {}", place + 1),
            (_, Lang::Zh) => format!("{word}{}", place + 1),
        }
    }

    /// The remark in its brackets.
    pub(crate) fn bracketed_remark(&self) -> Option<String> {
        let remark = self.remark.as_ref()?;
        Some(match self.lang {
            Lang::En => format!("({remark})"),
            Lang::Zh => format!("（{remark}）"),
        })
    }
}

/// A block whose heading has its number.
pub(crate) enum Numbered<'a> {
    Chart(&'a Chart),
    Heading(u8, String),
    Paragraph(&'a str),
    Table(&'a Table),
}

fn number(lang: Lang, level: u8, counts: &[usize; 4]) -> String {
    let at = usize::from(level.clamp(1, 4)) - 1;
    let n = counts.get(at).copied().unwrap_or(1);
    match (lang, level) {
        (Lang::Zh, 1) => format!("{}、", han(n)),
        (Lang::Zh, 2) => format!("（{}）", han(n)),
        (Lang::Zh, 3) => format!("{n}."),
        (Lang::Zh, _) => format!("（{n}）"),
        (Lang::En, 4) => format!("({n}) "),
        (Lang::En, _) => {
            // A level that was left out counts as the first of its kind.
            let parts: Vec<String> = counts
                .iter()
                .take(at + 1)
                .map(|n| (*n).max(1).to_string())
                .collect();
            let dot = if level == 1 { "." } else { "" };
            format!("{}{dot} ", parts.join("."))
        }
    }
}

/// A number in Chinese characters; from 100 on in digits.
pub(crate) fn han(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: usize| DIGITS.get(n).copied().unwrap_or_default();
    match n {
        0 => "〇".to_owned(),
        1..10 => digit(n).to_owned(),
        10..20 => format!("十{}", digit(n % 10)),
        20..100 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(lang: Lang, levels: &[u8]) -> Vec<String> {
        let blocks: Vec<Block> = levels
            .iter()
            .map(|level| Block::Heading {
                level: *level,
                text: String::new(),
            })
            .collect();
        OfficialDocument::new(lang)
            .numbered(&blocks)
            .into_iter()
            .map(|block| match block {
                Numbered::Heading(_, text) => text.trim().to_owned(),
                _ => String::new(),
            })
            .collect()
    }

    #[test]
    fn headings_are_numbered_as_the_standard_says() {
        assert_eq!(
            headings(Lang::Zh, &[1, 2, 2, 3, 4, 4, 3, 1, 2]),
            [
                "一、",
                "（一）",
                "（二）",
                "1.",
                "（1）",
                "（2）",
                "2.",
                "二、",
                "（一）"
            ]
        );
        assert_eq!(
            headings(Lang::En, &[1, 2, 2, 3, 4, 1, 3]),
            ["1.", "1.1", "1.2", "1.2.1", "(1)", "2.", "2.1.1"]
        );
    }

    #[test]
    fn numbers_are_written_in_characters() {
        let words: Vec<String> = [1, 9, 10, 11, 20, 21, 99, 100].map(han).into();
        assert_eq!(
            words,
            ["一", "九", "十", "十一", "二十", "二十一", "九十九", "100"]
        );
    }

    #[test]
    fn one_annex_has_no_number_and_two_have() {
        let mut document = OfficialDocument::new(Lang::Zh);
        document.annexes.push(Annex {
            title: "甲".into(),
            body: Vec::new(),
        });
        assert_eq!(document.annex_list(), ["附件：甲"]);
        assert_eq!(document.annex_mark(0), "附件");
        document.annexes.push(Annex {
            title: "乙".into(),
            body: Vec::new(),
        });
        assert_eq!(document.annex_list(), ["附件：1. 甲", "2. 乙"]);
        assert_eq!(document.annex_mark(1), "附件2");
    }
}
