//! What the books of an office say of its sites, for the rules that read them.
//!
//! Only a site that the books name gets records. Of the others nobody knows whether they
//! had no letter or another book, so their clauses stay unchecked.

use std::collections::BTreeMap;

use huabiao_facts::{FaultReport, Letter, Records};
use huabiao_registry::Site;
use huabiao_supervision::intake::{Letters, RefusedRow, Reports};
use huabiao_supervision::{Answered, Report};

use crate::run::site_key;

/// The records of sites, by [`site_key`], and what could not be used.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Books {
    /// The records of each site that the books name.
    pub records: BTreeMap<String, Records>,
    /// Numbers of letters and reports whose site is not among those that are inspected.
    pub elsewhere: Vec<String>,
    /// Numbers of reports of which the books do not say whether or when they were
    /// answered; they are left out, and nobody is called late for them.
    pub unclear: Vec<String>,
}

/// Sorts letters and reports of the public by the sites that are inspected.
///
/// ```
/// use huabiao::records::books;
/// use huabiao::registry::read_csv;
/// use huabiao::supervision::intake::{Mapping, read_letters};
///
/// let sites = read_csv("标识码,名称,网址\n3301000001,某市人民政府,www.example.gov.cn\n".as_bytes()).sites;
/// let file = "编号,网站,来信日期,答复期限,答复日期\n\
///             1,www.example.gov.cn,2026-03-02,2026-03-11,2026-03-06\n\
///             2,other.example.gov.cn,2026-03-02,2026-03-11,\n";
/// let letters = read_letters(file.as_bytes(), Mapping::letters())?;
/// let books = books(&sites, Some(&letters), None);
/// assert_eq!(books.records["3301000001"].letters.as_ref().map(Vec::len), Some(1));
/// assert_eq!(books.elsewhere, ["2"]);
/// # Ok::<(), huabiao::supervision::intake::IntakeError>(())
/// ```
pub fn books(sites: &[Site], letters: Option<&Letters>, reports: Option<&Reports>) -> Books {
    let mut books = Books::default();
    for row in letters.iter().flat_map(|letters| &letters.letters) {
        let Some(site) = find(sites, &row.site_code, &row.site, &row.url) else {
            books.elsewhere.push(row.id.clone());
            continue;
        };
        let letter = Letter {
            id: row.id.clone(),
            received: row.received,
            answered: row.answered,
            due: row.due,
            valid: row.valid,
        };
        let records = books.records.entry(site_key(site)).or_default();
        records.letters.get_or_insert_default().push(letter);
    }
    for report in reports.iter().flat_map(|reports| &reports.reports) {
        let found = find(sites, &report.site_code, &report.site_name, &report.url);
        let Some(site) = found else {
            books.elsewhere.push(report.id.clone());
            continue;
        };
        let answered = match answered(report) {
            Answer::None => None,
            Answer::On(day) => Some(day),
            // Whoever is refused is owed no answer of the site.
            Answer::NotOwed => continue,
            Answer::Unclear => {
                books.unclear.push(report.id.clone());
                let line = reports.and_then(|reports| reports.lines.get(&report.id));
                let records = books.records.entry(site_key(site)).or_default();
                records.refused_reports.extend(line);
                continue;
            }
        };
        let records = books.records.entry(site_key(site)).or_default();
        let list = records.fault_reports.get_or_insert_default();
        list.push(FaultReport {
            id: report.id.clone(),
            url: report.url.clone(),
            received: report.received,
            answered,
        });
    }
    let letters = letters.iter().flat_map(|letters| &letters.refused);
    for row in letters {
        refused(sites, row, &mut books, |records| {
            &mut records.refused_letters
        });
    }
    for row in reports.iter().flat_map(|reports| &reports.refused) {
        refused(sites, row, &mut books, |records| {
            &mut records.refused_reports
        });
    }
    books
}

/// Notes a row that was not taken at its site; where it names none, at every site of the
/// books, for it may be of any of them.
fn refused(
    sites: &[Site],
    row: &RefusedRow,
    books: &mut Books,
    lines: impl Fn(&mut Records) -> &mut Vec<u64>,
) {
    let nameless = [&row.site_code, &row.site, &row.url];
    if nameless.iter().all(|text| text.is_empty()) {
        let all = books.records.values_mut();
        all.for_each(|records| lines(records).push(row.line));
    } else if let Some(site) = find(sites, &row.site_code, &row.site, &row.url) {
        let records = books.records.entry(site_key(site)).or_default();
        lines(records).push(row.line);
    }
}

enum Answer {
    None,
    On(chrono::NaiveDate),
    NotOwed,
    Unclear,
}

fn answered(report: &Report) -> Answer {
    match &report.answer {
        Answered::No => Answer::None,
        Answered::Yes { on: Some(day), .. } => Answer::On(*day),
        Answered::Refused => Answer::NotOwed,
        _ => Answer::Unclear,
    }
}

/// The site that a row names: by code, else by host, else by its registered name.
fn find<'a>(sites: &'a [Site], code: &str, name: &str, url: &str) -> Option<&'a Site> {
    if !code.is_empty() {
        let is = |site: &&Site| site.code.as_ref().is_some_and(|own| own.as_str() == code);
        return sites.iter().find(is);
    }
    let host = |text: &str| {
        let text = text.trim();
        let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.to_ascii_lowercase()
    };
    let at = |text: &str| {
        let host = host(text);
        let is = |site: &&Site| site.host == host || site.aliases.contains(&host);
        sites.iter().find(is).filter(|_| !host.is_empty())
    };
    at(name)
        .or_else(|| {
            sites
                .iter()
                .find(|site| !name.is_empty() && site.name == name)
        })
        .or_else(|| at(url))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_registry::read_csv;
    use huabiao_supervision::intake::{Mapping, read_letters, read_reports};

    use super::*;

    #[test]
    fn a_row_that_was_refused_is_a_gap_of_its_site() {
        let sites = "标识码,名称,网址\n3301000001,某市人民政府,www.example.gov.cn\n\
                     3301000002,某局,mzj.example.gov.cn\n";
        let sites = read_csv(sites.as_bytes()).sites;
        let file = "编号,网站,来信日期,答复期限,答复日期,是否有效\n\
                    1,www.example.gov.cn,2026-03-02,2026-03-11,2026-03-06,是\n\
                    2,www.example.gov.cn,2026-03-02,2026-03-11,办理中,是\n\
                    3,mzj.example.gov.cn,2026-03-02,2026-03-11,2026-03-06,待定\n\
                    4,,昨天,,,\n";
        let letters = read_letters(file.as_bytes(), Mapping::letters()).unwrap();
        let file = "编号,标识码,提交时间,答复时间\n1,3301000001,2026-03-02,待核实\n";
        let reports = read_reports(file.as_bytes(), Mapping::public_reports()).unwrap();
        let books = books(&sites, Some(&letters), Some(&reports));
        let of = |code: &str| books.records.get(code).unwrap();
        assert_eq!(of("3301000001").refused_letters, [3, 5]);
        assert_eq!(of("3301000001").refused_reports, [2]);
        // Its one row was refused; the row without a site may be its own, too.
        assert_eq!(of("3301000002").refused_letters[..1], [4]);
        assert_eq!(of("3301000002").letters, None);
    }
}
