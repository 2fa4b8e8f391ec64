use std::cell::{Cell, RefCell};

use html5ever::tokenizer::{EndTag, StartTag, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, local_name};

use super::{Mode, State};
use crate::tag::Tag;

/// Receives tags and text, from the tokenizer or directly.
pub(crate) struct Sink {
    pub(super) state: RefCell<State>,
    pub(super) foreign: Cell<bool>,
    /// Tags, comments and document types so far.
    pub(super) finished: Cell<u64>,
    pub(super) plaintext: Cell<bool>,
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

    /// The element of which the content comes next, if it is a script, a style or the
    /// title.
    pub(crate) fn raw_name(&self) -> Option<&'static str> {
        match self.state.borrow().mode {
            Mode::Script(_) => Some("script"),
            Mode::Style => Some("style"),
            Mode::Title => Some("title"),
            Mode::Text | Mode::Field | Mode::Ignored => None,
        }
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
