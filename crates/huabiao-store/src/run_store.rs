use core::future::Future;

use chrono::{DateTime, Utc};
use huabiao_facts::Visit;

use crate::{Error, Run, RunId, RunInfo, RunKey, SiteResult};

/// Where runs, their results and the visits of home pages are kept.
///
/// A *site key* names a site across runs: its identification code, or the address of
/// its home page where it has none (several sites may share a host). The caller
/// chooses, and keeps to it.
///
/// Every store keeps the promises of the `testing` module (feature `testing`).
/// Stores are cheap to clone, and clones share their contents.
pub trait RunStore: Send + Sync {
    /// Begins a run. If an unfinished run has an equal key, it is resumed and its
    /// [`done`](Run::done) says which sites to leave out. A finished run is never
    /// resumed: a new one begins beside it.
    ///
    /// # Errors
    ///
    /// Only those of the database.
    fn begin(&self, key: &RunKey) -> impl Future<Output = Result<Run, Error>> + Send;

    /// Stores the result of one site and the visits in its facts, all or nothing.
    /// When it returns, they outlive the process.
    ///
    /// `ordinal` is the site's place in the list of sites, from any start. Saving
    /// a site again replaces its result. Visits that are stored already (same
    /// site, same instant) stay as they are, so that a retry adds none.
    ///
    /// # Errors
    ///
    /// [`is_not_found`](Error::is_not_found) when there is no such run;
    /// [`is_conflict`](Error::is_conflict) when the run has ended or another site
    /// has that place.
    fn save(
        &self,
        run: RunId,
        site_key: &str,
        ordinal: u32,
        result: &SiteResult,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// The sites whose results are stored, in the order of their places. With
    /// [`result`](Self::result) this reads a run one site at a time.
    ///
    /// # Errors
    ///
    /// [`is_not_found`](Error::is_not_found) when there is no such run.
    fn sites(&self, run: RunId) -> impl Future<Output = Result<Vec<String>, Error>> + Send;

    /// The result of one site.
    ///
    /// # Errors
    ///
    /// [`is_not_found`](Error::is_not_found) when there is none;
    /// [`is_corrupt`](Error::is_corrupt) when it cannot be read.
    fn result(
        &self,
        run: RunId,
        site_key: &str,
    ) -> impl Future<Output = Result<SiteResult, Error>> + Send;

    /// The results of all sites with their keys, in the order of their places. All
    /// of them are in memory at once.
    ///
    /// # Errors
    ///
    /// [`is_not_found`](Error::is_not_found) when there is no such run;
    /// [`is_corrupt`](Error::is_corrupt) when one cannot be read.
    fn results(
        &self,
        run: RunId,
    ) -> impl Future<Output = Result<Vec<(String, SiteResult)>, Error>> + Send;

    /// Ends a run. Ending it twice is no error.
    ///
    /// # Errors
    ///
    /// [`is_not_found`](Error::is_not_found) when there is no such run.
    fn finish(&self, run: RunId) -> impl Future<Output = Result<(), Error>> + Send;

    /// Every run, the oldest first.
    ///
    /// # Errors
    ///
    /// [`is_corrupt`](Error::is_corrupt) when one cannot be read.
    fn runs(&self) -> impl Future<Output = Result<Vec<RunInfo>, Error>> + Send;

    /// Stores visits of a home page, all or none. One that is stored already
    /// (same site, same instant) stays as it is.
    ///
    /// # Errors
    ///
    /// Only those of the database.
    fn add_visits(
        &self,
        site_key: &str,
        visits: &[Visit],
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// The visits of a home page from the instant `since` on, itself included, the
    /// oldest first; none for a site that nobody visited.
    ///
    /// # Errors
    ///
    /// [`is_corrupt`](Error::is_corrupt) when one cannot be read.
    fn visits(
        &self,
        site_key: &str,
        since: DateTime<Utc>,
    ) -> impl Future<Output = Result<Vec<Visit>, Error>> + Send;
}
