use std::collections::BTreeSet;

use chrono::Days;
use huabiao_calendar::Start;
use huabiao_registry::Site;
use huabiao_types::{Lang, Words};

use super::Ledger;
use super::observe::seen;
use crate::{
    Action, Actor, Answered, By, Closing, Command, Context, DismissalReach, Escalation, Event,
    Happened, Origin, Problem, ProblemId, ProblemKey, Purpose, Recheck, Refusal, Reopening, Report,
    Run, State, Step, Suppression, may,
};

pub(super) fn decide(
    ledger: &Ledger,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let case = Case { ledger, context };
    let happened = match command {
        Command::AnswerReport {
            report,
            answer,
            result,
        } => case.answer_report(report, *answer, result)?,
        Command::Appeal {
            problem,
            grounds,
            evidence,
        } => case.appeal(problem, grounds, evidence)?,
        Command::CloseByPerson { problem, note } => case.close_by_person(problem, note)?,
        Command::Confirm { problem, reason } => case.confirm(problem, reason)?,
        Command::DecideAppeal {
            problem,
            upheld,
            reason,
        } => case.decide_appeal(problem, *upheld, reason)?,
        Command::Dismiss {
            problem,
            reason,
            until,
            reach,
        } => case.dismiss(problem, reason, *until, *reach)?,
        Command::Enter {
            site,
            finding,
            origin,
            machine,
        } => match case.enter(site, finding, origin, machine)? {
            Some(happened) => happened,
            None => return Ok(Vec::new()),
        },
        Command::Escalate {
            problem,
            step,
            note,
        } => case.escalate(problem, *step, note)?,
        Command::Notify {
            number,
            problems,
            period,
        } => case.notify(number, problems, *period)?,
        Command::ReceiveReport { report } => match case.receive_report(report)? {
            Some(happened) => happened,
            None => return Ok(Vec::new()),
        },
        Command::Recheck { problem, answer } => case.recheck(problem, answer)?,
        Command::ReportFixed {
            problem,
            note,
            evidence,
        } => case.report_fixed(problem, note, evidence)?,
    };
    Ok(vec![Event {
        day: context.today,
        by: context.by.clone(),
        what: happened,
    }])
}

/// What a decision looks at.
struct Case<'a> {
    ledger: &'a Ledger,
    context: &'a Context<'a>,
}

