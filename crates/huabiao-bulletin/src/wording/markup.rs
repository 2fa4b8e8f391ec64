use core::ops::Range;

use huabiao_types::Lang;

use crate::official::{Align, Annex, Bar, Block, Chart, Column, OfficialDocument, Table};

/// What is wrong, and at which byte of the filled template.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) reason: String,
}

/// Reads the filled template line by line. What stands in `filled` came from the data:
/// it is text, whatever characters it has.
pub(super) fn read(
    text: &str,
    filled: &[Range<usize>],
    lang: Lang,
) -> Result<OfficialDocument, Fault> {
    let mut reader = Reader {
        document: OfficialDocument::new(lang),
        filled,
        open: Open::Nothing,
    };
    let mut at = 0;
    for line in text.split('\n') {
        reader.line(at, line)?;
        at += line.len() + 1;
    }
    reader.close();
    if reader.document.title.is_empty() {
        return Err(Fault {
            at: 0,
            reason: "a document needs a line with @title".to_owned(),
        });
    }
    Ok(reader.document)
}

struct Reader<'a> {
    document: OfficialDocument,
    filled: &'a [Range<usize>],
    open: Open,
}

/// What rows are being read for.
enum Open {
    Chart(Chart),
    Nothing,
    Table {
        table: Table,
        widths: Vec<(u16, Align)>,
    },
}

impl Reader<'_> {
    fn line(&mut self, at: usize, line: &str) -> Result<(), Fault> {
        let at = at + (line.len() - line.trim_start().len());
        let line = line.trim();
        let mark = line.chars().next().filter(|_| self.is_template(at));
        if mark == Some('|') {
            return self.row(at, line);
        }
        // Loops and conditions leave empty lines behind, also between rows.
        if line.is_empty() {
            return Ok(());
        }
        self.close();
        match mark {
            Some('#') => self.heading(at, line),
            Some('@') => self.part(at, line),
            _ => {
                self.push(Block::Paragraph(line.to_owned()));
                Ok(())
            }
        }
    }

    fn heading(&mut self, at: usize, line: &str) -> Result<(), Fault> {
        let text = line.trim_start_matches('#');
        let level = line.len() - text.len();
        if !(1..=4).contains(&level) || !text.starts_with(' ') || text.trim().is_empty() {
            return fault(at, "a heading is one to four #, a space and a text");
        }
        self.push(Block::Heading {
            level: u8::try_from(level).unwrap_or(4),
            text: text.trim().to_owned(),
        });
        Ok(())
    }

    fn part(&mut self, at: usize, line: &str) -> Result<(), Fault> {
        let (name, text) = line.split_once(' ').unwrap_or((line, ""));
        let text_at = at + (line.len() - text.trim_start().len());
        let text = text.trim();
        if text.is_empty() {
            return fault(at, format!("{name} has no text"));
        }
        let d = &mut self.document;
        let one = |part: &mut Option<String>| match part {
            Some(_) => fault(at, format!("there are two lines with {name}")),
            None => {
                *part = Some(text.to_owned());
                Ok(())
            }
        };
        match name {
            "@annex" => {
                d.annexes.push(Annex {
                    title: text.to_owned(),
                    body: Vec::new(),
                });
                Ok(())
            }
            "@chart" => self.chart(text_at, text),
            "@copies" => one(&mut d.copies),
            "@copy-number" => one(&mut d.copy_number),
            "@date" => one(&mut d.date),
            "@mark" => one(&mut d.mark),
            "@page" if text == "landscape" => {
                d.landscape = true;
                Ok(())
            }
            "@page" => fault(text_at, "a page is landscape, or the line is left out"),
            "@number" => one(&mut d.number),
            "@printed-by" => one(&mut d.printed_by),
            "@printed-on" => one(&mut d.printed_on),
            "@remark" => one(&mut d.remark),
            "@secrecy" => one(&mut d.secrecy),
            "@signed" => {
                d.signed.push(text.to_owned());
                Ok(())
            }
            "@signer" => one(&mut d.signer),
            "@table" => self.table(text_at, text),
            "@title" => {
                d.title.push(text.to_owned());
                Ok(())
            }
            "@to" => one(&mut d.to),
            "@urgency" => one(&mut d.urgency),
            _ => fault(at, format!("{name} is no part of a document")),
        }
    }

    /// `6> 30 10= | caption`: a width for each column, `>` at the end of the line, `=`
    /// in the middle.
    fn table(&mut self, at: usize, text: &str) -> Result<(), Fault> {
        let mut cells = self.cells(at, text).into_iter();
        let mut widths = Vec::new();
        for word in cells.next().unwrap_or_default().split_whitespace() {
            let (digits, align) = match word.strip_suffix(['>', '=']) {
                Some(digits) if word.ends_with('>') => (digits, Align::End),
                Some(digits) => (digits, Align::Center),
                None => (word, Align::Start),
            };
            match digits.parse::<u16>() {
                Ok(width) if width > 0 => widths.push((width, align)),
                _ => return fault(at, format!("`{word}` is not the width of a column")),
            }
        }
        if widths.is_empty() {
            return fault(at, "a table needs the width of each column");
        }
        self.open = Open::Table {
            table: Table {
                caption: cells.next().filter(|caption| !caption.is_empty()),
                ..Table::default()
            },
            widths,
        };
        Ok(())
    }

    /// `caption | what the first part is | …`.
    fn chart(&mut self, at: usize, text: &str) -> Result<(), Fault> {
        let mut cells = self.cells(at, text).into_iter();
        let caption = cells.next().unwrap_or_default();
        let legend: Vec<String> = cells.collect();
        if legend.is_empty() || legend.len() > 3 {
            return fault(
                at,
                "a chart needs a caption and one to three parts of a bar",
            );
        }
        self.open = Open::Chart(Chart {
            caption,
            legend,
            bars: Vec::new(),
        });
        Ok(())
    }

    fn row(&mut self, at: usize, line: &str) -> Result<(), Fault> {
        let mut inner = line.get(1..).unwrap_or_default();
        if inner.ends_with('|') && self.is_template(at + line.len() - 1) {
            inner = inner.get(..inner.len() - 1).unwrap_or_default();
        }
        let cells = self.cells(at + 1, inner);
        match &mut self.open {
            Open::Nothing => fault(at, "a row stands under no @table and no @chart"),
            Open::Chart(chart) => {
                let mut cells = cells.into_iter();
                let label = cells.next().unwrap_or_default();
                let parts: Result<Vec<u64>, _> = cells.map(|cell| cell.parse()).collect();
                match parts {
                    Ok(parts) if parts.len() == chart.legend.len() => {
                        chart.bars.push(Bar { label, parts });
                        Ok(())
                    }
                    _ => fault(
                        at,
                        format!(
                            "a bar of this chart is a label and {} whole numbers",
                            chart.legend.len()
                        ),
                    ),
                }
            }
            Open::Table { table, widths } => {
                if cells.len() != widths.len() {
                    return fault(
                        at,
                        format!(
                            "this row has {} cells, its table {} columns",
                            cells.len(),
                            widths.len()
                        ),
                    );
                }
                if table.columns.is_empty() {
                    table.columns = cells
                        .into_iter()
                        .zip(widths.iter())
                        .map(|(head, (width, align))| Column {
                            head,
                            width: *width,
                            align: *align,
                        })
                        .collect();
                } else {
                    table.rows.push(cells);
                }
                Ok(())
            }
        }
    }

    /// The texts between the bars of the template; bars from the data are text.
    fn cells(&self, at: usize, text: &str) -> Vec<String> {
        let mut cells = Vec::new();
        let mut from = 0;
        for (bar, _) in text.match_indices('|') {
            if self.is_template(at + bar) {
                cells.push(text.get(from..bar).unwrap_or_default().trim().to_owned());
                from = bar + 1;
            }
        }
        cells.push(text.get(from..).unwrap_or_default().trim().to_owned());
        cells
    }

    fn close(&mut self) {
        match core::mem::replace(&mut self.open, Open::Nothing) {
            Open::Nothing => {}
            Open::Chart(chart) if chart.bars.is_empty() => {}
            Open::Chart(chart) => self.push(Block::Chart(chart)),
            Open::Table { table, .. } if table.columns.is_empty() => {}
            Open::Table { table, .. } => self.push(Block::Table(table)),
        }
    }

    fn push(&mut self, block: Block) {
        match self.document.annexes.last_mut() {
            Some(annex) => annex.body.push(block),
            None => self.document.body.push(block),
        }
    }

    /// Whether a byte was written in the template, not filled in.
    fn is_template(&self, at: usize) -> bool {
        let next = self.filled.partition_point(|range| range.end <= at);
        !self
            .filled
            .get(next)
            .is_some_and(|range| range.contains(&at))
    }
}

