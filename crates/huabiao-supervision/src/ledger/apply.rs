use huabiao_finding::Finding;

use super::Ledger;
use crate::{
    Appeal, By, Closing, Decision, Entry, Event, Happened, Notice, Origin, Problem, ProblemId,
    Recheck, Reopening, State, Step,
};

impl Ledger {
    /// Changes the state as an event says. It cannot fail: an event about something
    /// that is not there changes nothing.
    pub fn apply(&mut self, event: &Event) {
        match &event.what {
            Happened::FindingSuppressed {
                problem,
                by_dismissal_of,
            } => {
                let kept_away = self.suppressed.entry(by_dismissal_of.clone());
                kept_away.or_default().insert(problem.clone());
            }
            Happened::NoticeIssued {
                number,
                unit,
                problems,
                due,
            } => {
                let notice = Notice {
                    number: number.clone(),
                    unit: unit.clone(),
                    issued: event.day,
                    by: event.by.clone(),
                    problems: problems.clone(),
                    due: due.clone(),
                };
                self.notices.insert(number.clone(), notice);
                for problem in problems {
                    if let Some(problem) = self.problems.get_mut(problem) {
                        problem.state = State::Notified { due: due.day };
                        problem.notice = Some(number.clone());
                        problem.escalations.clear();
                        log(problem, event, Step::Notified, number);
                    }
                }
            }
            Happened::ReportAnswered {
                report,
                answer,
                result,
            } => {
                if let Some(report) = self.reports.get_mut(report) {
                    report.answer = *answer;
                    report.result.clone_from(result);
                }
            }
            Happened::ReportReceived { report } => {
                let entry = self.reports.entry(report.id.clone());
                entry.or_insert_with(|| (**report).clone());
            }
            Happened::ProblemFound { .. } => self.found(event),
            Happened::ProblemDismissed { suppression, .. } => {
                if let Some(suppression) = suppression {
                    self.suppressions.push(suppression.clone());
                }
                self.change(event);
            }
            _ => self.change(event),
        }
    }

    fn found(&mut self, event: &Event) {
        let Happened::ProblemFound {
            key,
            unit,
            origin,
            finding,
            count,
            machine,
        } = &event.what
        else {
            return;
        };
        let id = key.id();
        if self.problems.contains_key(&id) {
            return;
        }
        let mut problem = Problem {
            id: id.clone(),
            key: key.clone(),
            unit: unit.clone(),
            origin: origin.clone(),
            finding: (**finding).clone(),
            count: *count,
            state: State::Found,
            first_seen: event.day,
            last_seen: event.day,
            last_looked: event.day,
            runs_seen: 1,
            last_run: run_of(event),
            reopened: 0,
            confirmed_by: None,
            notice: None,
            escalations: Vec::new(),
            appeals: Vec::new(),
            dismissed_until: None,
            machine: machine.clone(),
            history: Vec::new(),
        };
        log(&mut problem, event, Step::Found, "");
        let site = self.by_site.entry(key.site.clone());
        site.or_default().insert(id.clone());
        self.problems.insert(id, problem);
    }

    fn change(&mut self, event: &Event) {
        let problem = event.what.problem();
        let Some(problem) = problem.and_then(|id: ProblemId| self.problems.get_mut(&id)) else {
            return;
        };
        change(problem, event);
    }
}

