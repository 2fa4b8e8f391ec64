use huabiao_types::Lang;

use crate::BulletinInput;

/// The bulletin as Markdown (CommonMark with tables).
pub fn markdown(input: &BulletinInput, lang: Lang) -> String {
    let _ = lang;
    input.issuer.clone()
}
