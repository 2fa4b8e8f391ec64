mod error;

use core::fmt;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};
use huabiao_facts::{WordHit, WordKind};
use serde::Deserialize;

pub use self::error::LexiconError;
use crate::sink::fold;
use crate::skeleton::Skeleton;

/// A dictionary of wrong wordings (错误表述词典), built once for one search over a page.
///
/// A dictionary is a TOML file: entries with the right wording, the wrong ones, the kind
/// of fault, and contexts in which a wrong wording is none. Wrong characters in the short
/// name of a book or a film (《穿流不息》) are none, for it may be a play on words.
///
/// ```
/// use huabiao_page::Lexicon;
///
/// let own = r#"
/// quoted = ["错别字"]
/// [[words]]
/// kind = "character"
/// right = "安装"
/// wrong = ["按装"]
/// except = ["按装修"]
/// "#;
/// assert_eq!(Lexicon::parse(own)?.len(), 1);
/// // What comes with the crate is a small start, no more.
/// assert!(Lexicon::starter().len() < 200);
/// # Ok::<(), huabiao_page::LexiconError>(())
/// ```
pub struct Lexicon {
    words: Vec<Word>,
    quoted: Vec<String>,
    search: AhoCorasick,
}

impl Lexicon {
    /// Reads a dictionary.
    ///
    /// # Errors
    ///
    /// [`LexiconError`] when the text is no TOML of that form, a wording has fewer than
    /// two characters, one wording is both wrong and right, or it is too large.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let lead = text.get(..at).unwrap_or_default();
            LexiconError::Syntax {
                line: lead.matches('\n').count() + 1,
                reason: error.message().to_owned(),
            }
        })?;
        let mut words = Vec::new();
        for entry in &file.words {
            for wrong in &entry.wrong {
                if wrong.trim().chars().count() < 2 {
                    return Err(LexiconError::Short {
                        wrong: wrong.clone(),
                    });
                }
                if file.words.iter().any(|other| other.right == *wrong) {
                    return Err(LexiconError::TwoMinds {
                        wrong: wrong.clone(),
                    });
                }
                words.push(Word {
                    wrong: wrong.clone(),
                    right: entry.right.clone(),
                    kind: entry.kind.into(),
                    except: entry.except.clone(),
                });
            }
        }
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(words.iter().map(|word| &word.wrong))
            .map_err(|_| LexiconError::TooLarge)?;
        Ok(Self {
            words,
            quoted: file.quoted,
            search,
        })
    }

    /// The small dictionary that comes with the crate: some dozens of wordings that are
    /// surely wrong, no names of persons. It is a start and says so; real work needs a
    /// dictionary that an office keeps.
    pub fn starter() -> Arc<Self> {
        static STARTER: LazyLock<Arc<Lexicon>> =
            LazyLock::new(|| {
                let starter = Lexicon::parse(include_str!("starter.toml"));
                Arc::new(starter.unwrap_or_else(|error| {
                    unreachable!("the starter dictionary is tested: {error}")
                }))
            });
        Arc::clone(&STARTER)
    }

    /// How many wrong wordings it holds.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The wrong wordings in the text and the title of a page.
    pub(crate) fn hits(&self, skeleton: &Skeleton) -> Vec<WordHit> {
        let mut hits = Vec::new();
        let quoting = |line: &str| self.quoted.iter().any(|word| line.contains(word));
        for found in self.search.find_iter(&skeleton.title) {
            let title = &skeleton.title;
            if let Some(word) = self.word(title, found.pattern().as_usize(), found.range())
                && !quoting(title)
            {
                hits.push(word.hit(title, found.range(), 1));
            }
        }
        for found in self.search.find_iter(&skeleton.text) {
            if hits.len() >= MOST {
                break;
            }
            let Some(line) = u32::try_from(found.start())
                .ok()
                .and_then(|at| skeleton.line_at(at))
            else {
                continue;
            };
            let text = skeleton.slice(line.start, line.end);
            let start = found.start().saturating_sub(line.start as usize);
            let range = start..start + found.len();
            let Some(word) = self.word(text, found.pattern().as_usize(), range.clone()) else {
                continue;
            };
            if !quoting(text) {
                let node = skeleton.nodes.get(line.node as usize);
                hits.push(word.hit(text, range, node.map_or(1, |node| node.line.max(1))));
            }
        }
        hits
    }

    /// Every wrong wording in the text and the title of a page, whatever stands around it.
    pub(crate) fn standing(&self, skeleton: &Skeleton) -> Vec<String> {
        let texts = [&skeleton.title, &skeleton.text];
        let found = texts
            .into_iter()
            .flat_map(|text| self.search.find_iter(text));
        let words = found.filter_map(|found| self.words.get(found.pattern().as_usize()));
        let terms: BTreeSet<&str> = words.map(|word| word.wrong.as_str()).collect();
        terms.into_iter().map(str::to_owned).collect()
    }

    /// The wording found in a line, unless the line is one of its exceptions there.
    fn word(&self, line: &str, index: usize, at: core::ops::Range<usize>) -> Option<&Word> {
        let word = self.words.get(index)?;
        let excepted = word.except.iter().any(|context| {
            line.match_indices(context.as_str())
                .any(|(from, text)| from <= at.start && at.end <= from + text.len())
        });
        let titled = word.kind == WordKind::Character && is_in_title(line, &at);
        (!excepted && !titled).then_some(word)
    }
}

