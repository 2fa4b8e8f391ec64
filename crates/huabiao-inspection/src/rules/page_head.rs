use std::collections::HashMap;

use huabiao_facts::{PageVisit, SiteFacts};
use huabiao_finding::{Check, Finding, Population, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::jurisdiction::Jurisdiction;
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "页面标题或摘要不合标准",
        en: "title or description below the standard",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/page-head.zh.md"),
        en: include_str!("../../docs/rules/page-head.en.md"),
    },
    source: Source {
        document: "Federal website standards",
        clause: "page title and meta description (state of 2025-03-27)",
        certainty: Certainty::Confirmed,
        note: "pending standard, due 2025-09-26; later changes were not checked",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let jurisdiction = Jurisdiction::of(site);
    if jurisdiction == Jurisdiction::China
        || jurisdiction == Jurisdiction::Other && is_chinese(site)
    {
        return Check::new(ID).reach(Reach::NotApplicable(Reason::NotForThisKind));
    }
    let seen = Seen::new(site);
    let reasons = seen.gaps();
    if site.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for visit in &seen.pages {
        *titles.entry(visit.page.title.as_str()).or_default() += 1;
    }
    let mut check = Check::new(ID);
    check.populations.push(Population::new(
        "pages",
        &format!("{}\n{}", site.profile.host, site.today),
        seen.pages.iter().map(|visit| address(visit)),
    ));
    for visit in &seen.pages {
        let page = &visit.page;
        let length = page.title.chars().count();
        let description = page.meta("description").unwrap_or_default().trim();
        let described = description.chars().count();
        let faults = [
            (length < TITLE, "title-short", length),
            (
                length > 0
                    && titles
                        .get(page.title.as_str())
                        .is_some_and(|count| *count > 1),
                "title-repeated",
                length,
            ),
            (described == 0, "description-missing", 0),
            (
                (1..DESCRIPTION).contains(&described),
                "description-short",
                described,
            ),
        ];
        let found = faults.into_iter().filter(|fault| fault.0);
        check
            .findings
            .extend(found.map(|(_, group, length)| finding(visit, group, length)));
    }
    check.reach(Reach::from_reasons(reasons))
}

/// Whether a site under a name of no country is Chinese: most of its titles are.
fn is_chinese(site: &SiteFacts) -> bool {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let titles = site.pages.iter().map(|visit| visit.page.title.as_str());
    let titles: Vec<&str> = titles.filter(|title| !title.is_empty()).collect();
    let chinese = titles.iter().filter(|title| title.contains(is_han)).count();
    chinese > 0 && chinese * 2 >= titles.len()
}

fn finding(visit: &PageVisit, group: &str, length: usize) -> Finding {
    Finding::new(ID, address(visit))
        .group(group)
        .value("title", visit.page.title.as_str())
        .value("length", crate::seen::count(length))
        .evidence(page_evidence(visit))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, length) = (value(finding, "title"), value(finding, "length"));
    match (lang, finding.group.as_str()) {
        (Lang::En, "title-short") => {
            format!("the title “{title}” has {length} characters, 20 are wanted")
        }
        (Lang::Zh, "title-short") => format!("标题“{title}”只有{length}个字符，应不少于20个"),
        (Lang::En, "title-repeated") => format!("other pages have the title “{title}” too"),
        (Lang::Zh, "title-repeated") => format!("标题“{title}”与其他页面重复"),
        (Lang::En, "description-missing") => "the page has no description".to_owned(),
        (Lang::Zh, "description-missing") => "页面没有摘要（meta description）".to_owned(),
        (Lang::En, _) => format!("the description has {length} characters, 50 are wanted"),
        (Lang::Zh, _) => format!("页面摘要只有{length}个字符，应不少于50个"),
    }
}

/// Characters of a title and of a description at least.
const TITLE: usize = 20;
const DESCRIPTION: usize = 50;

const ID: RuleId = RuleId::new("page-head");
