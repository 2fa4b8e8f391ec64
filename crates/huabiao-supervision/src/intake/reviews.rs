use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveTime, TimeZone, Utc};
use huabiao_finding::Check;
use huabiao_registry::{Registry, Site};
use huabiao_scoring::{IndicatorSet, QuestionKind, Review, ReviewAnswer, ReviewError};
use huabiao_types::Lang;
use serde::Serialize;
use url::Url;

use super::results::site;
use super::source::{Row, Source, short};
use super::{Fault, Field, IntakeError, Mapping, Rejected};

/// Answers of people to the questions of an indicator set (人工核查), read from a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reviews {
    /// The name of the sheet.
    pub source: String,
    /// The good rows, in their order.
    pub rows: Vec<ReviewRow>,
    /// The rows that were not taken.
    pub rejected: Vec<Rejected>,
    /// What is worth knowing of the whole file.
    pub notes: Vec<String>,
}

/// An answer, and the check that it makes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReviewRow {
    /// The line of the file or row of the sheet, from 1.
    pub line: u64,
    /// The answer.
    pub review: Review,
    /// What scoring counts.
    pub check: Check,
}

impl Reviews {
    /// The checks by the host of the site, one for each question; what several rows
    /// found for one question stands in one check.
    pub fn checks(&self) -> BTreeMap<String, Vec<Check>> {
        let mut checks: BTreeMap<String, Vec<Check>> = BTreeMap::new();
        for row in &self.rows {
            let of_site = checks.entry(row.review.site.clone()).or_default();
            match of_site.iter_mut().find(|one| one.rule == row.check.rule) {
                Some(known) => known.findings.extend(row.check.findings.iter().cloned()),
                None => of_site.push(row.check.clone()),
            }
        }
        checks
    }
}

/// Reads answers to the questions of `set` from CSV, JSON or, with the feature `xlsx`,
/// XLSX.
///
/// Each row needs a question of the set, a registered site, an answer and who gave it
/// when. An answer is a number where the question wants one; else `fault` (有问题) with
/// the addresses of the faults, several apart by white space, `no-fault` (无问题) or
/// `unknown` (无法判断). Several rows may tell faults of one question on one site; any
/// other second answer to it is rejected, for nobody knows which one holds. A time
/// without a zone is one in China.
///
/// ```
/// use huabiao_registry::{Registry, Site};
/// use huabiao_scoring::IndicatorSet;
/// use huabiao_supervision::intake::{Mapping, read_reviews};
/// use huabiao_types::Lang;
///
/// let registry = Registry::new(vec![], vec![Site::from_home("www.example.gov.cn")?])?;
/// let file = "问题编号,网站,核查结果,问题页面,核查人,核查时间,附件\n\
///     browser-broken,www.example.gov.cn,有问题,http://www.example.gov.cn/,核查员甲,2026-11-20 09:30,a.png\n\
///     browser-broke,www.example.gov.cn,无问题,,核查员甲,2026-11-20,\n";
/// let set = IndicatorSet::cn_2019_site();
/// let reviews = read_reviews(file.as_bytes(), Mapping::reviews(), &registry, set)?;
/// assert_eq!(reviews.checks()["www.example.gov.cn"][0].findings.len(), 1);
/// assert_eq!(
///     reviews.rejected[0].text(Lang::Zh),
///     "第3行“问题编号”：指标集 cn-2019-site 中没有问题“browser-broke”"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`IntakeError`] when the file as a whole cannot be read; what is wrong with single rows
/// is in [`Reviews::rejected`].
pub fn read_reviews(
    bytes: &[u8],
    mapping: &Mapping,
    registry: &Registry,
    set: &IndicatorSet,
) -> Result<Reviews, IntakeError> {
    let needs = [Field::Question, Field::Answer, Field::Reviewer, Field::Time];
    let mut source = Source::read(bytes, mapping, &needs)?;
    let by_name: BTreeMap<&str, &Site> = registry
        .sites()
        .iter()
        .rev()
        .map(|site| (site.name.as_str(), site))
        .collect();
    let rows = std::mem::take(&mut source.rows);
    let mut taken: Vec<ReviewRow> = Vec::new();
    for row in &rows {
        let read = site(
            row,
            mapping,
            registry,
            &by_name,
            &[Field::SiteCode, Field::Site],
        )
        .and_then(|site| review(row, mapping, site, set))
        .and_then(|read| agrees(&taken, read, set));
        match read {
            Ok(read) => taken.push(read),
            Err((field, fault)) => source.reject(row.line, field, fault),
        }
    }
    source.rejected.sort_by_key(|rejected| rejected.line);
    Ok(Reviews {
        source: mapping.source.clone(),
        rows: taken,
        rejected: source.rejected,
        notes: source.notes,
    })
}

