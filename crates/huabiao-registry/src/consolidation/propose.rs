use std::collections::BTreeMap;

use chrono::NaiveDate;
use huabiao_types::UnitCode;

use super::{Criteria, Measured, Plan, PlanItem, Proposal, Titles, Why};
use crate::{DomainForm, Estate, Life, Particulars, RecordId, UnitKind};

/// Proposes what becomes of each registered site.
///
/// 1. A unit has one site at most. Of several the one stays that looks most like the
///    unit's own: its domain has the right form, it fails least, most people look at it.
/// 2. Towns, streets and departments of districts have none in principle.
/// 3. The portals of governments stay.
/// 4. What another site has too goes into that one.
/// 5. What cannot be kept up goes into the site of the unit above: it failed too often,
///    too few people keep it, it publishes too little; for subordinate units, too few
///    people look at it.
/// 6. What stays and is not on the platform moves there.
///
/// What nobody measured never counts against a site. Rules 1 to 3 are the guideline's
/// (国办发〔2017〕47号); the numbers are those of `criteria`.
pub fn propose(
    estate: &Estate,
    day: NaiveDate,
    measured: &[Measured],
    criteria: &Criteria,
) -> Plan {
    let desk = Desk::new(estate, day, measured, criteria);
    let mut items: BTreeMap<RecordId, PlanItem> = BTreeMap::new();
    // From the top down, so that it is known what stays above.
    for site in desk.top_down() {
        let stays = |id: &RecordId| items.get(id).is_none_or(PlanItem::stays);
        let (proposed, reasons) = desk.judge(site, &stays);
        items.insert(
            site.id.clone(),
            PlanItem {
                category: site.category(),
                proposed,
                reasons,
                overruled: None,
            },
        );
    }
    Plan {
        day,
        criteria: criteria.clone(),
        items,
    }
}

/// A site as the plan looks at it.
struct Candidate<'a> {
    id: &'a RecordId,
    particulars: &'a Particulars,
    unit: Option<(&'a UnitCode, UnitKind)>,
    measured: Option<&'a Measured>,
}

impl Candidate<'_> {
    fn category(&self) -> huabiao_types::SiteCategory {
        let by_unit = self.unit.map(|(_, kind)| kind.category());
        let own = self.particulars.site.category;
        own.or(by_unit)
            .unwrap_or(huabiao_types::SiteCategory::SubordinateUnit)
    }
}

struct Desk<'a> {
    estate: &'a Estate,
    day: NaiveDate,
    criteria: &'a Criteria,
    sites: Vec<Candidate<'a>>,
    titles: BTreeMap<&'a RecordId, Titles>,
    /// The site of each unit that stays if any does.
    best: BTreeMap<&'a UnitCode, &'a RecordId>,
}

impl<'a> Desk<'a> {
    fn new(
        estate: &'a Estate,
        day: NaiveDate,
        measured: &'a [Measured],
        criteria: &'a Criteria,
    ) -> Self {
        let by_site: BTreeMap<&RecordId, &Measured> =
            measured.iter().map(|of| (&of.site, of)).collect();
        let registered = estate
            .sites()
            .filter(|record| record.life_on(day).is_some_and(Life::is_registered));
        let sites: Vec<Candidate<'a>> = registered
            .filter_map(|record| {
                let particulars = record.on(day)?;
                let unit = particulars.sponsor().and_then(|code| {
                    let unit = estate.unit(code)?;
                    Some((&unit.code, unit.kind))
                });
                Some(Candidate {
                    id: &record.id,
                    particulars,
                    unit,
                    measured: by_site.get(&record.id).copied(),
                })
            })
            .collect();
        let titles = sites.iter().filter_map(|site| {
            let titles = &site.measured?.titles;
            Some((site.id, Titles::of(titles)))
        });
        let titles = titles.collect();
        let mut best: BTreeMap<&UnitCode, &Candidate<'a>> = BTreeMap::new();
        for site in &sites {
            if let Some((unit, _)) = site.unit {
                let now = best.entry(unit).or_insert(site);
                if rank(site, criteria) > rank(now, criteria) {
                    *now = site;
                }
            }
        }
        let best = best
            .into_iter()
            .map(|(unit, site)| (unit, site.id))
            .collect();
        Self {
            estate,
            day,
            criteria,
            sites,
            titles,
            best,
        }
    }

