use std::collections::BTreeSet;

/// The titles of a site as a set of short pieces, for comparing it with others.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Titles(BTreeSet<[char; PIECE]>);

impl Titles {
    /// Cuts titles into pieces. Signs, digits and white space are left out: they differ
    /// where an article was taken over.
    pub fn of<T: AsRef<str>>(titles: impl IntoIterator<Item = T>) -> Self {
        let mut pieces = BTreeSet::new();
        for title in titles {
            let letters = title.as_ref().chars().filter(|c| c.is_alphabetic());
            let letters: Vec<char> = letters.flat_map(char::to_lowercase).take(LONGEST).collect();
            let cut = letters
                .windows(PIECE)
                .filter_map(|w| <[char; PIECE]>::try_from(w).ok());
            pieces.extend(cut);
        }
        Self(pieces)
    }

    /// How much of this site another one has too, in permille; `None` where it has too
    /// little to say.
    ///
    /// ```
    /// use huabiao_registry::Titles;
    ///
    /// let centre = Titles::of(["关于开展节水宣传周活动的通知", "城区供水管网改造公告"].repeat(1));
    /// let bureau = Titles::of([
    ///     "关于开展节水宣传周活动的通知（2026年）",
    ///     "城区供水管网改造公告",
    ///     "水资源公报",
    /// ]);
    /// assert_eq!(centre.share_in(&bureau), Some(1000));
    /// assert_eq!(Titles::of(["公告"]).share_in(&bureau), None);
    /// ```
    pub fn share_in(&self, other: &Self) -> Option<u16> {
        if self.0.len() < LEAST {
            return None;
        }
        let both = self.0.intersection(&other.0).count();
        u16::try_from(both * 1000 / self.0.len()).ok()
    }
}

/// Letters of a piece: in Chinese titles about two words.
const PIECE: usize = 4;

/// Letters of a title that are looked at.
const LONGEST: usize = 200;

/// With fewer pieces a share is chance.
const LEAST: usize = 10;
