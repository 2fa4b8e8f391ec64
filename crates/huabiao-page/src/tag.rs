use html5ever::{LocalName, local_name};

/// The elements that matter to the reader; all others are [`Tag::Other`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub(crate) enum Tag {
    A,
    Area,
    Article,
    Aside,
    Audio,
    Base,
    Blockquote,
    Body,
    Br,
    Button,
    Center,
    Dd,
    Div,
    Dl,
    Dt,
    Embed,
    Fieldset,
    Figure,
    Footer,
    ForeignObject,
    Form,
    Format,
    Frame,
    Frameset,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hr,
    Html,
    Iframe,
    Img,
    Input,
    Label,
    Li,
    Link,
    Main,
    Marquee,
    Math,
    Meta,
    Nav,
    Noembed,
    Noframes,
    Noscript,
    Object,
    Ol,
    Optgroup,
    Option,
    Other,
    P,
    Param,
    Plaintext,
    Pre,
    Script,
    Section,
    Select,
    Source,
    Span,
    Style,
    Svg,
    Table,
    Tbody,
    Td,
    Template,
    Textarea,
    Tfoot,
    Th,
    Thead,
    Time,
    Title,
    Tr,
    Track,
    Ul,
    Video,
    Wbr,
    Xmp,
}

/// How many there are.
pub(crate) const TAGS: usize = Tag::Xmp as usize + 1;

impl Tag {
    pub(crate) fn of(name: &LocalName) -> Self {
        match *name {
            local_name!("a") => Self::A,
            local_name!("div") => Self::Div,
            local_name!("li") => Self::Li,
            local_name!("span") => Self::Span,
            local_name!("p") => Self::P,
            local_name!("td") => Self::Td,
            local_name!("tr") => Self::Tr,
            local_name!("img") => Self::Img,
            local_name!("br") => Self::Br,
            local_name!("script") => Self::Script,
            local_name!("ul") => Self::Ul,
            local_name!("font")
            | local_name!("b")
            | local_name!("strong")
            | local_name!("em")
            | local_name!("i")
            | local_name!("u")
            | local_name!("s")
            | local_name!("big")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("tt")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("code")
            | local_name!("nobr") => Self::Format,
            local_name!("table") => Self::Table,
            local_name!("tbody") => Self::Tbody,
            local_name!("th") => Self::Th,
            local_name!("thead") => Self::Thead,
            local_name!("tfoot") => Self::Tfoot,
            local_name!("dl") => Self::Dl,
            local_name!("dt") => Self::Dt,
            local_name!("dd") => Self::Dd,
            local_name!("option") => Self::Option,
            local_name!("select") => Self::Select,
            local_name!("optgroup") => Self::Optgroup,
            local_name!("link") => Self::Link,
            local_name!("meta") => Self::Meta,
            local_name!("style") => Self::Style,
            local_name!("input") => Self::Input,
            local_name!("form") => Self::Form,
            local_name!("h1") => Self::H1,
            local_name!("h2") => Self::H2,
            local_name!("h3") => Self::H3,
            local_name!("h4") => Self::H4,
            local_name!("h5") => Self::H5,
            local_name!("h6") => Self::H6,
            local_name!("area") => Self::Area,
            local_name!("article") => Self::Article,
            local_name!("aside") => Self::Aside,
            local_name!("audio") => Self::Audio,
            local_name!("base") => Self::Base,
            local_name!("blockquote") => Self::Blockquote,
            local_name!("body") => Self::Body,
            local_name!("button") => Self::Button,
            local_name!("center") => Self::Center,
            local_name!("embed") => Self::Embed,
            local_name!("fieldset") => Self::Fieldset,
            local_name!("figure") => Self::Figure,
            local_name!("footer") => Self::Footer,
            local_name!("foreignobject") | local_name!("foreignObject") | local_name!("desc") => {
                Self::ForeignObject
            }
            local_name!("frame") => Self::Frame,
            local_name!("frameset") => Self::Frameset,
            local_name!("head") => Self::Head,
            local_name!("header") => Self::Header,
            local_name!("hr") => Self::Hr,
            local_name!("html") => Self::Html,
            local_name!("iframe") => Self::Iframe,
            local_name!("image") => Self::Img,
            local_name!("label") => Self::Label,
            local_name!("main") => Self::Main,
            local_name!("marquee") => Self::Marquee,
            local_name!("math") => Self::Math,
            local_name!("nav") => Self::Nav,
            local_name!("noembed") => Self::Noembed,
            local_name!("noframes") => Self::Noframes,
            local_name!("noscript") => Self::Noscript,
            local_name!("object") => Self::Object,
            local_name!("ol") => Self::Ol,
            local_name!("param") => Self::Param,
            local_name!("plaintext") => Self::Plaintext,
            local_name!("pre") | local_name!("listing") => Self::Pre,
            local_name!("section") => Self::Section,
            local_name!("source") => Self::Source,
            local_name!("svg") => Self::Svg,
            local_name!("template") => Self::Template,
            local_name!("textarea") => Self::Textarea,
            local_name!("time") => Self::Time,
            local_name!("title") => Self::Title,
            local_name!("track") => Self::Track,
            local_name!("video") => Self::Video,
            local_name!("wbr") => Self::Wbr,
            local_name!("xmp") => Self::Xmp,
            _ => Self::Other,
        }
    }

