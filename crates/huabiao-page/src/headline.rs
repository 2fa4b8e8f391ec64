use crate::regions::{Area, Regions};
use crate::skeleton::Skeleton;

/// The headline above the content: its place in the text.
///
/// A heading, or failing that a line, that the title element repeats.
pub(crate) fn find(skeleton: &Skeleton, regions: &Regions) -> Option<(u32, u32)> {
    let title = squeeze(&skeleton.title);
    let official = skeleton
        .meta
        .iter()
        .find(|meta| meta.name.eq_ignore_ascii_case("ArticleTitle"))
        .map(|meta| squeeze(&meta.content))
        .unwrap_or_default();
    let title_length = title.chars().count();
    let longest = u32::try_from(title_length.max(official.chars().count())).unwrap_or(0);
    let mut best: Option<(i32, u32, u32)> = None;
    for line in &skeleton.lines {
        if line.hidden
            || line.control
            || line.chars < 2
            || line.chars > 150
            || line.heading == 0 && line.chars > longest
        {
            continue;
        }
        let area = regions.area(line.node, line.start);
        if matches!(area, Area::Footer | Area::Comment) {
            continue;
        }
        let Some(text) = skeleton.text.get(line.range()) else {
            continue;
        };
        let mut score = match line.heading {
            1 => 30,
            2 => 20,
            3 => 14,
            4..=6 => 6,
            _ => 0,
        };
        // Most lines begin with a character that no title holds.
        let first = text.trim_start().chars().next().unwrap_or(' ');
        let may = text.len() >= title.len() || title.contains(first) || official.starts_with(first);
        let text = if may { squeeze(text) } else { String::new() };
        let length = i32::try_from(text.chars().count()).unwrap_or(0);
        if length >= 4 {
            if !official.is_empty() && (official == text) {
                score += 70;
            } else if title == text || title.starts_with(&text) {
                score += 44 + length.min(30) / 2;
            } else if length >= 8 && title.len() >= text.len() && title.contains(&text) {
                score += 30;
            } else if length >= 8
                && !title.is_empty()
                && title_length >= 8
                && text.len() >= title.len()
                && text.contains(&title)
            {
                score += 25;
            }
        }
        if line.link_chars * 2 > line.chars {
            score -= 30;
        }
        match area {
            Area::Main => {}
            Area::Header => score -= 12,
            _ => score -= 25,
        }
        if score >= 14 && best.is_none_or(|(known, _, _)| score > known) {
            best = Some((score, line.start, line.end));
        }
    }
    best.map(|(_, start, end)| (start, end))
}

/// Whether a text without its white space is another that has none.
pub(crate) fn is_squeezed(text: &str, squeezed: &str) -> bool {
    text.len() >= squeezed.len()
        && text
            .chars()
            .filter(|c| !c.is_whitespace())
            .eq(squeezed.chars())
}

/// The text without white space.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
