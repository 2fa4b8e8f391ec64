use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::seen::{Seen, address, is_unclear, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "未提供网站地图",
        en: "site map missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/sitemap-missing.zh.md"),
        en: include_str!("../../docs/rules/sitemap-missing.en.md"),
    },
    source: Source {
        document: "国办发〔2017〕47号",
        clause: "政府网站发展指引：网站地图",
        certainty: Certainty::Memory,
        note: "条文原文未读到，据记忆；各地检查细则多有此项",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let home = match seen.home() {
        Ok(home) => home,
        Err(reason) => return Check::new(ID).reach(Reach::Nothing(vec![reason])),
    };
    let check = Check::new(ID);
    let shown = seen.pages.iter().any(|visit| {
        visit.page.marks.sitemap
            || visit
                .page
                .links
                .iter()
                .any(|link| names_map(&link.text) || names_map_file(&link.href))
    });
    let probe = site.probes.sitemap.as_ref();
    if shown || probe.is_some_and(|probe| probe.outcome.is_ok() && probe.is_sitemap) {
        return check;
    }
    let mut reasons = seen.gaps_behind(&[home]);
    // A script may bring the head or the foot, where the entrance stands.
    let page = &home.page;
    let brought = page.marks.by_script || page.by_script.menu;
    let scripted = seen.pages.iter().any(|visit| {
        let mut links = visit.page.scripted.iter();
        links.any(|link| names_map(&link.text))
    });
    if page.truncated || brought || scripted || seen.is_shell() {
        reasons.push(Reason::NothingSeen {
            what: "网站地图".to_owned(),
        });
    }
    match probe {
        Some(probe) if is_unclear(probe.outcome) => {
            reasons.push(Reason::UnknownOutcomes { addresses: 1 });
        }
        _ => {}
    }
    if !reasons.is_empty() {
        return check.reach(Reach::Part(reasons));
    }
    let finding = Finding::new(ID, address(home)).evidence(Evidence {
        outcome: probe.map(|probe| probe.outcome.to_string()),
        ..page_evidence(home)
    });
    let mut check = check;
    check.findings.push(finding);
    check
}

fn names_map(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    [
        "网站地图",
        "站点地图",
        "网站导航",
        "本站导航",
        "sitemap",
        "site map",
    ]
    .iter()
    .any(|word| text.contains(word))
}

fn names_map_file(href: &str) -> bool {
    let href = href.to_lowercase();
    ["sitemap", "wzdt", "zddt", "site_map", "wangzhanditu"]
        .iter()
        .any(|word| href.contains(word))
}

fn describe(_: &Finding, lang: Lang) -> String {
    match lang {
        Lang::En => "no page links to a site map, and sitemap.xml is not there".to_owned(),
        Lang::Zh => "页面未见网站地图入口，也没有sitemap.xml".to_owned(),
    }
}

const ID: RuleId = RuleId::new("sitemap-missing");