impl<'a> Case<'a> {
    fn appeal(
        &self,
        id: &ProblemId,
        grounds: &str,
        evidence: &[crate::Attachment],
    ) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        self.person(Action::Answer, problem)?;
        match problem.state {
            State::Confirmed | State::Notified { .. } | State::ReportedFixed { .. } => {}
            _ => {
                return Err(wrong(
                    problem,
                    words("已确认且未销号", "confirmed and not closed"),
                ));
            }
        }
        filled(grounds, words("申诉理由", "the ground of the appeal"))?;
        if evidence.is_empty() {
            return Err(Refusal::Empty {
                what: words("证据材料", "the evidence"),
            });
        }
        if problem.open_appeal().is_some() {
            return Err(Refusal::AppealPending {
                problem: id.clone(),
            });
        }
        let notice = problem.notice.as_ref();
        let notice = notice.and_then(|number| self.ledger.notice(number));
        if let Some(last) = problem.appeals.last()
            && notice.is_none_or(|notice| last.filed >= notice.issued)
        {
            return Err(Refusal::AppealDecided {
                problem: id.clone(),
            });
        }
        if let Some(notice) = notice {
            let period = self.context.policy.appeal;
            let calendar = self.context.calendar;
            let until = calendar.due(notice.issued, period, Start::NextDay).latest();
            if self.context.today > until {
                return Err(Refusal::AppealTooLate {
                    problem: id.clone(),
                    until,
                });
            }
        }
        Ok(Happened::AppealFiled {
            problem: id.clone(),
            grounds: grounds.to_owned(),
            evidence: evidence.to_vec(),
        })
    }

    fn decide_appeal(
        &self,
        id: &ProblemId,
        upheld: bool,
        reason: &str,
    ) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        let actor = self.person(Action::DecideAppeal, problem)?;
        let Some(appeal) = problem.open_appeal() else {
            let none = problem.appeals.is_empty();
            let problem = id.clone();
            return Err(if none {
                Refusal::NoAppeal { problem }
            } else {
                Refusal::AppealDecided { problem }
            });
        };
        let same = |by: &By| matches!(by, By::Person(other) if other.person == actor.person);
        let reviewer = problem.finding.evidence.reviewer.as_deref();
        if same(&appeal.by)
            || problem.confirmed_by.as_ref().is_some_and(same)
            || problem.history.first().is_some_and(|entry| same(&entry.by))
            || reviewer == Some(actor.person.as_str())
        {
            return Err(Refusal::OwnCause {
                person: actor.person.clone(),
            });
        }
        filled(reason, words("裁定理由", "the reason of the decision"))?;
        Ok(Happened::AppealDecided {
            problem: id.clone(),
            upheld,
            reason: reason.to_owned(),
            until: self.last_dismissed(),
        })
    }

    fn answer_report(&self, id: &str, answer: Answered, result: &str) -> Result<Happened, Refusal> {
        let Some(report) = self.ledger.report(id) else {
            return Err(Refusal::UnknownReport {
                report: id.to_owned(),
            });
        };
        let unit = self.site_of(report).and_then(|site| site.unit.clone());
        let actor = self.actor()?;
        let registry = self.context.registry;
        may(registry, actor, Action::Answer, unit.as_ref())
            .or_else(|_| may(registry, actor, Action::Supervise, unit.as_ref()))?;
        Ok(Happened::ReportAnswered {
            report: id.to_owned(),
            answer,
            result: result.to_owned(),
        })
    }

    fn receive_report(&self, report: &Report) -> Result<Option<Happened>, Refusal> {
        filled(&report.id, words("留言编号", "the number of the report"))?;
        if let By::Person(actor) = self.context.by {
            let unit = self.site_of(report).and_then(|site| site.unit.clone());
            may(
                self.context.registry,
                actor,
                Action::Supervise,
                unit.as_ref(),
            )?;
        }
        Ok(match self.ledger.report(&report.id) {
            None => Some(Happened::ReportReceived {
                report: Box::new(report.clone()),
            }),
            Some(known) if known.answer == report.answer && known.result == report.result => None,
            Some(_) => Some(Happened::ReportAnswered {
                report: report.id.clone(),
                answer: report.answer,
                result: report.result.clone(),
            }),
        })
    }

    fn close_by_person(&self, id: &ProblemId, note: &str) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        self.person(Action::Supervise, problem)?;
        let State::ReportedFixed { .. } = problem.state else {
            return Err(wrong(problem, words("已报告整改", "reported as repaired")));
        };
        let last = problem.history.last().map(|entry| entry.step);
        if problem.origin == Origin::Inspection && last != Some(Step::RecheckedWithoutAnswer) {
            return Err(Refusal::MachineFirst {
                problem: id.clone(),
            });
        }
        filled(note, words("复核情况", "what was seen"))?;
        Ok(Happened::ProblemClosed {
            problem: id.clone(),
            how: Closing::SeenByPerson,
            note: note.to_owned(),
        })
    }

    fn confirm(&self, id: &ProblemId, reason: &str) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        self.person(Action::Supervise, problem)?;
        if problem.state != State::Found {
            return Err(wrong(problem, words("待核实", "to be confirmed")));
        }
        if problem.machine == Some(Recheck::No) && reason.trim().is_empty() {
            return Err(Refusal::NotSeen {
                problem: id.clone(),
            });
        }
        Ok(Happened::ProblemConfirmed {
            problem: id.clone(),
            reason: reason.trim().to_owned(),
        })
    }

    fn dismiss(
        &self,
        id: &ProblemId,
        reason: &str,
        until: chrono::NaiveDate,
        reach: DismissalReach,
    ) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        self.person(Action::Supervise, problem)?;
        if !problem.state.is_open() {
            return Err(wrong(problem, words("未办结", "open")));
        }
        filled(reason, words("理由", "the reason"))?;
        let (from, to) = (self.context.today, self.last_dismissed());
        if !(from..=to).contains(&until) {
            return Err(Refusal::Until {
                from,
                to,
                found: until,
            });
        }
        let suppression = match reach {
            DismissalReach::Problem => None,
            DismissalReach::TargetOnSite if problem.key.target.is_empty() => {
                return Err(Refusal::Empty {
                    what: words("链接目标", "the target of a link"),
                });
            }
            DismissalReach::TargetOnSite => Some(Suppression {
                taught_by: id.clone(),
                site: problem.key.site.clone(),
                rule: problem.key.rule.clone(),
                target: problem.key.target.clone(),
                until,
            }),
        };
        Ok(Happened::ProblemDismissed {
            problem: id.clone(),
            reason: reason.to_owned(),
            until,
            suppression,
        })
    }

    fn enter(
        &self,
        host: &str,
        finding: &huabiao_finding::Finding,
        origin: &Origin,
        machine: &Option<Recheck>,
    ) -> Result<Option<Happened>, Refusal> {
        let Some(site) = self.context.registry.site_at(host) else {
            return Err(Refusal::UnknownSite {
                site: host.to_owned(),
            });
        };
        if let By::Person(actor) = self.context.by {
            let unit = site.unit.as_ref();
            may(self.context.registry, actor, Action::Supervise, unit)?;
        }
        if let Origin::Report(report) = origin
            && self.ledger.report(report).is_none()
        {
            return Err(Refusal::UnknownReport {
                report: report.clone(),
            });
        }
        let key = ProblemKey::of(finding, site);
        let known = self.ledger.problem(&key.id());
        Ok(match known {
            None => Some(Happened::ProblemFound {
                key,
                unit: site.unit.clone(),
                origin: origin.clone(),
                finding: Box::new(finding.clone()),
                count: 1,
                machine: machine.clone(),
            }),
            // A machine saw it gone, and sees it gone now: what somebody else says they
            // saw does not open it again.
            Some(problem)
                if matches!(problem.state, State::Closed { .. })
                    && *machine == Some(Recheck::No) =>
            {
                None
            }
            Some(problem) => {
                let run = Run {
                    id: String::new(),
                    day: self.context.today,
                    purpose: Purpose::Inspection,
                };
                Some(seen(&run, problem, Box::new(finding.clone()), 1))
            }
        })
    }

    fn escalate(&self, id: &ProblemId, step: Escalation, note: &str) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        self.person(Action::Supervise, problem)?;
        let State::Notified { due } = problem.state else {
            return Err(wrong(
                problem,
                words("整改中且已过期", "to be repaired by a day that is past"),
            ));
        };
        if problem.escalations.contains(&step) {
            return Err(Refusal::EscalationTwice { step });
        }
        let steps = &self.context.policy.escalation;
        let Some(at) = steps.iter().position(|rule| rule.step == step) else {
            return Err(Refusal::EscalationUnknown { step });
        };
        let mut before = steps.iter().take(at).map(|rule| rule.step);
        if let Some(first) = before.find(|first| !problem.escalations.contains(first)) {
            return Err(Refusal::EscalationOrder { step, first });
        }
        let needs = steps.get(at).map_or(0, |rule| rule.after);
        let calendar = self.context.calendar;
        let late = super::surely_late(calendar, due, self.context.today);
        if !problem.is_overdue(self.context.today) || late < u32::from(needs) {
            return Err(Refusal::NotOverdue {
                problem: id.clone(),
                late,
                needs,
            });
        }
        Ok(Happened::ProblemEscalated {
            problem: id.clone(),
            step,
            note: note.to_owned(),
        })
    }

    fn notify(
        &self,
        number: &str,
        ids: &[ProblemId],
        period: huabiao_calendar::Period,
    ) -> Result<Happened, Refusal> {
        filled(number, words("通知文号", "the number of the notice"))?;
        if self.ledger.notice(number).is_some() {
            return Err(Refusal::NumberUsed {
                number: number.to_owned(),
            });
        }
        let mut unit = None;
        for id in ids {
            let problem = self.problem(id)?;
            self.person(Action::Supervise, problem)?;
            if problem.state != State::Confirmed {
                return Err(wrong(problem, words("已确认", "confirmed")));
            }
            match (&unit, &problem.unit) {
                (_, None) => {
                    return Err(Refusal::NoUnit {
                        problem: id.clone(),
                    });
                }
                (None, Some(first)) => unit = Some(first.clone()),
                (Some(unit), Some(other)) if unit != other => {
                    return Err(Refusal::SeveralUnits {
                        problem: id.clone(),
                        unit: unit.clone(),
                    });
                }
                (Some(_), Some(_)) => {}
            }
        }
        let Some(unit) = unit else {
            return Err(Refusal::Empty {
                what: words("交办的问题", "a problem to give notice of"),
            });
        };
        let problems: BTreeSet<&ProblemId> = ids.iter().collect();
        let today = self.context.today;
        Ok(Happened::NoticeIssued {
            number: number.to_owned(),
            unit,
            problems: problems.into_iter().cloned().collect(),
            due: self.context.calendar.due(today, period, Start::NextDay),
        })
    }

    fn recheck(&self, id: &ProblemId, answer: &Recheck) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        if !matches!(self.context.by, By::Machine { .. }) {
            return Err(Refusal::MachineOnly);
        }
        let reported = match problem.state {
            State::ReportedFixed { .. } => true,
            State::Confirmed | State::Notified { .. } => false,
            _ => {
                return Err(wrong(
                    problem,
                    words("已确认且未销号", "confirmed and not closed"),
                ));
            }
        };
        let id = id.clone();
        Ok(match answer {
            Recheck::No => Happened::ProblemClosed {
                problem: id,
                how: if reported {
                    Closing::Rechecked
                } else {
                    Closing::GoneUnreported
                },
                note: String::new(),
            },
            Recheck::Unknown(reasons) => Happened::RecheckUnanswered {
                problem: id,
                reasons: reasons.clone(),
            },
            Recheck::Yes if reported => Happened::ProblemReopened {
                problem: id,
                why: Reopening::StillThere,
                finding: None,
                count: problem.count,
            },
            Recheck::Yes => Happened::ProblemSeenAgain {
                problem: id,
                finding: Box::new(problem.finding.clone()),
                count: problem.count,
            },
        })
    }

    fn report_fixed(
        &self,
        id: &ProblemId,
        note: &str,
        evidence: &[crate::Attachment],
    ) -> Result<Happened, Refusal> {
        let problem = self.problem(id)?;
        self.person(Action::Answer, problem)?;
        match problem.state {
            State::Confirmed | State::Notified { .. } => {}
            _ => {
                return Err(wrong(
                    problem,
                    words(
                        "已确认且未报告整改",
                        "confirmed and not reported as repaired",
                    ),
                ));
            }
        }
        filled(note, words("整改情况", "what was done"))?;
        Ok(Happened::FixReported {
            problem: id.clone(),
            note: note.to_owned(),
            evidence: evidence.to_vec(),
        })
    }

    /// A problem to which something happens today: no day before its last entry.
    fn problem(&self, id: &ProblemId) -> Result<&'a Problem, Refusal> {
        let Some(problem) = self.ledger.problem(id) else {
            return Err(Refusal::UnknownProblem {
                problem: id.clone(),
            });
        };
        let (last, found) = (problem.history.last(), self.context.today);
        let last = last.map_or(problem.first_seen, |entry| entry.day);
        if found < last {
            let problem = id.clone();
            return Err(Refusal::Backwards {
                problem,
                last,
                found,
            });
        }
        Ok(problem)
    }

    fn actor(&self) -> Result<&'a Actor, Refusal> {
        match self.context.by {
            By::Person(actor) => Ok(actor),
            By::Machine { .. } => Err(Refusal::PersonOnly),
        }
    }

    /// The person who acts, if that person may.
    fn person(&self, action: Action, problem: &Problem) -> Result<&'a Actor, Refusal> {
        let actor = self.actor()?;
        may(self.context.registry, actor, action, problem.unit.as_ref())?;
        Ok(actor)
    }

    fn last_dismissed(&self) -> chrono::NaiveDate {
        let days = Days::new(self.context.policy.dismissal_days.into());
        let day = self.context.today.checked_add_days(days);
        day.unwrap_or(chrono::NaiveDate::MAX)
    }

    fn site_of(&self, report: &Report) -> Option<&'a Site> {
        let code = report.site_code.parse().ok()?;
        self.context.registry.site(&code)
    }
}

fn filled(text: &str, what: Words) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty { what });
    }
    Ok(())
}

fn wrong(problem: &Problem, needs: Words) -> Refusal {
    Refusal::WrongState {
        problem: problem.id.clone(),
        state: words(problem.state.name(Lang::Zh), problem.state.name(Lang::En)),
        needs,
    }
}

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}
