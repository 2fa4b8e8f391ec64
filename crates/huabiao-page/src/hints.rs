use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// What class and id of an element suggest, as bits.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Hints(pub(crate) u16);

impl Hints {
    pub(crate) const ARTICLE: Self = Self(1);
    pub(crate) const COMMENT: Self = Self(1 << 1);
    pub(crate) const DATE: Self = Self(1 << 2);
    pub(crate) const FOOTER: Self = Self(1 << 3);
    pub(crate) const HEADER: Self = Self(1 << 4);
    pub(crate) const LIST: Self = Self(1 << 5);
    pub(crate) const NAV: Self = Self(1 << 6);
    pub(crate) const PAGING: Self = Self(1 << 7);
    pub(crate) const SIDE: Self = Self(1 << 8);
    pub(crate) const SOCIAL: Self = Self(1 << 9);
    pub(crate) const TITLE: Self = Self(1 << 10);
    pub(crate) const TRAIL: Self = Self(1 << 11);
    pub(crate) const LOGIN: Self = Self(1 << 12);
    pub(crate) const UPDATED: Self = Self(1 << 13);
    pub(crate) const PUBLISHED: Self = Self(1 << 14);
    const DAY: Self = Self(Self::DATE.0 | Self::PUBLISHED.0);

    /// Reads class and id.
    pub(crate) fn read(names: &str) -> Self {
        let mut hints = Self::default();
        if names.len() > LONGEST {
            return hints;
        }
        for found in MATCHER.find_overlapping_iter(names) {
            if let Some(&(word, hint)) = WORDS.get(found.pattern().as_usize()) {
                // Short words count only where a word begins.
                let before = found
                    .start()
                    .checked_sub(1)
                    .and_then(|at| names.as_bytes().get(at));
                let first = names.as_bytes().get(found.start());
                let begins = before.is_none_or(|byte| !byte.is_ascii_alphabetic())
                    || (before.is_some_and(u8::is_ascii_lowercase)
                        && first.is_some_and(u8::is_ascii_uppercase));
                if begins || word.len() >= 5 {
                    hints.0 |= hint.0;
                }
            }
        }
        hints
    }

    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Longer attributes are generated; they say nothing.
const LONGEST: usize = 300;

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(WORDS.map(|(word, _)| word))
        .unwrap_or_else(|_| AhoCorasick::new::<_, &str>([]).unwrap_or_else(|_| unreachable!()))
});

/// Words that designers everywhere use, in English and Pinyin.
const WORDS: [(&str, Hints); 66] = [
    ("article", Hints::ARTICLE),
    ("content", Hints::ARTICLE),
    ("zoom", Hints::ARTICLE),
    ("editor", Hints::ARTICLE),
    ("detail", Hints::ARTICLE),
    ("entry", Hints::ARTICLE),
    ("post", Hints::ARTICLE),
    ("story", Hints::ARTICLE),
    ("zhengwen", Hints::ARTICLE),
    ("neirong", Hints::ARTICLE),
    ("comment", Hints::COMMENT),
    ("reply", Hints::COMMENT),
    ("pinglun", Hints::COMMENT),
    ("date", Hints::DATE),
    ("time", Hints::DATE),
    ("pubdate", Hints::DAY),
    ("publish", Hints::DAY),
    ("byline", Hints::DATE),
    ("meta", Hints::DATE),
    ("info", Hints::DATE),
    ("source", Hints::DATE),
    ("riqi", Hints::DATE),
    ("shijian", Hints::DATE),
    ("datum", Hints::DATE),
    ("fecha", Hints::DATE),
    ("updat", Hints::UPDATED),
    ("modif", Hints::UPDATED),
    ("foot", Hints::FOOTER),
    ("copyright", Hints::FOOTER),
    ("copy", Hints::FOOTER),
    ("bottom", Hints::FOOTER),
    ("banquan", Hints::FOOTER),
    ("header", Hints::HEADER),
    ("head", Hints::HEADER),
    ("banner", Hints::HEADER),
    ("logo", Hints::HEADER),
    ("topbar", Hints::HEADER),
    ("list", Hints::LIST),
    ("nav", Hints::NAV),
    ("menu", Hints::NAV),
    ("daohang", Hints::NAV),
    ("caidan", Hints::NAV),
    ("pager", Hints::PAGING),
    ("paging", Hints::PAGING),
    ("page", Hints::PAGING),
    ("pagination", Hints::PAGING),
    ("fenye", Hints::PAGING),
    ("sidebar", Hints::SIDE),
    ("aside", Hints::SIDE),
    ("related", Hints::SIDE),
    ("recommend", Hints::SIDE),
    ("relate", Hints::SIDE),
    ("hot", Hints::SIDE),
    ("tuijian", Hints::SIDE),
    ("share", Hints::SOCIAL),
    ("social", Hints::SOCIAL),
    ("fenxiang", Hints::SOCIAL),
    ("title", Hints::TITLE),
    ("headline", Hints::TITLE),
    ("biaoti", Hints::TITLE),
    ("crumb", Hints::TRAIL),
    ("position", Hints::TRAIL),
    ("location", Hints::TRAIL),
    ("weizhi", Hints::TRAIL),
    ("login", Hints::LOGIN),
    ("denglu", Hints::LOGIN),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_where_they_begin() {
        assert!(Hints::read("main_nav").has(Hints::NAV));
        assert!(Hints::read("leftNav").has(Hints::NAV));
        assert!(!Hints::read("canavan").has(Hints::NAV));
        assert!(Hints::read("pubdate").has(Hints::DATE));
        assert_eq!(Hints::read("fl clearfix"), Hints::default());
    }
}
