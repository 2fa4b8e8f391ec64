use huabiao_facts::{Confidence, DateFrom};

use super::label::Label;
use super::moment::plausible;
use super::{Candidate, Sources};
use crate::day::{Form, Found};
use crate::hints::Hints;
use crate::regions::Area;
use crate::skeleton::Skeleton;
use crate::terms::Term;

/// Dates in the text.
pub(super) fn visible(sources: &Sources<'_>, labels: &[Label], candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    let mut firsts = 0;
    for (found, label) in sources.days.iter().zip(labels) {
        if label.occasion || !plausible(found.date) {
            continue;
        }
        let start = u32::try_from(found.start).unwrap_or(u32::MAX);
        let index = skeleton.lines.partition_point(|line| line.start <= start);
        let Some(line) = index
            .checked_sub(1)
            .and_then(|index| skeleton.lines.get(index))
        else {
            continue;
        };
        if line.hidden || line.control {
            continue;
        }
        let area = sources.regions.area(line.node, start);
        let term = label.term;
        let after_headline = sources.headline.is_some_and(|(_, end)| start >= end);
        let near = sources.headline.is_some_and(|(head, end)| {
            start >= end && start - end < 700 || start < head && head - start < 200
        });
        let below = sources
            .headline
            .is_some_and(|(_, end)| start >= end && start - end < 700);
        let in_link = line.link_chars * 2 > line.chars
            && skeleton
                .links
                .iter()
                .any(|link| link.start <= start && start < link.end);
        let byline = sources
            .terms
            .iter()
            .any(|hit| hit.term == Term::Byline && hit.start >= line.start && hit.end <= line.end);
        let short = line.chars <= 90;
        let mut weight = match term {
            // In running text 发布时间 speaks of something else.
            Some((Term::Published, _)) if !short && !near => 25,
            Some((Term::Published, _)) if line.chars > 160 => 25,
            Some((Term::Published, cjk)) if near => 106 + i32::from(cjk) * 4,
            // Far from the headline: comments are dated so too.
            Some((Term::Published, cjk)) => 92 + i32::from(cjk),
            // 某某时间： with a word before it speaks of something else.
            Some((Term::Day, true)) if compound(sources, found) => {
                if near {
                    45
                } else {
                    20
                }
            }
            Some((Term::Day, _)) if near || byline => 95,
            Some((Term::Day, _)) if short => 62,
            Some((Term::Day, _)) => 24,
            Some((Term::Updated, _)) => {
                if near || short {
                    61
                } else {
                    28
                }
            }
            Some(_) | None => {
                let alone = line.chars <= 24 + u32::from(found.time.is_some()) * 10;
                let hinted = hinted(skeleton, line.node, Hints::DATE);
                let published = hinted && alone && hinted_published(skeleton, line.node);
                if published && area == Area::Main {
                    84
                } else if near && byline && short {
                    94
                } else if near && hinted && short {
                    86
                } else if near && alone {
                    80
                } else if near && short && !in_link {
                    60
                } else if hinted && alone {
                    56
                } else if alone && after_headline {
                    40
                } else if firsts == 0 {
                    22
                } else {
                    12
                }
            }
        };
        if found.form == Form::Compact {
            weight -= 15;
        }
        if found.form == Form::ShortYear {
            weight -= 25;
        }
        match area {
            Area::Main => firsts += 1,
            Area::Footer => weight -= 70,
            // Right below the headline the class of some wrapper says little.
            Area::Comment if below => weight -= 15,
            Area::Comment => weight -= 40,
            Area::Side | Area::Nav | Area::Paging if below => weight -= 12,
            Area::Side | Area::Nav | Area::Paging => weight -= 35,
            Area::Header => weight -= 12,
        }
        if found.time.is_some() {
            weight += 4;
        }
        if in_link && !hinted(skeleton, line.node, Hints::DATE) {
            weight -= 30;
        }
        if found.date.format("%m%d").to_string() == "0101" && found.time.is_none() && term.is_none()
        {
            weight -= 5;
        }
        let written = skeleton
            .written
            .iter()
            .any(|(from, to)| *from <= start && start < *to);
        let least = if area == Area::Footer { 5 } else { -30 };
        if weight < least || candidates.len() > 400 {
            continue;
        }
        let from = if written {
            DateFrom::Script
        } else if weight >= 50 {
            DateFrom::Visible
        } else {
            DateFrom::Text
        };
        candidates.push(Candidate {
            date: found.date,
            time: found.time,
            from,
            confidence: match weight {
                90.. => Confidence::High,
                55..90 => Confidence::Medium,
                _ => Confidence::Low,
            },
            weight,
            snippet: snippet(skeleton, line.start, found),
            labelled: (weight >= 90).then_some(start),
            utc: false,
            other: found.other,
        });
    }
}

/// Whether the word that introduces a date has a Chinese character before it.
fn compound(sources: &Sources<'_>, found: &Found) -> bool {
    let start = u32::try_from(found.start).unwrap_or(u32::MAX);
    let after = sources.terms.partition_point(|hit| hit.end <= start);
    let Some(hit) = sources
        .terms
        .get(..after)
        .and_then(|hits| hits.iter().rev().find(|hit| hit.term == Term::Day))
    else {
        return false;
    };
    sources
        .skeleton
        .text
        .get(..hit.start as usize)
        .and_then(|head| head.chars().next_back())
        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

fn hinted_published(skeleton: &Skeleton, node: u32) -> bool {
    hinted(skeleton, node, Hints::PUBLISHED)
}

fn hinted(skeleton: &Skeleton, node: u32, hint: Hints) -> bool {
    let mut index = node;
    for _ in 0..3 {
        let Some(node) = skeleton.nodes.get(index as usize) else {
            return false;
        };
        if node.hints.has(hint) && node.chars() < 200 {
            return true;
        }
        if node.parent >= index {
            return false;
        }
        index = node.parent;
    }
    false
}

fn snippet(skeleton: &Skeleton, line: u32, found: &Found) -> String {
    let text = &skeleton.text;
    let mut start = (line as usize).max(found.start.saturating_sub(60));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..found.end).unwrap_or_default().to_owned()
}
