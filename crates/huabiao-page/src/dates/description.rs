use huabiao_facts::{Confidence, DateFrom};

use super::label::labels;
use super::moment::plausible;
use super::{Candidate, Sources};
use crate::day::scan;
use crate::terms::of_text;

/// A date in the description, where nothing else is.
pub(super) fn in_description(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    if !candidates.is_empty() {
        return;
    }
    for meta in &sources.skeleton.meta {
        if !meta.name.to_ascii_lowercase().ends_with("description") {
            continue;
        }
        let days = scan(&meta.content, false, 2);
        let labels = labels(&meta.content, &of_text(&meta.content), &days);
        if let (Some(found), Some(label)) = (days.first(), labels.first())
            && !label.occasion
            && found.other.is_none()
            && plausible(found.date)
        {
            candidates.push(Candidate {
                date: found.date,
                time: None,
                from: DateFrom::Text,
                confidence: Confidence::Low,
                weight: 15,
                snippet: meta.content.clone(),
                labelled: None,
                utc: false,
                other: None,
            });
            return;
        }
    }
}
