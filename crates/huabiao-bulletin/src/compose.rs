use std::collections::BTreeMap;

use huabiao_finding::{Check, RuleId};
use huabiao_scoring::{Counts, Line, Part, Scorecard, Summary, Verdict, distinct};
use huabiao_types::Lang;

use crate::annex::annex;
use crate::clean::clean;
use crate::document::{
    Affected, Case, Counted, Document, Grounds, Kind, Order, Problem, Ranked, Rejected, Site,
    SiteTask, Task, Unranked,
};
use crate::english::capital;
use crate::labels::Labels;
use crate::{BulletinInput, SCHEMA, SiteEntry, prose, seen};

impl Document {
    /// Puts a bulletin into words.
    pub fn new(input: &BulletinInput, lang: Lang) -> Self {
        let composer = Composer {
            input,
            lang,
            labels: Labels::of(lang),
            summary: summarize(input),
        };
        composer.compose()
    }
}

/// Every number of the bulletin.
fn summarize(input: &BulletinInput) -> Summary {
    let sites: Vec<(&Scorecard, &[Check])> = input
        .sites
        .iter()
        .map(|site| (&site.scorecard, site.checks.as_slice()))
        .collect();
    Summary::of(&sites)
}

/// What every part of the text is made from.
pub(crate) struct Composer<'a> {
    pub(crate) input: &'a BulletinInput,
    pub(crate) lang: Lang,
    pub(crate) labels: &'static Labels,
    pub(crate) summary: Summary,
}

impl<'a> Composer<'a> {
    fn compose(&self) -> Document {
        let input = self.input;
        let period = prose::period(input.from, input.to, self.lang);
        let title = match &input.title {
            Some(title) => clean(title.get(self.lang)).into_owned(),
            None => prose::title(&period, self.lang),
        };
        let rejected = input.rejected.iter().take(ROWS).map(|row| Rejected {
            line: row.line,
            column: clean(&row.column).into_owned(),
            reason: clean(&row.reason).into_owned(),
        });
        Document {
            schema: SCHEMA.to_owned(),
            lang: self.lang.tag().to_owned(),
            title,
            issuer: clean(&input.issuer).into_owned(),
            date: input.today,
            from: input.from,
            to: input.to,
            period,
            rectify_by: input.rectify_by,
            set: format!("{}/{}", input.method.set.id, input.method.set.version),
            scope: prose::scope(self),
            covers: prose::covers(self),
            overall: prose::overall(self),
            counts: counted(
                &self.summary.counts,
                self.summary.findings,
                self.summary.distinct,
            ),
            categories: self.categories(),
            ranking_note: prose::ranking(self.lang).to_owned(),
            rankings: self.rankings(),
            unqualified: self.unqualified(),
            undetermined: self.undetermined(),
            problems: self.problems(),
            good: prose::good(self),
            good_sites: self
                .summary
                .spotless
                .iter()
                .filter_map(|n| self.site(*n))
                .collect(),
            next: prose::next(self),
            tasks: self.tasks(),
            rejected: rejected.collect(),
            rejected_rows: input.rejected.len(),
            rejected_more: (input.rejected.len() > ROWS)
                .then(|| prose::rejected_more(ROWS, input.rejected.len(), self.lang)),
            annex: annex(self),
        }
    }

    /// The site at a place of the input.
    pub(crate) fn site(&self, place: usize) -> Option<Site> {
        let entry = self.input.sites.get(place)?;
        Some(self.site_of(place, entry))
    }

    pub(crate) fn site_of(&self, place: usize, entry: &SiteEntry) -> Site {
        let unit = clean(&entry.unit_name);
        Site {
            number: place + 1,
            name: clean(&entry.name).into_owned(),
            host: clean(&entry.host).into_owned(),
            home: entry.home.clone(),
            code: entry.code.as_ref().map(|code| code.as_str().to_owned()),
            kind: self.kind(entry.category),
            unit: match unit.trim() {
                "" => self.labels.unknown_unit.to_owned(),
                unit => unit.to_owned(),
            },
        }
    }

    /// A text at the beginning of a heading, a sentence or a cell.
    pub(crate) fn capital(&self, text: &str) -> String {
        match self.lang {
            Lang::En => capital(text),
            Lang::Zh => text.to_owned(),
        }
    }

    /// The name of a rule, as headings and cells begin with it.
    pub(crate) fn rule_title(&self, id: &RuleId) -> String {
        self.capital(&self.rule_name(id))
    }

    pub(crate) fn rule_name(&self, id: &RuleId) -> String {
        match huabiao_inspection::rule(id) {
            Some(rule) => rule.name.get(self.lang).to_owned(),
            None => match self.input.method.set.question_title(id) {
                Some(title) => title.get(self.lang).to_owned(),
                None => id.to_string(),
            },
        }
    }

    /// Several things in one enumeration.
    pub(crate) fn list(&self, parts: &[String]) -> String {
        parts.join(match self.lang {
            Lang::En => ", ",
            Lang::Zh => "、",
        })
    }

    fn kind(&self, category: Option<huabiao_types::SiteCategory>) -> String {
        let name = category.map_or(self.labels.unknown_kind, |category| {
            category.name(self.lang)
        });
        self.capital(name)
    }

