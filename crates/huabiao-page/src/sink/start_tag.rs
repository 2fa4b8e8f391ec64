use html5ever::tendril::StrTendril;
use html5ever::tokenizer::TokenSinkResult;
use html5ever::tokenizer::states::RawKind;
use html5ever::{Attribute, LocalName, local_name};

use super::attributes::attribute;
use super::{Mode, State};
use crate::skeleton::Role;
use crate::tag::Tag;

impl State {
    pub(super) fn open(
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
                self.field_access(tag, attrs);
                self.input(attrs);
                return TokenSinkResult::Continue;
            }
            Tag::Embed | Tag::Track | Tag::Source | Tag::Frame => {
                self.media(tag, attrs);
                return TokenSinkResult::Continue;
            }
            Tag::Iframe => {
                self.frame_access(attrs);
                self.media(tag, attrs);
                self.mode = Mode::Ignored;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            Tag::Video | Tag::Audio | Tag::Object => self.media(tag, attrs),
            Tag::Textarea => {
                self.field_access(tag, attrs);
                self.field(attrs);
                if let Some(form) = self.current_form() {
                    form.textarea = true;
                }
                self.mode = Mode::Field;
                return TokenSinkResult::RawData(RawKind::Rcdata);
            }
            Tag::Xmp | Tag::Noembed | Tag::Noframes => {
                self.mode = Mode::Ignored;
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            Tag::Plaintext => return TokenSinkResult::Plaintext,
            Tag::Form => self.form_open(attrs),
            Tag::Select => {
                self.field_access(tag, attrs);
                self.field(attrs);
            }
            Tag::Label => self.label_access(attrs),
            Tag::Template => self.template = self.template.saturating_add(1),
            _ => {}
        }
        if tag == Tag::Button {
            self.unnamed_open(tag, attrs);
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
