mod words;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use huabiao_facts::GuideElement;

use self::words::WORDS;
use crate::skeleton::Skeleton;
use crate::traditional;

/// What a word on a page stands for. One search over the text finds all of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Term {
    /// Introduces the day of publication.
    Published,
    /// Introduces some day, of publication if it stands where that stands.
    Day,
    /// Introduces the day of a change.
    Updated,
    /// Introduces a day that is not the day of publication.
    OtherDay,
    /// Stands in the line under a headline: source, author, reads, font size.
    Byline,
    /// Stands in the foot.
    Foot,
    /// Introduces the trail of links.
    Trail,
    /// Next page, last page.
    Paging,
    /// The list says itself that it has nothing.
    Empty,
    SiteCode,
    Icp,
    Police,
    Sponsor,
    Contact,
    FaultReport,
    Sitemap,
    Guide(GuideElement),
}

/// A word found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) term: Term,
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// The words of a page, in order; of words that begin together the longest. Long
/// paragraphs are searched at their beginning only, for what stands in the middle of
/// running text is no label.
pub(crate) fn of_page(skeleton: &Skeleton) -> Vec<Hit> {
    let folded = traditional::fold(&skeleton.text);
    let text = folded.as_deref().unwrap_or(&skeleton.text);
    let mut hits = Vec::new();
    let mut from = 0;
    let mut to = 0;
    // Short lines that follow one another are searched in one go.
    for line in &skeleton.lines {
        if line.chars <= PARAGRAPH && !line.control {
            if to < line.start && to > from {
                find(text, from, to, &mut hits);
                from = line.start;
            } else if to <= from {
                from = line.start;
            }
            to = line.end;
            continue;
        }
        if to > from {
            find(text, from, to, &mut hits);
        }
        if !line.control {
            let mut end = (line.start + BEGINNING).min(line.end);
            while !skeleton.text.is_char_boundary(end as usize) {
                end -= 1;
            }
            find(text, line.start, end, &mut hits);
        }
        from = line.end;
        to = line.end;
    }
    if to > from {
        find(text, from, to, &mut hits);
    }
    hits
}

/// The words of a text that is not the text of a page.
pub(crate) fn of_text(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    search(text, 0, &mut hits);
    hits
}

fn find(text: &str, from: u32, to: u32, hits: &mut Vec<Hit>) {
    let text = text.get(from as usize..to as usize);
    search(text.unwrap_or_default(), from, hits);
}

fn search(text: &str, from: u32, hits: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    for found in MATCHER.find_iter(text) {
        if hits.len() >= HITS {
            break;
        }
        let Some(&(_, term)) = WORDS.get(found.pattern().as_usize()) else {
            continue;
        };
        // English words count as words only.
        let letter = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_alphabetic)
        };
        if letter(Some(found.start())) && letter(found.start().checked_sub(1)) {
            continue;
        }
        hits.push(Hit {
            term,
            start: from + u32::try_from(found.start()).unwrap_or(0),
            end: from + u32::try_from(found.end()).unwrap_or(0),
        });
    }
}

/// Longer lines are running text, in characters.
const PARAGRAPH: u32 = 240;
/// Bytes searched of these.
const BEGINNING: u32 = 120;
/// Words kept of one page.
const HITS: usize = 20_000;

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = WORDS.iter().map(|(word, _)| word);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .prefilter(false)
        .kind(Some(AhoCorasickKind::DFA))
        .build(words.clone())
        .or_else(|_| AhoCorasick::new(words))
        .unwrap_or_else(|_| unreachable!("a list of short words always builds"))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(page: &str) -> Vec<Term> {
        let pass = crate::sink::pass(page);
        of_page(&pass.skeleton).iter().map(|hit| hit.term).collect()
    }

    #[test]
    fn the_longest_word_wins() {
        assert_eq!(
            terms("<p>发布时间：2017<p>我为政府网站找错"),
            [Term::Published, Term::FaultReport]
        );
    }

    #[test]
    fn english_words_count_as_words() {
        assert!(terms("reposted").is_empty());
        assert_eq!(terms("Posted on").len(), 1);
    }

    #[test]
    fn running_text_holds_no_labels() {
        let page = format!("<p>{}发布时间<p>来源", "字".repeat(300));
        assert_eq!(terms(&page), [Term::Byline]);
    }
}
