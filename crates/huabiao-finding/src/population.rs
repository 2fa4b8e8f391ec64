use std::collections::BinaryHeap;

use huabiao_types::Lang;
use xxhash_rust::xxh3::xxh3_64;

/// What a rule looked at and could draw a random sample (随机抽查) from: how many
/// addresses, and the first of them in the order of the draw.
///
/// The order is that of [`draw_key`]: a number that looks random, the same for all
/// who know the seed. So a sample of up to [`Population::DRAWN`] is exact, can be
/// repeated by anybody, and was not picked by hand.
///
/// ```
/// use huabiao_finding::Population;
///
/// let urls = ["http://a/1", "http://a/2", "http://a/3"];
/// let guides = Population::new("guides", "www.example.gov.cn\n2026-11-25", urls);
/// assert_eq!(guides.size, 3);
/// let turned = Population::new(
///     "guides",
///     "www.example.gov.cn\n2026-11-25",
///     urls.into_iter().rev(),
/// );
/// assert_eq!(guides, turned);
/// ```
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Population {
    /// What the addresses are of, such as `guides`.
    pub of: String,
    /// How many there are.
    pub size: u32,
    /// Those that are drawn first, in the order of the draw; at most
    /// [`Population::DRAWN`].
    pub drawn: Vec<String>,
}

impl Population {
    /// The most addresses that are kept, and so the largest sample.
    pub const DRAWN: usize = 64;

    /// The population of `addresses`, each counted once however often it is given.
    ///
    /// `seed` decides the draw: inspection takes the host and the day, joined by a
    /// line feed, so that nobody can foresee the draw long before and everybody can
    /// repeat it after.
    pub fn new<'a>(of: &str, seed: &str, addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all: Vec<&str> = addresses.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        let mut first: BinaryHeap<(u64, &str)> = BinaryHeap::new();
        for address in &all {
            let key = (draw_key(seed, address), *address);
            if first.len() < Self::DRAWN {
                first.push(key);
            } else if first.peek().is_some_and(|last| key < *last) {
                first.pop();
                first.push(key);
            }
        }
        Self {
            of: of.to_owned(),
            size: u32::try_from(all.len()).unwrap_or(u32::MAX),
            drawn: first
                .into_sorted_vec()
                .into_iter()
                .map(|(_, address)| address.to_owned())
                .collect(),
        }
    }

    /// The name of a population in words, such as 办事指南 for `guides`; as written where
    /// it has none.
    ///
    /// ```
    /// use huabiao_finding::Population;
    /// use huabiao_types::Lang;
    ///
    /// assert_eq!(Population::words("guides", Lang::Zh), "办事指南");
    /// assert_eq!(Population::words("towers", Lang::Zh), "towers");
    /// ```
    pub fn words(of: &str, lang: Lang) -> &str {
        let known = NAMES.iter().find(|(name, _)| *name == of);
        match (known, lang) {
            (Some((_, zh)), Lang::Zh) => zh,
            _ => of,
        }
    }

    /// A sample of `size`, or all where there are fewer (不足的全部检查).
    pub fn sample(&self, size: u32) -> &[String] {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        self.drawn.get(..size).unwrap_or(&self.drawn)
    }
}

/// The place of an address in the draw of a seed: the smallest are drawn first.
///
/// It is the 64-bit XXH3 hash of seed, line feed and address in UTF-8, which any
/// other program can compute too.
///
/// ```
/// assert_eq!(
///     huabiao_finding::draw_key("seed", "http://www.example.gov.cn/"),
///     huabiao_finding::draw_key("seed", "http://www.example.gov.cn/"),
/// );
/// ```
pub fn draw_key(seed: &str, address: &str) -> u64 {
    xxh3_64(format!("{seed}\n{address}").as_bytes())
}

/// The populations that rules here give, and what they are called in Chinese.
const NAMES: [(&str, &str); 7] = [
    ("articles", "内容页"),
    ("columns", "栏目页"),
    ("guides", "办事指南"),
    ("interpretations", "政策解读"),
    ("messages", "公开留言"),
    ("policies", "政策文件"),
    ("titles", "信息标题"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_many_are_those_of_a_full_sort() {
        let urls: Vec<String> = (0..500).map(|n| format!("http://a/{n}")).collect();
        let twice = urls.iter().chain(&urls).map(String::as_str);
        let drawn = Population::new("pages", "s", twice);
        assert_eq!(drawn.size, 500);
        let mut sorted = urls.clone();
        sorted.sort_by_key(|url| draw_key("s", url));
        assert_eq!(drawn.drawn, &sorted[..Population::DRAWN]);
        assert_eq!(drawn.sample(5), &sorted[..5]);
        assert_eq!(drawn.sample(u32::MAX).len(), Population::DRAWN);
    }

    #[test]
    fn another_seed_draws_others() {
        let urls: Vec<String> = (0..500).map(|n| format!("http://a/{n}")).collect();
        let draw = |seed| {
            let population = Population::new("pages", seed, urls.iter().map(String::as_str));
            population.sample(5).to_vec()
        };
        assert_ne!(draw("a\n2026-11-25"), draw("a\n2026-11-26"));
    }

    /// Another program that follows the documentation gets this number.
    #[test]
    fn the_key_is_fixed() {
        assert_eq!(draw_key("seed", "http://a/"), xxh3_64(b"seed\nhttp://a/"));
    }
}
