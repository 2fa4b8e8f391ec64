use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, TimeDelta};
use huabiao_facts::{Outcome, SiteFacts, Visit};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::count;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "站点无法访问",
        en: "site unreachable",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/site-unreachable.zh.md"),
        en: include_str!("../../docs/rules/site-unreachable.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：站点无法访问",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    let week = Week::latest(site, limits);
    let clear = week.failed + week.opened;
    let check = Check::new(ID)
        .measure("visits", clear.into())
        .measure("failed_visits", week.failed.into())
        .measure("days", week.days.into())
        .measure("failed_permille", permille(week.failed, clear).into());
    let mut reasons = Vec::new();
    if week.days < limits.visit_days {
        reasons.push(Reason::NeedsDays {
            needs: limits.visit_days,
            has: week.days,
        });
    }
    if week.days > 0 && week.fewest < limits.visits_a_day {
        reasons.push(Reason::NeedsVisits {
            needs: limits.visits_a_day,
            has: week.fewest,
        });
    }
    if !reasons.is_empty() {
        if week.unclear > 0 {
            reasons.push(Reason::UnknownOutcomes {
                addresses: week.unclear,
            });
        }
        return check.reach(Reach::Nothing(reasons));
    }
    // The unclear visits speak for the site in one bound and against it in the other;
    // only where both agree is there an answer.
    let all = clear + week.unclear;
    if reaches(week.failed, all, limits) {
        let mut check = check;
        check.findings.push(finding(site, &week, clear));
        return check;
    }
    if reaches(week.failed + week.unclear, all, limits) {
        return check.reach(Reach::Part(vec![Reason::UnknownOutcomes {
            addresses: week.unclear,
        }]));
    }
    check
}

fn finding(site: &SiteFacts, week: &Week<'_>, visits: u32) -> Finding {
    // A visit that opened late failed too, but its outcome does not show it.
    let shown = week.last_unopened.or(week.last_late);
    Finding::new(ID, site.profile.home.as_str())
        .value("days", week.days)
        .value("failed_permille", permille(week.failed, visits))
        .value("failed_visits", week.failed)
        .value("from", week.from)
        .value("to", week.to)
        .value("visits", visits)
        .evidence(Evidence {
            at: shown.map(|visit| visit.at),
            outcome: shown.map(|visit| visit.outcome.to_string()),
            attempts: Some(week.failed),
            snippet: shown.map(|visit| format!("{} ms", visit.millis)),
            ..Evidence::default()
        })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (from, to) = (of("from"), of("to"));
    let (failed, visits) = (of("failed_visits"), of("visits"));
    match lang {
        Lang::En => format!(
            "{failed} of {visits} visits from {from} to {to} failed or took 15 seconds or more"
        ),
        Lang::Zh => {
            format!("{from}至{to}访问{visits}次，其中{failed}次未能打开或用时达到15秒")
        }
    }
}

/// What the visits of some days in a row say.
struct Week<'a> {
    from: NaiveDate,
    to: NaiveDate,
    /// Days with at least one visit whose end is clear.
    days: u32,
    /// Clear visits on the day that has fewest.
    fewest: u32,
    opened: u32,
    failed: u32,
    unclear: u32,
    /// The last visit that did not open.
    last_unopened: Option<&'a Visit>,
    /// The last visit that opened, but too late.
    last_late: Option<&'a Visit>,
}

impl<'a> Week<'a> {
    /// The days up to today, or, while today's visits are not complete, the days up to
    /// yesterday.
    fn latest(site: &'a SiteFacts, limits: &Limits) -> Self {
        let today = Self::up_to(site, limits, site.today);
        let Some(yesterday) = site.today.pred_opt() else {
            return today;
        };
        let yesterday = Self::up_to(site, limits, yesterday);
        let whole =
            |week: &Self| week.days >= limits.visit_days && week.fewest >= limits.visits_a_day;
        if !whole(&today) && (whole(&yesterday) || yesterday.days > today.days) {
            yesterday
        } else {
            today
        }
    }

    fn up_to(site: &'a SiteFacts, limits: &Limits, to: NaiveDate) -> Self {
        let before = Days::new(limits.visit_days.saturating_sub(1).into());
        let from = to.checked_sub_days(before).unwrap_or(to);
        let mut week = Self {
            from,
            to,
            days: 0,
            fewest: 0,
            opened: 0,
            failed: 0,
            unclear: 0,
            last_unopened: None,
            last_late: None,
        };
        let mut clear: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for visit in &site.visits {
            let Some(day) = local_day(visit).filter(|day| (from..=to).contains(day)) else {
                continue;
            };
            match has_failed(visit, limits) {
                Some(true) => {
                    week.failed = week.failed.saturating_add(1);
                    if visit.outcome.is_ok() {
                        week.last_late = Some(visit);
                    } else {
                        week.last_unopened = Some(visit);
                    }
                }
                Some(false) => week.opened = week.opened.saturating_add(1),
                None => {
                    week.unclear = week.unclear.saturating_add(1);
                    continue;
                }
            }
            *clear.entry(day).or_default() += 1;
        }
        week.days = count(clear.len());
        week.fewest = clear.values().copied().min().unwrap_or(0);
        week
    }
}

/// Whether a visit failed; `None` when the end may be the fault of the visitor.
fn has_failed(visit: &Visit, limits: &Limits) -> Option<bool> {
    let late = visit.millis >= limits.visit_millis;
    match visit.outcome {
        // The clause itself: not open within the time. A shorter budget of the visitor
        // does not tell.
        Outcome::Timeout => late.then_some(true),
        outcome if outcome.is_dead() => Some(true),
        outcome if outcome.is_ok() => Some(late),
        _ => None,
    }
}

/// The day of a visit in China (UTC+8 all year).
fn local_day(visit: &Visit) -> Option<NaiveDate> {
    let local = visit.at.checked_add_signed(TimeDelta::hours(8))?;
    Some(local.date_naive())
}

fn reaches(failed: u32, visits: u32, limits: &Limits) -> bool {
    failed > 0 && u64::from(failed) * 1000 >= u64::from(visits) * u64::from(limits.failed_permille)
}

fn permille(failed: u32, visits: u32) -> u32 {
    let share = (u64::from(failed) * 1000).checked_div(visits.into());
    share
        .and_then(|share| u32::try_from(share).ok())
        .unwrap_or(0)
}

const ID: RuleId = RuleId::new("site-unreachable");
