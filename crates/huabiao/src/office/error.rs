use huabiao_supervision::Refusal;

/// Why something did not happen in a stored ledger.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OfficeError {
    /// The ledger says no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed, or somebody else was faster.
    #[error(transparent)]
    Store(#[from] huabiao_store::Error),
}

impl OfficeError {
    /// Whether somebody else changed the ledger in between. Reload, decide again.
    pub fn is_raced(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_raced())
    }
}
