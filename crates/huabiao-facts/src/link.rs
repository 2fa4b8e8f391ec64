/// One link or asset on a page, resolved as a browser resolves it.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Link {
    /// The attribute as written in the page.
    pub href: String,
    /// The absolute address that a browser requests: base element, URL standard,
    /// the query in the page's own encoding, no fragment. `None` when the text is
    /// no address at all (`http://`, a port that is no number).
    pub url: Option<String>,
    /// What it leads to, as far as the page tells.
    pub kind: LinkKind,
    /// The element and attribute that hold it.
    pub place: LinkPlace,
    /// The text of the anchor or the `alt` of its picture; at most 200 characters.
    pub text: String,
    /// The line of the source on which the element begins, from 1.
    pub line: u32,
    /// The part of the page it stands in.
    pub region: Region,
    /// Whether styles written in the page keep people from seeing it
    /// (`display:none`, no size, moved off the screen).
    pub hidden: bool,
    /// Whether it stands inside `noscript`.
    pub noscript: bool,
}

/// What a [`Link`] leads to.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum LinkKind {
    /// A page of the same site.
    Page,
    /// Something the page needs: picture, style, script, frame, player.
    Asset,
    /// A file to download (附件): document, table, archive.
    Attachment,
    /// Anything on another site.
    External,
}

impl LinkKind {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asset => "asset",
            Self::Attachment => "attachment",
            Self::External => "external",
            Self::Page => "page",
        }
    }
}

/// Which element and attribute hold a [`Link`].
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum LinkPlace {
    /// `a` or `area`, `href`.
    Anchor,
    /// `audio`, `video`, `source`, `track`, `embed`, `object`.
    Media,
    /// `form`, `action`. Listed, never requested.
    Form,
    /// `frame`, `iframe`.
    Frame,
    /// `img`, `input type=image`, `srcset`, the `background` attribute.
    Image,
    /// `meta http-equiv=refresh`.
    MetaRefresh,
    /// `script src`.
    Script,
    /// A script that sends the browser elsewhere at once.
    ScriptRedirect,
    /// `link`: style sheet, icon, alternate.
    Style,
}

/// A part of a page.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Region {
    /// The head element of the document or the head area of the page.
    Header,
    /// A menu.
    Nav,
    /// The content.
    #[default]
    Main,
    /// The foot area with the marks.
    Footer,
}
