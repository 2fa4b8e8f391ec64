use std::collections::BTreeMap;

use html5ever::tendril::StrTendril;
use huabiao_facts::{BarrierKind, Meta};

use crate::hints::Hints;
use crate::script::Signs;
use crate::tag::Tag;

/// What one pass over the tokens of a page keeps: flat lists in the order of the
/// source, no tree. Everything else is read off these lists.
#[derive(Debug, Default)]
pub(crate) struct Skeleton {
    /// The visible text, white space folded, one block a line.
    pub(crate) text: String,
    /// The lines of `text`.
    pub(crate) lines: Vec<Line>,
    /// Block elements and those with a class, parents before children.
    pub(crate) nodes: Vec<Node>,
    /// Everything that holds an address, and anchors that hold none.
    pub(crate) links: Vec<RawLink>,
    /// Elements other than anchors that act when they are clicked or chosen.
    pub(crate) acts: Vec<RawAct>,
    /// Elements that name an address from which scripts fetch their content.
    pub(crate) fetched: u32,
    /// Whether a click on some element opens the platform for reports of faults.
    pub(crate) reports: bool,
    pub(crate) meta: Vec<Meta>,
    pub(crate) title: String,
    pub(crate) base: Option<StrTendril>,
    pub(crate) lang: Option<StrTendril>,
    pub(crate) scripts: Vec<Script>,
    /// The sources of all scripts, one after the other.
    pub(crate) code: String,
    /// Parts of `text` that scripts write.
    pub(crate) written: Vec<(u32, u32)>,
    pub(crate) stamps: Vec<Stamp>,
    pub(crate) forms: Vec<RawForm>,
    /// Limits cut something off.
    pub(crate) truncated: bool,
    pub(crate) total: Counters,
    pub(crate) access: RawAccess,
    /// What style sheets of the page or transparency hide, apart from `hidden`.
    pub(crate) styled: Vec<Styled>,
}

/// An element that a style sheet of the page hides, or that is transparent. It is held
/// against links to other sites only: scripts may show it.
#[derive(Debug)]
pub(crate) struct Styled {
    pub(crate) at: StyledAt,
    /// Its classes and its id.
    pub(crate) names: Vec<String>,
}

/// Which element.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StyledAt {
    /// An anchor, by its place in `links`.
    Link(u32),
    /// An entry of `nodes`.
    Node(u32),
}

impl Skeleton {
    /// The line that a place in the text belongs to.
    pub(crate) fn line_at(&self, at: u32) -> Option<&Line> {
        let index = self.lines.partition_point(|line| line.start <= at);
        self.lines.get(index.checked_sub(1)?)
    }

    /// Characters of the lines that begin between two places.
    pub(crate) fn chars_between(&self, from: u32, to: u32) -> u32 {
        let first = self.lines.partition_point(|line| line.start < from);
        self.lines
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|line| line.start < to)
            .map(|line| line.chars)
            .sum()
    }

    pub(crate) fn slice(&self, from: u32, to: u32) -> &str {
        self.text
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }
}

/// What keeps people out, as far as single tags tell.
#[derive(Debug, Default)]
pub(crate) struct RawAccess {
    pub(crate) barriers: Vec<RawBarrier>,
    /// How many there are of each kind.
    pub(crate) counts: BTreeMap<BarrierKind, u32>,
    pub(crate) total: u32,
    /// Fields that nothing near names, with their identifiers.
    pub(crate) unlabelled: Vec<(String, RawBarrier)>,
    /// Identifiers of fields that labels name.
    pub(crate) labels: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct RawBarrier {
    pub(crate) kind: BarrierKind,
    pub(crate) what: String,
    pub(crate) line: u32,
}

/// Running totals; the difference of two says what lies between.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counters {
    /// Length of the text.
    pub(crate) text: u32,
    /// Visible characters without white space.
    pub(crate) chars: u32,
    /// Those inside anchors.
    pub(crate) link_chars: u32,
    /// Entries of `links`.
    pub(crate) links: u32,
    /// Pictures, players and frames.
    pub(crate) media: u32,
    /// Punctuation of running text.
    pub(crate) stops: u32,
}

