use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, local_name};

use super::acts::acts;
use super::{Open, State};
use crate::hints::Hints;
use crate::skeleton::{Node, Role, StyledAt};
use crate::style;
use crate::tag::Tag;

impl State {
    /// End tags that the standard lets a page leave out.
    pub(super) fn imply_ends(&mut self, tag: Tag) {
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

    pub(super) fn push(&mut self, tag: Tag, name: &LocalName, attrs: &[Attribute]) {
        if self.stack.len() >= DEPTH {
            self.out.skeleton.truncated = true;
            return;
        }
        let mut class: Option<&StrTendril> = None;
        let mut id: Option<&StrTendril> = None;
        let mut hides = false;
        let acts = acts(tag, attrs);
        self.fetched(tag, attrs);
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
            && !acts
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
                Tag::Span
                    | Tag::Time
                    | Tag::Label
                    | Tag::Select
                    | Tag::Svg
                    | Tag::Object
                    | Tag::Video
            )
            || class.is_some()
            || id.is_some())
            && self.out.skeleton.nodes.len() < NODES
            && self.foreign == u32::from(tag == Tag::Svg);
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
                named: class.is_some() || id.is_some(),
                id: id.is_some(),
                parent: parent_node,
                end: 0,
                line,
                from: counters,
                to: counters,
            });
        }
        if owns && !hidden {
            self.styled(StyledAt::Node(node), attrs);
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
        if acts {
            self.act_open(None);
        }
        if self.line_chars == 0 {
            self.line_hidden = self.hidden();
        }
    }

    pub(super) fn pop(&mut self) -> Option<()> {
        let open = self.stack.pop()?;
        self.open.take(open.tag);
        self.acts_close();
        if let Some((_, depth)) = self.anchor
            && self.stack.len() < depth
        {
            self.anchor_close();
        }
        match open.tag {
            Tag::Svg | Tag::Math => self.foreign = self.foreign.saturating_sub(1),
            Tag::Template => self.template = self.template.saturating_sub(1),
            Tag::Form => self.form = None,
            Tag::Button => self.unnamed_close(Tag::Button),
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

    pub(super) fn remove(&mut self, depth: usize) {
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

const NODES: usize = 200_000;
const IDS: usize = 2_000;
/// Elements open at once.
const DEPTH: usize = 512;
