/// A part of a page with links that styles written in the page keep people from seeing.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct HiddenBlock {
    /// The place of its first link in [`Page::links`](crate::Page::links), from 0.
    pub first: u32,
    /// How many links follow from there, this one counted.
    pub count: u32,
    /// Whether the part has a name by which a style sheet or a script could show it: an
    /// `id` or a `class`, and no script of the page hides it.
    pub named: bool,
    /// The line of the source on which it begins, from 1.
    pub line: u32,
}
