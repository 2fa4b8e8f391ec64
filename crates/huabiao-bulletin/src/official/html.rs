use askama::Template;
use huabiao_types::Lang;

use super::{Align, Bar, Block, Chart, Column, Numbered, OfficialDocument, Table};
use crate::clean::followable;

/// An official document as one self-contained HTML page: no script, nothing loaded from
/// elsewhere, fit for screens of any width and for printing.
///
/// Every text is escaped; a cell that is nothing but an `http` or `https` address
/// becomes a link.
pub fn official_html(document: &OfficialDocument) -> String {
    let page = Page {
        d: document,
        annexes: document.annex_list(),
        marks: document.marks(),
        skip: match document.lang {
            Lang::En => "Skip to the text",
            Lang::Zh => "跳到正文",
        },
    };
    // The templates have no filter that can fail, and a String takes everything.
    page.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "official.html")]
struct Page<'a> {
    d: &'a OfficialDocument,
    annexes: Vec<String>,
    marks: Vec<&'a str>,
    skip: &'static str,
}

impl Page<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let blocks = Blocks {
            title: self.d.title_line(),
            blocks: self.d.numbered(blocks),
            colon: match self.d.lang {
                Lang::En => ": ",
                Lang::Zh => "：",
            },
        };
        blocks.render().unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "official-blocks.html")]
struct Blocks<'a> {
    title: String,
    blocks: Vec<Numbered<'a>>,
    colon: &'static str,
}

impl Blocks<'_> {
    fn label<'t>(&'t self, table: &'t Table) -> &'t str {
        table.caption.as_deref().unwrap_or(&self.title)
    }

    fn cell<'t>(&self, row: &'t [String], at: usize) -> &'t str {
        row.get(at).map_or("", String::as_str)
    }

    /// The width of a column in per cent of the table's.
    fn share(&self, table: &Table, column: &Column) -> u32 {
        let of = |column: &Column| u32::from(column.width.max(1));
        let sum: u32 = table.columns.iter().map(of).sum();
        of(column) * 100 / sum.max(1)
    }

    fn align(&self, column: &Column) -> &'static str {
        match column.align {
            Align::Center => "center",
            Align::End => "num",
            Align::Start => "",
        }
    }

    fn link<'t>(&self, cell: &'t str) -> Option<&'t str> {
        followable(cell)
    }

    fn colour(&self, what: &str, part: usize) -> String {
        let name = ["q", "u", "o"].get(part).unwrap_or(&"p");
        format!("{what}{name}")
    }

    /// Where each part of a bar begins, and how long it is.
    fn parts(&self, bar: &Bar) -> Vec<(u64, u64)> {
        let mut from = 0_u64;
        bar.parts
            .iter()
            .map(|length| {
                let start = from;
                from = from.saturating_add(*length);
                (start, *length)
            })
            .collect()
    }

    fn said(&self, chart: &Chart, bar: &Bar) -> String {
        let parts: Vec<String> = chart
            .legend
            .iter()
            .zip(&bar.parts)
            .map(|(name, n)| format!("{name}{}{n}", self.colon))
            .collect();
        parts.join(" · ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let mut document = OfficialDocument::new(Lang::Zh);
        document.title.push("<b>甲</b>".into());
        document.body = vec![
            Block::Paragraph("<script>x</script>".into()),
            Block::Table(Table {
                caption: None,
                columns: vec![Column {
                    head: "\"><i>".into(),
                    width: 1,
                    align: Align::Start,
                }],
                rows: vec![
                    vec!["javascript:alert(1)".into()],
                    vec!["http://a.gov.cn/".into()],
                    vec![],
                ],
            }),
        ];
        let page = official_html(&document);
        for wrong in ["<b>", "<script", "<i>", "href=\"javascript"] {
            assert!(!page.contains(wrong), "{wrong}");
        }
        assert!(page.contains("<a href=\"http://a.gov.cn/\""));
    }
}
