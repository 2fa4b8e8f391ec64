use serde::Serialize;

/// A part of the text of an official document.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A chart.
    Chart(Chart),
    /// A heading without its number; the level counts from 1 to 4 and sets the form of
    /// the number, `一、` `（一）` `1.` `（1）` in Chinese.
    Heading {
        /// The level.
        level: u8,
        /// The text.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// A table.
    Table(Table),
}

/// A table. It breaks over pages, and its head stands on each of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// What it shows.
    pub caption: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a text for each column. Where a row is short, cells are empty; what
    /// is too much is not written.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width, as a share of the sum of all widths. 0 counts as 1.
    pub width: u16,
    /// How its cells are aligned.
    pub align: Align,
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// In the middle.
    Center,
    /// At the beginning of the line.
    #[default]
    Start,
    /// At its end, as numbers are.
    End,
}

/// A chart of bars: each is a label, a stacked bar and its numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Chart {
    /// What it shows.
    pub caption: String,
    /// What each part of a bar stands for, three at most.
    pub legend: Vec<String>,
    /// The bars.
    pub bars: Vec<Bar>,
}

impl Chart {
    /// The sum of the longest bar, at least 1.
    pub fn longest(&self) -> u64 {
        self.bars.iter().map(Bar::sum).max().unwrap_or(0).max(1)
    }
}

/// One bar of a chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// The length of each part.
    pub parts: Vec<u64>,
}

impl Bar {
    /// The length of the whole bar.
    pub fn sum(&self) -> u64 {
        self.parts.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// The numbers as they stand beside the bar.
    pub fn shown(&self) -> String {
        let parts: Vec<String> = self.parts.iter().map(u64::to_string).collect();
        parts.join(" / ")
    }
}
