use chrono::{FixedOffset, NaiveDate, Utc};

/// The day it is in China (UTC+8 all year), where the sites are.
pub(crate) fn today() -> NaiveDate {
    match FixedOffset::east_opt(8 * 3600) {
        Some(china) => Utc::now().with_timezone(&china).date_naive(),
        None => Utc::now().date_naive(),
    }
}
