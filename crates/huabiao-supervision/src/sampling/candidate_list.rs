use huabiao_registry::read_csv_table;
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
        reason: reason.text(Lang::En),
    })?;
    let mut rows = table.rows.iter();
    let head = rows.next().ok_or(CandidatesError {
        line: 0,
        reason: "there is nothing in it".to_owned(),
    })?;
    let mut places = [0; HEADINGS.len()];
    for (place, heading) in places.iter_mut().zip(HEADINGS) {
        let at = head.cells.iter().position(|cell| cell == heading);
        *place = at.ok_or_else(|| CandidatesError {
            line: head.line,
            reason: format!("there is no column `{heading}`"),
        })?;
    }
    let [site, stratum, reported] = places;
    let mut candidates: Vec<Candidate> = Vec::new();
    for row in rows {
        let fault = |reason: String| CandidatesError {
            line: row.line,
            reason,
        };
        let cell = |at: usize| row.cells.get(at).map_or("", String::as_str).trim();
        if cell(site).is_empty() || cell(stratum).is_empty() {
            return Err(fault("a site has no name or no kind".to_owned()));
        }
        if candidates.iter().any(|known| known.site == cell(site)) {
            return Err(fault(format!("`{}` is in it twice", cell(site))));
        }
        let reported = match cell(reported) {
            YES => true,
            NO => false,
            other => return Err(fault(format!("`{other}` is neither {YES} nor {NO}"))),
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
#[error("line {line}: {reason}")]
pub struct CandidatesError {
    /// The line, from 1; 0 for the whole list.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
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
