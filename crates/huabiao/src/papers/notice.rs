use chrono::NaiveDate;
use huabiao_bulletin::{AppealWay, DocumentNumber, NoticeProblem, RectificationNotice};
use huabiao_calendar::{Period, Start};
use huabiao_supervision::{Escalation, Ledger, Notice, Problem};
use huabiao_types::Lang;

use super::Desk;

/// A notice of rectification (整改通知书) to one unit, from the ledger.
///
/// `from` and `to` are the first and the last day of the check; `number` is the number of
/// the document, which need not be that of the notice.
pub fn notice(
    desk: &Desk<'_>,
    ledger: &Ledger,
    notice: &Notice,
    number: Option<DocumentNumber>,
    (from, to): (NaiveDate, NaiveDate),
) -> RectificationNotice {
    let unit = desk.unit(Some(&notice.unit));
    let problems: Vec<&Problem> = notice
        .problems
        .iter()
        .filter_map(|id| ledger.problem(id))
        .collect();
    let reminded = |problem: &&Problem| {
        let own = problem.notice.as_ref() == Some(&notice.number);
        own && problem.escalations.contains(&Escalation::Reminder)
    };
    let reminders = u32::from(problems.iter().any(reminded));
    let appeal = desk
        .calendar
        .due(notice.issued, desk.policy.appeal, Start::NextDay);
    RectificationNotice {
        head: desk.head(vec![unit.clone()], number, notice.issued),
        unit,
        from,
        to,
        indicators: desk.set.title.get(desk.lang).to_owned(),
        problems: problems
            .into_iter()
            .map(|problem| of_problem(desk, problem))
            .collect(),
        due: notice.due.day,
        working_days: match notice.due.period {
            Period::Days(_) => None,
            Period::WorkingDays(days) => Some(days.into()),
        },
        counting: vec![match desk.lang {
            Lang::En => format!("Counted so: {}.", notice.due.explain_en()),
            Lang::Zh => format!("计算方法：{}。", notice.due.explain_zh()),
        }],
        certain: notice.due.certain,
        report_to: Some(desk.issuer.to_owned()),
        appeal: Some(AppealWay {
            until: appeal.day,
            to: desk.issuer.to_owned(),
        }),
        reminders,
    }
}

fn of_problem(desk: &Desk<'_>, problem: &Problem) -> NoticeProblem {
    let seen = &problem.finding.evidence;
    let mut evidence = Vec::new();
    if let Some(outcome) = &seen.outcome {
        evidence.push(match desk.lang {
            Lang::En => format!("outcome {outcome}"),
            Lang::Zh => format!("访问结果 {outcome}"),
        });
    }
    if let Some(attempts) = seen.attempts {
        evidence.push(match (desk.lang, attempts) {
            (Lang::En, 1) => "asked once".to_owned(),
            (Lang::En, _) => format!("{attempts} equal answers"),
            (Lang::Zh, _) => format!("相同结果{attempts}次"),
        });
    }
    if let Some(hash) = &seen.sha256 {
        evidence.push(format!("SHA-256 {hash}"));
    }
    let clause = desk.set.indicators.iter().find(|indicator| {
        let mut named = indicator.steps.iter().flat_map(|step| &step.rules);
        named.any(|rule| *rule == problem.key.rule)
    });
    NoticeProblem {
        id: problem.id.to_string(),
        site: desk.site_name(&problem.key.site),
        what: desk.what(problem),
        page: problem.finding.url.clone(),
        target: problem.finding.target.clone(),
        clause: clause.map(|indicator| {
            let title = indicator.title.get(desk.lang);
            format!("{} {title}", indicator.id)
        }),
        seen: problem.last_seen.to_string(),
        evidence,
        times: problem.runs_seen,
    }
}
