use super::{Mode, Pass, State};
use crate::skeleton::Counters;

impl State {
    pub(super) fn finish(mut self) -> Pass {
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

/// The nearest character boundary at or below `at`.
fn floor(text: &str, at: usize) -> u32 {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    u32::try_from(at).unwrap_or(u32::MAX)
}
