/// How far a page can be used without sight or a mouse, as its source tells.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Access {
    /// The `lang` of the document as written.
    pub lang: Option<String>,
    /// Barriers in the order of the source, at most 20 of a kind.
    pub barriers: Vec<Barrier>,
    /// How many barriers there are in all.
    pub total: u32,
}

/// One thing that keeps people out.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Barrier {
    /// What kind.
    pub kind: BarrierKind,
    /// The address, name or text that tells the element from others; at most 100
    /// characters.
    pub what: String,
    /// The line of the source on which the element begins, from 1.
    pub line: u32,
}

/// A kind of [`Barrier`].
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum BarrierKind {
    /// A picture without a text alternative; an empty `alt` marks decoration and is
    /// one.
    Alt,
    /// A button without a name.
    EmptyButton,
    /// A link without a name.
    EmptyLink,
    /// A frame without a title.
    FrameTitle,
    /// A form field without a name.
    Label,
    /// A document whose language is not stated, or stated by no known tag.
    Lang,
    /// A document without a title.
    Title,
    /// A viewport that forbids to enlarge the page.
    Viewport,
}

impl BarrierKind {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alt => "alt",
            Self::EmptyButton => "empty-button",
            Self::EmptyLink => "empty-link",
            Self::FrameTitle => "frame-title",
            Self::Label => "label",
            Self::Lang => "lang",
            Self::Title => "title",
            Self::Viewport => "viewport",
        }
    }
}