    fn categories(&self) -> Vec<Kind> {
        let kinds = self.summary.categories.iter().map(|category| Kind {
            name: self.kind(category.category),
            counts: counted(&category.counts, category.findings, category.distinct),
        });
        kinds.collect()
    }

    fn rankings(&self) -> Vec<Order> {
        let order = |category: &huabiao_scoring::CategorySummary| Order {
            name: self.kind(category.category),
            ranks: category
                .ranking
                .ranks
                .iter()
                .filter_map(|rank| {
                    let card = &self.input.sites.get(rank.site)?.scorecard;
                    Some(Ranked {
                        rank: rank.rank,
                        site: self.site(rank.site)?,
                        lost: rank.lost,
                        points: rank.points,
                        of: rank.of,
                        verdict: self.capital(&card.verdict_text(self.lang)),
                    })
                })
                .collect(),
            unranked: category
                .ranking
                .unranked
                .iter()
                .filter_map(|place| {
                    let card = &self.input.sites.get(*place)?.scorecard;
                    Some(Unranked {
                        site: self.site(*place)?,
                        why: prose::unranked(card, self.lang),
                    })
                })
                .collect(),
        };
        self.summary.categories.iter().map(order).collect()
    }

    fn cases(&self, verdict: Verdict, reasons: impl Fn(&SiteEntry) -> Vec<Grounds>) -> Vec<Case> {
        let with = |(place, entry): (usize, &SiteEntry)| {
            (entry.scorecard.verdict == verdict).then(|| Case {
                site: self.site_of(place, entry),
                reasons: reasons(entry),
            })
        };
        self.input
            .sites
            .iter()
            .enumerate()
            .filter_map(with)
            .collect()
    }

    fn unqualified(&self) -> Vec<Case> {
        self.cases(Verdict::Unqualified, |entry| {
            let card = &entry.scorecard;
            let vetoes: Vec<Grounds> = card
                .vetoes()
                .map(|line| self.grounds(line, seen(line, &entry.checks, self.lang)))
                .collect();
            if vetoes.is_empty() {
                vec![prose::too_few_points(
                    card,
                    &self.input.method.set.frame,
                    self.lang,
                )]
            } else {
                vetoes
            }
        })
    }

    fn undetermined(&self) -> Vec<Case> {
        self.cases(Verdict::Undetermined, |entry| {
            let card = &entry.scorecard;
            let mut open: Vec<&Line> = card.open_vetoes().collect();
            if open.is_empty() {
                let asked = |line: &&Line| {
                    line.part == Part::Deduction && !line.wholly && !line.reasons.is_empty()
                };
                open.extend(card.lines.iter().filter(asked));
            }
            open.into_iter()
                .map(|line| self.grounds(line, line.reasons_text(self.lang)))
                .collect()
        })
    }

    fn grounds(&self, line: &Line, observed: String) -> Grounds {
        Grounds {
            indicator: line.indicator.to_string(),
            title: line.title.get(self.lang).to_owned(),
            observed: self.capital(&clean(&observed)),
            threshold: self.capital(&line.demands_text(self.lang)),
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let found = self
            .summary
            .problems
            .iter()
            .filter(|problem| problem.distinct > 0);
        let problems = found.map(|problem| Problem {
            rule: problem.rule.to_string(),
            name: self.rule_title(&problem.rule),
            findings: problem.findings,
            distinct: problem.distinct,
            pages: problem.pages,
            sites: problem.sites.len(),
            not_checked: problem.not_checked,
            most: problem
                .sites
                .iter()
                .take(MOST)
                .filter_map(|&(place, distinct)| {
                    Some(Affected {
                        site: self.site(place)?,
                        distinct,
                    })
                })
                .collect(),
        });
        problems.collect()
    }

    fn tasks(&self) -> Vec<Task> {
        // Units in the order in which the site list names them.
        let mut tasks: Vec<Task> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for (place, entry) in self.input.sites.iter().enumerate() {
            let what: Vec<String> = entry
                .checks
                .iter()
                .map(|check| (&check.rule, distinct(&check.findings).len()))
                // What is part of another rule's problem is asked for there.
                .filter(|(_, faults)| *faults > 0)
                .map(|(rule, faults)| prose::count_of(self, rule, faults))
                .collect();
            if what.is_empty() {
                continue;
            }
            let site = self.site_of(place, entry);
            let at = *places.entry(site.unit.clone()).or_insert_with(|| {
                tasks.push(Task {
                    unit: site.unit.clone(),
                    sites: Vec::new(),
                });
                tasks.len() - 1
            });
            if let Some(task) = tasks.get_mut(at) {
                task.sites.push(SiteTask {
                    site,
                    verdict: self.capital(&entry.scorecard.verdict_text(self.lang)),
                    what: self.capital(&self.list(&what)),
                });
            }
        }
        tasks
    }
}

fn counted(counts: &Counts, findings: usize, distinct: usize) -> Counted {
    Counted {
        sites: counts.sites,
        judged: counts.judged,
        qualified: counts.qualified,
        qualified_in_part: counts.qualified_in_part,
        unqualified: counts.unqualified,
        undetermined: counts.undetermined,
        pass_rate: counts.pass_rate.map(|rate| rate.to_string()),
        findings,
        distinct,
    }
}

/// How many rejected rows a bulletin shows: a list of another kind altogether has a
/// hundred thousand.
const ROWS: usize = 50;

/// How many of the most affected sites a bulletin names.
const MOST: usize = 3;
