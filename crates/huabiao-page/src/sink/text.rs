use super::space::space;
use super::{Mode, State};
use crate::skeleton::Line;
use crate::tag::Tag;

impl State {
    pub(super) fn characters(&mut self, text: &str) {
        match self.mode {
            Mode::Text => {
                if self.noscript == 0 && self.template == 0 {
                    if self.open.of(Tag::Pre) > 0 {
                        self.preformatted(text);
                    } else {
                        self.text(text);
                    }
                }
            }
            Mode::Title => {
                if self.out.skeleton.title.len() < LONG {
                    self.out.skeleton.title.push_str(text);
                }
            }
            Mode::Script(_) => {
                let room = CODE.saturating_sub(self.out.skeleton.code.len());
                let end = (0..=room.min(text.len())).rfind(|at| text.is_char_boundary(*at));
                let kept = text.get(..end.unwrap_or(0)).unwrap_or_default();
                self.out.skeleton.code.push_str(kept);
                self.out.skeleton.truncated |= kept.len() < text.len();
            }
            Mode::Style => {
                if self.style_text.len() < CODE {
                    self.style_text.push_str(text);
                }
            }
            // Scripts keep entries there, and write them into the page.
            Mode::Field => {
                if ["href", "</li", "li>"]
                    .iter()
                    .any(|part| text.contains(part))
                {
                    self.skeleton().fetched = self.out.skeleton.fetched.saturating_add(1);
                }
            }
            Mode::Ignored => {}
        }
    }

    /// Text as it was set: its lines are lines.
    fn preformatted(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.end_line();
            }
            self.text(line);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
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
    pub(super) fn gap(&mut self) {
        if !self.at_space && !self.out.skeleton.text.is_empty() {
            self.out.skeleton.text.push(' ');
        }
        self.at_space = true;
    }

    pub(super) fn text_len(&self) -> u32 {
        u32::try_from(self.out.skeleton.text.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn end_line(&mut self) {
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
}

/// Bytes of text kept.
const TEXT: usize = 8 << 20;
/// Bytes of script and style kept.
const CODE: usize = 8 << 20;
const LONG: usize = 4096;
const LINES: usize = 200_000;
