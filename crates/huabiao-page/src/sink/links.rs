use html5ever::tendril::StrTendril;
use html5ever::{Attribute, local_name};

use super::State;
use super::attributes::attribute;
use super::srcset::candidates;
use crate::skeleton::{RawLink, Role, StyledAt};
use crate::style;
use crate::tag::Tag;

impl State {
    pub(super) fn link(&mut self, href: StrTendril, role: Role, alt: Option<StrTendril>) {
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

    pub(super) fn anchor_open(&mut self, attrs: &[Attribute]) {
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
        let place = u32::try_from(index).unwrap_or(u32::MAX);
        self.styled(StyledAt::Link(place), attrs);
        self.anchor = Some((place, self.stack.len()));
        if role == Role::Anchor {
            self.unnamed_open(Tag::A, attrs);
        }
    }

    pub(super) fn anchor_close(&mut self) {
        if let Some((index, _)) = self.anchor.take() {
            let end = self.text_len();
            if let Some(link) = self.out.skeleton.links.get_mut(index as usize) {
                link.end = end.max(link.start);
            }
            self.unnamed_close(Tag::A);
            self.gap();
        }
    }

    pub(super) fn image(&mut self, attrs: &[Attribute]) {
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
        self.picture_access(attrs);
        self.act(attrs, &local_name!("alt"));
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

    pub(super) fn media(&mut self, tag: Tag, attrs: &[Attribute]) {
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

    pub(super) fn link_element(&mut self, attrs: &[Attribute]) {
        let Some(href) = attribute(attrs, &local_name!("href")).cloned() else {
            return;
        };
        let rel = attribute(attrs, &local_name!("rel"));
        // What a browser shows: styles and the icon in its tab.
        let shows = rel.is_some_and(|rel| {
            let has = |wanted: &str| {
                let mut words = rel.split_ascii_whitespace();
                words.any(|word| word.eq_ignore_ascii_case(wanted))
            };
            has("icon")
                || !has("alternate")
                    && rel
                        .split_ascii_whitespace()
                        .any(|word| word.to_ascii_lowercase().starts_with("stylesheet"))
        });
        let role = if shows { Role::Style } else { Role::Related };
        let alt = rel.cloned();
        self.link(href, role, alt);
    }
}

const LINKS: usize = 100_000;
