use std::collections::HashSet;

use huabiao_facts::{LinkKind, Outcome, PageVisit};
use huabiao_finding::Reason;

use crate::seen::{Seen, count, is_followed, is_unclear};

/// What was not seen.
#[derive(Default)]
pub(crate) struct Gaps<'a> {
    pub(crate) over_budget: u32,
    pub(crate) robots: u32,
    pub(crate) unknown: HashSet<&'a str>,
    /// Pages of which a limit cut something off.
    cut: u32,
    pub(crate) unseen_lists: u32,
}

impl<'a> Gaps<'a> {
    /// What is missing behind the links of some pages, and of the pages themselves.
    pub(crate) fn on(seen: &Seen<'a>, pages: &[&'a PageVisit]) -> Self {
        let links = pages.iter().flat_map(|visit| &visit.page.links);
        let urls: HashSet<&str> = links
            .filter(|link| link.kind == LinkKind::Page && is_followed(link))
            .filter_map(|link| link.url.as_deref())
            .collect();
        let mut gaps = Self::default();
        for url in urls {
            match seen.outcome(url) {
                Outcome::Budget | Outcome::Trap => gaps.over_budget += 1,
                Outcome::Robots => gaps.robots += 1,
                outcome if is_unclear(outcome) => {
                    gaps.unknown.insert(url);
                }
                _ => {}
            }
        }
        gaps.cut = count(pages.iter().filter(|visit| visit.page.truncated).count());
        let columns = pages.iter().filter_map(|visit| visit.page.column.as_ref());
        gaps.unseen_lists = count(columns.filter(|column| column.filled_by_script).count());
        gaps
    }

    /// The same as reasons, those that count.
    pub(crate) fn reasons(self) -> Vec<Reason> {
        let reasons = [
            Reason::OverBudget {
                addresses: self.over_budget.saturating_add(self.cut),
            },
            Reason::Robots {
                addresses: self.robots,
            },
            Reason::UnknownOutcomes {
                addresses: count(self.unknown.len()),
            },
            Reason::UnseenLists {
                columns: self.unseen_lists,
            },
        ];
        let is_any = |reason: &Reason| match reason {
            Reason::OverBudget { addresses }
            | Reason::Robots { addresses }
            | Reason::UnknownOutcomes { addresses } => *addresses > 0,
            Reason::UnseenLists { columns } => *columns > 0,
            _ => true,
        };
        reasons.into_iter().filter(is_any).collect()
    }
}
