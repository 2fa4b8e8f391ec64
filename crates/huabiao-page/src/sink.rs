use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    EndTag, StartTag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{Attribute, LocalName, local_name};
use huabiao_facts::Meta;

use crate::drive::drive;
use crate::hints::Hints;
use crate::script::{Paging, Scripts};
use crate::skeleton::{
    Counters, Line, Node, RawForm, RawLink, Role, Script, ScriptKind, Skeleton, Stamp,
};
use crate::style;
use crate::tag::{TAGS, Tag};

/// What the pass over the tokens gives.
#[derive(Debug, Default)]
pub(crate) struct Pass {
    pub(crate) skeleton: Skeleton,
    /// Where a script sends the browser, after how many seconds, and its line.
    pub(crate) redirect: Option<(String, u32, u32)>,
    pub(crate) paging: Option<Paging>,
}

/// Runs the tokenizer over a page and collects what it says.
pub(crate) fn pass(text: &str) -> Pass {
    let tokenizer = tokenizer(text);
    drive(&tokenizer, text);
    let mut pass = tokenizer.sink.state.into_inner().finish();
    number_lines(&mut pass, text);
    pass
}

/// Turns places in the source into lines, from 1.
fn number_lines(pass: &mut Pass, text: &str) {
    fn number<'a>(places: impl Iterator<Item = &'a mut u32>, bytes: &[u8]) {
        let mut counted = 0;
        let mut line = 1;
        // In order but for a few, which take the line of the one before.
        for place in places {
            let to = (*place as usize).min(bytes.len());
            if let Some(run) = bytes.get(counted..to) {
                line += u32::try_from(memchr::memchr_iter(b'\n', run).count()).unwrap_or(0);
                counted = to;
            }
            *place = line;
        }
    }
    let bytes = text.as_bytes();
    let skeleton = &mut pass.skeleton;
    number(skeleton.nodes.iter_mut().map(|node| &mut node.line), bytes);
    number(skeleton.links.iter_mut().map(|link| &mut link.line), bytes);
    number(skeleton.forms.iter_mut().map(|form| &mut form.line), bytes);
    number(
        pass.redirect.iter_mut().map(|redirect| &mut redirect.2),
        bytes,
    );
}

/// The same, without any shortcut: what tests compare with.
#[cfg(test)]
pub(crate) fn pass_whole(text: &str) -> Pass {
    let tokenizer = tokenizer(text);
    let input = html5ever::tokenizer::BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.state.into_inner().finish()
}

fn tokenizer(text: &str) -> Tokenizer<Sink> {
    let mut state = State::default();
    // Usual proportions, so that nothing grows by copying.
    let length = text.len();
    let skeleton = state.skeleton();
    skeleton.text.reserve(length / 4);
    skeleton.code.reserve(length / 8);
    skeleton.lines.reserve(length / 150);
    skeleton.links.reserve(length / 250);
    skeleton.nodes.reserve(length / 100);
    skeleton.nodes.push(root());
    state.scripts.writes = memchr::memmem::find(text.as_bytes(), b"document.write").is_some();
    let sink = Sink {
        state: RefCell::new(state),
        foreign: Cell::new(false),
        finished: Cell::new(0),
        plaintext: Cell::new(false),
    };
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    Tokenizer::new(sink, options)
}

/// Receives tags and text, from the tokenizer or directly.
pub(crate) struct Sink {
    state: RefCell<State>,
    foreign: Cell<bool>,
    /// Tags, comments and document types so far.
    finished: Cell<u64>,
    plaintext: Cell<bool>,
}

impl Sink {
    /// Text between tags.
    pub(crate) fn text(&self, text: &str) {
        self.state.borrow_mut().characters(text);
    }

    /// A tag whose attributes matter only as far as they are given.
    pub(crate) fn tag(
        &self,
        tag: Tag,
        closing: bool,
        self_closing: bool,
        attributes: &[Attribute],
    ) {
        let mut state = self.state.borrow_mut();
        let name = local_name!("");
        if closing {
            state.close(tag, &name);
        } else {
            let _ = state.open(tag, &name, attributes, self_closing);
        }
    }

    /// Where in the source the next tag begins.
    pub(crate) fn at(&self, offset: usize) {
        self.state.borrow_mut().line = u32::try_from(offset).unwrap_or(u32::MAX);
    }

    /// How many tags, comments and document types the tokenizer has finished.
    pub(crate) fn finished(&self) -> u64 {
        self.finished.get()
    }

    /// Whether what comes next is ordinary markup.
    pub(crate) fn is_plain(&self) -> bool {
        !self.foreign.get() && !self.plaintext.get() && !self.raw()
    }

    /// Whether what comes next is the content of a script, a style or the like.
    pub(crate) fn raw(&self) -> bool {
        self.state.borrow().mode != Mode::Text
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.characters(&text),
            Token::TagToken(tag) => {
                self.finished.set(self.finished.get() + 1);
                let kind = Tag::of(&tag.name);
                match tag.kind {
                    StartTag => {
                        let result = state.open(kind, &tag.name, &tag.attrs, tag.self_closing);
                        self.foreign.set(state.foreign > 0);
                        self.plaintext
                            .set(self.plaintext.get() || result == TokenSinkResult::Plaintext);
                        return result;
                    }
                    EndTag => {
                        state.close(kind, &tag.name);
                        self.foreign.set(state.foreign > 0);
                    }
                }
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => {
                self.finished.set(self.finished.get() + 1);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.foreign.get()
    }
}

/// What the characters that come next belong to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Mode {
    #[default]
    Text,
    Title,
    Script(ScriptKind),
    Style,
    /// The content of `iframe`, `textarea`, `noembed` and the like.
    Ignored,
}

/// An open element.
struct Open {
    tag: Tag,
    name: Option<LocalName>,
    node: u32,
    hidden: bool,
    /// It has an entry in `nodes` that ends with it.
    owns: bool,
    control: bool,
}

#[derive(Default)]
struct State {
    out: Pass,
    stack: Vec<Open>,
    open: OpenCounts,
    mode: Mode,
    /// Where in the source the tag at hand begins; lines are counted at the end.
    line: u32,
    counters: Counters,
    foreign: u32,
    /// Nothing but the head has been seen.
    past_head: bool,
    /// The anchor that is open, and how deep the stack was at its beginning.
    anchor: Option<(u32, usize)>,
    noscript: u32,
    template: u32,
    heading: u8,
    line_start: u32,
    line_chars: u32,
    line_link_chars: u32,
    line_stops: u32,
    line_hidden: bool,
    /// The last thing in the text is white space, or the text is at a line start.
    at_space: bool,
    scripts: Scripts,
    script_start: u32,
    /// Elements that scripts have written and not closed; whether each hides.
    written: Vec<(String, bool)>,
    /// Inside an anchor that a script writes.
    written_anchor: bool,
    style_text: String,
    form: Option<u32>,
    seen_title: bool,
    style_at: u32,
    ids: Vec<(String, u32)>,
}

struct OpenCounts([u16; TAGS]);

impl Default for OpenCounts {
    fn default() -> Self {
        Self([0; TAGS])
    }
}

impl OpenCounts {
    fn of(&self, tag: Tag) -> u16 {
        self.0.get(tag as usize).copied().unwrap_or(0)
    }

