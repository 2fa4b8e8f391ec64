use std::collections::{BTreeMap, BTreeSet};

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_width::UnicodeWidthChar;

use super::fonts::{Glyph, Measure, Role};

/// How text is set. Lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) role: Role,
    pub(super) size: f32,
    /// From one line to the next.
    pub(super) pitch: f32,
    /// Added to the width of each character.
    pub(super) tracking: f32,
    pub(super) align: Set,
    pub(super) red: bool,
}

/// How lines are set in their width.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Set {
    Center,
    End,
    Justify,
    Start,
}

/// A line of glyphs with their places.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SetLine {
    /// Where it begins.
    pub(super) x: f32,
    pub(super) text: String,
    /// For each character its glyph, and the width to the next one in points.
    pub(super) glyphs: Vec<(Glyph, f32)>,
}

/// Measures text and breaks it into lines.
pub(super) struct Setter<'a> {
    measure: Measure<'a>,
    known: BTreeMap<(u8, char), Glyph>,
    pub(super) missing: BTreeSet<char>,
}

impl<'a> Setter<'a> {
    pub(super) fn new(measure: Measure<'a>) -> Self {
        Self {
            measure,
            known: BTreeMap::new(),
            missing: BTreeSet::new(),
        }
    }

    fn glyph(&mut self, role: Role, c: char) -> Glyph {
        let measure = &self.measure;
        let glyph = *self
            .known
            .entry((role as u8, c))
            .or_insert_with(|| measure.glyph(role, c));
        if glyph.id == 0 {
            self.missing.insert(c);
        }
        glyph
    }

    pub(super) fn width(&mut self, text: &str, style: &Style) -> f32 {
        text.chars()
            .map(|c| self.glyph(style.role, c).width * style.size + style.tracking)
            .sum()
    }

    /// The lines of a paragraph in a width; the first is indented.
    pub(super) fn set(
        &mut self,
        text: &str,
        style: &Style,
        width: f32,
        indent: f32,
    ) -> Vec<SetLine> {
        let mut breaks: BTreeSet<usize> = linebreaks(text)
            .filter(|(_, kind)| *kind == BreakOpportunity::Allowed)
            .map(|(at, _)| at)
            .collect();
        breaks.insert(text.len());
        let mut lines = Vec::new();
        let mut line: Vec<(usize, char, Glyph, f32)> = Vec::new();
        let mut used = 0.0;
        for (at, c) in text.char_indices() {
            let glyph = self.glyph(style.role, c);
            let advance = glyph.width * style.size + style.tracking;
            let room = width - if lines.is_empty() { indent } else { 0.0 };
            // Spaces at the end of a line take no room.
            if used + advance > room + SLACK && !line.is_empty() && c != ' ' {
                let cut = if breaks.contains(&at) {
                    line.len()
                } else {
                    cut(&line, &breaks)
                };
                let rest = line.split_off(cut);
                let indent = if lines.is_empty() { indent } else { 0.0 };
                lines.push(place(&line, style, width, indent, false));
                used = rest.iter().map(|(_, _, _, advance)| advance).sum();
                line = rest;
            }
            used += advance;
            line.push((at, c, glyph, advance));
        }
        let indent = if lines.is_empty() { indent } else { 0.0 };
        lines.push(place(&line, style, width, indent, true));
        lines
    }
}

/// Where a line that is too long ends: at the last place where a line may end; in an
/// address without one, after a dot, slash or the like; or else where it is full.
fn cut(line: &[(usize, char, Glyph, f32)], breaks: &BTreeSet<usize>) -> usize {
    let legal = line.iter().rposition(|(at, ..)| breaks.contains(at));
    let joint = line
        .iter()
        .rposition(|(_, c, ..)| "./-_?&=:".contains(*c))
        .map(|at| at + 1);
    match (legal, joint) {
        (Some(at), _) if at > 0 => at,
        (_, Some(at)) => at,
        _ => line.len(),
    }
}

fn place(
    line: &[(usize, char, Glyph, f32)],
    style: &Style,
    width: f32,
    indent: f32,
    is_last: bool,
) -> SetLine {
    let visible = line
        .iter()
        .rposition(|(_, c, ..)| *c != ' ')
        .map_or(0, |at| at + 1);
    let line = line.get(..visible).unwrap_or_default();
    let sum: f32 = line.iter().map(|(_, _, _, advance)| advance).sum();
    let spare = (width - indent - sum).max(0.0);
    let stretches = |at: usize| {
        let wide = |(_, c, ..): &(usize, char, Glyph, f32)| *c == ' ' || c.width() == Some(2);
        let next = line.get(at + 1);
        line.get(at).is_some_and(wide) && next.is_some() || next.is_some_and(wide)
    };
    let gaps = (0..line.len()).filter(|at| stretches(*at)).count();
    let justify = style.align == Set::Justify && !is_last && gaps > 0;
    // What would tear a line apart is left as it is: a line before a long address.
    let extra = if justify { spare / gaps as f32 } else { 0.0 };
    // Chinese has a gap at every character, so there a little more each is much.
    let wide = line
        .iter()
        .filter(|(_, c, ..)| c.width() == Some(2))
        .count();
    let most = if wide > gaps / 2 { 0.2 } else { 0.35 };
    let extra = if extra > style.size * most {
        0.0
    } else {
        extra
    };
    SetLine {
        x: indent
            + match style.align {
                Set::Center => spare / 2.0,
                Set::End => spare,
                Set::Justify | Set::Start => 0.0,
            },
        text: line.iter().map(|(_, c, ..)| *c).collect(),
        glyphs: line
            .iter()
            .enumerate()
            .map(|(at, (_, _, glyph, advance))| {
                let more = if stretches(at) { extra } else { 0.0 };
                (*glyph, advance + more)
            })
            .collect(),
    }
}

/// What rounding may take from a line.
const SLACK: f32 = 0.05;
