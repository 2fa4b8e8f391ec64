use chrono::{NaiveDate, NaiveTime};
use huabiao_facts::{Confidence, DateFrom, Published};
use url::Url;

use crate::day::{Form, Found, scan};
use crate::hints::Hints;
use crate::regions::{Area, Regions};
use crate::skeleton::{ScriptKind, Skeleton};
use crate::structured;
use crate::terms::{Hit, Term};

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

/// The time that a site keeps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Zone {
    pub(crate) hours: i64,
    /// Whether it has summer time.
    pub(crate) summer: bool,
}

impl Zone {
    /// The zone that the name of the host or the language of the page suggests.
    pub(crate) fn of(url: &Url, lang: Option<&str>) -> Option<Self> {
        let host = url.domain().unwrap_or_default();
        let tld = host.rsplit('.').next().unwrap_or_default();
        let lang = lang.unwrap_or_default().trim().to_ascii_lowercase();
        let (hours, summer) = match tld {
            "cn" | "hk" | "mo" | "tw" | "sg" => (8, false),
            "jp" | "kr" => (9, false),
            "at" | "be" | "ch" | "cz" | "de" | "dk" | "es" | "eu" | "fr" | "hu" | "it" | "lu"
            | "nl" | "no" | "pl" | "se" => (1, true),
            "uk" | "ie" | "pt" => (0, true),
            "ru" => (3, false),
            "gov" | "mil" | "us" => (-5, true),
            _ => match lang.get(..2).unwrap_or_default() {
                "zh" => (8, false),
                "ja" => (9, false),
                "de" | "fr" | "it" | "nl" | "pl" | "cs" | "sv" | "da" => (1, true),
                "ru" => (3, false),
                "en" if lang == "en-us" || lang == "en_us" => (-5, true),
                _ => return None,
            },
        };
        Some(Self { hours, summer })
    }
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
    visible(sources, &mut candidates);
    meta(sources, &mut candidates);
    structured_data(sources, &mut candidates);
    stamps(sources, &mut candidates);
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

/// Dates in the text.
fn visible(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    let mut firsts = 0;
    for found in sources.days {
        if !plausible(found.date) {
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
        let term = label(sources, found);
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
            Some((Term::OtherDay, _)) => continue,
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
        });
    }
}

/// The word that introduces a date, and whether it is Chinese.
fn label(sources: &Sources<'_>, found: &Found) -> Option<(Term, bool)> {
    let start = u32::try_from(found.start).unwrap_or(u32::MAX);
    let text = &sources.skeleton.text;
    let after = sources.terms.partition_point(|hit| hit.end <= start);
    for hit in sources.terms.get(..after)?.iter().rev().take(3) {
        let gap = text.get(hit.end as usize..found.start)?;
        if !matches!(
            hit.term,
            Term::Day | Term::OtherDay | Term::Published | Term::Updated
        ) {
            if gap.len() > 40 || gap.chars().any(|c| c.is_ascii_digit()) {
                return None;
            }
            continue;
        }
        let cjk = !text
            .get(hit.start as usize..)?
            .bytes()
            .next()?
            .is_ascii_alphabetic();
        let limit = if cjk { 30 } else { 60 };
        if gap.len() > limit
            || gap
                .chars()
                .any(|c| c.is_ascii_digit() || matches!(c, '。' | '，' | '；'))
            || gap.matches('\n').count() > 3
        {
            return None;
        }
        // Chinese labels stand right before their date.
        if cjk && gap.chars().filter(|c| c.is_alphanumeric()).count() > 4 {
            return None;
        }
        if !cjk && gap.contains(". ") {
            return None;
        }
        return Some((hit.term, cjk));
    }
    None
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

/// Dates in `meta` elements.
fn meta(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    for meta in &sources.skeleton.meta {
        let name = meta.name.to_ascii_lowercase();
        let Some(&(_, from, weight)) = METAS.iter().find(|(known, _, _)| *known == name) else {
            continue;
        };
        let Some(found) = stamped(&meta.content, sources) else {
            continue;
        };
        candidates.push(Candidate {
            date: found.date,
            time: found.time,
            from,
            confidence: if weight >= 80 {
                Confidence::High
            } else {
                Confidence::Medium
            },
            weight,
            snippet: format!("{}: {}", meta.name, meta.content),
            labelled: None,
            utc: found.utc,
        });
    }
}

/// Dates in JSON-LD.
fn structured_data(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    for script in skeleton
        .scripts
        .iter()
        .filter(|script| script.kind == ScriptKind::Data)
        .take(20)
    {
        let code = skeleton
            .code
            .get(script.start as usize..script.end as usize)
            .unwrap_or_default();
        for (key, weight) in [
            ("datePublished", 95),
            ("uploadDate", 70),
            ("dateCreated", 72),
            ("dateModified", 48),
        ] {
            let Some(value) = structured::value(code, key) else {
                continue;
            };
            if let Some(found) = stamped(value, sources) {
                candidates.push(Candidate {
                    date: found.date,
                    time: found.time,
                    from: DateFrom::Structured,
                    confidence: if weight >= 90 {
                        Confidence::High
                    } else {
                        Confidence::Medium
                    },
                    weight,
                    snippet: format!("{key}: {value}"),
                    labelled: None,
                    utc: found.utc,
                });
            }
        }
    }
}

/// Dates in attributes: `time`, microdata.
fn stamps(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let mut first_one = true;
    for stamp in &sources.skeleton.stamps {
        let Some(found) = stamped(&stamp.value, sources) else {
            continue;
        };
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
        });
        if candidates.len() > 400 {
            return;
        }
    }
}

