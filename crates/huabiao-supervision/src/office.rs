use chrono::{Datelike, Months, NaiveDate};
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_scoring::{IndicatorSet, ScoreOptions, Scorecard, Subject, score};

use crate::{Answered, Report};

/// Reports of the public that are not closed.
pub const REPORT_UNCLOSED: RuleId = RuleId::new("fault-report-unclosed");

/// Reports of the public that were closed only after more than a month.
pub const REPORT_OVER_MONTH: RuleId = RuleId::new("fault-report-over-month");

/// What the ledger knows of the supervising office's own year: the reports of the public
/// that were not closed, and those closed only after more than a month.
///
/// The yearly assessment of supervising offices (政府网站与政务新媒体监管工作年度考核指标)
/// takes 3 points for each of the first and 2 for each of the second; this is known
/// from a garbled copy only. Its other known items (sites that failed in the samples of the
/// State Council, one platform for all) are not in a ledger, and most of its items were
/// never found, so a card made from these checks is always a part of the whole.
///
/// `reports` are those of the office's estate. Reports of the `year` up to `today` count.
/// Where a report says that it was answered but not when, nobody can say whether that took
/// more than a month, and the check says so.
pub fn office_checks<'a>(
    reports: impl IntoIterator<Item = &'a Report>,
    year: i32,
    today: NaiveDate,
) -> Vec<Check> {
    let mut unclosed = Check::new(REPORT_UNCLOSED);
    let mut slow = Check::new(REPORT_OVER_MONTH);
    let (mut count, mut unknown, mut undated) = (0_i64, 0_u32, 0_u32);
    for report in reports {
        if report.received.year() != year || report.received > today {
            continue;
        }
        let finding = |rule: RuleId| {
            Finding::new(rule, report.url.clone())
                .value("id", report.id.clone())
                .value("received", report.received)
        };
        count += 1;
        match report.answer {
            Answered::No => unclosed.findings.push(finding(REPORT_UNCLOSED)),
            Answered::Refused => {}
            Answered::Unknown => unknown += 1,
            Answered::Yes { on: None, .. } => undated += 1,
            Answered::Yes { on: Some(on), .. } => {
                let month = report.received.checked_add_months(Months::new(1));
                if month.is_some_and(|month| on > month) {
                    slow.findings
                        .push(finding(REPORT_OVER_MONTH).value("answered", on));
                }
            }
        }
    }
    let part = |entries: u32| match entries {
        0 => Reach::Whole,
        entries => Reach::Part(vec![Reason::Undated { entries }]),
    };
    vec![
        unclosed.reach(part(unknown)).measure("reports", count),
        slow.reach(part(unknown.saturating_add(undated)))
            .measure("reports", count),
    ]
}

/// The card of the supervising office under the set of its yearly assessment, from
/// [`office_checks`] and what else is known.
pub fn office_score(
    set: &IndicatorSet,
    office: &str,
    checks: &[Check],
    options: &ScoreOptions,
) -> Scorecard {
    let subject = Subject {
        site_code: None,
        host: String::new(),
        name: office.to_owned(),
        category: None,
        services: None,
    };
    score(set, &subject, checks, options)
}
