use huabiao_types::Lang;

use crate::BulletinInput;

/// The name and version of the JSON document's shape.
pub const SCHEMA: &str = "huabiao-bulletin/1";

/// The bulletin as one JSON document.
pub fn json(input: &BulletinInput, lang: Lang) -> String {
    serde_json::json!({ "schema": SCHEMA, "lang": lang.tag(), "date": input.today }).to_string()
}
