use huabiao_facts::{LinkPlace, Marks, PageKind, PageVisit, Region, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "“我为政府网站找错”入口缺失",
        en: "entrance for reports of faults missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/fault-entrance-missing.zh.md"),
        en: include_str!("../../docs/rules/fault-entrance-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：“我为政府网站找错”入口",
        certainty: Certainty::Confirmed,
        note: "",
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
    let mut check = Check::new(ID);
    if !home.page.marks.fault_report {
        // One template serves them all: the other pages are not told again.
        if may_be_picture(&seen, home) {
            return check.reach(Reach::Nothing(vec![pictured()]));
        }
        if shows_foot(home) {
            check.findings.push(finding(home, "home"));
            return check;
        }
        return check.reach(Reach::Nothing(vec![unseen()]));
    }
    let mut reasons = seen.gaps();
    let mut dark = false;
    for visit in seen.pages.iter().filter(|visit| is_page(visit)) {
        let own = address(visit) == address(home);
        if own || visit.page.marks.fault_report || seen.is_framed(visit) {
            continue;
        }
        if shows_foot(visit) {
            check.findings.push(finding(visit, "other"));
        } else {
            dark |= may_be_filled(visit);
        }
    }
    if dark {
        reasons.push(unseen());
    }
    check.reach(Reach::from_reasons(reasons))
}

/// Whether the page shows its foot: at least two of the other marks.
fn shows_foot(visit: &PageVisit) -> bool {
    let marks: &Marks = &visit.page.marks;
    let shown = [
        marks.site_code.is_some(),
        marks.icp.is_some(),
        marks.police.is_some(),
        marks.party_mark,
        marks.sponsor.is_some(),
    ];
    shown.iter().filter(|shown| **shown).count() >= 2
        && !visit.page.truncated
        && !visit.page.marks.by_script
}

/// Whether a frame or a script may bring the foot that nobody saw.
fn may_be_filled(visit: &PageVisit) -> bool {
    let links = &visit.page.links;
    links
        .iter()
        .any(|link| matches!(link.place, LinkPlace::Frame | LinkPlace::Script))
        && !links.iter().any(|link| link.region == Region::Footer)
}

/// Whether it is a page of the site's own pattern.
fn is_page(visit: &PageVisit) -> bool {
    matches!(
        visit.page.kind,
        PageKind::Article | PageKind::Column | PageKind::Guide | PageKind::Home
    )
}

/// Whether some page writes a mark of its foot as text. A telephone may be that of a
/// guide, and the number of the police alone may come from the address of a picture's link.
pub(super) fn writes_foot(seen: &Seen<'_>) -> bool {
    seen.pages.iter().any(|visit| {
        let marks = &visit.page.marks;
        let police = marks.police.as_deref();
        let written = [&marks.icp, &marks.site_code, &marks.sponsor];
        written.iter().any(|mark| mark.is_some())
            || police.is_some_and(|mark| !mark.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Whether the whole foot may be a picture: no mark is written, next to no link has words,
/// and it holds a picture that is not called by the name of a mark or a button.
pub(super) fn may_be_picture(seen: &Seen<'_>, home: &PageVisit) -> bool {
    let is_other = |text: &str| !PICTURES.iter().any(|word| text.contains(word));
    let links = home.page.links.iter().filter(|link| {
        let anchor = link.region == Region::Footer && link.place == LinkPlace::Anchor;
        anchor && !link.text.trim().is_empty()
    });
    links.count() <= FEW_LINKS && !writes_foot(seen) && holds_picture(seen, home, is_other)
}

/// Whether the foot of a page holds a picture that says nothing of itself.
pub(super) fn shows_pictures(seen: &Seen<'_>, home: &PageVisit) -> bool {
    holds_picture(seen, home, |text| text.trim().is_empty())
}

fn holds_picture(seen: &Seen<'_>, home: &PageVisit, is_named: impl Fn(&str) -> bool) -> bool {
    home.page.links.iter().any(|link| {
        link.region == Region::Footer
            && link.place == LinkPlace::Image
            && !link.noscript
            && is_named(&link.text)
            && link.url.as_deref().is_some_and(|url| {
                !seen.outcome(url).is_dead() && !POLICE.iter().any(|word| url.contains(word))
            })
    })
}

pub(super) fn pictured() -> Reason {
    Reason::NothingSeen {
        what: "页脚图片的文字".to_owned(),
    }
}

fn unseen() -> Reason {
    Reason::NothingSeen {
        what: "页脚".to_owned(),
    }
}

pub(super) fn finding(visit: &PageVisit, group: &str) -> Finding {
    Finding::new(ID, address(visit))
        .group(group)
        .evidence(page_evidence(visit))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    match (lang, finding.group.as_str()) {
        (Lang::En, "home") => {
            "the foot of the home page lacks the entrance for reports of faults".to_owned()
        }
        (Lang::Zh, "home") => "首页页脚未设“我为政府网站找错”入口".to_owned(),
        (Lang::En, _) => {
            "the foot of the page lacks the entrance that the home page has".to_owned()
        }
        (Lang::Zh, _) => "页脚未设“我为政府网站找错”入口（首页有）".to_owned(),
    }
}

const ID: RuleId = RuleId::new("fault-entrance-missing");

/// Links of a foot that is a picture for the rest.
const FEW_LINKS: usize = 2;

/// Names of pictures in a foot that hold no words of it.
const PICTURES: [&str; 14] = [
    "公安",
    "适老",
    "无障碍",
    "长者",
    "党政机关",
    "事业单位",
    "找错",
    "纠错",
    "二维码",
    "微信",
    "微博",
    "客户端",
    "公众号",
    "logo",
];

/// How files with the badge of the public-security filing are called.
const POLICE: [&str; 5] = ["/beian", "/gaba", "/ghs", "/gongan", "/police"];