/// Whether a place stands in 《》 that hold the name of a work, not of a document.
fn is_in_title(line: &str, at: &core::ops::Range<usize>) -> bool {
    let lead = line.get(..at.start).unwrap_or_default();
    let tail = line.get(at.end..).unwrap_or_default();
    let (Some(from), Some(to)) = (lead.rfind('《'), tail.find('》')) else {
        return false;
    };
    let name = line.get(from..at.end + to).unwrap_or_default();
    !name.contains('》') && name.chars().count() <= NAME
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon")
            .field("words", &self.words.len())
            .finish_non_exhaustive()
    }
}

impl Eq for Lexicon {}

impl PartialEq for Lexicon {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && self.quoted == other.quoted
    }
}

/// One wrong wording.
#[derive(Debug, Eq, PartialEq)]
struct Word {
    wrong: String,
    right: String,
    kind: WordKind,
    except: Vec<String>,
}

impl Word {
    fn hit(&self, line: &str, at: core::ops::Range<usize>, number: u32) -> WordHit {
        let lead = crate::personal::before(line, at.start, AROUND);
        let tail = crate::personal::after(line, at.end, AROUND);
        WordHit {
            kind: self.kind,
            term: self.wrong.clone(),
            suggestion: self.right.clone(),
            snippet: fold(&format!("{lead}{}{tail}", self.wrong), 60),
            line: number,
        }
    }
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    #[expect(dead_code, reason = "for people who read the file")]
    name: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for people who read the file")]
    version: String,
    #[serde(default)]
    quoted: Vec<String>,
    #[serde(default)]
    words: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    kind: Kind,
    right: String,
    wrong: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Character,
    Organisation,
    #[default]
    Other,
    Title,
}

impl From<Kind> for WordKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Character => Self::Character,
            Kind::Organisation => Self::Organisation,
            Kind::Other => Self::Other,
            Kind::Title => Self::Title,
        }
    }
}

