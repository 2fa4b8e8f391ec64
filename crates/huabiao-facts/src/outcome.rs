use core::fmt;
use core::str::FromStr;

/// How a request for one address ended: a closed set.
///
/// Written as a word, a dot and a finer word: `ok.200`, `dead.404`,
/// `unknown.blocked`, `skipped.robots`. Only [`Class::Dead`] may be held against a
/// site. Whatever could be the fault of the network, of this program, or of a
/// guard that turns programs away is [`Class::Unknown`].
///
/// ```
/// use huabiao_facts::{Class, Outcome};
///
/// let outcome: Outcome = "dead.404".parse()?;
/// assert_eq!(outcome, Outcome::DeadStatus(404));
/// assert_eq!(outcome.class(), Class::Dead);
/// assert_eq!(Outcome::Timeout.class(), Class::Unknown);
/// # Ok::<(), huabiao_facts::UnknownOutcome>(())
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(into = "String", try_from = "String"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Outcome {
    /// `ok.NNN`: answered with a status of 200 to 299, and nothing on the page
    /// says otherwise.
    Ok(u16),

    /// `dead.NNN`: answered again and again with a status that says the thing is
    /// not there (404, 410) or that the server fails (500 to 599 without 503).
    DeadStatus(u16),
    /// `dead.dns`: the name does not exist, asked more than once.
    DeadDns,
    /// `dead.invalid`: the address cannot be requested at all (no host, a port
    /// that is no number).
    DeadInvalid,
    /// `dead.redirect-loop`: redirects lead back to an address already seen, also
    /// when cookies are kept.
    DeadRedirectLoop,
    /// `dead.refused`: nothing listens at the address, asked more than once.
    DeadRefused,
    /// `dead.script-redirect`: a script or meta redirect leads to an error page.
    DeadScriptRedirect,
    /// `dead.soft`: status 200, but the page says in its title or its only text
    /// that there is nothing.
    DeadSoft,

    /// `unknown.blocked`: turned away (403, 406, 412, 418, 429, 451, a reset
    /// connection after the request); a person may well see the page.
    Blocked,
    /// `unknown.challenge`: a page that tests for a browser (captcha, cookie or
    /// script challenge).
    Challenge,
    /// `unknown.dns`: the resolver did not answer.
    Dns,
    /// `unknown.empty`: status 200 and a page of no bytes at all.
    Empty,
    /// `unknown.login`: only for people who are signed in (401, or a redirect to
    /// a login page).
    Login,
    /// `unknown.network`: no route, a reset connection, a proxy failure.
    Network,
    /// `unknown.protocol`: the answer is not HTTP, or its body cannot be decoded.
    Protocol,
    /// `unknown.redirect-limit`: more redirects than the budget allows.
    RedirectLimit,
    /// `unknown.status`: a status that says neither (other 4xx, 503, 1xx, 3xx
    /// without a target).
    Status(u16),
    /// `unknown.timeout`: no answer within the time budget.
    Timeout,
    /// `unknown.tls-certificate`: the certificate is expired, for another name, or
    /// by nobody known; browsers warn, people can go on.
    TlsCertificate,
    /// `unknown.tls-legacy`: the server speaks only protocol versions or suites
    /// that this program does not (TLS 1.0, 1.1, TLCP).
    TlsLegacy,
    /// `unknown.too-large`: the body went over the byte budget, decompressed.
    TooLarge,

    /// `skipped.budget`: the page, depth or time budget of the run was used up.
    Budget,
    /// `skipped.private`: a private or otherwise special address.
    Private,
    /// `skipped.robots`: excluded by robots.txt.
    Robots,
    /// `skipped.scheme`: neither `http` nor `https`.
    Scheme,
    /// `skipped.trap`: one more of an endless series (calendar pages, growing
    /// paths).
    Trap,
}

impl Outcome {
    /// Every outcome; those with a status once, with a common one.
    pub const ALL: [Self; 27] = [
        Self::Ok(200),
        Self::DeadStatus(404),
        Self::DeadDns,
        Self::DeadInvalid,
        Self::DeadRedirectLoop,
        Self::DeadRefused,
        Self::DeadScriptRedirect,
        Self::DeadSoft,
        Self::Blocked,
        Self::Challenge,
        Self::Dns,
        Self::Empty,
        Self::Login,
        Self::Network,
        Self::Protocol,
        Self::RedirectLimit,
        Self::Status(400),
        Self::Timeout,
        Self::TlsCertificate,
        Self::TlsLegacy,
        Self::TooLarge,
        Self::Budget,
        Self::Private,
        Self::Robots,
        Self::Scheme,
        Self::Trap,
        Self::Status(503),
    ];

    /// The outcome that one answer with `status` suggests; a dead one is still to
    /// be confirmed by asking again.
    pub const fn from_status(status: u16) -> Self {
        match status {
            200..=299 => Self::Ok(status),
            401 | 407 => Self::Login,
            403 | 406 | 412 | 418 | 429 | 451 => Self::Blocked,
            404 | 410 => Self::DeadStatus(status),
            503 => Self::Status(503),
            500..=599 => Self::DeadStatus(status),
            _ => Self::Status(status),
        }
    }

    /// The first word.
    pub const fn class(self) -> Class {
        match self {
            Self::Ok(_) => Class::Ok,
            Self::DeadStatus(_)
            | Self::DeadDns
            | Self::DeadInvalid
            | Self::DeadRedirectLoop
            | Self::DeadRefused
            | Self::DeadScriptRedirect
            | Self::DeadSoft => Class::Dead,
            Self::Budget | Self::Private | Self::Robots | Self::Scheme | Self::Trap => {
                Class::Skipped
            }
            _ => Class::Unknown,
        }
    }

    /// Whether it was found to be there.
    pub const fn is_ok(self) -> bool {
        matches!(self.class(), Class::Ok)
    }

    /// Whether it was confirmed to be gone.
    pub const fn is_dead(self) -> bool {
        matches!(self.class(), Class::Dead)
    }

    /// The finer word: everything after the dot.
    fn detail(self) -> Detail {
        Detail::Word(match self {
            Self::Ok(n) | Self::DeadStatus(n) => return Detail::Number(n),
            Self::Status(n) => return Detail::Status(n),
            Self::Blocked => "blocked",
            Self::Budget => "budget",
            Self::Challenge => "challenge",
            Self::DeadDns | Self::Dns => "dns",
            Self::DeadInvalid => "invalid",
            Self::DeadRedirectLoop => "redirect-loop",
            Self::DeadRefused => "refused",
            Self::DeadScriptRedirect => "script-redirect",
            Self::DeadSoft => "soft",
            Self::Empty => "empty",
            Self::Login => "login",
            Self::Network => "network",
            Self::Private => "private",
            Self::Protocol => "protocol",
            Self::RedirectLimit => "redirect-limit",
            Self::Robots => "robots",
            Self::Scheme => "scheme",
            Self::Timeout => "timeout",
            Self::TlsCertificate => "tls-certificate",
            Self::TlsLegacy => "tls-legacy",
            Self::TooLarge => "too-large",
            Self::Trap => "trap",
        })
    }
}

enum Detail {
    Number(u16),
    Status(u16),
    Word(&'static str),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let class = self.class().as_str();
        match self.detail() {
            Detail::Number(n) => write!(f, "{class}.{n}"),
            Detail::Status(n) => write!(f, "{class}.status-{n}"),
            Detail::Word(word) => write!(f, "{class}.{word}"),
        }
    }
}

impl From<Outcome> for String {
    fn from(outcome: Outcome) -> Self {
        outcome.to_string()
    }
}

impl FromStr for Outcome {
    type Err = UnknownOutcome;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownOutcome {
            found: text.to_owned(),
        };
        let number = |digits: &str| -> Result<u16, UnknownOutcome> {
            match digits.parse() {
                Ok(n @ 100..=999) => Ok(n),
                _ => Err(unknown()),
            }
        };
        if let Some(digits) = text.strip_prefix("unknown.status-") {
            return Ok(Self::Status(number(digits)?));
        }
        if let Some(digits) = text.strip_prefix("ok.") {
            return Ok(Self::Ok(number(digits)?));
        }
        if let Some(digits) = text.strip_prefix("dead.")
            && digits.bytes().all(|b| b.is_ascii_digit())
        {
            return Ok(Self::DeadStatus(number(digits)?));
        }
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.to_string() == text)
            .ok_or_else(unknown)
    }
}

