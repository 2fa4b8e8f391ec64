mod address;
mod description;
mod label;
mod meta;
mod moment;
mod scripts;
mod stamps;
mod structured;
mod visible;
mod zone;

use chrono::{NaiveDate, NaiveTime};
use huabiao_facts::{Confidence, DateFrom, Published};
use url::Url;

use self::address::in_address;
use self::description::in_description;
use self::meta::meta;
use self::scripts::{in_scripts, in_short_scripts};
use self::stamps::stamps;
use self::structured::structured_data;
use self::visible::visible;
use crate::day::Found;
use crate::regions::Regions;
use crate::skeleton::Skeleton;
use crate::terms::Hit;

pub(crate) use self::label::labels;
pub(crate) use self::zone::Zone;

/// What the search for the date of publication looks at.
pub(crate) struct Sources<'a> {
    pub(crate) url: &'a Url,
    pub(crate) skeleton: &'a Skeleton,
    pub(crate) regions: &'a Regions,
    pub(crate) terms: &'a [Hit],
    pub(crate) days: &'a [Found],
    /// Hours by which the site's own time is ahead of universal time, in winter.
    pub(crate) zone: Option<Zone>,
    /// Where the headline lies in the text.
    pub(crate) headline: Option<(u32, u32)>,
}

/// A date that may be the one.
#[derive(Clone, Debug)]
struct Candidate {
    date: NaiveDate,
    time: Option<NaiveTime>,
    from: DateFrom,
    confidence: Confidence,
    weight: i32,
    snippet: String,
    /// Where in the text it stands, if a word there says what it is.
    labelled: Option<u32>,
    /// Its time was given as universal time.
    utc: bool,
    /// The other day that it may name, by another order of its numbers.
    other: Option<NaiveDate>,
}

/// The date of publication and where in the text a word says so.
#[derive(Debug)]
pub(crate) struct Dated {
    pub(crate) published: Published,
    pub(crate) labelled: Option<u32>,
}

/// The date of publication: the candidate that the page stands behind most plainly.
///
/// A labelled date that people see beats the official field, which many systems
/// fill with the time at which they wrote the file again.
pub(crate) fn published(sources: &Sources<'_>) -> Option<Dated> {
    let mut candidates = Vec::new();
    let labels = labels(&sources.skeleton.text, sources.terms, sources.days);
    visible(sources, &labels, &mut candidates);
    meta(sources, &mut candidates);
    structured_data(sources, &mut candidates);
    stamps(sources, &labels, &mut candidates);
    if let Some(found) = in_address(sources.url) {
        candidates.push(Candidate {
            date: found,
            time: None,
            from: DateFrom::Url,
            confidence: Confidence::Medium,
            weight: 66,
            snippet: sources.url.path().to_owned(),
            labelled: None,
            utc: false,
            other: None,
        });
    }
    if candidates.iter().all(|candidate| candidate.weight < 50) {
        in_short_scripts(sources, &mut candidates);
        in_scripts(sources, &mut candidates);
        in_description(sources, &mut candidates);
    }
    seen_instead(&mut candidates);
    // Where two independent places agree, they are surer than one.
    let agreeing: Vec<i32> = candidates
        .iter()
        .map(|candidate| {
            candidates
                .iter()
                .any(|other| {
                    other.date == candidate.date
                        && other.other.is_none()
                        && other.from != candidate.from
                        && other.weight >= 40
                        && candidate.weight >= 40
                })
                .into()
        })
        .collect();
    let (index, best) = candidates
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(index, candidate)| {
            candidate.weight + agreeing.get(*index).copied().unwrap_or(0) * AGREEMENT
        })?;
    // Of two stamps that weigh the same, the earlier: comments and changes come later.
    let (index, best) = candidates
        .iter()
        .enumerate()
        .filter(|(other, candidate)| {
            best.from == DateFrom::Structured
                && candidate.from == best.from
                && candidate.weight == best.weight
                && agreeing.get(*other) == agreeing.get(index)
        })
        .min_by_key(|(_, candidate)| candidate.date)
        .unwrap_or((index, best));
    // Of two days that one date may name, the one that another place gives.
    let (index, best) = match best.other {
        None => (index, best),
        Some(day) => candidates
            .iter()
            .enumerate()
            .filter(|(_, candidate)| candidate.other.is_none())
            .filter(|(_, candidate)| [best.date, day].contains(&candidate.date))
            .max_by_key(|(_, candidate)| candidate.weight)?,
    };
    let agreed = agreeing.get(index).copied().unwrap_or(0) > 0;
    let mut confidence = best.confidence;
    if agreed && confidence == Confidence::Medium {
        confidence = Confidence::High;
    }
    // The official field against a date in the line under the title: not sure.
    let published = Published {
        date: best.date,
        time: best.time.or_else(|| {
            candidates
                .iter()
                .find(|other| other.date == best.date && other.time.is_some())
                .and_then(|other| other.time)
        }),
        from: best.from,
        confidence,
        snippet: crate::sink::fold(&best.snippet, 120),
    };
    Some(Dated {
        published,
        labelled: best.labelled,
    })
}

/// A stamp in universal time may name the day before or after: where the page shows
/// a neighbouring day, that is the day of the site.
fn seen_instead(candidates: &mut [Candidate]) {
    let seen: Vec<NaiveDate> = candidates
        .iter()
        .filter(|candidate| candidate.from == DateFrom::Visible && candidate.weight >= 50)
        .map(|candidate| candidate.date)
        .collect();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.utc) {
        if !seen.contains(&candidate.date)
            && let Some(&date) = seen
                .iter()
                .find(|date| (**date - candidate.date).num_days().abs() == 1)
        {
            candidate.date = date;
            candidate.time = None;
        }
    }
}

/// What two agreeing places are worth.
const AGREEMENT: i32 = 8;
