use html5ever::LocalName;

use super::{Mode, State};
use crate::tag::Tag;

impl State {
    pub(super) fn close(&mut self, tag: Tag, name: &LocalName) {
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
}

fn in_table(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Table | Tag::Tbody | Tag::Td | Tag::Tfoot | Tag::Th | Tag::Thead | Tag::Tr
    )
}
