use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};

use crate::Config;

/// The times to wait before each further attempt.
pub(crate) fn backoff(config: &Config) -> impl Iterator<Item = Duration> + Send + use<> {
    ExponentialBuilder::default()
        .with_min_delay(config.backoff)
        .with_max_delay(MAX_DELAY.max(config.backoff))
        .without_max_times()
        .build()
}

const MAX_DELAY: Duration = Duration::from_secs(30);