impl TryFrom<String> for Outcome {
    type Error = UnknownOutcome;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// The first word of an [`Outcome`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Class {
    /// It is there.
    Ok,
    /// It is not there, confirmed.
    Dead,
    /// Nobody can say from here. Never counted against a site.
    Unknown,
    /// It was not asked for.
    Skipped,
}

impl Class {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::Ok => "ok",
            Self::Skipped => "skipped",
            Self::Unknown => "unknown",
        }
    }
}

/// A text is not an [`Outcome`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of the known outcomes of a request")]
pub struct UnknownOutcome {
    /// The text as given.
    pub found: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_words() {
        use huabiao_types::{Lang, outcome_words};

        for outcome in Outcome::ALL {
            let code = outcome.to_string();
            for lang in [Lang::En, Lang::Zh] {
                let words = outcome_words(&code, lang);
                assert!(!words.contains(&code), "{words}");
            }
        }
    }

    #[test]
    fn every_outcome_is_written_and_read_back() {
        for outcome in Outcome::ALL {
            assert_eq!(outcome.to_string().parse(), Ok(outcome), "{outcome}");
        }
    }

    #[test]
    fn strangers_are_refused() {
        for text in [
            "",
            "dead",
            "dead.",
            "ok.2000",
            "dead.blocked",
            "unknown.404",
            "ok.soft",
        ] {
            assert!(text.parse::<Outcome>().is_err(), "{text}");
        }
    }

    #[test]
    fn being_turned_away_is_not_being_dead() {
        for status in [401, 403, 429, 451, 503, 400, 302] {
            assert_eq!(
                Outcome::from_status(status).class(),
                Class::Unknown,
                "{status}"
            );
        }
        for status in [404, 410, 500, 502] {
            assert!(Outcome::from_status(status).is_dead(), "{status}");
        }
    }
}
