mod access;
mod acts;
mod attributes;
mod end_tag;
mod finish;
mod forms;
mod head;
mod links;
mod open_counts;
mod receiver;
mod scripts;
mod space;
mod srcset;
mod stack;
mod start_tag;
mod styles;
mod text;
mod written;

use std::cell::{Cell, RefCell};

use html5ever::LocalName;
#[cfg(test)]
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};

use self::open_counts::OpenCounts;
use crate::drive::drive;
use crate::hints::Hints;
use crate::script::{Paging, Scripts};
use crate::skeleton::{Counters, Node, ScriptKind, Skeleton};
use crate::tag::Tag;

pub(crate) use self::head::refresh;
pub(crate) use self::receiver::Sink;
pub(crate) use self::space::fold;

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
    fn number<'a>(places: impl Iterator<Item = &'a mut u32>, breaks: &[u32]) {
        let mut line = 0;
        // In order but for a few, which take the line of the one before.
        for place in places {
            while breaks.get(line).is_some_and(|at| at < place) {
                line += 1;
            }
            *place = u32::try_from(line + 1).unwrap_or(u32::MAX);
        }
    }
    let mut breaks = Vec::with_capacity(text.len() / 30);
    let found = memchr::memchr_iter(b'\n', text.as_bytes());
    breaks.extend(found.map(|at| u32::try_from(at).unwrap_or(u32::MAX)));
    let breaks = breaks.as_slice();
    let skeleton = &mut pass.skeleton;
    number(skeleton.nodes.iter_mut().map(|node| &mut node.line), breaks);
    number(skeleton.links.iter_mut().map(|link| &mut link.line), breaks);
    number(skeleton.acts.iter_mut().map(|act| &mut act.line), breaks);
    number(skeleton.forms.iter_mut().map(|form| &mut form.line), breaks);
    let access = &mut skeleton.access;
    number(
        access.barriers.iter_mut().map(|barrier| &mut barrier.line),
        breaks,
    );
    let fields = access.unlabelled.iter_mut();
    number(fields.map(|(_, barrier)| &mut barrier.line), breaks);
    number(
        pass.redirect.iter_mut().map(|redirect| &mut redirect.2),
        breaks,
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

/// What the characters that come next belong to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Mode {
    #[default]
    Text,
    Title,
    Script(ScriptKind),
    Style,
    /// The content of `textarea`.
    Field,
    /// The content of `iframe`, `noembed` and the like.
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
    /// Elements that act when they are clicked and are open, and how deep the stack is
    /// inside them.
    acts: Vec<(usize, usize)>,
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
    /// Classes and ids that style sheets of the page hide.
    hiding: Vec<String>,
    form: Option<u32>,
    seen_title: bool,
    style_at: u32,
    ids: Vec<(String, u32)>,
    /// Buttons and anchors that are open and may have no name.
    unnamed: Vec<access::Unnamed>,
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

    fn counters(&self) -> Counters {
        Counters {
            text: self.text_len(),
            links: u32::try_from(self.out.skeleton.links.len()).unwrap_or(u32::MAX),
            ..self.counters
        }
    }
}

/// What stands for the document: every other node is below it.
fn root() -> Node {
    Node {
        tag: Tag::Body,
        hints: Hints::default(),
        hidden: false,
        named: false,
        id: false,
        parent: 0,
        end: 0,
        line: 0,
        from: Counters::default(),
        to: Counters::default(),
    }
}
