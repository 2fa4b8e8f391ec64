use std::collections::{BTreeMap, HashMap, HashSet};

use huabiao_finding::{Answer, Check, Finding, RuleId};
use huabiao_types::{IndicatorId, SiteCategory};
use serde::Serialize;

use crate::{Part, Percent, Points, Rank, Ranking, Scorecard, Text, Verdict};

/// Every number of an estate that a bulletin prints.
///
/// Sites are named by their place in the input.
///
/// ```
/// use huabiao_scoring::Summary;
///
/// let summary = Summary::of(&[]);
/// assert_eq!(summary.counts.sites, 0);
/// assert_eq!(summary.counts.pass_rate, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Summary {
    /// All sites together.
    pub counts: Counts,
    /// Each kind of site that occurs, in the order of bulletins, the unknown kind last.
    pub categories: Vec<CategorySummary>,
    /// Each rule that was run, the one with most distinct findings first.
    pub problems: Vec<ProblemCount>,
    /// Each veto that is hit somewhere, in the order of the set.
    pub vetoes: Vec<VetoCount>,
    /// All findings of all sites.
    pub findings: usize,
    /// The same, each target of a site counted once (问题数), see [`distinct`].
    pub distinct: usize,
    /// The findings of each site, in the order of the input.
    pub findings_by_site: Vec<usize>,
    /// The same, each target counted once.
    pub distinct_by_site: Vec<usize>,
    /// Sites where every rule that applies looked at everything and none found anything.
    pub spotless: Vec<usize>,
}

/// How many sites got which verdict.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Counts {
    /// All sites.
    pub sites: usize,
    /// Sites with a verdict: qualified or unqualified. The base of the pass rate.
    pub judged: usize,
    /// 合格.
    pub qualified: usize,
    /// Of the qualified those with points that nobody decided.
    pub qualified_in_part: usize,
    /// 不合格.
    pub unqualified: usize,
    /// 未能判定; in neither.
    pub undetermined: usize,
    /// Qualified of judged (合格率), rounded once to a hundredth of one per cent;
    /// `None` when nothing was judged, and when no site qualified while some are
    /// undetermined: a site fails at once but qualifies only after days of visits, so
    /// that the rate would say how long was looked, not how good the sites are.
    pub pass_rate: Option<Percent>,
}

/// The sites of one kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CategorySummary {
    /// The kind; `None` where nobody said.
    pub category: Option<SiteCategory>,
    /// How many got which verdict.
    pub counts: Counts,
    /// All findings of these sites.
    pub findings: usize,
    /// The same, each target of a site counted once.
    pub distinct: usize,
    /// Their order.
    pub ranking: Ranking,
}

/// How often one rule found something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemCount {
    /// The rule.
    pub rule: RuleId,
    /// Its findings on all sites.
    pub findings: usize,
    /// The same, each target of a site counted once.
    pub distinct: usize,
    /// Pages on which these stand.
    pub pages: usize,
    /// Sites with a distinct finding, and how many, most first.
    pub sites: Vec<(usize, usize)>,
    /// Sites that it could not decide: nothing found, not everything looked at.
    pub not_checked: usize,
}

/// How often one veto is hit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VetoCount {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its title.
    pub title: Text,
    /// The sites.
    pub sites: Vec<usize>,
}

/// A fault, however many pages show it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distinct<'a> {
    /// The first finding of it.
    pub finding: &'a Finding,
    /// Pages on which it stands.
    pub pages: usize,
}

