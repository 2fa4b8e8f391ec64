use huabiao_facts::{LinkPlace, PageKind, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "页头未显示网站名称",
        en: "name missing in the head area",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/header-name-missing.zh.md"),
        en: include_str!("../../docs/rules/header-name-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：域名名称（网站名称未在全部页面头部区域显著展示）",
        certainty: Certainty::Confirmed,
        note: "是否显著须由人看；图片里的名称看不到",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let reasons = seen.gaps();
    let name = core(&site.profile.name);
    let pages: Vec<&PageVisit> = seen
        .pages
        .iter()
        .copied()
        .filter(|visit| is_page(visit) && !seen.is_framed(visit))
        .collect();
    let shown = pages.iter().filter(|visit| shows(visit, &name)).count();
    // Where most pages show it in words, the others are compared with them; else it may
    // be in a picture, and nobody saw it.
    if name.chars().count() < 4 || shown * 2 < pages.len() || shown == 0 {
        return Check::new(ID).reach(Reach::Nothing(vec![Reason::NothingSeen {
            what: "页头网站名称".to_owned(),
        }]));
    }
    let mut check = Check::new(ID);
    let (mut pictures, mut frames, mut foreign) = (0, 0, 0);
    for visit in pages {
        let masthead = &visit.page.masthead;
        if shows(visit, &name) {
            continue;
        }
        if is_foreign(visit) {
            foreign += 1;
            continue;
        }
        match frames_show(&seen, visit, &name) {
            Some(true) => continue,
            Some(false) => {
                frames += 1;
                continue;
            }
            None => {}
        }
        if masthead.pictures > 0 || visit.page.truncated {
            pictures += 1;
            continue;
        }
        check.findings.push(
            Finding::new(ID, address(visit))
                .value("name", site.profile.name.as_str())
                .evidence(Evidence {
                    snippet: Some(masthead.text.chars().take(100).collect()),
                    ..page_evidence(visit)
                }),
        );
    }
    let mut reasons = reasons;
    if pictures > 0 {
        reasons.push(Reason::NothingSeen {
            what: "图片中的网站名称".to_owned(),
        });
    }
    for (pages, what) in [(frames, "框架页"), (foreign, "外文页面的网站名称")] {
        if pages > 0 {
            let what = what.to_owned();
            reasons.push(Reason::NothingSeen { what });
        }
    }
    check.reach(Reach::from_reasons(reasons))
}

/// Whether what a page shows in frames has the name; `None` where it shows none.
fn frames_show(seen: &Seen<'_>, visit: &PageVisit, name: &str) -> Option<bool> {
    let frames = visit.page.links.iter();
    let mut frames = frames
        .filter(|link| link.place == LinkPlace::Frame && !link.hidden && !link.noscript)
        .filter_map(|link| link.url.as_deref())
        .peekable();
    frames.peek()?;
    Some(frames.any(|url| seen.read(url).is_some_and(|frame| shows(frame, name))))
}

/// Whether a page is of an edition in another language: neither its title nor what stands
/// above its content has a Chinese character. The registered name is Chinese.
fn is_foreign(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    letters(&page.title) && !chinese(&page.title) && !chinese(&page.masthead.text)
}

/// The name without white space and what says that it is a site.
fn core(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = ["门户网站", "官方网站", "政府网站", "网站"];
    let end = ends.iter().find_map(|end| name.strip_suffix(end));
    end.unwrap_or(&name).to_owned()
}

fn shows(visit: &PageVisit, name: &str) -> bool {
    let text: String = visit
        .page
        .masthead
        .text
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    text.contains(name)
}

fn is_page(visit: &PageVisit) -> bool {
    matches!(
        visit.page.kind,
        PageKind::Article | PageKind::Column | PageKind::Guide | PageKind::Home
    )
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let name = value(finding, "name");
    match lang {
        Lang::En => format!("the head area does not show “{name}”, which other pages do"),
        Lang::Zh => format!("页头未显示网站名称“{name}”（其他页面有）"),
    }
}

const ID: RuleId = RuleId::new("header-name-missing");
