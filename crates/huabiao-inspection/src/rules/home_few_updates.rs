use std::collections::HashSet;

use huabiao_facts::{PageKind, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, page_evidence, published};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "首页更新量少",
        en: "few updates on the home page",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/home-few-updates.zh.md"),
        en: include_str!("../../docs/rules/home-few-updates.en.md"),
    },
    source: Source {
        document: "国办发〔2015〕15号",
        clause: "全国政府网站普查评分表：信息更新情况（首页栏目）",
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
    let page = &home.page;
    let mut known: HashSet<&str> = HashSet::new();
    let mut updates = 0_u32;
    let mut dated = 0_u32;
    let column = page.column.as_ref();
    let items = column.map_or(&[][..], |column| &column.items);
    for item in page.dated_items.iter().chain(items) {
        let key = item.url.as_deref().unwrap_or(&item.title);
        if let Some(day) = item.date
            && known.insert(key)
        {
            dated = dated.saturating_add(1);
            updates = updates.saturating_add(u32::from(seen.is_within(day, limits.home_days)));
        }
    }
    for link in page.links.iter().filter(|link| is_followed(link)) {
        let Some(url) = link.url.as_deref() else {
            continue;
        };
        let document = seen
            .read(url)
            .filter(|visit| matches!(visit.page.kind, PageKind::Article | PageKind::Guide));
        if let Some(day) = document.and_then(published)
            && known.insert(url)
        {
            dated = dated.saturating_add(1);
            updates = updates.saturating_add(u32::from(seen.is_within(day, limits.home_days)));
        }
    }
    // Long links that show no day and whose page was not read may be updates too.
    let open = page
        .links
        .iter()
        .filter(|link| is_followed(link) && link.text.chars().count() >= MIN_TITLE)
        .filter_map(|link| link.url.as_deref())
        .filter(|url| seen.read(url).is_none() && !seen.outcome(url).is_dead())
        .filter(|url| !known.contains(url))
        .collect::<HashSet<_>>()
        .len();
    let mut check = Check::new(ID).measure("updates", updates.into());
    if updates >= limits.home_updates {
        return check;
    }
    let mut reasons = Vec::new();
    if open > 0 {
        reasons.push(Reason::Undated {
            entries: count(open),
        });
    }
    let framed = page
        .links
        .iter()
        .any(|link| link.place == huabiao_facts::LinkPlace::Frame);
    if page.truncated || page.filled_by_script || framed || site.coverage.unseen_lists > 0 {
        reasons.push(nothing_seen("首页的全部内容"));
    }
    if dated < MIN_DATED {
        reasons.push(nothing_seen("足够的带日期信息"));
    }
    if !reasons.is_empty() {
        return check.reach(Reach::Part(reasons));
    }
    check.findings.push(
        Finding::new(ID, address(home))
            .value("limit", limits.home_updates)
            .value("limit_days", limits.home_days)
            .value("updates", updates)
            .evidence(page_evidence(home)),
    );
    check
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (updates, limit, days) = (of("updates"), of("limit"), of("limit_days"));
    match lang {
        Lang::En => format!(
            "the home page shows {updates} entries of the last {days} days, fewer than {limit}"
        ),
        Lang::Zh => format!("首页近{days}天仅更新{updates}条信息，少于{limit}条"),
    }
}

const ID: RuleId = RuleId::new("home-few-updates");

/// Entries with a day from which on a home page shows news at all.
const MIN_DATED: u32 = 3;

/// Characters of the shortest title of a document.
const MIN_TITLE: usize = 8;