/// Dates that a script holds under a telling name; where nothing better is there.
fn in_scripts(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    for key in KEYS {
        let Some(value) = structured::value(&skeleton.code, key) else {
            continue;
        };
        let date = first(value)
            .map(|found| (found.date, found.time))
            .or_else(|| {
                let seconds: i64 = match value.len() {
                    10 => value.parse().ok()?,
                    13 => value.parse::<i64>().ok()? / 1000,
                    _ => return None,
                };
                // Chinese time, UTC+8.
                let moment = chrono::DateTime::from_timestamp(seconds + 8 * 3600, 0)?;
                Some((moment.date_naive(), Some(moment.time())))
            });
        if let Some((date, time)) = date
            && plausible(date)
        {
            candidates.push(Candidate {
                date,
                time,
                from: DateFrom::Script,
                confidence: Confidence::Low,
                weight: 45,
                snippet: format!("{key}: {value}"),
                labelled: None,
                utc: false,
            });
            return;
        }
    }
}

/// A date in the argument of a short script that stands in the content, like
/// `showDate("2020/04/17 01:43")`.
fn in_short_scripts(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    for script in &skeleton.scripts {
        if script.kind != ScriptKind::Inline || script.end - script.start > 240 {
            continue;
        }
        if sources.regions.area(script.node, script.at) != Area::Main {
            continue;
        }
        let code = skeleton
            .code
            .get(script.start as usize..script.end as usize)
            .unwrap_or_default();
        if let Some(found) = scan(code, false, 1).first()
            && matches!(found.form, Form::Chinese | Form::YearFirst)
            && plausible(found.date)
        {
            candidates.push(Candidate {
                date: found.date,
                time: found.time,
                from: DateFrom::Script,
                confidence: Confidence::Medium,
                weight: 52,
                snippet: code.to_owned(),
                labelled: None,
                utc: false,
            });
            return;
        }
    }
}

/// A date in the description, where nothing else is.
fn in_description(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    if !candidates.is_empty() {
        return;
    }
    for meta in &sources.skeleton.meta {
        if !meta.name.to_ascii_lowercase().ends_with("description") {
            continue;
        }
        if let Some(found) = scan(&meta.content, false, 1).first()
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
            });
            return;
        }
    }
}

/// The first date of a stamp, in the site's own time.
fn stamped(value: &str, sources: &Sources<'_>) -> Option<Found> {
    use chrono::Datelike;

    let mut found = first(value)?;
    if let (true, Some(time)) = (found.utc, found.time) {
        let named = in_address(sources.url);
        let hour = chrono::Timelike::hour(&time);
        let west = |date: NaiveDate| (found.date - date).num_days() == 1 && hour < 9;
        let east = |date: NaiveDate| (date - found.date).num_days() == 1 && hour >= 12;
        if time == NaiveTime::MIN {
            // A day written as a moment.
        } else if let Some(named) = named
            && (west(named) || east(named))
        {
            found.date = named;
            found.time = None;
        } else if let Some(zone) = sources.zone {
            let summer = zone.summer && (4..=10).contains(&found.date.month());
            let moment = found.date.and_time(time)
                + chrono::TimeDelta::hours(zone.hours + i64::from(summer));
            found.date = moment.date();
            found.time = Some(moment.time());
        }
    }
    Some(found)
}

