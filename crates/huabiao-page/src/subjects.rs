use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// What a page may speak of, told by words that nothing of the kind is without. One
/// search over the text tells all of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Subjects {
    /// Messages of users with answers.
    pub(crate) messages: bool,
    /// Numbers of messages or services.
    pub(crate) statistics: bool,
}

impl Subjects {
    pub(crate) fn of(text: &str) -> Self {
        let mut subjects = Self::default();
        for found in MATCHER.find_overlapping_iter(text) {
            if found.pattern().as_usize() < MESSAGES {
                subjects.messages = true;
            } else {
                subjects.statistics = true;
            }
            if subjects.messages && subjects.statistics {
                break;
            }
        }
        subjects
    }
}

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .build(WORDS)
        .unwrap_or_else(|_| unreachable!("a list of short words always builds"))
});

/// How many of the words are of messages; they come first.
const MESSAGES: usize = 7;

const WORDS: [&str; 15] = [
    "回复",
    "答复",
    "回 复",
    "答 复",
    "办理",
    "反馈",
    "处理",
    "统计",
    "总数",
    "总量",
    "回复率",
    "答复率",
    "办结率",
    "办件",
    "共收到",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_subject_has_its_words() {
        let of = |text| {
            let subjects = Subjects::of(text);
            (subjects.messages, subjects.statistics)
        };
        assert_eq!(of("来信已答复"), (true, false));
        assert_eq!(of("本月办件量"), (false, true));
        assert_eq!(of("共收到来信12件，已办理10件"), (true, true));
        assert_eq!(of("回复率"), (true, true));
        assert_eq!(of("工作动态"), (false, false));
    }
}
