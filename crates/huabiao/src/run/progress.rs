use huabiao_registry::Site;
use huabiao_store::SiteResult;

/// Something that happened in a run, for whoever shows progress.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The run began, or goes on.
    Begun {
        /// Sites of the plan.
        sites: usize,
        /// Sites that an earlier, interrupted run finished.
        done: usize,
    },
    /// Work on a site began.
    SiteBegun {
        /// The site.
        site: &'a Site,
    },
    /// A site was inspected and saved.
    SiteDone {
        /// The site.
        site: &'a Site,
        /// What is kept of it.
        result: &'a SiteResult,
    },
}
