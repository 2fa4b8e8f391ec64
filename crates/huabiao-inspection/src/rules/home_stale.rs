use std::collections::HashSet;

use chrono::NaiveDate;
use huabiao_facts::{Link, LinkKind, LinkPlace, PageKind, PageVisit, Region, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, is_followed, is_unclear, page_evidence, published};
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
    if news.open > 0 {
        reasons.push(Reason::Undated { entries: news.open });
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

/// What pages show of news.
#[derive(Default)]
struct News {
    /// The latest date and the entry that has it.
    newest: Option<(NaiveDate, String)>,
    /// Entries with a date, each once.
    dated: u32,
    /// Entries without a date that might be newer.
    open: u32,
    known: HashSet<String>,
}

impl News {
    fn is_fresh(&self, seen: &Seen<'_>, limits: &Limits) -> bool {
        let newest = self.newest.as_ref();
        newest.is_some_and(|(newest, _)| seen.is_within(*newest, limits.home_days))
    }

    fn read(&mut self, seen: &Seen<'_>, visit: &PageVisit, limits: &Limits) {
        let column = visit.page.column.as_ref();
        let items = column.map_or(&[][..], |column| &column.items);
        if column.is_some_and(|column| column.filled_by_script) {
            self.open = self.open.saturating_add(1);
        }
        for item in visit.page.dated_items.iter().chain(items) {
            let key = item.url.as_deref().unwrap_or(&item.title);
            let page = item.url.as_deref().and_then(|url| seen.read(url));
            self.entry(
                seen,
                key,
                &item.title,
                [item.date, page.and_then(published)],
            );
        }
        for link in visit.page.links.iter().filter(|link| is_entry(link)) {
            let Some(url) = link.url.as_deref() else {
                continue;
            };
            match seen.read(url) {
                Some(page) if is_document(page) => {
                    self.entry(seen, url, &link.text, [published(page), None]);
                }
                Some(_) => {}
                None => self.unread(seen, url, link, limits),
            }
        }
        if visit.page.kind == PageKind::Article
            && let Some(date) = published(visit)
        {
            self.entry(seen, address(visit), &visit.page.title, [Some(date), None]);
        }
    }

    /// One entry with the dates that the list and its own page give it. A date in the
    /// future is no update, and does not tell when the last one was.
    fn entry(&mut self, seen: &Seen<'_>, key: &str, title: &str, dates: [Option<NaiveDate>; 2]) {
        if !self.known.insert(key.to_owned()) {
            return;
        }
        let date = dates
            .into_iter()
            .flatten()
            .filter(|date| !seen.is_future(*date))
            .max();
        match date {
            Some(date) => {
                self.dated = self.dated.saturating_add(1);
                if self
                    .newest
                    .as_ref()
                    .is_none_or(|(newest, _)| date > *newest)
                {
                    self.newest = Some((date, title.to_owned()));
                }
            }
            None if title.chars().count() >= MIN_TITLE => {
                self.open = self.open.saturating_add(1);
            }
            None => {}
        }
    }

    /// A link to something that was not read: open when it may be a new document.
    fn unread(&mut self, seen: &Seen<'_>, url: &str, link: &Link, limits: &Limits) {
        let outcome = seen.outcome(url);
        if !(outcome.is_ok() || is_unclear(outcome)) || !self.known.insert(url.to_owned()) {
            return;
        }
        let may_be_new = match link.kind {
            LinkKind::Page => link.text.chars().count() >= MIN_TITLE,
            LinkKind::Attachment | LinkKind::External => {
                date_in(url).is_some_and(|date| seen.is_within(date, limits.home_days))
            }
            LinkKind::Asset => false,
        };
        if may_be_new {
            self.open = self.open.saturating_add(1);
        }
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

fn is_entry(link: &Link) -> bool {
    // Pages that are made of tabs call their lists menus; a title tells them apart.
    let in_place = match link.region {
        Region::Main => true,
        Region::Header | Region::Nav => link.text.chars().count() > MAX_MENU,
        Region::Footer => false,
    };
    link.place == LinkPlace::Anchor && in_place && is_followed(link)
}

fn is_document(visit: &PageVisit) -> bool {
    visit.page.kind == PageKind::Article || published(visit).is_some()
}

/// A day written into an address as eight digits, as publishing systems do.
fn date_in(url: &str) -> Option<NaiveDate> {
    url.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 8 && digits.starts_with("20"))
        .find_map(|digits| {
            let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
            let year = i32::try_from(number(0, 4)?).ok()?;
            NaiveDate::from_ymd_opt(year, number(4, 6)?, number(6, 8)?)
        })
}

const ID: RuleId = RuleId::new("home-stale");

/// Entries with a date that a home page must show before it can be called stale.
const MIN_DATED: u32 = 3;

/// Characters up to which a link in a menu is a word of it and no title.
const MAX_MENU: usize = 12;

/// Characters from which on the text of a link is a title and not a word of a menu.
const MIN_TITLE: usize = 6;