    fn add(&mut self, tag: Tag) {
        if let Some(count) = self.0.get_mut(tag as usize) {
            *count = count.saturating_add(1);
        }
    }

    fn take(&mut self, tag: Tag) {
        if let Some(count) = self.0.get_mut(tag as usize) {
            *count = count.saturating_sub(1);
        }
    }
}

impl State {
    fn skeleton(&mut self) -> &mut Skeleton {
        &mut self.out.skeleton
    }

    fn node(&self) -> u32 {
        self.stack.last().map_or(0, |open| open.node)
    }

    fn hidden(&self) -> bool {
        self.stack.last().is_some_and(|open| open.hidden)
            || self.written.iter().any(|(_, hides)| *hides)
    }

    // ---- characters -------------------------------------------------------

    fn characters(&mut self, text: &str) {
        match self.mode {
            Mode::Text => {
                if self.noscript == 0 && self.template == 0 {
                    self.text(text);
                }
            }
            Mode::Title => {
                if self.out.skeleton.title.len() < LONG {
                    self.out.skeleton.title.push_str(text);
                }
            }
            Mode::Script(_) => {
                if self.out.skeleton.code.len() < CODE {
                    self.out.skeleton.code.push_str(text);
                } else {
                    self.out.skeleton.truncated = true;
                }
            }
            Mode::Style => {
                if self.style_text.len() < CODE {
                    self.style_text.push_str(text);
                }
            }
            Mode::Ignored => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.out.skeleton.text.len() > TEXT {
            self.out.skeleton.truncated = true;
            return;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // White space: ASCII, U+00A0, U+3000, zero width.
            let width = space(bytes, at);
            if width > 0 {
                if !self.at_space {
                    self.out.skeleton.text.push(' ');
                    self.at_space = true;
                }
                at += width;
                continue;
            }
            let start = at;
            let mut chars = 0;
            let mut stops = 0;
            while at < bytes.len() && space(bytes, at) == 0 {
                let byte = bytes[at];
                if byte < 0x80 {
                    chars += 1;
                    stops += u32::from(byte == b',' || byte == b';');
                    at += 1;
                } else {
                    // One count a character: continuation bytes do not count.
                    chars += 1;
                    let length = if byte >= 0xf0 {
                        4
                    } else if byte >= 0xe0 {
                        3
                    } else {
                        2
                    };
                    if byte == 0xef || byte == 0xe3 {
                        stops += u32::from(matches!(
                            bytes.get(at..at + 3),
                            Some(
                                [0xef, 0xbc, 0x8c] | [0xe3, 0x80, 0x82 | 0x81] | [0xef, 0xbc, 0x9b]
                            )
                        ));
                    }
                    at += length;
                }
            }
            let end = at.min(bytes.len());
            self.out
                .skeleton
                .text
                .push_str(text.get(start..end).unwrap_or_default());
            self.at_space = false;
            if !self.line_hidden && !self.stack.last().is_some_and(|open| open.control) {
                self.counters.chars += chars;
                self.counters.stops += stops;
                self.line_stops += stops;
                if self.anchor.is_some() || self.written_anchor {
                    self.counters.link_chars += chars;
                }
            }
            self.line_chars += chars;
            if self.anchor.is_some() || self.written_anchor {
                self.line_link_chars += chars;
            }
        }
    }

    /// A boundary between two inline elements: words do not run together.
    fn gap(&mut self) {
        if !self.at_space && !self.out.skeleton.text.is_empty() {
            self.out.skeleton.text.push(' ');
        }
        self.at_space = true;
    }

    fn text_len(&self) -> u32 {
        u32::try_from(self.out.skeleton.text.len()).unwrap_or(u32::MAX)
    }

    fn end_line(&mut self) {
        let end = self.text_len();
        if self.line_chars > 0 && self.out.skeleton.lines.len() < LINES {
            let control = self.stack.last().is_some_and(|open| open.control);
            let line = Line {
                start: self.line_start,
                end,
                node: self.node(),
                chars: self.line_chars,
                link_chars: self.line_link_chars,
                stops: self.line_stops,
                heading: self.heading,
                hidden: self.line_hidden,
                control,
            };
            self.skeleton().lines.push(line);
        }
        if self.line_chars > 0 {
            if self.out.skeleton.text.ends_with(' ') {
                self.out.skeleton.text.pop();
            }
            self.out.skeleton.text.push('\n');
        } else if end > self.line_start {
            // Nothing but a gap since the last line.
            self.out.skeleton.text.truncate(self.line_start as usize);
        }
        self.at_space = true;
        self.line_start = self.text_len();
        self.line_chars = 0;
        self.line_link_chars = 0;
        self.line_stops = 0;
        self.line_hidden = self.hidden();
    }

    fn counters(&self) -> Counters {
        Counters {
            text: self.text_len(),
            links: u32::try_from(self.out.skeleton.links.len()).unwrap_or(u32::MAX),
            ..self.counters
        }
    }

    // ---- tags -------------------------------------------------------------

    fn open(
        &mut self,
        tag: Tag,
        name: &LocalName,
        attrs: &[Attribute],
        self_closing: bool,
    ) -> TokenSinkResult<()> {
        if self.foreign > 0 {
            if breaks_out(tag) {
                while self.foreign > 0 && self.pop().is_some() {}
            } else {
                self.foreign_open(tag, name, attrs, self_closing);
                return TokenSinkResult::Continue;
            }
        }
        match tag {
            Tag::Html => {
                if self.out.skeleton.lang.is_none() {
                    self.out.skeleton.lang = attribute(attrs, &local_name!("lang")).cloned();
                }
                return TokenSinkResult::Continue;
            }
            Tag::Head => return TokenSinkResult::Continue,
            Tag::Body => {
                self.past_head = true;
                self.background(attrs);
                if let Some(style) = attribute(attrs, &local_name!("style")) {
                    self.style_attribute(&style.clone());
                }
                return TokenSinkResult::Continue;
            }
            Tag::Meta => self.meta(attrs),
            Tag::Base => {
                if self.out.skeleton.base.is_none() {
                    self.out.skeleton.base = attribute(attrs, &local_name!("href")).cloned();
                }
            }
            Tag::Link => self.link_element(attrs),
            Tag::Title => {
                if !self.seen_title {
                    self.mode = Mode::Title;
                } else {
                    self.mode = Mode::Ignored;
                }
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            Tag::Script => return self.script_open(attrs),
            Tag::Style => {
                self.mode = Mode::Style;
                self.style_text.clear();
                self.style_at = self.line;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            Tag::Noscript => {
                self.noscript = self.noscript.saturating_add(1);
                return TokenSinkResult::Continue;
            }
            _ => {
                self.past_head = true;
                return self.body_open(tag, name, attrs, self_closing);
            }
        }
        TokenSinkResult::Continue
    }

    fn body_open(
        &mut self,
        tag: Tag,
        name: &LocalName,
        attrs: &[Attribute],
        self_closing: bool,
    ) -> TokenSinkResult<()> {
        self.imply_ends(tag);
        if tag.is_block() {
            self.end_line();
        }
        match tag {
            Tag::Br => {
                self.end_line();
                return TokenSinkResult::Continue;
            }
            Tag::Hr | Tag::Wbr | Tag::Param => return TokenSinkResult::Continue,
            Tag::A => {
                self.anchor_open(attrs);
                return TokenSinkResult::Continue;
            }
            Tag::Area => {
                if let Some(href) = attribute(attrs, &local_name!("href")) {
                    let alt = attribute(attrs, &local_name!("alt")).cloned();
                    self.link(href.clone(), Role::Anchor, alt);
                }
                return TokenSinkResult::Continue;
            }
            Tag::Img => {
                self.image(attrs);
                return TokenSinkResult::Continue;
            }
            Tag::Input => {
                self.input(attrs);
                return TokenSinkResult::Continue;
            }
            Tag::Embed | Tag::Track | Tag::Source | Tag::Frame => {
                self.media(tag, attrs);
                return TokenSinkResult::Continue;
            }
            Tag::Iframe => {
                self.media(tag, attrs);
                self.mode = Mode::Ignored;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            Tag::Video | Tag::Audio | Tag::Object => self.media(tag, attrs),
            Tag::Textarea => {
                self.field(attrs);
                if let Some(form) = self.current_form() {
                    form.textarea = true;
                }
                self.mode = Mode::Ignored;
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            Tag::Xmp | Tag::Noembed | Tag::Noframes => {
                self.mode = Mode::Ignored;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            Tag::Plaintext => return TokenSinkResult::Plaintext,
            Tag::Form => self.form_open(attrs),
            Tag::Select => self.field(attrs),
            Tag::Template => self.template = self.template.saturating_add(1),
            _ => {}
        }
        self.push(tag, name, attrs);
        if tag == Tag::Svg || tag == Tag::Math {
            if self_closing {
                self.pop();
            }
        } else if matches!(tag, Tag::Span | Tag::Label | Tag::Time) {
            self.gap();
        }
        TokenSinkResult::Continue
    }

    fn foreign_open(
        &mut self,
        tag: Tag,
        name: &LocalName,
        attrs: &[Attribute],
        self_closing: bool,
    ) {
        match tag {
            Tag::A => {
                if let Some(href) = foreign_href(attrs) {
                    self.link(href.clone(), Role::Anchor, None);
                }
            }
            Tag::Img => {
                if let Some(href) = foreign_href(attrs) {
                    self.link(href.clone(), Role::Image, None);
                }
            }
            Tag::Script => {
                if let Some(href) = foreign_href(attrs) {
                    self.link(href.clone(), Role::Script, None);
                }
            }
            _ => {}
        }
        if !self_closing {
            self.push(tag, name, attrs);
        }
    }

    /// End tags that the standard lets a page leave out.
    fn imply_ends(&mut self, tag: Tag) {
        match tag {
            Tag::Li => self.close_until(
                &[Tag::Li],
                &[Tag::Ul, Tag::Ol, Tag::Table, Tag::Td, Tag::Th],
            ),
            Tag::Dt | Tag::Dd => self.close_until(
                &[Tag::Dt, Tag::Dd],
                &[Tag::Dl, Tag::Table, Tag::Td, Tag::Th],
            ),
            Tag::Td | Tag::Th => self.close_until(&[Tag::Td, Tag::Th], &[Tag::Table, Tag::Tr]),
            Tag::Tr => self.close_until(&[Tag::Tr], &[Tag::Table]),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close_until(&[Tag::Tbody, Tag::Thead, Tag::Tfoot], &[Tag::Table]);
            }
            Tag::Option | Tag::Optgroup => {
                self.close_until(&[Tag::Option], &[Tag::Select, Tag::Table, Tag::Td]);
            }
            _ => {}
        }
        if tag.is_block() && !matches!(tag, Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody) {
            self.close_until(
                &[Tag::P],
                &[
                    Tag::Table,
                    Tag::Td,
                    Tag::Th,
                    Tag::Button,
                    Tag::Object,
                    Tag::Marquee,
                    Tag::Div,
                    Tag::Li,
                ],
            );
        }
    }

    /// Closes the nearest of `tags`, unless one of `bounds` is nearer.
    fn close_until(&mut self, tags: &[Tag], bounds: &[Tag]) {
        if tags.iter().all(|&tag| self.open.of(tag) == 0) {
            return;
        }
        let mut depth = self.stack.len();
        for open in self.stack.iter().rev() {
            depth -= 1;
            if tags.contains(&open.tag) {
                self.truncate(depth);
                return;
            }
            if bounds.contains(&open.tag) {
                return;
            }
        }
    }

    fn truncate(&mut self, depth: usize) {
        self.end_line();
        while self.stack.len() > depth {
            self.pop();
        }
        self.line_hidden = self.hidden();
    }

    fn push(&mut self, tag: Tag, name: &LocalName, attrs: &[Attribute]) {
        if self.stack.len() >= DEPTH {
            self.out.skeleton.truncated = true;
            return;
        }
        let mut class: Option<&StrTendril> = None;
        let mut id: Option<&StrTendril> = None;
        let mut hides = false;
        for attr in attrs {
            match attr.name.local {
                local_name!("class") => class = Some(&attr.value),
                local_name!("id") => id = Some(&attr.value),
                local_name!("style") => {
                    hides = style::hides(&attr.value);
                    if attr.value.contains('(') {
                        let value = attr.value.clone();
                        self.style_attribute(&value);
                    }
                }
                local_name!("hidden") => hides = true,
                local_name!("background") => {
                    if matches!(tag, Tag::Table | Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody) {
                        let value = attr.value.clone();
                        self.link(value, Role::Image, None);
                    }
                }
                local_name!("itemprop") | local_name!("datetime") => {
                    self.stamp(attrs);
                }
                local_name!("title") if tag == Tag::Format || tag == Tag::Other => {}
                _ => {}
            }
        }
        if tag == Tag::Marquee && tiny(attrs) {
            hides = true;
        }
        // Formatting that does nothing need not be remembered.
        if matches!(tag, Tag::Format | Tag::Other)
            && !hides
            && class.is_none()
            && id.is_none()
            && self.open.of(tag) == 0
            && self.foreign == 0
        {
            return;
        }
        if tag == Tag::Svg || tag == Tag::Math {
            self.foreign += 1;
        }
        let parent = self.stack.last();
        let hidden = hides || parent.is_some_and(|open| open.hidden);
        let control = matches!(tag, Tag::Select | Tag::Option | Tag::Button)
            || parent.is_some_and(|open| open.control);
        let parent_node = parent.map_or(0, |open| open.node);
        let owns = (tag.is_block()
            || matches!(
                tag,
                Tag::Span | Tag::Time | Tag::Label | Tag::Select | Tag::Object | Tag::Video
            )
            || class.is_some()
            || id.is_some())
            && self.out.skeleton.nodes.len() < NODES
            && self.foreign == 0;
        let mut node = parent_node;
        if owns {
            let mut hints = Hints::default();
            if let Some(class) = class {
                hints = Hints::read(class);
            }
            if let Some(id) = id {
                hints = hints.and(Hints::read(id));
                if id.len() < 64 && self.ids.len() < IDS {
                    let index = u32::try_from(self.out.skeleton.nodes.len()).unwrap_or(0);
                    self.ids.push((id.to_string(), index));
                }
            }
            hints = hints.and(match tag {
                Tag::Nav => Hints::NAV,
                Tag::Footer => Hints::FOOTER,
                Tag::Header => Hints::HEADER,
                Tag::Aside => Hints::SIDE,
                Tag::Article | Tag::Main => Hints::ARTICLE,
                Tag::Time => Hints::DATE,
                _ => Hints::default(),
            });
            let counters = self.counters();
            node = u32::try_from(self.out.skeleton.nodes.len()).unwrap_or(u32::MAX);
            let line = self.line;
            self.skeleton().nodes.push(Node {
                tag,
                hints,
                hidden,
                parent: parent_node,
                end: 0,
                line,
                from: counters,
                to: counters,
            });
        }
        let level = tag.heading();
        if level > 0 {
            self.heading = level;
        }
        self.open.add(tag);
        self.stack.push(Open {
            tag,
            name: (tag == Tag::Other).then(|| name.clone()),
            node,
            hidden,
            owns,
            control,
        });
        if self.line_chars == 0 {
            self.line_hidden = self.hidden();
        }
    }

    fn pop(&mut self) -> Option<()> {
        let open = self.stack.pop()?;
        self.open.take(open.tag);
        if let Some((_, depth)) = self.anchor
            && self.stack.len() < depth
        {
            self.anchor_close();
        }
        match open.tag {
            Tag::Svg | Tag::Math => self.foreign = self.foreign.saturating_sub(1),
            Tag::Template => self.template = self.template.saturating_sub(1),
            Tag::Form => self.form = None,
            tag if tag.heading() > 0 => self.heading = 0,
            _ => {}
        }
        if open.owns {
            let counters = self.counters();
            let end = u32::try_from(self.out.skeleton.nodes.len()).unwrap_or(u32::MAX);
            if let Some(node) = self.out.skeleton.nodes.get_mut(open.node as usize) {
                node.to = counters;
                node.end = end;
            }
        }
        Some(())
    }

    fn close(&mut self, tag: Tag, name: &LocalName) {
        match tag {
            Tag::Script if matches!(self.mode, Mode::Script(_)) => {
                self.script_close();
                return;
            }
            Tag::Style if self.mode == Mode::Style => {
                self.mode = Mode::Text;
                let css = core::mem::take(&mut self.style_text);
                self.style_sheet(&css);
                self.style_text = css;
                return;
            }
            Tag::Title if self.mode == Mode::Title => {
                self.mode = Mode::Text;
                self.seen_title = true;
                return;
            }
            _ => {}
        }
        if self.mode != Mode::Text {
            self.mode = Mode::Text;
            return;
        }
        match tag {
            Tag::Html | Tag::Body => return,
            Tag::Head => {
                self.past_head = true;
                return;
            }
            Tag::Noscript => {
                self.noscript = self.noscript.saturating_sub(1);
                return;
            }
            Tag::A if self.foreign == 0 => {
                self.anchor_close();
                return;
            }
            Tag::Br => {
                self.end_line();
                return;
            }
            _ => {}
        }
        if tag.is_block() {
            self.end_line();
        }
        if self.open.of(tag) == 0 {
            return;
        }
        let inline = matches!(tag, Tag::Format | Tag::Other | Tag::Span | Tag::Label);
        let mut depth = self.stack.len();
        let mut blocks = false;
        for open in self.stack.iter().rev() {
            depth -= 1;
            let same = open.tag == tag && (tag != Tag::Other || open.name.as_ref() == Some(name));
            if same {
                if blocks && inline {
                    // The element ends, the blocks inside it go on.
                    if depth > 0 || self.stack.len() > 1 {
                        self.remove(depth);
                    }
                } else {
                    while self.stack.len() > depth {
                        self.pop();
                    }
                }
                break;
            }
            // A table cell is a wall: what is outside it cannot be closed from inside.
            if matches!(open.tag, Tag::Td | Tag::Th) && !in_table(tag) {
                break;
            }
            blocks |= open.tag.is_block();
        }
        if inline && tag != Tag::Format {
            self.gap();
        }
        if tag.is_block() {
            self.line_hidden = self.hidden();
        }
    }

    fn remove(&mut self, depth: usize) {
        let open = self.stack.remove(depth);
        self.open.take(open.tag);
        if open.owns {
            let counters = self.counters();
            let end = u32::try_from(self.out.skeleton.nodes.len()).unwrap_or(u32::MAX);
            if let Some(node) = self.out.skeleton.nodes.get_mut(open.node as usize)
                && node.end == 0
            {
                node.to = counters;
                node.end = end;
            }
        }
    }

    // ---- links ------------------------------------------------------------

    fn link(&mut self, href: StrTendril, role: Role, alt: Option<StrTendril>) {
        if self.out.skeleton.links.len() >= LINKS {
            self.out.skeleton.truncated = true;
            return;
        }
        if self.template > 0 {
            return;
        }
        let at = self.text_len();
        let link = RawLink {
            href,
            role,
            node: self.node(),
            line: self.line,
            hidden: self.hidden(),
            noscript: self.noscript > 0,
            head: !self.past_head,
            start: at,
            end: at,
            alt,
        };
        self.skeleton().links.push(link);
    }

    fn anchor_open(&mut self, attrs: &[Attribute]) {
        self.anchor_close();
        self.gap();
        let mut href = None;
        let mut title = None;
        let mut style = None;
        for attr in attrs {
            match attr.name.local {
                local_name!("href") => href = Some(attr.value.clone()),
                local_name!("title") => title = Some(attr.value.clone()),
                local_name!("style") => style = Some(attr.value.clone()),
                _ => {}
            }
        }
        if self.out.skeleton.links.len() >= LINKS || self.template > 0 {
            self.out.skeleton.truncated |= self.template == 0;
            return;
        }
        let role = if href.is_some() {
            Role::Anchor
        } else {
            Role::Bare
        };
        self.link(href.unwrap_or_default(), role, title);
        let index = self.out.skeleton.links.len() - 1;
        if let Some(style) = style {
            if style::hides(&style)
                && let Some(link) = self.out.skeleton.links.get_mut(index)
            {
                link.hidden = true;
            }
            if style.contains('(') {
                self.style_attribute(&style);
            }
        }
        self.anchor = Some((u32::try_from(index).unwrap_or(u32::MAX), self.stack.len()));
    }

    fn anchor_close(&mut self) {
        if let Some((index, _)) = self.anchor.take() {
            let end = self.text_len();
            if let Some(link) = self.out.skeleton.links.get_mut(index as usize) {
                link.end = end.max(link.start);
            }
            self.gap();
        }
    }

    fn image(&mut self, attrs: &[Attribute]) {
        let mut src = None;
        let mut alt = None;
        let mut style = None;
        for attr in attrs {
            match attr.name.local {
                local_name!("src") => src = Some(attr.value.clone()),
                local_name!("alt") => alt = Some(attr.value.clone()),
                local_name!("style") => style = Some(attr.value.clone()),
                local_name!("srcset") => self.srcset(&attr.value.clone()),
                _ => {}
            }
        }
        self.counters.media += 1;
        // A picture stands for the text of its anchor.
        if let Some((index, _)) = self.anchor
            && let Some(alt) = alt.as_ref().filter(|alt| !alt.is_empty())
            && let Some(link) = self.out.skeleton.links.get_mut(index as usize)
            && link.alt.is_none()
        {
            link.alt = Some(alt.clone());
        }
        let before = self.out.skeleton.links.len();
        if let Some(src) = src {
            self.link(src, Role::Image, alt);
        }
        if let Some(style) = style {
            if style::hides(&style)
                && let Some(link) = self.out.skeleton.links.get_mut(before)
            {
                link.hidden = true;
            }
            if style.contains('(') {
                self.style_attribute(&style);
            }
        }
    }

    fn srcset(&mut self, value: &str) {
        for address in candidates(value) {
            self.link(StrTendril::from_slice(address), Role::Image, None);
        }
    }

    fn media(&mut self, tag: Tag, attrs: &[Attribute]) {
        let role = if matches!(tag, Tag::Iframe | Tag::Frame) {
            Role::Frame
        } else {
            Role::Media
        };
        if !matches!(tag, Tag::Source | Tag::Track) {
            self.counters.media += 1;
        }
        let mut hides = false;
        let before = self.out.skeleton.links.len();
        for attr in attrs {
            match attr.name.local {
                local_name!("src") if tag != Tag::Object => {
                    self.link(attr.value.clone(), role, None);
                }
                local_name!("data") if tag == Tag::Object => {
                    self.link(attr.value.clone(), role, None);
                }
                local_name!("poster") if tag == Tag::Video => {
                    self.link(attr.value.clone(), Role::Image, None);
                }
                local_name!("srcset") if tag == Tag::Source => self.srcset(&attr.value.clone()),
                local_name!("style") => hides |= style::hides(&attr.value),
                local_name!("width") | local_name!("height") => {
                    hides |= matches!(attr.value.trim(), "0" | "0px");
                }
                _ => {}
            }
        }
        if hides && let Some(link) = self.out.skeleton.links.get_mut(before) {
            link.hidden = true;
        }
    }

    fn link_element(&mut self, attrs: &[Attribute]) {
        let Some(href) = attribute(attrs, &local_name!("href")).cloned() else {
            return;
        };
        let rel = attribute(attrs, &local_name!("rel"));
        let role = if rel.is_some_and(|rel| {
            [
                "canonical",
                "dns-prefetch",
                "preconnect",
                "prev",
                "next",
                "alternate",
                "shortlink",
                "pingback",
                "search",
                "edituri",
                "amphtml",
                "author",
                "license",
                "help",
                "profile",
            ]
            .iter()
            .any(|word| rel.trim().eq_ignore_ascii_case(word))
        }) {
            Role::Related
        } else {
            Role::Style
        };
        let alt = rel.cloned();
        self.link(href, role, alt);
    }

    fn background(&mut self, attrs: &[Attribute]) {
        if let Some(value) = attribute(attrs, &local_name!("background")) {
            self.link(value.clone(), Role::Image, None);
        }
    }

    fn style_attribute(&mut self, css: &StrTendril) {
        style::addresses(css, |address, _| {
            self.link(StrTendril::from_slice(address), Role::Image, None);
        });
    }

    fn style_sheet(&mut self, css: &str) {
        style::addresses(css, |address, import| {
            let role = if import || path_ends(address, ".css") {
                Role::Style
            } else {
                Role::Image
            };
            self.link(StrTendril::from_slice(address), role, None);
        });
    }

    // ---- head -------------------------------------------------------------

    fn meta(&mut self, attrs: &[Attribute]) {
        let mut name = None;
        let mut content = None;
        let mut http = false;
        for attr in attrs {
            match attr.name.local {
                local_name!("name") => name = Some(&attr.value),
                local_name!("property") | local_name!("itemprop") if name.is_none() => {
                    name = Some(&attr.value);
                }
                local_name!("http-equiv") if name.is_none() => {
                    name = Some(&attr.value);
                    http = true;
                }
                local_name!("content") => content = Some(&attr.value),
                _ => {}
            }
        }
        let (Some(name), Some(content)) = (name, content) else {
            return;
        };
        if http
            && name.trim().eq_ignore_ascii_case("refresh")
            && let Some((_, address)) = refresh(content)
        {
            self.link(
                StrTendril::from_slice(address),
                Role::Refresh,
                Some(content.clone()),
            );
        }
        if self.out.skeleton.meta.len() < METAS {
            let meta = Meta {
                name: fold(name, 100),
                content: fold(content, 1000),
            };
            self.skeleton().meta.push(meta);
        }
    }

    fn stamp(&mut self, attrs: &[Attribute]) {
        if self.out.skeleton.stamps.len() >= STAMPS {
            return;
        }
        let mut value = None;
        let mut name = None;
        for attr in attrs {
            match attr.name.local {
                local_name!("datetime") => value = Some(attr.value.clone()),
                local_name!("content") => value = value.or_else(|| Some(attr.value.clone())),
                local_name!("itemprop") => name = Some(attr.value.clone()),
                local_name!("class") => name = name.or_else(|| Some(attr.value.clone())),
                _ => {}
            }
        }
        if let Some(value) = value {
            let stamp = Stamp {
                value,
                name,
                node: self.node(),
                at: self.text_len(),
            };
            if self
                .out
                .skeleton
                .stamps
                .last()
                .is_none_or(|last| last.at != stamp.at || last.value != stamp.value)
            {
                self.skeleton().stamps.push(stamp);
            }
        }
    }

    // ---- scripts ----------------------------------------------------------

    fn script_open(&mut self, attrs: &[Attribute]) -> TokenSinkResult<()> {
        let src = attribute(attrs, &local_name!("src")).cloned();
        let kind = match attribute(attrs, &local_name!("type")) {
            _ if src.is_some() => ScriptKind::External,
            None => ScriptKind::Inline,
            Some(kind) => {
                let kind = kind.trim();
                if kind.is_empty()
                    || kind.to_ascii_lowercase().contains("javascript")
                    || kind.eq_ignore_ascii_case("module")
                {
                    ScriptKind::Inline
                } else if kind.eq_ignore_ascii_case("application/ld+json") {
                    ScriptKind::Data
                } else {
                    ScriptKind::Other
                }
            }
        };
        if let Some(src) = src {
            self.link(src, Role::Script, None);
        }
        self.mode = Mode::Script(kind);
        self.script_start = u32::try_from(self.out.skeleton.code.len()).unwrap_or(u32::MAX);
        TokenSinkResult::RawData(RawKind::ScriptData)
    }

    fn script_close(&mut self) {
        let Mode::Script(kind) = self.mode else {
            return;
        };
        self.mode = Mode::Text;
        let end = u32::try_from(self.out.skeleton.code.len()).unwrap_or(u32::MAX);
        if self.out.skeleton.scripts.len() >= SCRIPTS {
            self.out.skeleton.code.truncate(self.script_start as usize);
            return;
        }
        let script = Script {
            start: self.script_start,
            end,
            node: self.node(),
            at: self.text_len(),
            kind,
        };
        self.skeleton().scripts.push(script);
        if kind != ScriptKind::Inline || self.noscript > 0 || self.template > 0 {
            return;
        }
        let code = self
            .out
            .skeleton
            .code
            .get(self.script_start as usize..)
            .unwrap_or_default();
        let effects = self.scripts.read(code);
        if self.out.redirect.is_none()
            && let Some((target, delay)) = effects.redirect
        {
            self.out.redirect = Some((target, delay, self.line));
        }
        if self.out.paging.is_none() {
            self.out.paging = effects.paging;
        }
        for id in effects.hides {
            self.hide(&id);
        }
        if !effects.written.is_empty() {
            self.write(&effects.written);
        }
    }

    /// A script hides an element that stands above it.
    fn hide(&mut self, id: &str) {
        let Some(&(_, index)) = self.ids.iter().rev().find(|(known, _)| known == id) else {
            return;
        };
        let Some(node) = self.out.skeleton.nodes.get_mut(index as usize) else {
            return;
        };
        node.hidden = true;
        // Still open elements go on; what has been read is marked.
        let from = node.from.links as usize;
        let to = if node.end == 0 {
            self.out.skeleton.links.len()
        } else {
            node.to.links as usize
        };
        for link in self
            .out
            .skeleton
            .links
            .get_mut(from..to)
            .unwrap_or_default()
        {
            link.hidden = true;
        }
    }

    /// Text and open elements that a script writes.
    fn write(&mut self, markup: &str) {
        let start = self.text_len();
        let mut rest = markup;
        while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
            let (text, tail) = rest.split_at(at);
            self.written_text(text);
            let end = memchr::memchr(b'>', tail.as_bytes()).map_or(tail.len(), |end| end + 1);
            let (tag, after) = tail.split_at(end);
            self.written_tag(tag);
            rest = after;
        }
        self.written_text(rest);
        self.written_anchor = false;
        let end = self.text_len();
        if end > start && self.out.skeleton.written.len() < WRITTEN {
            self.skeleton().written.push((start, end));
        }
    }

    fn written_text(&mut self, text: &str) {
        if text.contains('&') {
            let text = text
                .replace("&nbsp;", " ")
                .replace("&emsp;", " ")
                .replace("&ensp;", " ");
            self.text(&text);
        } else {
            self.text(text);
        }
    }

    fn written_tag(&mut self, tag: &str) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let closing = inner.starts_with('/');
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(20)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            return;
        }
        if name == "a" {
            self.written_anchor = !closing;
            self.gap();
            return;
        }
        if closing {
            if let Some(at) = self.written.iter().rposition(|(open, _)| *open == name) {
                self.written.truncate(at);
            }
        } else if !matches!(
            name.as_str(),
            "br" | "hr" | "img" | "input" | "link" | "meta" | "li" | "p" | "script" | "iframe"
        ) && self.written.len() < 32
        {
            let hides = inner
                .to_ascii_lowercase()
                .split_once("style")
                .and_then(|(_, rest)| rest.split_once('='))
                .is_some_and(|(_, value)| {
                    let value = value.trim();
                    let value = match value.chars().next() {
                        Some(quote @ ('"' | '\'')) => value
                            .get(1..)
                            .and_then(|text| text.split(quote).next())
                            .unwrap_or_default(),
                        _ => value.split_whitespace().next().unwrap_or_default(),
                    };
                    style::hides(value)
                });
            self.written.push((name, hides));
        }
        self.gap();
    }

    // ---- forms ------------------------------------------------------------

    fn form_open(&mut self, attrs: &[Attribute]) {
        if self.open.of(Tag::Form) > 0 || self.out.skeleton.forms.len() >= FORMS {
            return;
        }
        let action = attribute(attrs, &local_name!("action")).cloned();
        if let Some(action) = &action {
            self.link(action.clone(), Role::Form, None);
        }
        let mut search = action
            .as_ref()
            .is_some_and(|action| action.to_ascii_lowercase().contains("search"));
        for attr in attrs {
            if matches!(
                attr.name.local,
                local_name!("id")
                    | local_name!("name")
                    | local_name!("class")
                    | local_name!("role")
            ) {
                search |= attr.value.to_ascii_lowercase().contains("search");
            }
        }
        let form = RawForm {
            action,
            search,
            line: self.line,
            ..RawForm::default()
        };
        self.skeleton().forms.push(form);
        self.form = u32::try_from(self.out.skeleton.forms.len() - 1).ok();
    }

    fn current_form(&mut self) -> Option<&mut RawForm> {
        let index = self.form?;
        self.out.skeleton.forms.get_mut(index as usize)
    }

    fn field(&mut self, attrs: &[Attribute]) {
        let name = attribute(attrs, &local_name!("name")).map(|name| fold(name, 60));
        if let Some(form) = self.current_form() {
            form.inputs += 1;
            if let Some(name) = name.filter(|name| !name.is_empty())
                && form.fields.len() < FIELDS
            {
                form.fields.push(name);
            }
        }
    }

    fn input(&mut self, attrs: &[Attribute]) {
        let kind = attribute(attrs, &local_name!("type"))
            .map(|kind| kind.trim().to_ascii_lowercase())
            .unwrap_or_default();
        let src = attribute(attrs, &local_name!("src")).cloned();
        match kind.as_str() {
            "hidden" => {}
            "image" => {
                if let Some(src) = src {
                    let alt = attribute(attrs, &local_name!("alt")).cloned();
                    self.link(src, Role::Image, alt);
                }
            }
            "submit" | "button" | "reset" => {
                if let Some(form) = self.current_form()
                    && attribute(attrs, &local_name!("value")).is_some_and(|value| {
                        value.contains("搜索") || value.contains("检索") || value.contains("查询")
                    })
                {
                    form.search = true;
                }
            }
            "password" => {
                self.field(attrs);
                match self.current_form() {
                    Some(form) => form.password = true,
                    None => {
                        if self.out.skeleton.forms.len() < FORMS {
                            // A password outside any form: a script sends it.
                            let form = RawForm {
                                password: true,
                                line: self.line,
                                inputs: 1,
                                ..RawForm::default()
                            };
                            self.skeleton().forms.push(form);
                        }
                    }
                }
            }
            "search" => {
                self.field(attrs);
                if let Some(form) = self.current_form() {
                    form.search = true;
                }
            }
            _ => self.field(attrs),
        }
    }

    fn finish(mut self) -> Pass {
        if matches!(self.mode, Mode::Script(_)) {
            self.script_close();
        }
        self.end_line();
        self.anchor_close();
        while self.pop().is_some() {}
        let mut out = self.out;
        out.skeleton.total = Counters {
            text: u32::try_from(out.skeleton.text.len()).unwrap_or(u32::MAX),
            links: u32::try_from(out.skeleton.links.len()).unwrap_or(u32::MAX),
            ..self.counters
        };
        let count = u32::try_from(out.skeleton.nodes.len()).unwrap_or(u32::MAX);
        let total = out.skeleton.total;
        if let Some(root) = out.skeleton.nodes.first_mut() {
            root.end = count;
            root.to = total;
        }
        let length = out.skeleton.text.len();
        for index in 0..out.skeleton.nodes.len() {
            // Gaps at line ends are cut off again, so ends may lie behind the text.
            if let Some(node) = out.skeleton.nodes.get_mut(index) {
                node.end = node.end.max(u32::try_from(index + 1).unwrap_or(u32::MAX));
                node.from.text = floor(&out.skeleton.text, (node.from.text as usize).min(length));
                node.to.text = floor(&out.skeleton.text, (node.to.text as usize).min(length))
                    .max(node.from.text);
            }
        }
        for line in &mut out.skeleton.lines {
            line.start = floor(&out.skeleton.text, (line.start as usize).min(length));
            line.end = floor(&out.skeleton.text, (line.end as usize).min(length)).max(line.start);
        }
        for link in &mut out.skeleton.links {
            link.start = floor(&out.skeleton.text, (link.start as usize).min(length));
            link.end = floor(&out.skeleton.text, (link.end as usize).min(length)).max(link.start);
        }
        out
    }
}

/// What stands for the document: every other node is below it.
fn root() -> Node {
    Node {
        tag: Tag::Body,
        hints: Hints::default(),
        hidden: false,
        parent: 0,
        end: 0,
        line: 0,
        from: Counters::default(),
        to: Counters::default(),
    }
}

/// The nearest character boundary at or below `at`.
fn floor(text: &str, at: usize) -> u32 {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn attribute<'a>(attrs: &'a [Attribute], name: &LocalName) -> Option<&'a StrTendril> {
    attrs
        .iter()
        .find(|attr| attr.name.local == *name)
        .map(|attr| &attr.value)
}

/// `href` or `xlink:href`, the first of them that is there.
fn foreign_href(attrs: &[Attribute]) -> Option<&StrTendril> {
    attribute(attrs, &local_name!("href")).or_else(|| {
        attrs
            .iter()
            .find(|attr| &*attr.name.local == "xlink:href")
            .map(|attr| &attr.value)
    })
}

/// Elements that cannot stand in foreign content and end it.
fn breaks_out(tag: Tag) -> bool {
    tag.is_block()
        || tag.heading() > 0
        || matches!(
            tag,
            Tag::Br | Tag::Embed | Tag::Span | Tag::Format | Tag::Meta | Tag::Body | Tag::Head
        )
}

fn in_table(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Table | Tag::Tbody | Tag::Td | Tag::Tfoot | Tag::Th | Tag::Thead | Tag::Tr
    )
}

fn tiny(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        matches!(
            attr.name.local,
            local_name!("width") | local_name!("height")
        ) && attr
            .value
            .trim()
            .trim_end_matches("px")
            .parse::<u32>()
            .is_ok_and(|size| size <= 5)
    })
}

