use huabiao_scoring::Scorecard;
use huabiao_types::Lang;

use super::bulletin::{
    FailedSite, GoodPractice, KindResult, KindSites, NamedCount, ProblemKind, QuarterlyBulletin,
    SiteLine,
};
use super::cite::{citation, failed_by_points, is_for_reference, open_points, reason};
use super::letterhead::Letterhead;
use crate::BulletinInput;
use crate::document::{Case, Document, SiteResult};

impl QuarterlyBulletin {
    /// What an inspection says, as far as it says it: every site of the list counts as
    /// registered and checked, and what belongs to the work after it (recheck, appeals,
    /// reports from the public, accountability) is left to the caller. 问题数 counts each
    /// target once a site.
    ///
    /// The title of the input is not used; the wording makes one.
    pub fn of_inspection(input: &BulletinInput, head: Letterhead, place: &str, lang: Lang) -> Self {
        let d = Document::new(input, lang);
        let named = |case: &Case| failed(case, lang);
        let mut sites: Vec<KindSites> = Vec::new();
        for order in &d.rankings {
            let ranked = order.ranks.iter();
            let ranked = ranked.map(|rank| (rank.site.number, u32::try_from(rank.rank).ok()));
            let unranked = order.unranked.iter().map(|one| (one.site.number, None));
            let of_kind = ranked.chain(unranked).filter_map(|(number, rank)| {
                let at = number.checked_sub(1)?;
                let (entry, result) = (input.sites.get(at)?, d.annex.get(at)?);
                Some(line(&entry.scorecard, result, rank))
            });
            sites.push(KindSites {
                name: order.name.clone(),
                sites: of_kind.collect(),
            });
        }
        let for_reference = |wanted: &dyn Fn(&Scorecard) -> bool| {
            let mut cards = input.sites.iter().map(|site| &site.scorecard);
            cards.any(|card| is_for_reference(&input.method.set, card) && wanted(card))
        };
        Self {
            head,
            place: place.to_owned(),
            year: chrono::Datelike::year(&input.to),
            quarter: None,
            from: input.from,
            to: input.to,
            indicators: citation(&input.method.set, lang),
            covers: vec![d.covers.clone()],
            for_reference: for_reference(&|_| true),
            failed_by_reference: for_reference(&failed_by_points),
            registered: count(d.counts.sites),
            checked: count(d.counts.sites),
            qualified: count(d.counts.qualified),
            qualified_in_part: count(d.counts.qualified_in_part),
            unqualified: count(d.counts.unqualified),
            undetermined: count(d.counts.undetermined),
            findings: count(d.counts.distinct),
            seed: None,
            kinds: d
                .categories
                .iter()
                .map(|kind| KindResult {
                    name: kind.name.clone(),
                    registered: count(kind.counts.sites),
                    checked: count(kind.counts.sites),
                    qualified: count(kind.counts.qualified),
                    unqualified: count(kind.counts.unqualified),
                    undetermined: count(kind.counts.undetermined),
                })
                .collect(),
            accounts: Vec::new(),
            before: None,
            fault_reports: None,
            rectification: None,
            recheck: None,
            changes: None,
            appeals: Vec::new(),
            good: d
                .good_sites
                .iter()
                .map(|site| GoodPractice {
                    site: site.name.clone(),
                    what: None,
                })
                .collect(),
            problems: d
                .problems
                .iter()
                .map(|problem| ProblemKind {
                    name: problem.name.clone(),
                    findings: count(problem.distinct),
                    sites: count(problem.sites),
                    most: problem
                        .most
                        .iter()
                        .map(|most| NamedCount {
                            name: most.site.name.clone(),
                            count: count(most.distinct),
                        })
                        .collect(),
                })
                .collect(),
            failed: d.unqualified.iter().map(named).collect(),
            open: d.undetermined.iter().map(named).collect(),
            unregistered: Vec::new(),
            accountability: None,
            rectify_by: input.rectify_by,
            report_to: None,
            sites,
        }
    }
}

fn line(card: &Scorecard, result: &SiteResult, rank: Option<u32>) -> SiteLine {
    SiteLine {
        name: result.site.name.clone(),
        host: result.site.host.clone(),
        code: result.site.code.clone(),
        unit: result.site.unit.clone(),
        rank,
        verdict: card.verdict,
        points: result.points,
        of: result.points_of,
        open: open_points(card),
        lost: result.points_lost,
        findings: count(result.distinct),
    }
}

fn failed(case: &Case, lang: Lang) -> FailedSite {
    FailedSite {
        name: case.site.name.clone(),
        code: case.site.code.clone(),
        unit: case.site.unit.clone(),
        person: None,
        reasons: case
            .reasons
            .iter()
            .map(|one| match one.title.as_str() {
                "" => one.observed.clone(),
                title => reason(title, &one.observed, lang),
            })
            .collect(),
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
