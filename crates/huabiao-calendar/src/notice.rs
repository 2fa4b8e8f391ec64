use serde::{Deserialize, Serialize};

/// A notice that sets days off and worked rest days.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
pub struct Notice {
    /// Its number, such as `国办发明电〔2025〕7号`; empty where it is not known.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Where it is published; empty where that is not known.
    pub address: String,
}