fn review(
    row: &Row,
    mapping: &Mapping,
    site: &Site,
    set: &IndicatorSet,
) -> Result<ReviewRow, (Field, Fault)> {
    let text = row.raw(Field::Question, mapping);
    let question = text.parse().map_err(|_| {
        let fault = if text.is_empty() {
            Fault::Missing
        } else {
            no_question(text, set)
        };
        (Field::Question, fault)
    })?;
    let Some(asked) = set.question(&question) else {
        return Err((Field::Question, no_question(text, set)));
    };
    let attachment = row.raw(Field::Attachment, mapping);
    let review = Review {
        question,
        site: site.host.clone(),
        answer: answer(row, mapping, asked.kind, site)?,
        reviewer: row.raw(Field::Reviewer, mapping).trim().to_owned(),
        at: time(row, mapping)?,
        attachment: (!attachment.is_empty()).then(|| attachment.to_owned()),
        sha256: None,
        note: row.raw(Field::Note, mapping).to_owned(),
    };
    let check = review.check(set).map_err(|error| refused(&error))?;
    Ok(ReviewRow {
        line: row.line,
        review,
        check,
    })
}

/// Whether a row goes together with those before it.
fn agrees(
    taken: &[ReviewRow],
    read: ReviewRow,
    set: &IndicatorSet,
) -> Result<ReviewRow, (Field, Fault)> {
    let same = |one: &&ReviewRow| {
        one.review.site == read.review.site && one.review.question == read.review.question
    };
    let Some(earlier) = taken.iter().find(same) else {
        return Ok(read);
    };
    let tells = |row: &ReviewRow| matches!(row.review.answer, ReviewAnswer::Faults(_));
    if !tells(earlier) || !tells(&read) {
        let line = earlier.line;
        return Err((Field::Answer, Fault::Answered { line }));
    }
    let places = |row: &ReviewRow| {
        row.check
            .findings
            .iter()
            .map(|one| one.url.clone())
            .collect()
    };
    let all: Vec<Vec<String>> = taken.iter().filter(same).map(places).collect();
    let mut together = read.review.clone();
    let own: Vec<String> = places(&read);
    together.answer = ReviewAnswer::Faults(all.into_iter().flatten().chain(own).collect());
    together.check(set).map_err(|error| refused(&error))?;
    Ok(read)
}

fn answer(
    row: &Row,
    mapping: &Mapping,
    kind: QuestionKind,
    site: &Site,
) -> Result<ReviewAnswer, (Field, Fault)> {
    let text = row.raw(Field::Answer, mapping);
    if let Ok(count) = text.parse::<u32>() {
        return Ok(ReviewAnswer::Count(count));
    }
    let word = row
        .value(Field::Answer, mapping)?
        .ok_or((Field::Answer, Fault::Missing))?;
    match (word.as_str(), kind) {
        ("fault", _) => Ok(ReviewAnswer::Faults(places(row, mapping, site)?)),
        ("no-fault", _) => Ok(ReviewAnswer::NoFault),
        ("unknown", _) => Ok(ReviewAnswer::Unknown),
        // Where a number is asked, 0 and 1 say whether; where faults are asked, a plain
        // yes could mean either.
        ("yes", QuestionKind::Count) => Ok(ReviewAnswer::Count(1)),
        ("no", QuestionKind::Count) => Ok(ReviewAnswer::Count(0)),
        _ => {
            let found = short(text);
            Err((Field::Answer, Fault::NoMeaning { found }))
        }
    }
}

/// The addresses of a row. A page of another host is no page of the site.
fn places(row: &Row, mapping: &Mapping, site: &Site) -> Result<Vec<String>, (Field, Fault)> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '；' | '、');
    let texts = row.raw(Field::Url, mapping).split(apart);
    let texts = texts
        .map(|text| text.trim_end_matches([';', ',']))
        .filter(|text| !text.is_empty());
    texts
        .map(|text| {
            let found = short(text);
            match Url::parse(text) {
                Err(_) => Err((Field::Url, Fault::Address { found })),
                Ok(url) if !is_of(&url, site) => {
                    let host = site.host.clone();
                    Err((Field::Url, Fault::OtherSite { found, host }))
                }
                Ok(url) => Ok(String::from(url)),
            }
        })
        .collect()
}