/// Characters shown before and after a wording.
const AROUND: usize = 20;
/// Characters of the longest name of a work, with its bracket.
const NAME: usize = 16;
/// Hits kept of one page.
const MOST: usize = 200;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use url::Url;

    use super::*;
    use crate::{Input, read_with};

    fn terms(body: &str) -> Vec<String> {
        let url = Url::parse("http://www.example.gov.cn/").unwrap();
        let input = Input {
            url: &url,
            hosts: &[],
            content_type: None,
            status: 200,
            body: body.as_bytes(),
        };
        let page = read_with(&input, &Lexicon::starter());
        page.wording.into_iter().map(|hit| hit.term).collect()
    }

    #[test]
    fn the_starter_dictionary_is_sound() {
        let starter = Lexicon::starter();
        assert!(!starter.is_empty());
        for word in &starter.words {
            assert!(!word.right.contains(&word.wrong), "{}", word.wrong);
            for context in &word.except {
                let mut same = starter
                    .words
                    .iter()
                    .filter(|other| other.right == word.right);
                assert!(
                    same.any(|other| context.contains(&other.wrong)),
                    "{context}"
                );
            }
        }
    }

    #[test]
    fn wordings_contexts_and_quotations() {
        assert_eq!(
            terms("<title>党中央、国务员</title><p>中华人民共合国<p>路灯按装完毕，按装修标准"),
            ["党中央、国务员", "中华人民共合国", "按装完毕"]
        );
        assert_eq!(terms("<p>按装修标准、按装配要求<p>公布署名文章"), [""; 0]);
        let split = "<p>常务委员回选区述职<p>按装饰装修标准、按装车数量<p>沦陷井冈山<p>冷峻工业风<p>法定代表入股";
        assert_eq!(terms(split), [""; 0]);
        assert_eq!(terms("<p>‘户口薄’与‘户口簿’一字之差"), [""; 0]);
        assert_eq!(terms("<p>常见错别字：布署<p>“按装”应为“安装”"), [""; 0]);
        assert_eq!(terms("<p>中华人民共和国<p>部署安装"), [""; 0]);
    }

    #[test]
    fn words_that_meet_are_no_wrong_wording() {
        for text in [
            "赤松驰援灾区物资昨日抵达。",
            "李劲松驰骋沙场。",
            "海关总署发布署令第270号。",
            "新闻出版署公布署级课题名单。",
            "记者追朔州籍讨薪者三月。",
            "岳飞遗撼山易。",
            "设备按装机容量结算，已按装机容量补贴，电梯按装修方案。",
            "家庭户口薄、厚本。",
            "会议学习了《委屈求全与担当》等文章。",
            "书店推出《穿流不息》诗集，电影《不记其数》上映。",
            "区委书计划书发布会召开，市委书计划单列。",
            "民警行政处份内事办理，本行政处份额占比三成。",
            "一如继往开来",
            "按步就班车时刻表",
            "市人大常委员会同有关部门，各科室常务委会同有关部门",
            "鼎立相助残日活动",
            "记住脏款式",
            "业已峻工艺，项目峻工期",
            "名列前矛盾调解",
            "国务院办公听取汇报",
            "商务部安排布署（注：原文如此）",
            "鼓励行节约之风",
            "地震憾事",
            "严寒喧闹的街市",
        ] {
            assert_eq!(terms(&format!("<p>{text}")), [""; 0], "{text}");
        }
        for (text, wrong) in [
            ("会议研究布署下一步工作。", "研究布署"),
            ("纪律松驰问题", "纪律松驰"),
            ("产品质量可追朔。", "可追朔"),
            (
                "《关于进一步做好路灯按装调试工作有关事项的通知》",
                "按装调试",
            ),
            ("《中华人民共合国》", "中华人民共合国"),
        ] {
            assert_eq!(terms(&format!("<p>{text}")), [wrong], "{text}");
        }
    }

    #[test]
    fn a_damaged_dictionary_says_where() {
        let error = Lexicon::parse("quoted = []\n[[words]]\nright = 1\n").unwrap_err();
        assert!(
            matches!(error, LexiconError::Syntax { line: 2 | 3, .. }),
            "{error}"
        );
        let short = Lexicon::parse("[[words]]\nright='安装'\nwrong=['按']").unwrap_err();
        assert!(short.to_string().contains('按'));
        let both =
            "[[words]]\nright='甲乙'\nwrong=['丙丁']\n[[words]]\nright='丙丁'\nwrong=['戊己']";
        assert!(matches!(
            Lexicon::parse(both),
            Err(LexiconError::TwoMinds { .. })
        ));
        assert!(matches!(
            Lexicon::parse("[[wordz]]"),
            Err(LexiconError::Syntax { .. })
        ));
    }
}