fn fault<T>(at: usize, reason: impl Into<String>) -> Result<T, Fault> {
    Err(Fault {
        at,
        reason: reason.into(),
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn each_line_becomes_a_part() {
        let text = "@title 甲\n@title 乙\n@to 各单位：\n# 一\n## 二\n正文\n\n@table 6> 10 | 表\n| a | b |\n| 1 | 2\n\n@chart 图 | 合格\n| 门户 | 3 |\n@annex 附\n附文";
        let d = read(text, &[], Lang::Zh).unwrap();
        assert_eq!(d.title, ["甲", "乙"]);
        assert_eq!(d.body.len(), 5);
        assert!(matches!(&d.body[3], Block::Table(t)
            if t.rows == [["1", "2"]] && t.columns[0].align == Align::End));
        assert!(matches!(&d.body[4], Block::Chart(c) if c.bars[0].parts == [3]));
        assert_eq!(d.annexes[0].body, [Block::Paragraph("附文".into())]);
    }

    #[test]
    fn what_was_filled_in_is_never_markup() {
        let text = "@title t\n@annex x\n# a\n@table 1 1\n|h|i|\n|a|b|c|";
        let annex = text.find("@annex").unwrap();
        let heading = text.find("# a").unwrap();
        let bar = text.find("b|c").unwrap() + 1;
        let filled = [annex..annex + 2, heading..heading + 1, bar..bar + 1];
        let d = read(text, &filled, Lang::Zh).unwrap();
        assert_eq!(
            d.body[..2],
            [
                Block::Paragraph("@annex x".into()),
                Block::Paragraph("# a".into())
            ]
        );
        assert!(matches!(&d.body[2], Block::Table(t) if t.rows == [["a", "b|c"]]));
    }

    #[test]
    fn wrong_lines_are_told_where_they_stand() {
        for (text, at) in [
            ("@titel x", 0),
            ("@title", 0),
            ("a\n| x |", 2),
            ("#x", 0),
            ("##### x", 0),
            ("@page x", 6),
            ("@table x", 7),
            ("@table 0", 7),
            ("@table 1 1\n| a |", 11),
            ("@chart c", 7),
            ("@chart c | x\n| a | b |", 13),
            ("@to a\n@to b", 6),
            ("text", 0),
        ] {
            let fault = read(text, &[], Lang::Zh).unwrap_err();
            assert_eq!(fault.at, at, "{text}: {}", fault.reason);
        }
    }
}
