use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::jurisdiction::Jurisdiction;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "缺少政府网站横幅",
        en: "government banner missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/government-banner-missing.zh.md"),
        en: include_str!("../../docs/rules/government-banner-missing.en.md"),
    },
    source: Source {
        document: "Federal website standards",
        clause: "banner on every page (state of 2025-03-27)",
        certainty: Certainty::Confirmed,
        note: "pending standard, due 2025-09-26; later changes were not checked",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    if Jurisdiction::of(site) != Jurisdiction::UnitedStates {
        return Check::new(ID).reach(Reach::NotApplicable(Reason::NotForThisKind));
    }
    let seen = Seen::new(site);
    let mut reasons = seen.gaps();
    if site.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let mut check = Check::new(ID);
    let shown = |text: &str| {
        let text = text.to_lowercase();
        BANNERS.iter().any(|words| text.contains(words))
    };
    let any = seen
        .pages
        .iter()
        .any(|visit| shown(&visit.page.masthead.text));
    for visit in &seen.pages {
        if shown(&visit.page.masthead.text) {
            continue;
        }
        // A script may write it: only where other pages show it in their source.
        if any {
            let finding = Finding::new(ID, address(visit));
            check.findings.push(finding.evidence(page_evidence(visit)));
        }
    }
    if !any {
        reasons.push(Reason::NothingSeen {
            what: "banner".to_owned(),
        });
    }
    check.reach(Reach::from_reasons(reasons))
}

fn describe(_: &Finding, lang: Lang) -> String {
    match lang {
        Lang::En => "the page lacks the banner that other pages of the site show".to_owned(),
        Lang::Zh => "页面没有本站其他页面所示的政府网站横幅".to_owned(),
    }
}

/// Words of the banner, in English and Spanish.
const BANNERS: [&str; 2] = [
    "official website of the united states government",
    "sitio oficial del gobierno de estados unidos",
];

const ID: RuleId = RuleId::new("government-banner-missing");