fn path_ends(address: &str, end: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.len() >= end.len()
        && path
            .get(path.len() - end.len()..)
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// The number of seconds and the address in the content of a refresh.
pub(crate) fn refresh(content: &str) -> Option<(u32, &str)> {
    let content = content.trim_start();
    let digits = content
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(content.len());
    if digits == 0 && !content.starts_with('.') {
        return None;
    }
    let seconds = content.get(..digits)?.parse().unwrap_or(0);
    let rest = content
        .get(digits..)?
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest
        .trim_start()
        .strip_prefix([';', ','])
        .unwrap_or(rest)
        .trim_start();
    if rest.is_empty() {
        return None;
    }
    let rest = match rest.get(..3) {
        Some(head) if head.eq_ignore_ascii_case("url") => {
            let after = rest.get(3..)?.trim_start();
            match after.strip_prefix('=') {
                Some(address) => address.trim_start(),
                None => rest,
            }
        }
        _ => rest,
    };
    let address = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest.get(1..)?.split(quote).next()?,
        _ => rest,
    };
    Some((seconds, address))
}

/// The addresses of a `srcset`.
fn candidates(value: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = value;
    while found.len() < 64 {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let trimmed = address.trim_end_matches(',');
        found.push(trimmed);
        rest = if trimmed.len() < address.len() {
            after
        } else {
            // Descriptors go on to the next comma outside brackets.
            let mut depth = 0_u32;
            let end = after
                .char_indices()
                .find(|(_, c)| {
                    match c {
                        '(' => depth += 1,
                        ')' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    *c == ',' && depth == 0
                })
                .map_or(after.len(), |(at, _)| at);
            after.get(end..).unwrap_or_default()
        };
    }
    found
}

/// White space folded and ends trimmed, at most `limit` characters.
pub(crate) fn fold(text: &str, limit: usize) -> String {
    let trimmed = text.trim();
    if trimmed.len() <= limit && is_folded(trimmed) {
        return trimmed.to_owned();
    }
    let mut out = String::with_capacity(text.len().min(limit * 3));
    let mut count = 0;
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}') {
        if word.is_empty() {
            continue;
        }
        if count > 0 {
            if count >= limit {
                break;
            }
            out.push(' ');
            count += 1;
        }
        for c in word.chars() {
            if count >= limit {
                return out;
            }
            out.push(c);
            count += 1;
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Whether the only white space of a text is single spaces.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut before = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte <= b' ' && (byte != b' ' || before == b' ')
            || matches!(byte, 0xc2 | 0xe1..=0xe3 | 0xef) && space(bytes, at) > 0
        {
            return false;
        }
        before = byte;
    }
    true
}

