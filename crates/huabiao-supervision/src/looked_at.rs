use std::collections::{BTreeMap, BTreeSet};

use huabiao_finding::Reason;
use huabiao_registry::Site;

use crate::{ProblemId, place};

/// Which pages of a site a run looked at.
///
/// A problem of a page is repaired only when somebody looked at that page: a home page
/// under maintenance, or a list that no longer names the page, repairs nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LookedAt {
    /// `None` is every page there is.
    places: Option<BTreeSet<String>>,
    /// What may still stand although no rule says so.
    doubts: BTreeMap<ProblemId, Vec<Reason>>,
}

impl LookedAt {
    /// Every page there is: for those who looked at the places of all problems.
    pub const fn everything() -> Self {
        Self {
            places: None,
            doubts: BTreeMap::new(),
        }
    }

    /// The pages at these addresses: those that were read, and those that are gone.
    ///
    /// ```
    /// use huabiao_registry::Site;
    /// use huabiao_supervision::LookedAt;
    ///
    /// let site = Site::from_home("www.example.gov.cn")?;
    /// let looked = LookedAt::new(&site, ["http://www.example.gov.cn/a.html"]);
    /// assert!(looked.holds("/a.html"));
    /// assert!(!looked.holds("/b.html"));
    /// # Ok::<(), huabiao_registry::InvalidHome>(())
    /// ```
    pub fn new<'a>(site: &Site, addresses: impl IntoIterator<Item = &'a str>) -> Self {
        let places = addresses.into_iter().map(|address| place(address, site));
        Self {
            places: Some(places.collect()),
            doubts: BTreeMap::new(),
        }
    }

    /// The same, and what was found as these problems may still stand there, for these
    /// reasons, although no rule says so any more: the silence of a rule that would rather
    /// miss a fault than accuse is no proof of repair.
    #[must_use]
    pub fn doubting(mut self, doubts: impl IntoIterator<Item = (ProblemId, Vec<Reason>)>) -> Self {
        self.doubts.extend(doubts);
        self
    }

    /// Why a problem that no rule sees may still stand.
    pub fn doubt(&self, problem: &ProblemId) -> Option<&[Reason]> {
        self.doubts.get(problem).map(Vec::as_slice)
    }

    /// Whether a page was looked at, by its [`place`].
    pub fn holds(&self, place: &str) -> bool {
        let places = self.places.as_ref();
        places.is_none_or(|places| places.contains(place))
    }
}
