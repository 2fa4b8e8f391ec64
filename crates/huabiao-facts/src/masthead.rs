/// What a page shows above its content.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Masthead {
    /// Its text and the text alternatives of its pictures, white space folded; at most
    /// 400 characters. Menus count: a name among them is shown.
    pub text: String,
    /// Pictures, players and backgrounds written in the page.
    pub pictures: u32,
}
