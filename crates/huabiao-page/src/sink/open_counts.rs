use crate::tag::{TAGS, Tag};

/// How many elements of each kind are open.
pub(super) struct OpenCounts([u16; TAGS]);

impl Default for OpenCounts {
    fn default() -> Self {
        Self([0; TAGS])
    }
}

impl OpenCounts {
    pub(super) fn of(&self, tag: Tag) -> u16 {
        self.0.get(tag as usize).copied().unwrap_or(0)
    }

    pub(super) fn add(&mut self, tag: Tag) {
        if let Some(count) = self.0.get_mut(tag as usize) {
            *count = count.saturating_add(1);
        }
    }

    pub(super) fn take(&mut self, tag: Tag) {
        if let Some(count) = self.0.get_mut(tag as usize) {
            *count = count.saturating_sub(1);
        }
    }
}