fn change(problem: &mut Problem, event: &Event) {
    match &event.what {
        Happened::AppealDecided {
            upheld,
            reason,
            until,
            ..
        } => {
            if let Some(appeal) = problem.appeals.last_mut() {
                appeal.decision = Some(Decision {
                    day: event.day,
                    by: event.by.clone(),
                    upheld: *upheld,
                    reason: reason.clone(),
                    until: *until,
                });
            }
            if *upheld {
                problem.state = State::Withdrawn { until: *until };
                log(problem, event, Step::AppealUpheld, reason);
            } else {
                log(problem, event, Step::AppealRejected, reason);
            }
        }
        Happened::AppealFiled {
            grounds, evidence, ..
        } => {
            problem.appeals.push(Appeal {
                filed: event.day,
                by: event.by.clone(),
                grounds: grounds.clone(),
                evidence: evidence.clone(),
                decision: None,
            });
            log(problem, event, Step::AppealFiled, grounds);
        }
        Happened::FixReported { note, .. } => {
            problem.state = State::ReportedFixed {
                on: event.day,
                due: problem.due(),
            };
            log(problem, event, Step::ReportedFixed, note);
        }
        Happened::ProblemClosed { how, note, .. } => {
            problem.state = State::Closed {
                on: event.day,
                how: *how,
            };
            if *how != Closing::SeenByPerson {
                looked(problem, event);
            }
            log(problem, event, Step::Closed(*how), note);
        }
        Happened::ProblemConfirmed { reason, .. } => {
            problem.state = State::Confirmed;
            problem.confirmed_by = Some(event.by.clone());
            log(problem, event, Step::Confirmed, reason);
        }
        Happened::ProblemDismissed { reason, until, .. } => {
            problem.state = State::Dismissed { until: *until };
            problem.dismissed_until = problem.dismissed_until.max(Some(*until));
            log(problem, event, Step::Dismissed, reason);
        }
        Happened::ProblemEscalated { step, note, .. } => {
            problem.escalations.push(*step);
            log(problem, event, Step::Escalated(*step), note);
        }
        Happened::ProblemReopened {
            why,
            finding,
            count,
            ..
        } => {
            problem.state = match (why, problem.due()) {
                (Reopening::DismissalExpired, _) => State::Found,
                // The clock of a repair that was none never stopped.
                (Reopening::StillThere, Some(due)) => State::Notified { due },
                _ if problem.confirmed_by.is_some() => State::Confirmed,
                _ => State::Found,
            };
            if *why == Reopening::DismissalExpired {
                problem.confirmed_by = None;
            } else {
                problem.reopened = problem.reopened.saturating_add(1);
            }
            seen(problem, event, finding.as_deref(), *count);
            log(problem, event, Step::Reopened(*why), "");
        }
        Happened::ProblemSeenAgain { finding, count, .. } => {
            seen(problem, event, Some(finding), *count);
        }
        Happened::RecheckUnanswered { reasons, .. } => {
            problem.machine = Some(Recheck::Unknown(reasons.clone()));
            heard(problem, event);
            let words: Vec<String> = reasons
                .iter()
                .map(|reason| reason.text(huabiao_types::Lang::Zh))
                .collect();
            // A site that cannot be read for a month is one line, the last one.
            let last = problem.history.last().map(|entry| entry.step);
            if last == Some(Step::RecheckedWithoutAnswer) {
                problem.history.pop();
            }
            log(
                problem,
                event,
                Step::RecheckedWithoutAnswer,
                &words.join("；"),
            );
        }
        Happened::FindingSuppressed { .. }
        | Happened::NoticeIssued { .. }
        | Happened::ProblemFound { .. }
        | Happened::ReportAnswered { .. }
        | Happened::ReportReceived { .. } => {}
    }
}

fn seen(problem: &mut Problem, event: &Event, finding: Option<&Finding>, count: u32) {
    if let Some(finding) = finding {
        problem.finding = finding.clone();
        problem.count = count;
    }
    problem.last_seen = problem.last_seen.max(event.day);
    problem.runs_seen = problem.runs_seen.saturating_add(1);
    // What a rule sees itself, a rule can also see gone.
    // A run also carries what people and platforms say into the ledger.
    let said = &problem.finding;
    let said = said.evidence.reviewer.is_some() || said.values.contains_key("platform");
    let by_rule = matches!(event.by, By::Machine { .. }) && !said;
    if by_rule && problem.origin != Origin::Inspection {
        problem.machine = Some(Recheck::Yes);
    }
    looked(problem, event);
}

fn looked(problem: &mut Problem, event: &Event) {
    problem.last_looked = problem.last_looked.max(event.day);
    heard(problem, event);
}

/// A run is heard once, also where it had no answer.
fn heard(problem: &mut Problem, event: &Event) {
    if let By::Machine { run } = &event.by {
        problem.last_run.clone_from(run);
    }
}

fn log(problem: &mut Problem, event: &Event, step: Step, note: &str) {
    problem.history.push(Entry {
        day: event.day,
        by: event.by.clone(),
        step,
        note: note.to_owned(),
    });
}

fn run_of(event: &Event) -> String {
    match &event.by {
        By::Machine { run } => run.clone(),
        By::Person(_) => String::new(),
    }
}
