use huabiao_facts::Outcome;

use crate::Config;

/// Decides how often an address is asked: nothing is called dead on one answer.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    answers: Vec<Outcome>,
}

/// What to do after an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Next {
    Again,
    Done(Outcome),
}

impl Verdict {
    /// Begins with what the host's `robots.txt` told: a host that gave no answer to that
    /// is not waited for as long again.
    pub(crate) fn after(robots: Option<Outcome>) -> Self {
        Self {
            answers: robots
                .filter(|outcome| *outcome == Outcome::Timeout)
                .into_iter()
                .collect(),
        }
    }

    /// Takes one answer. `passing` says that it may well pass: a timeout, a reset
    /// connection, a server that asks for patience.
    pub(crate) fn take(&mut self, outcome: Outcome, passing: bool, config: &Config) -> Next {
        self.answers.push(outcome);
        if !outcome.is_dead() && !passing {
            return Next::Done(outcome);
        }
        let equal = self
            .answers
            .iter()
            .filter(|answer| **answer == outcome)
            .count();
        let limit = config.attempts.max(1) as usize;
        if outcome.is_dead() {
            if equal >= needed(outcome, config).min(limit) {
                return Next::Done(outcome);
            }
        } else if outcome == Outcome::Timeout && equal >= MAX_TIMEOUTS {
            return Next::Done(outcome);
        }
        if self.answers.len() < limit {
            return Next::Again;
        }
        Next::Done(self.disagreement())
    }

    /// Answers that differ prove nothing.
    fn disagreement(&self) -> Outcome {
        let unknown = self.answers.iter().rev().find(|answer| !answer.is_dead());
        match (unknown, self.answers.last()) {
            (Some(outcome), _) => *outcome,
            (None, Some(Outcome::DeadStatus(status))) => Outcome::Status(*status),
            _ => Outcome::Network,
        }
    }
}

fn needed(outcome: Outcome, config: &Config) -> usize {
    let confirm = config.confirm.max(1) as usize;
    match outcome {
        // Nothing was asked, so nothing can answer differently.
        Outcome::DeadInvalid => 1,
        Outcome::DeadRedirectLoop | Outcome::DeadSoft | Outcome::DeadStatus(404 | 410) => {
            confirm.min(2)
        }
        _ => confirm,
    }
}

/// Waiting longer tells nothing new.
const MAX_TIMEOUTS: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn run(answers: &[(Outcome, bool)]) -> Option<Outcome> {
        let mut verdict = Verdict::default();
        for (index, (outcome, passing)) in answers.iter().enumerate() {
            match verdict.take(*outcome, *passing, &Config::default()) {
                Next::Again => assert!(index + 1 < answers.len(), "asked for more"),
                Next::Done(outcome) => {
                    assert_eq!(index + 1, answers.len(), "stopped early");
                    return Some(outcome);
                }
            }
        }
        None
    }

    const GONE: (Outcome, bool) = (Outcome::DeadStatus(404), false);
    const BROKEN: (Outcome, bool) = (Outcome::DeadStatus(500), false);
    const FINE: (Outcome, bool) = (Outcome::Ok(200), false);
    const LATE: (Outcome, bool) = (Outcome::Timeout, true);

    #[test]
    fn two_equal_answers_are_enough_for_404() {
        assert_eq!(run(&[GONE, GONE]), Some(GONE.0));
        assert_eq!(run(&[BROKEN, BROKEN, BROKEN]), Some(BROKEN.0));
        assert_eq!(run(&[BROKEN, LATE, BROKEN, BROKEN]), Some(BROKEN.0));
    }

    #[test]
    fn one_success_is_enough() {
        assert_eq!(run(&[FINE]), Some(FINE.0));
        assert_eq!(run(&[GONE, FINE]), Some(FINE.0));
        assert_eq!(run(&[BROKEN, BROKEN, FINE]), Some(FINE.0));
    }

    #[test]
    fn disagreement_is_unknown() {
        assert_eq!(run(&[BROKEN, LATE, BROKEN, LATE]), Some(LATE.0));
        let refused = (Outcome::DeadRefused, false);
        assert_eq!(
            run(&[BROKEN, refused, BROKEN, refused]),
            Some(Outcome::Network)
        );
        assert_eq!(
            run(&[refused, BROKEN, refused, BROKEN]),
            Some(Outcome::Status(500))
        );
        assert_eq!(run(&[LATE, LATE]), Some(LATE.0));
    }
}