/// How many bytes of white space stand at `at`, or 0.
fn space(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0c | 0) => 1,
        Some(0xc2) if bytes.get(at + 1) == Some(&0xa0) => 2,
        Some(0xe3) if bytes.get(at + 1..at + 3) == Some(&[0x80, 0x80]) => 3,
        // En, em and thin spaces, zero-width ones.
        Some(0xe2)
            if bytes.get(at + 1) == Some(&0x80)
                && bytes
                    .get(at + 2)
                    .is_some_and(|byte| (0x80..=0x8f).contains(byte)) =>
        {
            3
        }
        Some(0xef) if bytes.get(at + 1..at + 3) == Some(&[0xbb, 0xbf]) => 3,
        _ => 0,
    }
}

/// Bytes of text kept.
const TEXT: usize = 8 << 20;
/// Bytes of script and style kept.
const CODE: usize = 8 << 20;
const LONG: usize = 4096;
const LINES: usize = 200_000;
const NODES: usize = 200_000;
const LINKS: usize = 100_000;
const METAS: usize = 200;
const STAMPS: usize = 500;
const SCRIPTS: usize = 2_000;
const WRITTEN: usize = 2_000;
const FORMS: usize = 200;
const FIELDS: usize = 100;
const IDS: usize = 2_000;
/// Elements open at once.
const DEPTH: usize = 512;
