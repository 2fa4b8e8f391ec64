use crate::skeleton::Skeleton;
use crate::traditional::simplified;

/// The text at the end of a page as its foot would be typed with care: half-width
/// letters and digits, simplified characters in the words of labels.
pub(crate) struct FootText {
    text: String,
    /// Which characters there are, by their lowest bits.
    has: [bool; PLACES],
}

impl FootText {
    pub(crate) fn of(skeleton: &Skeleton) -> Self {
        let lines = &skeleton.lines;
        let mut first = lines.len();
        let mut length = 0;
        for line in lines.iter().rev().take(LINES) {
            length += line.end.saturating_sub(line.start);
            if length > BYTES {
                break;
            }
            first -= 1;
        }
        let mut text = String::new();
        let mut has = [false; PLACES];
        for line in lines.get(first..).unwrap_or_default() {
            if line.hidden || line.control {
                continue;
            }
            let line = skeleton.slice(line.start, line.end);
            text.reserve(line.len() + 1);
            for c in line.chars().map(plain) {
                mark(&mut has, c);
                text.push(c);
            }
            text.push('\n');
        }
        Self { text, has }
    }

    /// What stands before and after each place where one of the words stands, the last
    /// place of each word first. Single spaces within a word do not count.
    pub(crate) fn around<'a>(
        &'a self,
        words: &'a [&'a str],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let words = words.iter().filter(|word| self.may_hold(word));
        words.flat_map(move |word| {
            let first = word.chars().next().unwrap_or('\n');
            let letter = first.is_ascii_alphabetic();
            let places: Vec<usize> = if letter {
                let bytes = self.text.as_bytes();
                let (small, large) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
                memchr::memrchr2_iter(small as u8, large as u8, bytes).collect()
            } else {
                let places = self.text.rmatch_indices(first);
                places.map(|(at, _)| at).collect()
            };
            places.into_iter().filter_map(move |at| {
                let before = self.text.get(..at)?;
                if letter && before.ends_with(|c: char| c.is_ascii_alphabetic()) {
                    return None;
                }
                let rest = after(self.text.get(at..)?, word)?;
                let line = rest.split('\n').next().unwrap_or_default();
                Some((before, line))
            })
        })
    }

    /// Whether all characters of a word may be there. Most words are not.
    fn may_hold(&self, word: &str) -> bool {
        word.chars().all(|c| self.has[place(c)])
    }
}

fn mark(has: &mut [bool; PLACES], c: char) {
    has[place(c)] = true;
}

/// Where it is kept whether a character is there, in either case.
fn place(c: char) -> usize {
    u32::from(c.to_ascii_lowercase()) as usize % PLACES
}

/// What follows a word with which a text begins.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text;
    for (index, wanted) in word.chars().enumerate() {
        if index > 0 {
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
        let mut chars = rest.chars();
        let found = chars.next()?;
        if !found.eq_ignore_ascii_case(&wanted) {
            return None;
        }
        rest = chars.as_str();
    }
    Some(rest)
}

/// A character in its half-width, simplified form.
pub(crate) fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => simplified(c),
    }
}

/// A power of two.
const PLACES: usize = 2_048;
/// Lines of a foot at most.
const LINES: usize = 40;
/// Bytes of a foot at most.
const BYTES: u32 = 3_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_other_forms() {
        let pass = crate::sink::pass("<p>正文<p>電　話：０１０－１ 主辦單位：某局<p>完");
        let foot = FootText::of(&pass.skeleton);
        let find = |words: &[&str]| {
            let found = foot.around(words).next();
            found.map(|(_, after)| after.to_owned())
        };
        assert_eq!(find(&["电话"]).as_deref(), Some(":010-1 主办单位:某局"));
        assert_eq!(find(&["热线", "主办单位"]).as_deref(), Some(":某局"));
        assert_eq!(find(&["热线"]), None);
    }
}
