use huabiao_facts::{PageVisit, PersonalKind, PersonalNumber, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "公开页面泄露个人信息",
        en: "personal data left open",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/personal-data.zh.md"),
        en: include_str!("../../docs/rules/personal-data.en.md"),
    },
    source: Source {
        document: "中华人民共和国个人信息保护法",
        clause: "第二十五条、第三十四条；政府信息公开条例第十五条",
        certainty: Certainty::Confirmed,
        note: "法律未规定遮蔽的格式；手机号码的认定方法是自定的，宁缺毋滥",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let reasons = seen.gaps();
    if site.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let mut check = Check::new(ID);
    for visit in &seen.pages {
        let findings = visit
            .page
            .personal
            .iter()
            .map(|number| finding(visit, number));
        check.findings.extend(findings);
    }
    check.reach(Reach::from_reasons(reasons))
}

fn finding(visit: &PageVisit, number: &PersonalNumber) -> Finding {
    Finding::new(ID, address(visit))
        .group(number.kind.as_str())
        .value("masked", number.masked.as_str())
        .value("line", number.line)
        .value("hidden", u32::from(number.hidden))
        .evidence(Evidence {
            line: Some(number.line),
            snippet: Some(number.context.clone()),
            ..page_evidence(visit)
        })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (masked, line) = (of("masked"), of("line"));
    let kind = KINDS
        .iter()
        .find(|(kind, _)| kind.as_str() == finding.group)
        .map(|(_, words)| words.get(lang))
        .unwrap_or_default();
    let hidden = of("hidden") == "1";
    match lang {
        Lang::En => {
            let hidden = if hidden { ", in a hidden part" } else { "" };
            format!("the {kind} {masked} stands open (line {line}{hidden})")
        }
        Lang::Zh => {
            let hidden = if hidden { "隐藏区域" } else { "" };
            format!("第{line}行{hidden}公开了未遮蔽的{kind}{masked}")
        }
    }
}

static KINDS: [(PersonalKind, Words); 3] = [
    (
        PersonalKind::BankCard,
        Words {
            zh: "银行卡号",
            en: "bank card number",
        },
    ),
    (
        PersonalKind::IdNumber,
        Words {
            zh: "身份证号码",
            en: "identity number",
        },
    ),
    (
        PersonalKind::Mobile,
        Words {
            zh: "手机号码",
            en: "mobile number",
        },
    ),
];

const ID: RuleId = RuleId::new("personal-data");
