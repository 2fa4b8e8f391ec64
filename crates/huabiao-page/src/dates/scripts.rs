use huabiao_facts::{Confidence, DateFrom};

use super::label::introduced;
use super::moment::{first, plausible};
use super::{Candidate, Sources};
use crate::day::{Form, scan};
use crate::regions::Area;
use crate::skeleton::ScriptKind;
use crate::structured;
use crate::terms::Term;

/// Dates that a script holds under a telling name; where nothing better is there.
pub(super) fn in_scripts(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    for key in KEYS {
        let Some(value) = structured::value(&skeleton.code, key) else {
            continue;
        };
        let date = first(value, sources)
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
                other: None,
            });
            return;
        }
    }
}

/// A date in the argument of a short script that stands in the content, like
/// `showDate("2020/04/17 01:43")`.
pub(super) fn in_short_scripts(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    for script in &skeleton.scripts {
        if script.kind != ScriptKind::Inline || script.end - script.start > 240 {
            continue;
        }
        if sources.regions.area(script.node, script.at) != Area::Main {
            continue;
        }
        let term = introduced(&skeleton.text, sources.terms, script.at as usize);
        if term.is_some_and(|(term, _)| term == Term::OtherDay) {
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
                other: None,
            });
            return;
        }
    }
}

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