    /// The same from the bytes of a name in lower case.
    pub(crate) fn of_bytes(name: &[u8]) -> Self {
        match name {
            b"a" => Self::A,
            b"div" => Self::Div,
            b"li" => Self::Li,
            b"span" => Self::Span,
            b"p" => Self::P,
            b"td" => Self::Td,
            b"tr" => Self::Tr,
            b"img" => Self::Img,
            b"br" => Self::Br,
            b"script" => Self::Script,
            b"ul" => Self::Ul,
            b"font" | b"b" | b"strong" | b"em" | b"i" | b"u" | b"s" | b"big" | b"small"
            | b"strike" | b"tt" | b"sub" | b"sup" | b"code" | b"nobr" => Self::Format,
            b"table" => Self::Table,
            b"tbody" => Self::Tbody,
            b"th" => Self::Th,
            b"thead" => Self::Thead,
            b"tfoot" => Self::Tfoot,
            b"dl" => Self::Dl,
            b"dt" => Self::Dt,
            b"dd" => Self::Dd,
            b"option" => Self::Option,
            b"select" => Self::Select,
            b"optgroup" => Self::Optgroup,
            b"link" => Self::Link,
            b"meta" => Self::Meta,
            b"style" => Self::Style,
            b"input" => Self::Input,
            b"form" => Self::Form,
            b"h1" => Self::H1,
            b"h2" => Self::H2,
            b"h3" => Self::H3,
            b"h4" => Self::H4,
            b"h5" => Self::H5,
            b"h6" => Self::H6,
            b"area" => Self::Area,
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"audio" => Self::Audio,
            b"base" => Self::Base,
            b"blockquote" => Self::Blockquote,
            b"body" => Self::Body,
            b"button" => Self::Button,
            b"center" => Self::Center,
            b"embed" => Self::Embed,
            b"fieldset" => Self::Fieldset,
            b"figure" => Self::Figure,
            b"footer" => Self::Footer,
            b"foreignobject" | b"desc" => Self::ForeignObject,
            b"frame" => Self::Frame,
            b"frameset" => Self::Frameset,
            b"head" => Self::Head,
            b"header" => Self::Header,
            b"hr" => Self::Hr,
            b"html" => Self::Html,
            b"iframe" => Self::Iframe,
            b"image" => Self::Img,
            b"label" => Self::Label,
            b"main" => Self::Main,
            b"marquee" => Self::Marquee,
            b"math" => Self::Math,
            b"nav" => Self::Nav,
            b"noembed" => Self::Noembed,
            b"noframes" => Self::Noframes,
            b"noscript" => Self::Noscript,
            b"object" => Self::Object,
            b"ol" => Self::Ol,
            b"param" => Self::Param,
            b"plaintext" => Self::Plaintext,
            b"pre" | b"listing" => Self::Pre,
            b"section" => Self::Section,
            b"source" => Self::Source,
            b"svg" => Self::Svg,
            b"template" => Self::Template,
            b"textarea" => Self::Textarea,
            b"time" => Self::Time,
            b"title" => Self::Title,
            b"track" => Self::Track,
            b"video" => Self::Video,
            b"wbr" => Self::Wbr,
            b"xmp" => Self::Xmp,
            _ => Self::Other,
        }
    }

    /// Elements whose tags change nothing in how the tokenizer goes on.
    pub(crate) const fn is_plain(self) -> bool {
        !matches!(
            self,
            Self::Iframe
                | Self::Math
                | Self::Noembed
                | Self::Noframes
                | Self::Other
                | Self::Plaintext
                | Self::Script
                | Self::Style
                | Self::Svg
                | Self::Textarea
                | Self::Title
                | Self::Xmp
        )
    }

    /// Elements that begin and end a line.
    pub(crate) const fn is_block(self) -> bool {
        matches!(
            self,
            Self::Article
                | Self::Aside
                | Self::Blockquote
                | Self::Body
                | Self::Center
                | Self::Dd
                | Self::Div
                | Self::Dl
                | Self::Dt
                | Self::Fieldset
                | Self::Figure
                | Self::Footer
                | Self::Form
                | Self::H1
                | Self::H2
                | Self::H3
                | Self::H4
                | Self::H5
                | Self::H6
                | Self::Header
                | Self::Hr
                | Self::Li
                | Self::Main
                | Self::Marquee
                | Self::Nav
                | Self::Ol
                | Self::P
                | Self::Pre
                | Self::Section
                | Self::Table
                | Self::Tbody
                | Self::Td
                | Self::Tfoot
                | Self::Th
                | Self::Thead
                | Self::Tr
                | Self::Ul
        )
    }

    /// 1 to 6 for headings, else 0.
    pub(crate) const fn heading(self) -> u8 {
        match self {
            Self::H1 => 1,
            Self::H2 => 2,
            Self::H3 => 3,
            Self::H4 => 4,
            Self::H5 => 5,
            Self::H6 => 6,
            _ => 0,
        }
    }
}
