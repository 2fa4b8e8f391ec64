use huabiao_facts::{Confidence, DateFrom};

use super::label::{Label, introduced};
use super::moment::stamped;
use super::{Candidate, Sources};
use crate::regions::Area;
use crate::terms::Term;

/// Dates in attributes: `time`, microdata.
pub(super) fn stamps(sources: &Sources<'_>, labels: &[Label], candidates: &mut Vec<Candidate>) {
    let mut first_one = true;
    for stamp in &sources.skeleton.stamps {
        let Some(found) = stamped(&stamp.value, sources) else {
            continue;
        };
        if is_occasion(sources, labels, stamp.at) {
            continue;
        }
        let name = stamp
            .name
            .as_deref()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let near = sources.headline.is_some_and(|(head, end)| {
            stamp.at >= end && stamp.at - end < 900 || stamp.at < head && head - stamp.at < 300
        });
        let mut weight = if name.contains("datepublished") || name.contains("pubdate") {
            93
        } else if name.contains("modified") || name.contains("updated") {
            47
        } else if name.contains("published")
            || name.contains("entry-date")
            || name.contains("publish")
        {
            88
        } else if near {
            84
        } else if first_one {
            64
        } else {
            30
        };
        match sources.regions.area(stamp.node, stamp.at) {
            Area::Main => {}
            Area::Header => weight -= 5,
            _ if near => weight -= 15,
            _ => weight -= 35,
        }
        first_one = false;
        candidates.push(Candidate {
            date: found.date,
            time: found.time,
            from: DateFrom::Structured,
            confidence: if weight >= 80 {
                Confidence::High
            } else if weight >= 50 {
                Confidence::Medium
            } else {
                Confidence::Low
            },
            weight,
            snippet: stamp.value.to_string(),
            labelled: None,
            utc: found.utc,
            other: None,
        });
        if candidates.len() > 400 {
            return;
        }
    }
}

/// Whether the words around an element that holds a date say that it is the date of
/// something else than the page.
fn is_occasion(sources: &Sources<'_>, labels: &[Label], at: u32) -> bool {
    let at = at as usize;
    let index = sources.days.partition_point(|found| found.start < at);
    let shown = sources
        .days
        .get(index)
        .filter(|found| found.start <= at + 2)
        .and_then(|_| labels.get(index));
    match shown {
        Some(label) => label.occasion,
        None => introduced(&sources.skeleton.text, sources.terms, at)
            .is_some_and(|(term, _)| term == Term::OtherDay),
    }
}
