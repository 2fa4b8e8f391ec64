use huabiao_registry::{Reason, read_csv_table};
use huabiao_types::Lang;

use super::Candidate;

/// The list from which a quarter is drawn, as it is published beside the draw: CSV with
/// the columns 域名, 类别 and 是否纳入报送系统, in the order of the draw.
///
/// ```
/// use huabiao_supervision::{Candidate, candidates_csv, read_candidates};
///
/// let list = [Candidate {
///     site: "www.example.gov.cn".into(),
///     stratum: "市级部门网站".into(),
///     reported: false,
/// }];
/// let csv = candidates_csv(&list);
/// assert_eq!(csv, "域名,类别,是否纳入报送系统\nwww.example.gov.cn,市级部门网站,否\n");
/// assert_eq!(read_candidates(csv.as_bytes())?, list);
/// # Ok::<(), huabiao_supervision::CandidatesError>(())
/// ```
pub fn candidates_csv(candidates: &[Candidate]) -> String {
    let mut list = format!("{}\n", HEADINGS.join(","));
    for candidate in candidates {
        let reported = if candidate.reported { YES } else { NO };
        let cell = |text: &str| match text.contains([',', '"', '\n', '\r']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_owned(),
        };
        list.push_str(&format!(
            "{},{},{reported}\n",
            cell(&candidate.site),
            cell(&candidate.stratum)
        ));
    }
    list
}

/// Reads such a list.
///
/// # Errors
///
/// [`CandidatesError`] for the first row that is not whole: with any row missing, the draw
/// would be another one.
pub fn read_candidates(bytes: &[u8]) -> Result<Vec<Candidate>, CandidatesError> {
    let known = |heading: &str| HEADINGS.contains(&heading);
    let table = read_csv_table(bytes, known).map_err(|reason| CandidatesError {
        line: 0,
        reason: CandidatesFault::Unreadable(reason),
    })?;
    let mut rows = table.rows.iter();
    let head = rows.next().ok_or(CandidatesError {
        line: 0,
        reason: CandidatesFault::Unreadable(Reason::NothingInIt),
    })?;
    let mut places = [0; HEADINGS.len()];
    for (place, heading) in places.iter_mut().zip(HEADINGS) {
        let at = head.cells.iter().position(|cell| cell == heading);
        *place = at.ok_or(CandidatesError {
            line: head.line,
            reason: CandidatesFault::NoColumn(heading),
        })?;
    }
    let [site, stratum, reported] = places;
    let mut candidates: Vec<Candidate> = Vec::new();
    for row in rows {
        let fault = |reason: CandidatesFault| CandidatesError {
            line: row.line,
            reason,
        };
        let cell = |at: usize| row.cells.get(at).map_or("", String::as_str).trim();
        if cell(site).is_empty() || cell(stratum).is_empty() {
            return Err(fault(CandidatesFault::Unnamed));
        }
        if candidates.iter().any(|known| known.site == cell(site)) {
            return Err(fault(CandidatesFault::Twice(cell(site).to_owned())));
        }
        let reported = match cell(reported) {
            YES => true,
            NO => false,
            other => return Err(fault(CandidatesFault::NeitherYesNorNo(other.to_owned()))),
        };
        candidates.push(Candidate {
            site: cell(site).to_owned(),
            stratum: cell(stratum).to_owned(),
            reported,
        });
    }
    Ok(candidates)
}

/// A list of candidates cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{}", self.text(Lang::En))]
pub struct CandidatesError {
    /// The line, from 1; 0 for the whole list.
    pub line: u64,
    /// What is wrong.
    pub reason: CandidatesFault,
}

/// What is wrong with a list of candidates.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum CandidatesFault {
    /// Whether a site is in the reporting system is not told.
    NeitherYesNorNo(String),
    /// A column is missing. A list of sites (网站清单) is no list of candidates.
    NoColumn(&'static str),
    /// A site is in it twice.
    Twice(String),
    /// A site has no name or no kind.
    Unnamed,
    /// It is no table.
    Unreadable(Reason),
}

impl CandidatesError {
    /// The line and what is wrong there, in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        let reason = match (&self.reason, lang) {
            (CandidatesFault::NeitherYesNorNo(cell), Lang::En) => {
                format!("`{cell}` is neither {YES} nor {NO}")
            }
            (CandidatesFault::NeitherYesNorNo(cell), Lang::Zh) => {
                format!("“{cell}”既不是“{YES}”也不是“{NO}”")
            }
            (CandidatesFault::NoColumn(heading), Lang::En) => {
                format!("there is no column `{heading}`")
            }
            (CandidatesFault::NoColumn(heading), Lang::Zh) => {
                format!("缺少“{heading}”列，不是随抽查公布的候选名单")
            }
            (CandidatesFault::Twice(site), Lang::En) => format!("`{site}` is in it twice"),
            (CandidatesFault::Twice(site), Lang::Zh) => format!("“{site}”重复出现"),
            (CandidatesFault::Unnamed, Lang::En) => "a site has no name or no kind".to_owned(),
            (CandidatesFault::Unnamed, Lang::Zh) => "网站没有域名或者类别".to_owned(),
            (CandidatesFault::Unreadable(reason), _) => reason.text(lang),
        };
        match (self.line, lang) {
            (0, _) => reason,
            (line, Lang::En) => format!("line {line}: {reason}"),
            (line, Lang::Zh) => format!("第{line}行：{reason}"),
        }
    }
}

const HEADINGS: [&str; 3] = ["域名", "类别", "是否纳入报送系统"];
const YES: &str = "是";
const NO: &str = "否";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn no_row_is_left_out_in_silence() {
        for (list, line) in [
            ("", 0),
            ("域名,类别\na.gov.cn,x\n", 1),
            (
                "域名,类别,是否纳入报送系统\na.gov.cn,x,是\nb.gov.cn,x,也许\n",
                3,
            ),
            (
                "域名,类别,是否纳入报送系统\na.gov.cn,x,是\na.gov.cn,x,否\n",
                3,
            ),
            ("域名,类别,是否纳入报送系统\n,x,是\n", 2),
        ] {
            assert_eq!(
                read_candidates(list.as_bytes()).unwrap_err().line,
                line,
                "{list}"
            );
        }
    }
}
