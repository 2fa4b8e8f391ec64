use html5ever::tendril::StrTendril;
use html5ever::{Attribute, local_name};

use super::State;
use super::attributes::attribute;
use super::space::fold;
use crate::skeleton::RawBarrier;
use crate::tag::Tag;
use huabiao_facts::BarrierKind;

/// A button or an anchor that is open and has no name yet.
pub(super) struct Unnamed {
    pub(super) tag: Tag,
    what: StrTendril,
    line: u32,
    /// Where its text begins.
    start: u32,
    named: bool,
}

impl State {
    /// A picture: its `alt`, even an empty one, or another name.
    pub(super) fn picture_access(&mut self, attrs: &[Attribute]) {
        let alt = attribute(attrs, &local_name!("alt"));
        let named = named(attrs) || alt.is_some_and(|alt| !alt.trim().is_empty());
        if named {
            for open in &mut self.unnamed {
                open.named = true;
            }
        }
        let tiny = [local_name!("width"), local_name!("height")]
            .iter()
            .any(|name| {
                attribute(attrs, name)
                    .is_some_and(|size| matches!(size.trim(), "0" | "1" | "0px" | "1px"))
            });
        // Nothing but white space is no name, and marks no decoration.
        let blank = alt.is_none_or(|alt| !alt.is_empty() && alt.trim().is_empty());
        if blank && !named && !presentational(attrs) && !tiny {
            let src = attribute(attrs, &local_name!("src")).map(|src| fold(src, 100));
            self.barrier(BarrierKind::Alt, src.unwrap_or_default());
        }
    }

    /// A button or an anchor with an address begins.
    pub(super) fn unnamed_open(&mut self, tag: Tag, attrs: &[Attribute]) {
        if self.unnamed.len() >= DEPTH {
            return;
        }
        let what = [
            local_name!("href"),
            local_name!("name"),
            local_name!("id"),
            local_name!("class"),
        ]
        .iter()
        .find_map(|name| attrs.iter().find(|attr| attr.name.local == *name))
        .map(|attr| attr.value.clone());
        let open = Unnamed {
            tag,
            what: what.unwrap_or_default(),
            line: self.line,
            start: self.text_len(),
            // A button stays one whatever its role says.
            named: named(attrs)
                || (tag == Tag::A && presentational(attrs))
                || is_kept_silent(attrs)
                || self.hidden_here(attrs),
        };
        self.unnamed.push(open);
    }

    /// It ends: without text, and nothing inside gave it a name.
    pub(super) fn unnamed_close(&mut self, tag: Tag) {
        let Some(open) = self.unnamed.pop_if(|open| open.tag == tag) else {
            return;
        };
        let text = self
            .out
            .skeleton
            .text
            .get(open.start as usize..)
            .unwrap_or_default();
        if open.named || !text.trim().is_empty() {
            // What names the inner one names the outer one.
            for outer in &mut self.unnamed {
                outer.named = true;
            }
            return;
        }
        let kind = if tag == Tag::A {
            BarrierKind::EmptyLink
        } else {
            BarrierKind::EmptyButton
        };
        self.barrier_at(kind, fold(&open.what, 100), open.line);
    }

