use huabiao_types::Lang;

use crate::{BulletinInput, Document};

/// The name and version of the JSON document's shape. It changes when a field goes or
/// means something else, not when one is added.
pub const SCHEMA: &str = "huabiao-bulletin/1";

/// The bulletin as one JSON document, a [`Document`].
pub fn json(input: &BulletinInput, lang: Lang) -> String {
    // Strings, numbers and lists only: nothing in it can fail to be written.
    serde_json::to_string_pretty(&Document::new(input, lang)).unwrap_or_default()
}

/// The JSON Schema of what [`json`] writes.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Document)
}
