use serde::{Deserialize, Serialize};

/// What an inspecting office decides itself.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct ScoreOptions {
    /// Whose sites are scored on the deductions.
    pub deductions_for: DeductionsFor,
}

/// Whose sites are scored on the deductions (扣分指标).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeductionsFor {
    /// Portals of governments only, as the set says.
    #[default]
    Portals,
    /// Every site. Beijing scored its department sites so in 2019 and Anhui all 839
    /// registered sites in 2021; the national text does not demand it.
    Everyone,
}