/// The faults behind the findings of one rule on one site, in the order of their
/// first findings: a dead picture in the head of every page is one fault, not one a
/// page. Findings without a target are each their own; parts are counted with their
/// wholes and left out here.
///
/// ```
/// use huabiao_finding::{Finding, RuleId};
/// use huabiao_scoring::distinct;
///
/// let dead = |page: &str| {
///     Finding::new(RuleId::new("asset-dead"), page).target("http://a.gov.cn/logo.png")
/// };
/// let findings = [dead("http://a.gov.cn/"), dead("http://a.gov.cn/b.html")];
/// let faults = distinct(&findings);
/// assert_eq!((faults.len(), faults[0].pages), (1, 2));
///
/// let page = "http://a.gov.cn/guide.html";
/// let whole = Finding::new(RuleId::new("guide-missing"), page);
/// let part = Finding::new(RuleId::new("guide-element-missing"), page).part_of(&whole);
/// assert!(distinct(&[part]).is_empty());
/// ```
pub fn distinct(findings: &[Finding]) -> Vec<Distinct<'_>> {
    let mut faults: Vec<Distinct<'_>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut told: HashSet<(&str, &str)> = HashSet::new();
    for finding in findings.iter().filter(|finding| finding.part_of.is_none()) {
        let Some(target) = finding.target.as_deref() else {
            faults.push(Distinct { finding, pages: 1 });
            continue;
        };
        let is_new_page = told.insert((target, finding.url.as_str()));
        let at = *places.entry(target).or_insert(faults.len());
        match faults.get_mut(at) {
            Some(fault) => fault.pages += usize::from(is_new_page),
            None => faults.push(Distinct { finding, pages: 1 }),
        }
    }
    faults
}

impl Summary {
    /// Counts over the sites of an estate: each scorecard with the checks it was
    /// made from.
    pub fn of(sites: &[(&Scorecard, &[Check])]) -> Self {
        let all: Vec<usize> = (0..sites.len()).collect();
        let findings_of = |site: &usize| -> usize {
            sites.get(*site).map_or(0, |(_, checks)| {
                checks.iter().map(|c| c.findings.len()).sum()
            })
        };
        let distinct_of = |site: &usize| -> usize {
            sites.get(*site).map_or(0, |(_, checks)| {
                checks.iter().map(|c| distinct(&c.findings).len()).sum()
            })
        };
        let looked: HashSet<&RuleId> = sites
            .iter()
            .flat_map(|(_, checks)| checks.iter())
            .filter(|check| matches!(check.answer(), Answer::Found | Answer::NotFound))
            .map(|check| &check.rule)
            .collect();
        let mut by_category: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (n, (card, _)) in sites.iter().enumerate() {
            by_category.entry(order(card.category)).or_default().push(n);
        }
        let categories = by_category
            .into_iter()
            .map(|(order, members)| CategorySummary {
                category: SiteCategory::ALL.get(order).copied(),
                counts: counts(sites, &members),
                findings: members.iter().map(findings_of).sum(),
                distinct: members.iter().map(distinct_of).sum(),
                ranking: ranking(sites, &members),
            });
        Self {
            counts: counts(sites, &all),
            categories: categories.collect(),
            problems: problems(sites),
            vetoes: vetoes(sites),
            findings: all.iter().map(findings_of).sum(),
            distinct: all.iter().map(distinct_of).sum(),
            findings_by_site: all.iter().map(findings_of).collect(),
            distinct_by_site: all.iter().map(distinct_of).collect(),
            spotless: all
                .iter()
                .copied()
                .filter(|n| is_spotless(sites, &looked, *n))
                .collect(),
        }
    }
}

/// The place of a kind in bulletins; the unknown kind comes last.
fn order(category: Option<SiteCategory>) -> usize {
    let known = category.and_then(|c| SiteCategory::ALL.iter().position(|other| *other == c));
    known.unwrap_or(SiteCategory::ALL.len())
}

fn counts(sites: &[(&Scorecard, &[Check])], members: &[usize]) -> Counts {
    let with = |verdict: Verdict| {
        let is = |n: &&usize| {
            sites
                .get(**n)
                .is_some_and(|(card, _)| card.verdict == verdict)
        };
        members.iter().filter(is).count()
    };
    let in_part = |n: &&usize| {
        sites.get(**n).is_some_and(|(card, _)| {
            card.verdict == Verdict::Qualified && card.points_open() > Points::ZERO
        })
    };
    let (qualified, unqualified) = (with(Verdict::Qualified), with(Verdict::Unqualified));
    let undetermined = with(Verdict::Undetermined);
    let early = qualified == 0 && undetermined > 0;
    Counts {
        sites: members.len(),
        judged: qualified + unqualified,
        qualified,
        qualified_in_part: members.iter().filter(in_part).count(),
        unqualified,
        undetermined,
        pass_rate: Percent::of(qualified, qualified + unqualified).filter(|_| !early),
    }
}

