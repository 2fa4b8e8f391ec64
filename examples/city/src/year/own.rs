//! The supervising office's own yearly score.

use chrono::NaiveDate;
use huabiao::scoring::{IndicatorSet, ScoreOptions, Scorecard};
use huabiao::supervision::{Ledger, office_checks, office_score};

use super::record::OfficeRecord;

/// The card of the office under the set of its yearly assessment, from what its ledger
/// knows. Most of that set's items were never published, so it is a part of the whole.
pub(super) fn card(
    ledger: &Ledger,
    year: i32,
    date: NaiveDate,
    options: &ScoreOptions,
) -> Option<Scorecard> {
    let set = IndicatorSet::embedded(SET)?;
    let checks = office_checks(ledger.reports(), year, date);
    Some(office_score(&set, NAME, &checks, options))
}

/// The card for the record.
pub(super) fn record(card: &Scorecard) -> OfficeRecord {
    OfficeRecord {
        set: card.set.clone(),
        points: card.points,
        of: card.points_of,
        lost: card.points_lost,
        partial: card.partial,
    }
}

const SET: &str = "cn-2019-supervision";

const NAME: &str = "澄岚市人民政府办公室";
