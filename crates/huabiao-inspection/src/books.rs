//! What the books of an office leave open.

use chrono::NaiveDate;
use huabiao_facts::SiteFacts;
use huabiao_finding::Reason;

/// What the book of letters leaves open of a site.
pub(crate) fn gaps_of_letters(site: &SiteFacts) -> Vec<Reason> {
    let letters = site.records.letters.iter().flatten();
    let letters = letters.map(|letter| (&letter.id, letter.answered));
    gaps(site, &site.records.refused_letters, letters)
}

/// What the book of fault reports leaves open of a site.
pub(crate) fn gaps_of_reports(site: &SiteFacts) -> Vec<Reason> {
    let reports = site.records.fault_reports.iter().flatten();
    let reports = reports.map(|report| (&report.id, report.answered));
    gaps(site, &site.records.refused_reports, reports)
}

/// Whether a day is still to come: then it is no answer, and no late one.
pub(crate) fn is_ahead(site: &SiteFacts, answered: Option<NaiveDate>) -> bool {
    answered.is_some_and(|day| day > site.today)
}

fn gaps<'a>(
    site: &SiteFacts,
    refused: &[u64],
    entries: impl Iterator<Item = (&'a String, Option<NaiveDate>)>,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !refused.is_empty() {
        let lines = refused.to_vec();
        reasons.push(Reason::RowsRefused { lines });
    }
    let ahead = entries.filter(|(_, answered)| is_ahead(site, *answered));
    let entries: Vec<String> = ahead.map(|(id, _)| id.clone()).collect();
    if !entries.is_empty() {
        reasons.push(Reason::RowsAhead { entries });
    }
    reasons
}
