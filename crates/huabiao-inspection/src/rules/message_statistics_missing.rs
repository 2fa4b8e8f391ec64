use huabiao_facts::{LinkPlace, SiteFacts, StatisticsOf};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::messages::{Messages, WORDS};
use crate::portal::{nothing_seen, unless_portal};
use crate::rule::value;
use crate::seen::{Seen, address, count, is_followed, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "未公开留言统计",
        en: "no statistics of messages",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/message-statistics-missing.zh.md"),
        en: include_str!("../../docs/rules/message-statistics-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：互动交流（留言公开，统计数据）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    if let Some(check) = unless_portal(ID, site) {
        return check;
    }
    let seen = Seen::new(site);
    let messages = Messages::new(&seen);
    let mut check = Check::new(ID);
    let published = seen.pages.iter().any(|visit| {
        let mut statistics = visit.page.statistics.iter();
        statistics.any(|statistics| statistics.of == StatisticsOf::Messages)
    });
    if published {
        return check;
    }
    let mut reasons = seen.gaps();
    if messages.elsewhere || is_named(&seen) {
        reasons.push(nothing_seen("可判读的留言统计"));
    }
    if seen.is_shell() {
        reasons.push(nothing_seen("足够的站内页面"));
    }
    match seen.home() {
        Ok(home) if reasons.is_empty() => check.findings.push(
            Finding::new(ID, address(home))
                .value("pages", count(seen.pages.len()))
                .evidence(page_evidence(home)),
        ),
        _ if seen.pages.is_empty() => return check.reach(Reach::Nothing(reasons)),
        _ => return check.reach(Reach::Part(reasons)),
    }
    check
}

/// Whether a link or a title speaks of such statistics: then they are there in a form
/// that was not read, a picture or numbers that scripts write.
fn is_named(seen: &Seen<'_>) -> bool {
    let says = |text: &str| {
        ["统计", "分析", "办理情况", "受理情况", "通报"]
            .iter()
            .any(|word| text.contains(word))
            && WORDS.iter().any(|word| text.contains(word))
    };
    seen.pages.iter().any(|visit| {
        let page = &visit.page;
        let links = page.links.iter().filter(|link| {
            let url = link.url.as_deref().unwrap_or_default();
            link.place == LinkPlace::Anchor && is_followed(link) && !seen.outcome(url).is_dead()
        });
        let mut scripted = page.scripted.iter();
        says(&page.title)
            || says(&page.headline)
            || scripted.any(|link| says(&link.text))
            || links.into_iter().any(|link| says(&link.text))
    })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let pages = value(finding, "pages");
    match lang {
        Lang::En => format!(
            "none of the {pages} pages of the site gives statistics of messages received and answered"
        ),
        Lang::Zh => format!("全站{pages}个页面均未公开留言受理和答复情况的统计数据"),
    }
}

const ID: RuleId = RuleId::new("message-statistics-missing");
