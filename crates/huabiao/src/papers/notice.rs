use chrono::NaiveDate;
use huabiao_bulletin::{
    AppealWay, DocumentNumber, NoticeFailure, NoticeProblem, RectificationNotice, citation,
    failed_by_points, is_for_reference,
};
use huabiao_calendar::{Period, Start};
use huabiao_scoring::{Indicator, Scorecard, Verdict};
use huabiao_supervision::{Escalation, Ledger, Notice, Problem, Step};
use huabiao_types::{Lang, outcome_words};

use super::Desk;
use super::clauses::Clauses;

/// A notice of rectification (整改通知书) to one unit, from the ledger.
///
/// `from` and `to` are the first and the last day of the check; `number` is the number of
/// the document, which need not be that of the notice. `cards` are those of the check,
/// without what was dismissed: from them the notice says which sites failed and by what.
pub fn notice(
    desk: &Desk<'_>,
    ledger: &Ledger,
    notice: &Notice,
    number: Option<DocumentNumber>,
    (from, to): (NaiveDate, NaiveDate),
    cards: &[Scorecard],
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
    let told = |card: &&Scorecard| problems.iter().any(|one| one.key.site == card.host);
    let cards: Vec<&Scorecard> = cards.iter().filter(told).collect();
    let by_reference: Vec<&&Scorecard> = cards
        .iter()
        .filter(|card| is_for_reference(desk.set, card))
        .collect();
    let for_reference = !by_reference.is_empty();
    let failed_by_reference = by_reference.iter().any(|card| failed_by_points(card));
    let unqualified = cards.iter();
    let unqualified = unqualified.filter(|card| card.verdict == Verdict::Unqualified);
    RectificationNotice {
        head: desk.head(vec![unit.clone()], number, notice.issued),
        unit,
        from,
        to,
        indicators: citation(desk.set, desk.lang),
        failed: unqualified
            .map(|card| NoticeFailure {
                site: desk.site_name(&card.host),
                vetoes: card
                    .vetoes()
                    .map(|line| line.title.get(desk.lang).to_owned())
                    .collect(),
            })
            .collect(),
        for_reference,
        failed_by_reference,
        problems: together(
            problems
                .into_iter()
                .map(|problem| of_problem(desk, problem, &cards))
                .collect(),
        ),
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

/// The problems with those of one kind behind each other, the kinds as they come.
fn together(mut problems: Vec<NoticeProblem>) -> Vec<NoticeProblem> {
    let mut kinds: Vec<String> = Vec::new();
    for problem in &problems {
        if !kinds.contains(&problem.kind) {
            kinds.push(problem.kind.clone());
        }
    }
    problems.sort_by_key(|problem| kinds.iter().position(|kind| *kind == problem.kind));
    problems
}

fn of_problem(desk: &Desk<'_>, problem: &Problem, cards: &[&Scorecard]) -> NoticeProblem {
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
        evidence.push(match (seen.reviewer.is_some(), desk.lang) {
            (true, Lang::En) => format!("the proof has a SHA-256 that begins with {start}"),
            (true, Lang::Zh) => format!("附件存证编号（SHA-256值前16位）{start}"),
            (false, Lang::En) => format!("the page as read has a SHA-256 that begins with {start}"),
            (false, Lang::Zh) => format!("页面存证编号（SHA-256值前16位）{start}"),
        });
    }
    let confirmed = problem.history.iter().rev();
    let mut confirmed = confirmed.filter(|entry| entry.step == Step::Confirmed);
    if let Some(entry) = confirmed.next().filter(|entry| !entry.note.is_empty()) {
        let why = entry.note.trim_end_matches(['。', '.']);
        evidence.push(match desk.lang {
            Lang::En => format!("confirmed because: {why}"),
            Lang::Zh => format!("核实认定理由：{why}"),
        });
    }
    let card = cards.iter().find(|card| card.host == problem.key.site);
    let clauses = Clauses::of(desk.set, &problem.finding, card.copied());
    let title = |indicator: &Indicator| indicator.title.get(desk.lang).to_owned();
    NoticeProblem {
        id: problem.id.to_string(),
        kind: desk.rule_name(problem),
        site: desk.site_name(&problem.key.site),
        what: desk.what(problem),
        page: problem.finding.url.clone(),
        target: problem.finding.target.clone(),
        veto: clauses.veto.map(title),
        clause: clauses.deduction.map(title),
        basis: basis(problem),
        seen: desk.day(problem.last_seen),
        evidence,
        times: problem.runs_seen,
    }
}

/// The document that the rule itself rests on.
fn basis(problem: &Problem) -> Option<String> {
    let rule = huabiao_inspection::rule(&problem.key.rule)?;
    Some(rule.source.to_string())
}
