use crate::skeleton::Skeleton;

/// The children of each element.
pub(super) struct Children {
    first: Vec<u32>,
    all: Vec<u32>,
}

impl Children {
    pub(super) fn of(skeleton: &Skeleton) -> Self {
        let count = skeleton.nodes.len();
        let mut first = vec![0_u32; count + 1];
        let parent = |index: usize| {
            skeleton
                .nodes
                .get(index)
                .map(|node| node.parent as usize)
                .filter(|&parent| parent < index)
        };
        for index in 0..count {
            if let Some(slot) = parent(index).and_then(|parent| first.get_mut(parent + 1)) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut first {
            sum += *slot;
            *slot = sum;
        }
        let mut next = first.clone();
        let mut all = vec![0; sum as usize];
        for index in 0..count {
            if let Some(at) = parent(index).and_then(|parent| next.get_mut(parent)) {
                if let Some(slot) = all.get_mut(*at as usize) {
                    *slot = u32::try_from(index).unwrap_or(u32::MAX);
                }
                *at += 1;
            }
        }
        Self { first, all }
    }

    #[inline]
    pub(super) fn get(&self, index: usize) -> &[u32] {
        let from = self.first.get(index).copied().unwrap_or(0) as usize;
        let to = self.first.get(index + 1).copied().unwrap_or(0) as usize;
        self.all.get(from..to).unwrap_or_default()
    }
}