    /// A field that people fill in, or an `input` that is a button.
    pub(super) fn field_access(&mut self, tag: Tag, attrs: &[Attribute]) {
        let kind = attribute(attrs, &local_name!("type"))
            .map(|kind| kind.trim().to_ascii_lowercase())
            .unwrap_or_default();
        let what = [local_name!("name"), local_name!("id")]
            .iter()
            .find_map(|name| attribute(attrs, name))
            .map(|what| fold(what, 100))
            .unwrap_or_default();
        if self.hidden_here(attrs) || named(attrs) || presentational(attrs) {
            return;
        }
        let value = attribute(attrs, &local_name!("value"));
        match (tag, kind.as_str()) {
            (Tag::Input, "hidden") => {}
            (Tag::Input, "submit" | "reset") => {
                if value.is_some_and(|value| value.trim().is_empty()) {
                    self.barrier(BarrierKind::EmptyButton, what);
                }
            }
            (Tag::Input, "button") => {
                if value.is_none_or(|value| value.trim().is_empty()) {
                    self.barrier(BarrierKind::EmptyButton, what);
                }
            }
            (Tag::Input, "image") => {
                let alt = attribute(attrs, &local_name!("alt"));
                if alt.is_none_or(|alt| alt.trim().is_empty()) {
                    self.barrier(BarrierKind::EmptyButton, what);
                }
            }
            _ => {
                let placeholder = attrs.iter().any(|attr| {
                    &*attr.name.local == "placeholder" && !attr.value.trim().is_empty()
                });
                if self.open.of(Tag::Label) > 0 || placeholder {
                    return;
                }
                let line = self.line;
                let id = attribute(attrs, &local_name!("id")).map(|id| id.to_string());
                let access = &mut self.out.skeleton.access;
                if access.unlabelled.len() < FIELDS {
                    access.unlabelled.push((
                        id.unwrap_or_default(),
                        RawBarrier {
                            kind: BarrierKind::Label,
                            what,
                            line,
                        },
                    ));
                }
            }
        }
    }

    /// A `label` names a field by its identifier.
    pub(super) fn label_access(&mut self, attrs: &[Attribute]) {
        let target = attrs.iter().find(|attr| &*attr.name.local == "for");
        let access = &mut self.out.skeleton.access;
        if let Some(target) = target
            && access.labels.len() < FIELDS
        {
            access.labels.push(target.value.to_string());
        }
    }

    pub(super) fn frame_access(&mut self, attrs: &[Attribute]) {
        let none = [local_name!("width"), local_name!("height")]
            .iter()
            .any(|name| {
                attribute(attrs, name).is_some_and(|size| matches!(size.trim(), "0" | "0px"))
            });
        let skipped = attrs
            .iter()
            .any(|attr| &*attr.name.local == "tabindex" && attr.value.starts_with('-'));
        if !named(attrs) && !presentational(attrs) && !none && !skipped && !self.hidden_here(attrs)
        {
            let src = attribute(attrs, &local_name!("src")).map(|src| fold(src, 100));
            self.barrier(BarrierKind::FrameTitle, src.unwrap_or_default());
        }
    }

    fn hidden_here(&self, attrs: &[Attribute]) -> bool {
        self.hidden()
            || attrs.iter().any(|attr| match attr.name.local {
                local_name!("style") => crate::style::hides(&attr.value),
                local_name!("hidden") => true,
                _ => false,
            })
    }

    fn barrier(&mut self, kind: BarrierKind, what: String) {
        self.barrier_at(kind, what, self.line);
    }

    fn barrier_at(&mut self, kind: BarrierKind, what: String, line: u32) {
        if self.foreign > 0 || self.template > 0 || self.noscript > 0 || self.hidden() {
            return;
        }
        let access = &mut self.out.skeleton.access;
        access.total = access.total.saturating_add(1);
        let count = access.counts.entry(kind).or_default();
        *count += 1;
        if *count <= OF_A_KIND {
            access.barriers.push(RawBarrier { kind, what, line });
        }
    }
}

/// Whether an attribute other than `alt` gives a name.
fn named(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        matches!(
            &*attr.name.local,
            "aria-label" | "aria-labelledby" | "title"
        ) && !attr.value.trim().is_empty()
    })
}

/// Whether `aria-hidden` keeps it from programs that read pages aloud.
fn is_kept_silent(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        &*attr.name.local == "aria-hidden" && attr.value.trim().eq_ignore_ascii_case("true")
    })
}

/// Whether it is kept from programs that read pages aloud.
fn presentational(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        let value = attr.value.trim();
        match &*attr.name.local {
            "aria-hidden" => value.eq_ignore_ascii_case("true"),
            "role" => {
                value.eq_ignore_ascii_case("none") || value.eq_ignore_ascii_case("presentation")
            }
            _ => false,
        }
    })
}

/// Barriers of one kind that are kept.
const OF_A_KIND: u32 = 20;
const FIELDS: usize = 500;
const DEPTH: usize = 32;
