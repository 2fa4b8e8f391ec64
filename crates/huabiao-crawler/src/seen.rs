use chrono::{DateTime, Utc};
use huabiao_facts::{Class, Outcome, Target};
use url::Url;

use crate::soft::Print;

/// What came of asking for one address.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) outcome: Outcome,
    pub(crate) at: Option<DateTime<Utc>>,
    pub(crate) attempts: u32,
    pub(crate) detail: String,
    pub(crate) takeover: Vec<String>,
    /// Whether it is a page to sign in.
    pub(crate) login: bool,
    /// Where it sends the browser. Not followed yet.
    pub(crate) onward: Option<Onward>,
    /// Where redirects led that had to be followed at once, with their cookies.
    pub(crate) landed: Option<Url>,
    pub(crate) print: Option<Print>,
    /// Whether asking again may help although it is not dead.
    pub(crate) passing: bool,
    /// Whether the outcome has been confirmed already.
    pub(crate) confirmed: bool,
}

/// The next address of a chain.
#[derive(Clone, Debug)]
pub(crate) struct Onward {
    pub(crate) url: Url,
    /// Whether the page says so, not the answer's header.
    pub(crate) script: bool,
}

impl Seen {
    pub(crate) fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            at: None,
            attempts: 0,
            detail: String::new(),
            takeover: Vec::new(),
            login: false,
            onward: None,
            landed: None,
            print: None,
            passing: false,
            confirmed: false,
        }
    }

    /// What it means that this address leads to `at`, where `end` was seen. `sure` is
    /// the outcome of the end as far as it can be relied on.
    pub(crate) fn ending(&self, end: &Self, sure: Outcome, at: &Url, script: bool) -> Self {
        let outcome = match sure {
            outcome if outcome.is_dead() && script => Outcome::DeadScriptRedirect,
            Outcome::Ok(_) if end.login => Outcome::Login,
            // The page that redirects was there, and nobody looked further.
            outcome if script && outcome.class() == Class::Skipped => self.outcome,
            outcome => outcome,
        };
        Self {
            outcome,
            // What was asked again and again is the end, not the way to it.
            attempts: self.attempts.max(end.attempts),
            at: self.at.max(end.at),
            detail: end.detail.clone(),
            takeover: end.takeover.clone(),
            landed: Some(end.landed.clone().unwrap_or_else(|| at.clone())),
            onward: None,
            ..self.clone()
        }
    }

    pub(crate) fn target(&self) -> Target {
        Target {
            // A login page is what it is when linked as such.
            outcome: if self.login && self.landed.is_some() && self.outcome.is_ok() {
                Outcome::Login
            } else {
                self.outcome
            },
            attempts: self.attempts,
            at: self.at,
            landed: self.landed.as_ref().map(Url::to_string),
            detail: self.detail.clone(),
            takeover: self.takeover.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_way_to_what_is_dead_was_asked_as_often_as_its_end() {
        let (first, last) = (
            DateTime::UNIX_EPOCH,
            DateTime::from_timestamp(9, 0).unwrap(),
        );
        let way = Seen {
            attempts: 1,
            at: Some(first),
            ..Seen::new(Outcome::Ok(200))
        };
        let end = Seen {
            attempts: 2,
            at: Some(last),
            ..Seen::new(Outcome::DeadStatus(404))
        };
        let at = Url::parse("http://a.gov.cn/error.html").unwrap();
        let target = way.ending(&end, end.outcome, &at, true).target();
        assert_eq!(target.outcome, Outcome::DeadScriptRedirect);
        assert_eq!((target.attempts, target.at), (2, Some(last)));
    }
}
