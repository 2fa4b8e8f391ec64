/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The store failed.
    #[error("the results could not be kept")]
    Store(#[from] huabiao_store::Error),
}
