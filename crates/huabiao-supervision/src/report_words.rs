use serde::Deserialize;

/// The words of one rule that tell the kind of a report.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ReportWords {
    /// One of them must stand in the text.
    any: Vec<String>,
    /// One of them must follow it, where there are any.
    #[serde(default)]
    then: Vec<String>,
    /// So many characters may lie between.
    #[serde(default)]
    within: usize,
    /// One of them must stand anywhere, where there are any.
    #[serde(default)]
    with: Vec<String>,
    /// None of them may stand anywhere.
    #[serde(default)]
    none: Vec<String>,
    /// The sender must have chosen one of these categories, where there are any.
    #[serde(default)]
    chosen: Vec<String>,
    /// The text must not have more characters than this.
    #[serde(default)]
    up_to: Option<usize>,
}

impl ReportWords {
    /// The same with plain words; `None` where there is nothing to look for.
    pub(crate) fn plain(self) -> Option<Self> {
        let all = |words: Vec<String>| -> Option<Vec<String>> {
            let words: Vec<_> = words.iter().map(|word| plain(word)).collect();
            words.iter().all(|word| !word.is_empty()).then_some(words)
        };
        Some(Self {
            any: all(self.any).filter(|words| !words.is_empty())?,
            then: all(self.then)?,
            within: self.within,
            with: all(self.with)?,
            none: all(self.none)?,
            chosen: self.chosen,
            up_to: self.up_to,
        })
    }

    /// The words that fit a plain text, if the rule does.
    pub(crate) fn find(&self, text: &str, category: Option<&str>) -> Option<String> {
        let has = |words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
        let chosen = self.chosen.is_empty()
            || category.is_some_and(|category| self.chosen.iter().any(|one| one == category));
        let short = self.up_to.is_none_or(|most| text.chars().count() <= most);
        if !chosen || !short || has(&self.none) || !(self.with.is_empty() || has(&self.with)) {
            return None;
        }
        self.any.iter().find_map(|word| {
            if self.then.is_empty() {
                return text.contains(word.as_str()).then(|| word.clone());
            }
            text.match_indices(word.as_str()).find_map(|(at, found)| {
                let rest = text.get(at + found.len()..)?;
                let near = |then: &&String| {
                    rest.find(then.as_str())
                        .and_then(|at| rest.get(..at))
                        .is_some_and(|between| between.chars().count() <= self.within)
                };
                let then = self.then.iter().find(near)?;
                Some(format!("{word}…{then}"))
            })
        })
    }
}

/// A text without spaces, in small letters and half-width forms, so that words compare.
/// Of an address only the host stays: its path is full of words and numbers (`/502/`).
pub(crate) fn plain(text: &str) -> String {
    hosts_only(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{feff}')
        .map(|c| match c {
            // The full-width forms stand 0xFEE0 above their ASCII twins.
            '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

fn hosts_only(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("http") {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let Some(address) = ["http://", "https://"]
            .iter()
            .find_map(|scheme| from.strip_prefix(scheme))
        else {
            let (word, after) = from.split_at("http".len());
            kept.push_str(word);
            rest = after;
            continue;
        };
        let end = address.find(|c: char| !c.is_ascii_graphic());
        let (address, after) = address.split_at(end.unwrap_or(address.len()));
        kept.extend(address.split(['/', '?', '#']).next());
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn words(toml: &str) -> ReportWords {
        toml::from_str::<ReportWords>(toml)
            .unwrap()
            .plain()
            .unwrap()
    }

    #[test]
    fn texts_are_made_plain() {
        assert_eq!(plain(" ＰＤＦ　打 不\n开！"), "pdf打不开!");
        assert_eq!(
            plain("见http://A.cn/502/x?404#500，https证书"),
            "见a.cn,https证书"
        );
        assert_eq!(plain("http"), "http");
    }

    #[test]
    fn a_second_word_has_to_follow_near() {
        let near = words("any = [\"附件\"]\nthen = [\"无法\"]\nwithin = 3");
        assert!(near.find("附件一二三无法", None).is_some());
        assert!(near.find("附件一二三四无法", None).is_none());
        assert!(near.find("附件一二三四附件无法", None).is_some());
        assert!(near.find("无法附件", None).is_none());
    }

    #[test]
    fn other_words_and_the_category_limit_it() {
        let limited =
            words("any = [\"应为\"]\nwith = [\"字\"]\nnone = [\"电话\"]\nchosen = [\"4\"]");
        assert!(limited.find("字应为", Some("4")).is_some());
        assert!(limited.find("字应为", Some("2")).is_none());
        assert!(limited.find("字应为", None).is_none());
        assert!(limited.find("应为", Some("4")).is_none());
        assert!(limited.find("电话字应为", Some("4")).is_none());
        let short = words("any = [\"应为\"]\nup_to = 3");
        assert!(short.find("应为甲", None).is_some());
        assert!(short.find("应为甲乙", None).is_none());
    }
}