    /// The sites of units near the top before those below, the best of a unit first.
    fn top_down(&self) -> Vec<&Candidate<'a>> {
        let depth = |site: &&Candidate<'a>| {
            let (unit, _) = site.unit?;
            Some(self.above(unit).count())
        };
        let mut sites: Vec<&Candidate<'a>> = self.sites.iter().collect();
        sites.sort_by_key(|site| {
            let second = site.unit.and_then(|(unit, _)| self.best.get(unit)) != Some(&site.id);
            (second, depth(site).unwrap_or(usize::MAX), site.id)
        });
        sites
    }

    /// The units above, the nearest first.
    fn above(&self, unit: &'a UnitCode) -> impl Iterator<Item = &'a UnitCode> {
        let up = |code: &&'a UnitCode| self.estate.unit(code)?.on(self.day)?.superior.as_ref();
        // A tree has no circle; a damaged one ends all the same.
        std::iter::successors(up(&unit), up).take(64)
    }

    fn judge(
        &self,
        site: &Candidate<'a>,
        stays: &impl Fn(&RecordId) -> bool,
    ) -> (Proposal, Vec<Why>) {
        let Some((unit, kind)) = site.unit else {
            return (Proposal::Close, vec![Why::NoSponsor]);
        };
        // Another site of the unit is the better one.
        if let Some(best) = self.best.get(unit).filter(|best| **best != site.id) {
            let why = Why::KeptInstead {
                site: (*best).clone(),
            };
            let into = match stays(best) {
                true => Some((*best).clone()),
                false => self.place_above(unit, stays),
            };
            return go_into(into, vec![why]);
        }
        if matches!(kind, UnitKind::City | UnitKind::District) {
            return self.keep(site, Why::Portal);
        }
        if !kind.may_have_site() {
            let why = Why::KindHasNone { kind };
            return go_into(self.place_above(unit, stays), vec![why]);
        }
        if let Some((other, permille)) = self.duplicate(site, stays) {
            let of = other.clone();
            let why = Why::Duplicate {
                of: of.clone(),
                permille,
            };
            return (Proposal::MergeInto(of), vec![why]);
        }
        let weak = self.weaknesses(site, kind);
        match weak.is_empty() {
            true if site.measured.is_none() => self.keep(site, Why::NotMeasured),
            true => self.keep(site, Why::KeptUp),
            false => go_into(self.place_above(unit, stays), weak),
        }
    }

    fn keep(&self, site: &Candidate<'a>, why: Why) -> (Proposal, Vec<Why>) {
        let platform = &self.criteria.platform;
        match platform.is_empty() || site.particulars.platform == *platform {
            true => (Proposal::Keep, vec![why]),
            false => (Proposal::Migrate, vec![why, Why::OffPlatform]),
        }
    }

    /// The nearest site above that stays.
    fn place_above(
        &self,
        unit: &'a UnitCode,
        stays: &impl Fn(&RecordId) -> bool,
    ) -> Option<RecordId> {
        let sites = self.above(unit).filter_map(|unit| self.best.get(unit));
        sites.copied().find(|site| stays(site)).cloned()
    }

    /// The site that has most of what this one has, if that is enough, and stays. A
    /// site above takes in one below and none the other way round.
    fn duplicate(
        &self,
        site: &Candidate<'a>,
        stays: &impl Fn(&RecordId) -> bool,
    ) -> Option<(&'a RecordId, u16)> {
        let own = self.titles.get(site.id)?;
        let (unit, _) = site.unit?;
        let above = self
            .above(unit)
            .filter_map(|unit| self.best.get(unit).copied());
        let shares = above.filter(|other| stays(other)).filter_map(|other| {
            let share = own.share_in(self.titles.get(other)?)?;
            (share >= self.criteria.duplicate).then_some((other, share))
        });
        shares.max_by_key(|(_, share)| *share)
    }

    fn weaknesses(&self, site: &Candidate<'a>, kind: UnitKind) -> Vec<Why> {
        let Some(measured) = site.measured else {
            return Vec::new();
        };
        let criteria = self.criteria;
        let mut weak = Vec::new();
        let failed = measured.failed(criteria.runs);
        if failed >= criteria.failed.max(1) {
            let runs = criteria.runs;
            weak.push(Why::Failed { failed, runs });
        }
        if let Some(staff) = measured.staff.filter(|staff| *staff < criteria.staff) {
            let least = criteria.staff;
            weak.push(Why::Understaffed { staff, least });
        }
        if let Some(articles) = measured.articles.filter(|n| *n < criteria.articles) {
            let least = criteria.articles;
            weak.push(Why::FewArticles { articles, least });
        }
        let subordinate = matches!(kind, UnitKind::DistrictSubordinate | UnitKind::Subordinate);
        if let Some(visits) = measured
            .visits
            .filter(|n| subordinate && *n < criteria.visits)
        {
            let least = criteria.visits;
            weak.push(Why::FewVisits { visits, least });
        }
        weak
    }
}

fn go_into(into: Option<RecordId>, mut reasons: Vec<Why>) -> (Proposal, Vec<Why>) {
    match into {
        Some(into) => (Proposal::MergeInto(into), reasons),
        None => {
            reasons.push(Why::NowhereToGo);
            (Proposal::Close, reasons)
        }
    }
}

/// Which of several sites of one unit is its own: form of the domain, fewest failures,
/// most visits, most articles; among equals the first by id.
fn rank<'a>(
    site: &Candidate<'a>,
    criteria: &Criteria,
) -> (
    bool,
    core::cmp::Reverse<usize>,
    u64,
    u32,
    core::cmp::Reverse<&'a RecordId>,
) {
    let form = DomainForm::of(&site.particulars.site.host);
    let fits = match site.unit {
        Some((_, UnitKind::City | UnitKind::District)) => form == DomainForm::Portal,
        _ => form.is_government(),
    };
    let measured = site.measured;
    (
        fits,
        core::cmp::Reverse(measured.map_or(0, |measured| measured.failed(criteria.runs))),
        measured.and_then(|measured| measured.visits).unwrap_or(0),
        measured.and_then(|measured| measured.articles).unwrap_or(0),
        core::cmp::Reverse(site.id),
    )
}
