use super::entry::{Entry, entry};
use super::heading::Cells;
use crate::day::Found;
use crate::skeleton::Skeleton;
use crate::tag::Tag;

/// The entries of a description list whose terms and descriptions take turns, a title
/// and its date in either order.
pub(super) fn pairs(skeleton: &Skeleton, days: &[Found], kids: &[u32]) -> Option<Vec<Entry>> {
    if kids.len() < 4 || !kids.len().is_multiple_of(2) {
        return None;
    }
    let mut entries = Vec::new();
    for pair in kids.chunks_exact(2) {
        let &[term, description] = pair else {
            return None;
        };
        let term = skeleton.nodes.get(term as usize)?;
        let description = skeleton.nodes.get(description as usize)?;
        if (term.tag, description.tag) != (Tag::Dt, Tag::Dd) || term.hidden || description.hidden {
            return None;
        }
        let entry = entry(
            skeleton,
            days,
            term.range().start..description.range().end,
            term.links().start..description.links().end,
            term.line,
            term.chars().saturating_add(description.chars()),
            &Cells::default(),
        )?;
        // Else it explains words, or heads groups of links.
        if !entry.shows_date {
            return None;
        }
        entries.push(entry);
    }
    Some(entries)
}
