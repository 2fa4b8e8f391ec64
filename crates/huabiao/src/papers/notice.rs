use chrono::NaiveDate;
use huabiao_bulletin::{AppealWay, DocumentNumber, NoticeProblem, RectificationNotice};
use huabiao_calendar::{Period, Start};
use huabiao_supervision::{Escalation, Ledger, Notice, Problem};
use huabiao_types::{Lang, outcome_words};

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
        let words = outcome_words(outcome, desk.lang);
        evidence.push(match desk.lang {
            Lang::En => format!("outcome: {words}"),
            Lang::Zh => format!("访问结果为{words}"),
        });
    }
    if let Some(attempts) = seen.attempts {
        evidence.push(match (desk.lang, attempts) {
            (Lang::En, 1) => "asked once".to_owned(),
            (Lang::En, _) => format!("{attempts} equal answers"),
            (Lang::Zh, 1) => "访问1次".to_owned(),
            (Lang::Zh, _) => format!("{attempts}次访问结果相同"),
        });
    }
    if let Some(hash) = &seen.sha256 {
        // The whole of it stands in the data; here it names the copy that was kept.
        let start: String = hash.chars().take(16).collect();
        evidence.push(match desk.lang {
            Lang::En => format!("the page as read has a SHA-256 that begins with {start}"),
            Lang::Zh => format!("页面存证编号（SHA-256值前16位）{start}"),
        });
    }
    let clause = desk.set.indicators.iter().find(|indicator| {
        let mut named = indicator.steps.iter().flat_map(|step| &step.rules);
        named.any(|rule| *rule == problem.key.rule)
    });
    NoticeProblem {
        id: problem.id.to_string(),
        kind: desk.rule_name(problem),
        site: desk.site_name(&problem.key.site),
        what: desk.what(problem),
        page: problem.finding.url.clone(),
        target: problem.finding.target.clone(),
        clause: clause.map(|indicator| indicator.title.get(desk.lang).to_owned()),
        seen: desk.day(problem.last_seen),
        evidence,
        times: problem.runs_seen,
    }
}
