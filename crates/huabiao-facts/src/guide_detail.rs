use crate::GuideElement;

/// What a service guide (办事指南) says below its labels, for rules that look closer
/// than whether an element is there.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct GuideDetail {
    /// One for each label, in the order of the page.
    pub sections: Vec<GuideSection>,
    /// Elements that the content gives without a label of their own, such as a street
    /// and a telephone below 联系方式.
    pub unlabelled: Vec<GuideElement>,
    /// Labels that name nothing known: any of them may introduce an element in words of
    /// its own.
    #[cfg_attr(feature = "serde", serde(default))]
    pub unknown_labels: u32,
}

impl GuideDetail {
    /// The sections of an element.
    pub fn of(&self, element: GuideElement) -> impl Iterator<Item = &GuideSection> {
        self.sections
            .iter()
            .filter(move |section| section.element == element)
    }
}

/// The part of a guide that one label introduces.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GuideSection {
    /// What the label names.
    pub element: GuideElement,
    /// The label as written.
    pub label: String,
    /// What stands beside or below it up to the next label, a space between lines; at
    /// most 2000 characters. Empty when nothing does.
    pub text: String,
    /// Addresses that the section links to, absolute.
    pub links: Vec<String>,
    /// Whether the section holds a picture, a player or a frame.
    pub media: bool,
    /// The line of the source, from 1.
    pub line: u32,
}