fn ranking(sites: &[(&Scorecard, &[Check])], members: &[usize]) -> Ranking {
    let mut entries = Vec::new();
    let mut unranked = Vec::new();
    for &site in members {
        let Some((card, _)) = sites.get(site) else {
            continue;
        };
        match card.points {
            Some(points) if card.verdict != Verdict::Undetermined => entries.push(Rank {
                rank: 0,
                site,
                lost: card.points_lost,
                points,
                of: card.points_of,
            }),
            _ => unranked.push(site),
        }
    }
    Ranking::of(entries, unranked)
}

fn problems(sites: &[(&Scorecard, &[Check])]) -> Vec<ProblemCount> {
    let mut by_rule: BTreeMap<&RuleId, ProblemCount> = BTreeMap::new();
    for (n, (_, checks)) in sites.iter().enumerate() {
        for check in *checks {
            let problem = by_rule.entry(&check.rule).or_insert_with(|| ProblemCount {
                rule: check.rule.clone(),
                findings: 0,
                distinct: 0,
                pages: 0,
                sites: Vec::new(),
                not_checked: 0,
            });
            match check.answer() {
                Answer::Found => {
                    let faults = distinct(&check.findings).len();
                    // Parts alone are counted with what they are parts of.
                    let own = check.findings.iter().filter(|f| f.part_of.is_none());
                    let pages: HashSet<&str> = own.map(|f| f.url.as_str()).collect();
                    problem.findings += check.findings.len();
                    problem.distinct += faults;
                    problem.pages += pages.len();
                    if faults > 0 {
                        problem.sites.push((n, faults));
                    }
                }
                Answer::NotChecked => problem.not_checked += 1,
                Answer::NotApplicable | Answer::NotFound => {}
            }
        }
    }
    let mut problems: Vec<ProblemCount> = by_rule.into_values().collect();
    for problem in &mut problems {
        problem
            .sites
            .sort_by_key(|&(site, faults)| (usize::MAX - faults, site));
    }
    problems.sort_by(|a, b| {
        b.distinct
            .cmp(&a.distinct)
            .then_with(|| a.rule.cmp(&b.rule))
    });
    problems
}

fn vetoes(sites: &[(&Scorecard, &[Check])]) -> Vec<VetoCount> {
    let mut vetoes: Vec<VetoCount> = Vec::new();
    let Some((first, _)) = sites.first() else {
        return vetoes;
    };
    // The order of the set; cards of another set add theirs at the end.
    for line in first.lines.iter().filter(|line| line.part == Part::Veto) {
        vetoes.push(VetoCount {
            indicator: line.indicator.clone(),
            title: line.title.as_ref().clone(),
            sites: Vec::new(),
        });
    }
    for (n, (card, _)) in sites.iter().enumerate() {
        for line in card.vetoes() {
            match vetoes
                .iter_mut()
                .find(|veto| veto.indicator == line.indicator)
            {
                Some(veto) => veto.sites.push(n),
                None => vetoes.push(VetoCount {
                    indicator: line.indicator.clone(),
                    title: line.title.as_ref().clone(),
                    sites: vec![n],
                }),
            }
        }
    }
    vetoes.retain(|veto| !veto.sites.is_empty());
    vetoes
}

/// `looked` are the rules that were checked on some site: what needs records that nobody
/// gave says nothing of any.
fn is_spotless(sites: &[(&Scorecard, &[Check])], looked: &HashSet<&RuleId>, site: usize) -> bool {
    let clear = |check: &Check| match check.answer() {
        Answer::NotApplicable | Answer::NotFound => true,
        _ => !looked.contains(&check.rule) && check.findings.is_empty(),
    };
    let is_looked = |check: &Check| looked.contains(&check.rule);
    sites.get(site).is_some_and(|(card, checks)| {
        card.verdict == Verdict::Qualified
            && checks.iter().any(is_looked)
            && checks.iter().all(clear)
    })
}
