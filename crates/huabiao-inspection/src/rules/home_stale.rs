use std::collections::HashSet;

use huabiao_facts::{LinkKind, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::home_news::News;
use crate::rule::value;
use crate::seen::{Seen, address, is_followed, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "首页不更新",
        en: "stale home page",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/home-stale.zh.md"),
        en: include_str!("../../docs/rules/home-stale.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：首页不更新",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    let seen = Seen::new(site);
    let home = match seen.home() {
        Ok(home) => home,
        Err(reason) => return Check::new(ID).reach(Reach::Nothing(vec![reason])),
    };
    let mut news = News::default();
    news.read(&seen, home, limits);
    news.frames(&seen, home, limits);
    news.scripts(&seen, home, limits);
    news.scripted(home);
    let mut reasons = Vec::new();
    let navigation_only = news.dated < MIN_DATED;
    if navigation_only && !news.is_fresh(&seen, limits) {
        // A home page that is only an entrance: the second-level pages speak for it.
        for visit in second_level(&seen, home) {
            news.read(&seen, visit, limits);
        }
        reasons = seen.gaps_behind(&[home]);
    }
    let mut check = Check::new(ID);
    if let Some((newest, _)) = &news.newest {
        check = check.measure("age_days", seen.age(*newest));
    }
    if news.is_fresh(&seen, limits) {
        return check;
    }
    if home.page.truncated && !navigation_only {
        reasons.push(Reason::OverBudget { addresses: 1 });
    }
    if site.coverage.unseen_lists > 0 && !navigation_only {
        reasons.push(Reason::UnseenLists {
            columns: site.coverage.unseen_lists,
        });
    }
    let open = news.open();
    if open > 0 {
        reasons.push(Reason::Undated { entries: open });
    }
    if news.dated < MIN_DATED {
        reasons.push(Reason::NothingSeen {
            what: "足够的带日期信息".to_owned(),
        });
    }
    if !reasons.is_empty() {
        return check.reach(Reach::Part(reasons));
    }
    if let Some((newest, title)) = news.newest {
        check.findings.push(
            Finding::new(ID, address(home))
                .group(if navigation_only {
                    "navigation"
                } else {
                    "home"
                })
                .value("age_days", seen.age(newest))
                .value("dated", news.dated)
                .value("limit_days", limits.home_days)
                .value("newest", newest)
                .value("title", title.as_str())
                .evidence(Evidence {
                    snippet: Some(format!("{newest} {title}")),
                    ..page_evidence(home)
                }),
        );
    }
    check
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (newest, age, limit) = (of("newest"), of("age_days"), of("limit_days"));
    match lang {
        Lang::En => format!(
            "the newest entry that the home page shows is of {newest}, {age} days old (limit {limit})"
        ),
        Lang::Zh => format!("首页最新信息为{newest}，已{age}天未更新（时限{limit}天）"),
    }
}

/// The pages that the home page links to.
fn second_level<'a>(seen: &Seen<'a>, home: &PageVisit) -> Vec<&'a PageVisit> {
    let linked: HashSet<&str> = home
        .page
        .links
        .iter()
        .filter(|link| link.kind == LinkKind::Page && is_followed(link))
        .filter_map(|link| link.url.as_deref())
        .filter_map(|url| seen.read(url).map(address))
        .collect();
    let pages = seen.pages.iter().copied();
    pages
        .filter(|visit| linked.contains(address(visit)) && address(visit) != address(home))
        .collect()
}

const ID: RuleId = RuleId::new("home-stale");

/// Entries with a date that a home page must show before it can be called stale.
const MIN_DATED: u32 = 3;