/// The first date of a short text.
fn first(value: &str) -> Option<Found> {
    let value = value.get(..80.min(value.len())).unwrap_or(value);
    scan(value, false, 1)
        .into_iter()
        .find(|found| plausible(found.date))
}

fn plausible(date: NaiveDate) -> bool {
    use chrono::Datelike;
    (1990..=2050).contains(&date.year())
}

/// The day that a path names: `/2021/1/4/`, `/20210104/`, `/t20210104_7.html`,
/// `/2021-01-04-title`, `/202101/t20210104_7.html`.
pub(crate) fn in_address(url: &Url) -> Option<NaiveDate> {
    let path = url.path();
    let bytes = path.as_bytes();
    let mut at = 0;
    let mut best = None;
    while at < bytes.len() {
        if !bytes.get(at)?.is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let number = |from: usize, to: usize| path.get(from..to)?.parse::<u32>().ok();
        let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        let date = match at - start {
            8 if !before
                .is_some_and(|byte| byte.is_ascii_alphabetic() && byte != b't' && byte != b'c') =>
            {
                day(
                    number(start, start + 4)?,
                    number(start + 4, start + 6)?,
                    number(start + 6, at)?,
                )
            }
            4 => {
                // 2021/1/4, 2021-01-04, 2021/0104
                let mark = bytes.get(at).copied();
                if matches!(mark, Some(b'/' | b'-' | b'_' | b'.')) {
                    let digits = |from: usize| {
                        let mut to = from;
                        while bytes.get(to).is_some_and(u8::is_ascii_digit) {
                            to += 1;
                        }
                        to
                    };
                    let month_end = digits(at + 1);
                    let year = number(start, at)?;
                    if month_end - at - 1 == 4 {
                        day(year, number(at + 1, at + 3)?, number(at + 3, at + 5)?)
                    } else if bytes.get(month_end).copied() == mark
                        || bytes.get(month_end) == Some(&b'-')
                        || bytes.get(month_end) == Some(&b'/')
                    {
                        let day_end = digits(month_end + 1);
                        match (number(at + 1, month_end), number(month_end + 1, day_end)) {
                            (Some(month), Some(date))
                                if month_end - at <= 3 && day_end - month_end <= 3 =>
                            {
                                day(year, month, date)
                            }
                            _ => None,
                        }
                    } else {
                        None
                    }
                } else {
                    None
                }
            }
            2 if before.is_some_and(|byte| matches!(byte, b'/' | b'-' | b'_'))
                && bytes.get(at) == Some(&b'-')
                && bytes.get(at + 3) == Some(&b'-')
                && bytes
                    .get(at + 4..at + 8)
                    .is_some_and(|year| year.iter().all(u8::is_ascii_digit))
                && !bytes.get(at + 8).is_some_and(u8::is_ascii_digit) =>
            {
                // 29-10-2021
                match (
                    number(start, at),
                    number(at + 1, at + 3),
                    number(at + 4, at + 8),
                ) {
                    (Some(date), Some(month), Some(year)) => day(year, month, date),
                    _ => None,
                }
            }
            6 if bytes.get(at) == Some(&b'/') => {
                // 202101/04/
                let month = number(start + 4, at)?;
                let rest = path.get(at + 1..)?;
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                if (1..=2).contains(&digits) && rest.as_bytes().get(digits) == Some(&b'/') {
                    day(
                        number(start, start + 4)?,
                        month,
                        rest.get(..digits)?.parse().ok()?,
                    )
                } else {
                    None
                }
            }
            _ => None,
        };
        best = date.or(best);
    }
    best
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1995..=2050).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// What two agreeing places are worth.
const AGREEMENT: i32 = 8;

