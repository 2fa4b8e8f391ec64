/// The names of the faces in a DOCX.
///
/// The default are the faces that offices have, which are not free. A reader without
/// them takes what the table of fonts names instead; LibreOffice does not read that
/// table and takes any, so name installed faces where that matters.
///
/// ```
/// use huabiao_bulletin::Faces;
///
/// let faces = Faces {
///     text: "FandolFang".into(),
///     ..Faces::default()
/// };
/// assert_eq!(faces.title, "方正小标宋简体");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Faces {
    /// The title and the name of the office (小标宋).
    pub title: String,
    /// The text (仿宋).
    pub text: String,
    /// Headings of the first level and heads of tables (黑体).
    pub heading: String,
    /// Headings of the second level (楷体).
    pub subheading: String,
    /// Page numbers (宋体).
    pub page: String,
    /// Latin letters and digits.
    pub latin: String,
}

impl Default for Faces {
    fn default() -> Self {
        Self {
            title: "方正小标宋简体".to_owned(),
            text: "仿宋_GB2312".to_owned(),
            heading: "黑体".to_owned(),
            subheading: "楷体_GB2312".to_owned(),
            page: "宋体".to_owned(),
            latin: "Times New Roman".to_owned(),
        }
    }
}
