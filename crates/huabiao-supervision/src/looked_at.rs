use std::collections::BTreeSet;

use huabiao_registry::Site;

use crate::place;

/// Which pages of a site a run looked at.
///
/// A problem of a page is repaired only when somebody looked at that page: a home page
/// under maintenance, or a list that no longer names the page, repairs nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LookedAt {
    /// `None` is every page there is.
    places: Option<BTreeSet<String>>,
}

impl LookedAt {
    /// Every page there is: for those who looked at the places of all problems.
    pub const fn everything() -> Self {
        Self { places: None }
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
        }
    }

    /// Whether a page was looked at, by its [`place`].
    pub fn holds(&self, place: &str) -> bool {
        let places = self.places.as_ref();
        places.is_none_or(|places| places.contains(place))
    }
}