/// An element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    pub(crate) hints: Hints,
    pub(crate) hidden: bool,
    /// It has a class or an id, and no script hid it.
    pub(crate) named: bool,
    /// It has an id.
    pub(crate) id: bool,
    pub(crate) parent: u32,
    /// The index after its last descendant.
    pub(crate) end: u32,
    pub(crate) line: u32,
    pub(crate) from: Counters,
    pub(crate) to: Counters,
}

impl Node {
    pub(crate) const fn chars(&self) -> u32 {
        self.to.chars.saturating_sub(self.from.chars)
    }

    pub(crate) const fn link_chars(&self) -> u32 {
        self.to.link_chars.saturating_sub(self.from.link_chars)
    }

    pub(crate) const fn media(&self) -> u32 {
        self.to.media.saturating_sub(self.from.media)
    }

    pub(crate) const fn stops(&self) -> u32 {
        self.to.stops.saturating_sub(self.from.stops)
    }

    pub(crate) const fn range(&self) -> core::ops::Range<usize> {
        self.from.text as usize..self.to.text as usize
    }

    pub(crate) const fn links(&self) -> core::ops::Range<usize> {
        self.from.links as usize..self.to.links as usize
    }
}

/// One line of visible text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) node: u32,
    pub(crate) chars: u32,
    pub(crate) link_chars: u32,
    /// Punctuation of running text.
    pub(crate) stops: u32,
    /// The level of the heading it stands in, or 0.
    pub(crate) heading: u8,
    pub(crate) hidden: bool,
    /// Inside a list of options or a button.
    pub(crate) control: bool,
}

impl Line {
    pub(crate) const fn range(&self) -> core::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Something with an address.
#[derive(Debug)]
pub(crate) struct RawLink {
    pub(crate) href: StrTendril,
    pub(crate) role: Role,
    pub(crate) node: u32,
    pub(crate) line: u32,
    pub(crate) hidden: bool,
    pub(crate) noscript: bool,
    pub(crate) head: bool,
    /// Where the text of an anchor lies.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The `alt` of its picture or the `title` of the anchor.
    pub(crate) alt: Option<StrTendril>,
}

/// An element other than an anchor that acts when it is clicked or chosen.
#[derive(Debug)]
pub(crate) struct RawAct {
    pub(crate) node: u32,
    pub(crate) line: u32,
    pub(crate) hidden: bool,
    /// Where its text lies.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Its words, where an attribute holds them.
    pub(crate) words: Option<StrTendril>,
}

/// Which element and attribute hold an address.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    Anchor,
    /// An anchor without `href`.
    Bare,
    Form,
    Frame,
    Image,
    Media,
    /// A link element that needs no request (`canonical`, `dns-prefetch` …).
    Related,
    Refresh,
    Script,
    Style,
}

/// A script in the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Script {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) node: u32,
    /// Where in the text it stands.
    pub(crate) at: u32,
    pub(crate) kind: ScriptKind,
    /// Of inline scripts.
    pub(crate) signs: Signs,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ScriptKind {
    Data,
    External,
    Inline,
    /// Templates and other languages.
    Other,
}

/// A date in an attribute.
#[derive(Debug)]
pub(crate) struct Stamp {
    pub(crate) value: StrTendril,
    /// What the attributes call it: `itemprop`, `pubdate`, class.
    pub(crate) name: Option<StrTendril>,
    pub(crate) node: u32,
    /// Where in the text it stands.
    pub(crate) at: u32,
}

#[derive(Debug, Default)]
pub(crate) struct RawForm {
    pub(crate) action: Option<StrTendril>,
    pub(crate) fields: Vec<String>,
    pub(crate) textarea: bool,
    pub(crate) password: bool,
    pub(crate) search: bool,
    pub(crate) post: bool,
    pub(crate) line_field: Option<String>,
    pub(crate) hidden_fields: Vec<(String, String)>,
    pub(crate) line: u32,
    pub(crate) inputs: u32,
}
