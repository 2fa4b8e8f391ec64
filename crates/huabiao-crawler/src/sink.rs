use huabiao_facts::PageVisit;

/// Takes the pages of a site as they come, so that nobody has to hold them all.
///
/// Pages come in the order in which they were complete. `ordinal` is the place of a
/// page in the order of discovery, the same in every run: 0 is the home page. It
/// may have gaps, since not everything found is a page.
///
/// Every `FnMut(u32, PageVisit)` is one.
pub trait Sink: Send {
    /// Takes one page.
    fn page(&mut self, ordinal: u32, visit: PageVisit);
}

impl<F: FnMut(u32, PageVisit) + Send> Sink for F {
    fn page(&mut self, ordinal: u32, visit: PageVisit) {
        self(ordinal, visit);
    }
}
