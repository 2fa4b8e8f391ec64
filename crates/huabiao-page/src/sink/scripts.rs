use html5ever::tokenizer::TokenSinkResult;
use html5ever::tokenizer::states::RawKind;
use html5ever::{Attribute, local_name};

use super::attributes::attribute;
use super::{Mode, State};
use crate::script::Signs;
use crate::skeleton::{Role, Script, ScriptKind};

impl State {
    pub(super) fn script_open(&mut self, attrs: &[Attribute]) -> TokenSinkResult<()> {
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

    pub(super) fn script_close(&mut self) {
        let Mode::Script(kind) = self.mode else {
            return;
        };
        self.mode = Mode::Text;
        let end = u32::try_from(self.out.skeleton.code.len()).unwrap_or(u32::MAX);
        if self.out.skeleton.scripts.len() >= SCRIPTS {
            self.out.skeleton.code.truncate(self.script_start as usize);
            return;
        }
        let code = self.out.skeleton.code.get(self.script_start as usize..);
        let signs = match kind {
            ScriptKind::Inline => Signs::of(code.unwrap_or_default()),
            _ => Signs::default(),
        };
        let script = Script {
            start: self.script_start,
            end,
            node: self.node(),
            at: self.text_len(),
            kind,
            signs,
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
        let effects = self.scripts.read(code, signs);
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
        node.named = false;
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
}

const SCRIPTS: usize = 2_000;
