use std::collections::{BTreeMap, BTreeSet};

use huabiao::supervision::Draw;

use crate::demo::City;

/// How a unit behaves when it is told of faults.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Manner {
    /// Mends everything in time and reports it.
    Prompt,
    /// Mends and reports after the urging notice.
    Late,
    /// Mends and reports only in the quarter after the interview.
    Stubborn,
    /// Reports everything in time but left one fault as it is; mends that one when it is
    /// told.
    Careless,
    /// Mends before the next inspection and never says so.
    Quiet,
    /// Does nothing.
    Never,
    /// Contests the problem, and is right.
    Right,
    /// Contests the problem, is wrong, and mends late.
    Wrong,
}

/// Who behaves how, by host.
pub(crate) struct Cast {
    manners: BTreeMap<String, Manner>,
}

impl Cast {
    /// Gives every site with faults its manner. Who does nothing is a site that no draw
    /// after the first reaches, and who keeps quiet is one that the second reaches.
    pub(crate) fn new(city: &City, draws: &[Draw]) -> Self {
        let drawn: Vec<BTreeSet<&str>> = draws.iter().map(Draw::sites).collect();
        let in_draw =
            |at: usize, host: &str| drawn.get(at).is_some_and(|sites| sites.contains(host));
        let mut manners = BTreeMap::new();
        for (host, manner) in [
            (RIGHT, Manner::Right),
            (WRONG, Manner::Wrong),
            (CARELESS, Manner::Careless),
        ] {
            manners.insert(host.to_owned(), manner);
        }
        let mut hosts: Vec<&str> = Vec::new();
        for fault in city.faults() {
            if !hosts.contains(&fault.host.as_str()) && !manners.contains_key(&fault.host) {
                hosts.push(&fault.host);
            }
        }
        let (mut never, mut quiet) = (None, None);
        for (at, host) in hosts.into_iter().enumerate() {
            let manner = if never.is_none() && !(1..4).any(|draw| in_draw(draw, host)) {
                never = Some(host);
                Manner::Never
            } else if quiet.is_none() && in_draw(1, host) && !host.starts_with("www.") {
                quiet = Some(host);
                Manner::Quiet
            } else if at % 11 == 7 {
                Manner::Stubborn
            } else if at % 5 == 4 {
                Manner::Late
            } else {
                Manner::Prompt
            };
            manners.insert(host.to_owned(), manner);
        }
        Self { manners }
    }

    /// How the unit of that site behaves.
    pub(crate) fn of(&self, host: &str) -> Manner {
        self.manners.get(host).copied().unwrap_or(Manner::Prompt)
    }

    /// The sites with that manner.
    pub(crate) fn with(&self, manner: Manner) -> impl Iterator<Item = &str> {
        let with = self
            .manners
            .iter()
            .filter(move |(_, other)| **other == manner);
        with.map(|(host, _)| host.as_str())
    }
}

/// It takes letters through the common mailbox of the city, which the rule cannot know.
pub(crate) const RIGHT: &str = "swj.chenglan.gov.cn";

/// It updated pages that the public cannot see.
pub(crate) const WRONG: &str = "lsj.chenglan.gov.cn";

/// It reports more than it mended.
const CARELESS: &str = "fgw.chenglan.gov.cn";
