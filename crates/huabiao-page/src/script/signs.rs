use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Which words of interest a script holds, as bits: one search over its code answers
/// the first question of everything that reads scripts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Signs(u16);

impl Signs {
    /// Fetches something.
    pub(crate) const FETCHES: Self = Self(1);
    /// Calls `.load(`, on what is not said.
    pub(crate) const LOAD: Self = Self(1 << 1);
    /// Builds the page itself.
    pub(crate) const FRAMEWORK: Self = Self(1 << 2);
    /// Puts something into the page.
    pub(crate) const PUTS: Self = Self(1 << 3);
    /// Puts something before or around what is there.
    pub(crate) const AROUND: Self = Self(1 << 4);
    /// Writes where it stands.
    pub(crate) const WRITES: Self = Self(1 << 5);
    /// Names the foot of the page.
    pub(crate) const FOOT: Self = Self(1 << 6);
    /// Names a year of this century, or another number with 20.
    pub(crate) const CENTURY: Self = Self(1 << 7);
    /// Writes the links between pages, or shows and hides.
    pub(crate) const ACTS: Self = Self(1 << 8);
    /// Names the address of the page.
    pub(crate) const LOCATION: Self = Self(1 << 9);
    /// Declares variables.
    pub(crate) const DECLARES: Self = Self(1 << 10);

    pub(crate) fn of(code: &str) -> Self {
        let mut signs = Self::default();
        for found in MATCHER.find_overlapping_iter(code) {
            if let Some((_, sign)) = WORDS.get(found.pattern().as_usize()) {
                signs.0 |= sign.0;
            }
        }
        signs
    }

    /// Any of them.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(WORDS.map(|(word, _)| word))
        .unwrap_or_else(|_| unreachable!("a list of short words always builds"))
});

const WORDS: [(&str, Signs); 33] = [
    ("$.ajax", Signs::FETCHES),
    ("jQuery.ajax", Signs::FETCHES),
    ("$.get(", Signs::FETCHES),
    ("$.post(", Signs::FETCHES),
    ("$.getJSON", Signs::FETCHES),
    ("fetch(", Signs::FETCHES),
    ("XMLHttpRequest", Signs::FETCHES),
    ("axios", Signs::FETCHES),
    (".load(", Signs::LOAD),
    ("new Vue(", Signs::FRAMEWORK),
    ("createApp(", Signs::FRAMEWORK),
    (".append(", Signs::PUTS),
    (".html(", Signs::PUTS),
    ("appendChild", Signs::PUTS),
    ("innerHTML", Signs::PUTS),
    ("render(", Signs::PUTS),
    (".prepend(", Signs::AROUND),
    ("insertAdjacent", Signs::AROUND),
    ("outerHTML", Signs::AROUND),
    ("document.write", Signs::WRITES),
    ("bottom.", Signs::FOOT),
    ("copyright", Signs::FOOT),
    ("dibu", Signs::FOOT),
    ("foot", Signs::FOOT),
    ("#bottom", Signs::FOOT),
    ("yejiao", Signs::FOOT),
    ("20", Signs::CENTURY),
    ("PageHTML", Signs::ACTS),
    ("Page(", Signs::ACTS),
    ("page(", Signs::ACTS),
    (".display", Signs::ACTS),
    ("location", Signs::LOCATION),
    ("var ", Signs::DECLARES),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_gives_its_sign() {
        for (word, sign) in WORDS {
            assert!(Signs::of(&format!("a {word} b")).any(sign), "{word}");
        }
    }

    #[test]
    fn words_may_overlap() {
        let signs = Signs::of("$('#bottom.foot').html(x)");
        assert!(signs.any(Signs::FOOT) && signs.any(Signs::PUTS));
        assert!(!signs.any(Signs::FETCHES.or(Signs::LOAD)));
        assert_eq!(Signs::of("let a = 1;"), Signs::default());
    }
}
