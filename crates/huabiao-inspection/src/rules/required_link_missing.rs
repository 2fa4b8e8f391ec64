use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::jurisdiction::Jurisdiction;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "缺少法定链接",
        en: "required link missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/required-link-missing.zh.md"),
        en: include_str!("../../docs/rules/required-link-missing.en.md"),
    },
    source: Source {
        document: "Directive (EU) 2016/2102",
        clause: "accessibility statement; UK Public Sector Bodies Accessibility Regulations 2018; US federal website standards, OMB M-17-06",
        certainty: Certainty::Secondary,
        note: "which links a US site must carry is read from the standards' drafts; privacy is an old duty",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let wanted: &[&str] = match Jurisdiction::of(site) {
        Jurisdiction::China | Jurisdiction::Other => {
            return Check::new(ID).reach(Reach::NotApplicable(Reason::NotForThisKind));
        }
        Jurisdiction::EuropeanUnion => &["accessibility-statement", "feedback"],
        Jurisdiction::UnitedKingdom => &["accessibility-statement", "contact"],
        Jurisdiction::UnitedStates => &[
            "accessibility-statement",
            "contact",
            "information-request",
            "privacy",
        ],
    };
    let seen = Seen::new(site);
    let home = match seen.home() {
        Ok(home) => home,
        Err(reason) => return Check::new(ID).reach(Reach::Nothing(vec![reason])),
    };
    if home.page.truncated || seen.is_shell() {
        return Check::new(ID).reach(Reach::Nothing(vec![Reason::NothingSeen {
            what: "links".to_owned(),
        }]));
    }
    let mut check = Check::new(ID);
    for (group, words) in LINKS.iter().filter(|(group, _)| wanted.contains(group)) {
        let shown = home.page.links.iter().any(|link| {
            let text = link.text.to_lowercase();
            let href = link.href.to_lowercase();
            words
                .iter()
                .any(|word| text.contains(word) || href.contains(&word.replace(' ', "-")))
        });
        if !shown {
            let finding = Finding::new(ID, address(home)).group(*group);
            check.findings.push(finding.evidence(page_evidence(home)));
        }
    }
    check
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let link = finding.group.replace('-', " ");
    match lang {
        Lang::En => format!("the home page has no link to: {link}"),
        Lang::Zh => format!("首页没有指向下列内容的链接：{link}"),
    }
}

/// The links, and words of theirs in languages of the Union.
static LINKS: [(&str, &[&str]); 5] = [
    (
        "accessibility-statement",
        &[
            "accessib",
            "barrierefrei",
            "toegankelijk",
            "tilgængelig",
            "tillgänglig",
            "saavutettavuus",
            "dostępno",
            "pristupačn",
            "dostupnost",
            "přístupnost",
            "prístupnos",
            "akadálymentes",
            "accesibilidad",
            "acessibilidade",
            "προσβασιμ",
            "juurdepääs",
            "prieinamum",
            "piekļūst",
        ],
    ),
    ("contact", &["contact", "kontakt", "contatt"]),
    (
        "feedback",
        &[
            "feedback",
            "contact",
            "kontakt",
            "contatt",
            "barriere melden",
            "yhteys",
            "επικοινων",
        ],
    ),
    ("information-request", &["foia", "freedom of information"]),
    (
        "privacy",
        &["privacy", "datenschutz", "privacidad", "confidential"],
    ),
];

const ID: RuleId = RuleId::new("required-link-missing");