fn is_of(url: &Url, site: &Site) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let host = match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    };
    host == site.host || site.aliases.contains(&host)
}

/// The time of an answer; a day alone is its beginning in China.
fn time(row: &Row, mapping: &Mapping) -> Result<DateTime<Utc>, (Field, Fault)> {
    let text = row.raw(Field::Time, mapping).trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(time.to_utc());
    }
    let fault = || {
        let found = short(text);
        (Field::Time, Fault::Date { found })
    };
    let day = row
        .day(Field::Time, mapping)?
        .ok_or((Field::Time, Fault::Missing))?;
    let clock = text.split_once(|c: char| c == 'T' || c.is_whitespace());
    let clock = match clock.map(|(_, clock)| clock.trim()) {
        None => NaiveTime::MIN,
        Some(clock) => ["%H:%M:%S", "%H:%M"]
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(clock, form).ok())
            .ok_or_else(fault)?,
    };
    FixedOffset::east_opt(CHINA)
        .and_then(|china| china.from_local_datetime(&day.and_time(clock)).single())
        .map(|time| time.to_utc())
        .ok_or_else(fault)
}

fn no_question(text: &str, set: &IndicatorSet) -> Fault {
    Fault::NoQuestion {
        found: short(text),
        set: set.id.clone(),
    }
}

fn refused(error: &ReviewError) -> (Field, Fault) {
    let field = match error {
        ReviewError::NoPlace { .. } => Field::Url,
        ReviewError::NoReviewer { .. } => Field::Reviewer,
        ReviewError::UnknownQuestion { .. } => Field::Question,
        _ => Field::Answer,
    };
    let fault = Fault::Review {
        en: error.text(Lang::En),
        zh: error.text(Lang::Zh),
    };
    (field, fault)
}

/// Seconds by which China is ahead of UTC.
const CHINA: i32 = 8 * 3600;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(rows: &str) -> Reviews {
        let site = Site::from_home("www.example.gov.cn").unwrap();
        let registry = Registry::new(vec![], vec![site]).unwrap();
        let file = format!("question,site,answer,url,reviewer,at,attachment\n{rows}");
        let set = IndicatorSet::cn_2019_site();
        read_reviews(file.as_bytes(), Mapping::reviews(), &registry, set).unwrap()
    }

    #[test]
    fn rows_of_one_question_add_up_and_contradictions_are_rejected() {
        let site = "www.example.gov.cn";
        let reviews = read(&format!(
            "browser-broken,{site},fault,http://{site}/a http://{site}/b,甲,2026-11-20T09:30:00+08:00,a.png\n\
             browser-broken,{site},有问题,http://{site}/c,乙,2026/11/21 10:00,\n\
             browser-broken,{site},无问题,,丙,2026-11-22,\n"
        ));
        let checks = reviews.checks();
        let findings = &checks[site][0].findings;
        assert_eq!((checks[site].len(), findings.len()), (1, 3));
        assert_eq!(findings[0].evidence.attachment.as_deref(), Some("a.png"));
        assert_eq!(findings[2].evidence.reviewer.as_deref(), Some("乙"));
        let at = findings[2].evidence.at.unwrap();
        assert_eq!(at.to_rfc3339(), "2026-11-21T02:00:00+00:00");
        let said = reviews.rejected[0].text(Lang::En);
        assert_eq!(said, "line 4, answer: line 2 already answers it");
    }

    #[test]
    fn what_is_no_answer_is_rejected_with_its_reason() {
        let site = "www.example.gov.cn";
        let reviews = read(&format!(
            "browser-broken,{site},是,,甲,2026-11-20,\n\
             browser-broken,{site},有问题,,甲,2026-11-20,\n\
             browser-broken,{site},有问题,nowhere,甲,2026-11-20,\n\
             browser-broken,{site},有问题,http://www.other.gov.cn/a,甲,2026-11-20,\n\
             browser-broken,{site},无问题,,,2026-11-20,\n\
             browser-broken,{site},无问题,,甲,2026-11-20 noon,\n\
             browser-broken,www.other.gov.cn,无问题,,甲,2026-11-20,\n\
             browser-broken,{site},3,,甲,2026-11-20,\n\
             ,{site},无问题,,甲,2026-11-20,\n"
        ));
        assert!(reviews.rows.is_empty());
        let columns: Vec<&str> = reviews
            .rejected
            .iter()
            .map(|one| one.column.as_str())
            .collect();
        assert_eq!(
            columns,
            [
                "answer", "url", "url", "url", "reviewer", "at", "site", "answer", "question"
            ]
        );
    }
}
