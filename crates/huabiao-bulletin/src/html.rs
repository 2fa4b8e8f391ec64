use huabiao_types::Lang;

use crate::BulletinInput;

/// The bulletin as one self-contained HTML page.
pub fn html(input: &BulletinInput, lang: Lang) -> String {
    crate::markdown(input, lang)
}
