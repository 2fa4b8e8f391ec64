use core::hash::{BuildHasherDefault, Hash, Hasher};
use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// A set of short texts that nobody can choose to collide to any harm: it lives for the
/// findings of one step of one site.
pub(crate) type QuickSet<T> = HashSet<T, BuildHasherDefault<QuickHash>>;

/// The same, with something said of each.
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<QuickHash>>;

/// A link of a page. Most are told apart by where they lead.
#[derive(Eq, PartialEq)]
pub(crate) struct Spot<'a> {
    pub(crate) page: &'a str,
    pub(crate) target: &'a str,
}

impl Hash for Spot<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(self.target.as_bytes());
        let bytes = self.page.as_bytes();
        state.write_u8(
            bytes
                .iter()
                .rev()
                .take(8)
                .fold(0, |sum, byte| byte.wrapping_add(u8::rotate_left(sum, 3))),
        );
    }
}

/// Hashes each text in one go, which for short ones takes a fraction of the time that a
/// hash of streams does.
#[derive(Default)]
pub(crate) struct QuickHash(u64);

impl Hasher for QuickHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = self.0.rotate_left(8) ^ u64::from(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_told_apart() {
        let spot = |page, target| Spot { page, target };
        let mut spots = QuickSet::default();
        assert!(spots.insert(spot("ab", "c")));
        assert!(spots.insert(spot("a", "bc")));
        assert!(spots.insert(spot("abc", "c")));
        assert!(!spots.insert(spot("ab", "c")));
    }
}
