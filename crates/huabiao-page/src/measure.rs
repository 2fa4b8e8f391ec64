use huabiao_facts::Published;
use url::Url;

use crate::input::Input;
use crate::regions::Regions;
use crate::sink::Pass;
use crate::{charset, dates, headline, read, regions, sink, terms};

/// A page after the one pass, so that what the search for the date adds can be timed.
#[derive(Debug)]
pub struct Prepared {
    url: Url,
    pass: Pass,
    terms: Vec<terms::Hit>,
    regions: Regions,
    headline: Option<(u32, u32)>,
}

impl Prepared {
    /// Runs the pass over a page, and what other questions than the date need too.
    pub fn new(input: &Input<'_>) -> Self {
        let (text, _, _) = charset::decode(input.body, input.content_type, input.url);
        let pass = sink::pass(&text);
        let terms = terms::of_page(&pass.skeleton);
        let regions = regions::divide(&pass.skeleton, &terms);
        let headline = headline::find(&pass.skeleton, &regions);
        Self {
            url: input.url.clone(),
            pass,
            terms,
            regions,
            headline,
        }
    }

    /// The date of publication, before the kind of the page is known.
    pub fn published(&self) -> Option<Published> {
        let skeleton = &self.pass.skeleton;
        let days = read::days(skeleton, &self.url);
        dates::published(&dates::Sources {
            url: &self.url,
            skeleton,
            regions: &self.regions,
            terms: &self.terms,
            days: &days,
            zone: dates::Zone::of(&self.url, skeleton.lang.as_deref()),
            headline: self.headline,
        })
        .map(|dated| dated.published)
    }
}
