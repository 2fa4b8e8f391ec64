use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use huabiao_facts::Outcome;
use texting_robots::Robot;
use tokio::sync::{OnceCell, Semaphore};
use url::Url;

/// What a run keeps of one host and port.
pub(crate) struct Host {
    /// Requests at the same time.
    pub(crate) slots: Semaphore,
    pub(crate) robots: OnceCell<Robots>,
    pace: OnceCell<Option<DefaultDirectRateLimiter>>,
}

impl Host {
    pub(crate) fn new(slots: usize) -> Self {
        Self {
            slots: Semaphore::new(slots.max(1)),
            robots: OnceCell::new(),
            pace: OnceCell::new(),
        }
    }

    /// Waits until the next request is polite. `robots.txt` itself does not wait.
    pub(crate) async fn pace(&self, pause: Duration) {
        let Some(robots) = self.robots.get() else {
            return;
        };
        let limiter = self
            .pace
            .get_or_init(|| async {
                let period = robots.delay().map_or(pause, |delay| delay.max(pause));
                Quota::with_period(period).map(RateLimiter::direct)
            })
            .await;
        if let Some(limiter) = limiter {
            limiter.until_ready().await;
        }
    }
}

/// What `robots.txt` of a host allows. Source: RFC 9309, 2.3.1.
pub(crate) enum Robots {
    /// There is none (any status of 400 to 499), or it cannot be read as one.
    AllowAll,
    /// The server fails (any status of 500 to 599), so nobody knows.
    DisallowAll,
    /// The host gave no answer at all. Whatever is asked of it would end the same
    /// way, so nothing more is.
    Down {
        outcome: Outcome,
        attempts: u32,
        detail: String,
    },
    /// Its rules for this program.
    Rules(Box<Robot>),
}

impl Robots {
    pub(crate) fn parse(agent: &str, text: &[u8]) -> Self {
        let name = agent.split(['/', ' ']).next().unwrap_or(agent);
        match Robot::new(name, text) {
            Ok(robot) => Self::Rules(Box::new(robot)),
            Err(_) => Self::AllowAll,
        }
    }

    /// Whether rules forbid the address in so many words.
    pub(crate) fn forbids(&self, url: &Url) -> bool {
        match self {
            Self::Rules(robot) => !robot.allowed(url.as_str()),
            _ => false,
        }
    }

    fn delay(&self) -> Option<Duration> {
        let Self::Rules(robot) = self else {
            return None;
        };
        let seconds = robot
            .delay
            .filter(|delay| delay.is_finite() && *delay > 0.0)?;
        Some(Duration::from_secs_f32(seconds.min(MAX_CRAWL_DELAY)))
    }
}

/// Seconds. Some hosts ask for minutes, with which a site could never be read.
const MAX_CRAWL_DELAY: f32 = 10.0;