/// Names of `meta` elements that hold dates, where they come from, what they are
/// worth. PubDate is the official field (国办函〔2017〕… 网页META标签规范).
const METAS: [(&str, DateFrom, i32); 64] = [
    ("pubdate", DateFrom::Meta, 90),
    ("publishdate", DateFrom::Meta, 90),
    ("publish_date", DateFrom::Meta, 90),
    ("publishtime", DateFrom::Meta, 88),
    ("publish_time", DateFrom::Meta, 88),
    ("publish-date", DateFrom::Meta, 90),
    ("firstpublishedtime", DateFrom::Meta, 90),
    ("firstpublishtime", DateFrom::Meta, 90),
    ("first-publish-time", DateFrom::Meta, 90),
    ("publishedtime", DateFrom::Meta, 90),
    ("publisheddate", DateFrom::Meta, 90),
    ("published-date", DateFrom::Meta, 90),
    ("published_time", DateFrom::Meta, 90),
    ("release_date", DateFrom::Meta, 90),
    ("releasedate", DateFrom::Meta, 90),
    ("issuedate", DateFrom::Meta, 90),
    ("og:publish_time", DateFrom::Meta, 90),
    ("article:create_at", DateFrom::Meta, 90),
    ("publish-time", DateFrom::Meta, 90),
    ("published", DateFrom::Meta, 88),
    ("publication_date", DateFrom::Meta, 90),
    ("publicationdate", DateFrom::Meta, 90),
    ("article:published_time", DateFrom::Structured, 95),
    ("article:published", DateFrom::Structured, 95),
    ("article.published", DateFrom::Meta, 92),
    ("article_date_original", DateFrom::Meta, 92),
    ("article:publicationdate", DateFrom::Structured, 92),
    ("articledate", DateFrom::Meta, 88),
    ("article.created", DateFrom::Meta, 86),
    ("og:article:published_time", DateFrom::Structured, 94),
    ("og:published_time", DateFrom::Structured, 94),
    ("og:release_date", DateFrom::Structured, 88),
    ("og:pubdate", DateFrom::Structured, 90),
    ("og:time", DateFrom::Structured, 70),
    ("datepublished", DateFrom::Structured, 95),
    ("datecreated", DateFrom::Structured, 80),
    ("dateupdate", DateFrom::Structured, 60),
    ("datemodified", DateFrom::Structured, 46),
    ("article:modified_time", DateFrom::Structured, 46),
    ("og:updated_time", DateFrom::Structured, 44),
    ("og:article:modified_time", DateFrom::Structured, 44),
    ("last-modified", DateFrom::Meta, 40),
    ("lastmodified", DateFrom::Meta, 40),
    ("lastmod", DateFrom::Meta, 40),
    ("revised", DateFrom::Meta, 40),
    ("date", DateFrom::Meta, 85),
    ("dc:date", DateFrom::Meta, 84),
    ("dc:date.created", DateFrom::Meta, 84),
    ("dc:date.issued", DateFrom::Meta, 88),
    ("dc.date", DateFrom::Meta, 84),
    ("dc.date.issued", DateFrom::Meta, 90),
    ("dc.date.created", DateFrom::Meta, 84),
    ("dcterms.date", DateFrom::Meta, 84),
    ("dcterms.created", DateFrom::Meta, 84),
    ("dcterms.issued", DateFrom::Meta, 88),
    ("dcterms.modified", DateFrom::Meta, 44),
    ("citation_publication_date", DateFrom::Meta, 84),
    ("citation_date", DateFrom::Meta, 84),
    ("sailthru.date", DateFrom::Meta, 88),
    ("parsely-pub-date", DateFrom::Meta, 90),
    ("cxenseparse:recs:publishtime", DateFrom::Meta, 90),
    ("bt:pubdate", DateFrom::Meta, 90),
    ("weibo: article:create_at", DateFrom::Meta, 90),
    ("apub:time", DateFrom::Meta, 80),
];

/// Names under which scripts keep the date.
const KEYS: [&str; 16] = [
    "datePublished",
    "publishDate",
    "publish_date",
    "publishTime",
    "publish_time",
    "publishedAt",
    "published_at",
    "pubDate",
    "pubdate",
    "pubtime",
    "pubTime",
    "ptime",
    "createTime",
    "create_time",
    "ct",
    "newsTime",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn address(path: &str) -> String {
        let url = Url::parse("http://a.gov.cn").unwrap().join(path).unwrap();
        in_address(&url)
            .map(|date| date.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn days_in_addresses() {
        for path in [
            "/c1/2017/8/11/abc.html",
            "/201708/t20170811_21250993.html",
            "/2017-08-11/title.html",
            "/2017/0811/c1.html",
            "/20170811/a.html",
            "/2017/08-11/a.html",
            "/201708/11/a.html",
            "/art/2017/8/11/art_12_345.html",
            "/news/11-08-2017",
        ] {
            assert_eq!(address(path), "2017-08-11", "{path}");
        }
        for path in [
            "/c12345678/",
            "/2017/08/",
            "/20179911.html",
            "/id2017/1/2",
            "/123420170811/",
        ] {
            assert!(
                matches!(address(path).as_str(), "" | "2017-01-02"),
                "{path}"
            );
        }
    }
}
