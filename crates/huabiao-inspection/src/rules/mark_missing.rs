use huabiao_facts::{LinkPlace, Marks, PageVisit, Region, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, SiteCode, Source, Words};

use super::fault_entrance_missing;
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::traditional::is_traditional;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "网站标识缺失或有误",
        en: "identity mark missing",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/mark-missing.zh.md"),
        en: include_str!("../../docs/rules/mark-missing.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：网站标识、“我为政府网站找错”入口",
        certainty: Certainty::Confirmed,
        note: "标识码的编码规则未见正式文本，依实际样本归纳",
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
    if let Some(finding) = wrong_code(site, home) {
        check.findings.push(finding);
    }
    let has = |mark: &Mark| seen.pages.iter().any(|visit| (mark.has)(&visit.page.marks));
    let unseen = !MARKS.iter().any(has) && !shows_footer(home)
        || (home.page.marks.by_script || is_traditional(&home.page)) && !MARKS.iter().all(has)
        || !MARKS.iter().any(|mark| is_written(mark) && has(mark)) && runs_scripts(home);
    if unseen {
        // A footer that a script or a frame brings in was not seen, and labels in
        // traditional characters may go unread.
        return check.reach(Reach::Part(vec![Reason::NothingSeen {
            what: "页脚".to_owned(),
        }]));
    }
    if home.page.truncated {
        return check.reach(Reach::Part(vec![Reason::OverBudget { addresses: 1 }]));
    }
    if let Some(reason) = unread_frame(&seen, home) {
        return check.reach(Reach::Part(vec![reason]));
    }
    // Where no mark is written, the whole foot may be a picture.
    let whole = fault_entrance_missing::may_be_picture(&seen, home);
    let pictured = fault_entrance_missing::shows_pictures(&seen, home);
    for mark in MARKS.iter().filter(|mark| !has(mark)) {
        // This one is a picture, and nobody looked at the pictures.
        if pictured && mark.group == PARTY || whole {
            check = check.reach(Reach::Part(vec![fault_entrance_missing::pictured()]));
            continue;
        }
        let mut finding = Finding::new(ID, address(home))
            .group(mark.group)
            .value("mark", mark.name.zh)
            .evidence(page_evidence(home));
        if mark.group == ENTRANCE {
            // The indicator has a rule of its own for it.
            finding = finding.part_of(&fault_entrance_missing::finding(home, "home"));
        }
        check.findings.push(finding);
    }
    check
}

/// The code in the home page's footer, when it is none or another site's.
fn wrong_code(site: &SiteFacts, home: &PageVisit) -> Option<Finding> {
    let written = home.page.marks.site_code.as_deref()?;
    let registered = site.profile.code.as_ref();
    let read: Option<SiteCode> = written.parse().ok();
    match (&read, registered) {
        (Some(read), Some(registered)) if read == registered => return None,
        (Some(_), None) => return None,
        _ => {}
    }
    let mut finding = Finding::new(ID, address(home))
        .group(CODE_WRONG)
        .value("written", written);
    if let Some(registered) = registered {
        finding = finding.value("registered", registered.as_str());
    }
    Some(finding.evidence(Evidence {
        snippet: Some(written.to_owned()),
        ..page_evidence(home)
    }))
}

/// Whether a mark is text of the foot that people can read.
fn is_written(mark: &Mark) -> bool {
    !matches!(mark.group, PARTY | ENTRANCE)
}

/// Whether scripts in the body of a page may write a foot of which nothing was seen.
fn runs_scripts(home: &PageVisit) -> bool {
    home.page.filled_by_script
        || home.page.links.iter().any(|link| {
            link.place == LinkPlace::Script
                && link.region != Region::Header
                && !link.href.contains("conac.cn")
        })
}

fn shows_footer(home: &PageVisit) -> bool {
    home.page
        .links
        .iter()
        .any(|link| link.region == Region::Footer)
}

/// A frame of the home page that was not read may hold the footer.
fn unread_frame(seen: &Seen<'_>, home: &PageVisit) -> Option<Reason> {
    let frames = home.page.links.iter();
    let unread = frames
        .filter(|link| link.place == LinkPlace::Frame && !link.noscript)
        .filter_map(|link| link.url.as_deref())
        .filter(|url| !seen.outcome(url).is_dead() && seen.read(url).is_none())
        .count();
    (unread > 0).then(|| Reason::NothingSeen {
        what: "框架页".to_owned(),
    })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    if finding.group == CODE_WRONG {
        let (written, registered) = (value(finding, "written"), value(finding, "registered"));
        return match (lang, registered.is_empty()) {
            (Lang::En, true) => format!("the code in the footer, “{written}”, is no valid one"),
            (Lang::En, false) => {
                format!("the code in the footer, “{written}”, is not the registered {registered}")
            }
            (Lang::Zh, true) => format!("页脚标识码“{written}”不是有效的网站标识码"),
            (Lang::Zh, false) => {
                format!("页脚标识码“{written}”与登记的{registered}不符")
            }
        };
    }
    let mark = MARKS.iter().find(|mark| mark.group == finding.group);
    let name = match mark {
        Some(mark) => mark.name.get(lang).to_owned(),
        None => finding.group.clone(),
    };
    match lang {
        Lang::En => format!("no page that was read shows {name}"),
        Lang::Zh => format!("已读取的页面均未见{name}"),
    }
}

/// One of the marks that the clause asks for.
struct Mark {
    group: &'static str,
    name: Words,
    has: fn(&Marks) -> bool,
}

/// The six marks of the clause in its order, and the entrance for reports of faults.
static MARKS: [Mark; 7] = [
    Mark {
        group: PARTY,
        name: Words {
            zh: "党政机关网站标识",
            en: "the party-and-government mark",
        },
        has: |marks| marks.party_mark,
    },
    Mark {
        group: "site-code",
        name: Words {
            zh: "网站标识码",
            en: "the identification code",
        },
        has: |marks| marks.site_code.is_some(),
    },
    Mark {
        group: "icp",
        name: Words {
            zh: "ICP备案编号",
            en: "the ICP filing number",
        },
        has: |marks| marks.icp.is_some(),
    },
    Mark {
        group: "police",
        name: Words {
            zh: "公安机关备案标识",
            en: "the public-security filing mark",
        },
        has: |marks| marks.police.is_some(),
    },
    Mark {
        group: "sponsor",
        name: Words {
            zh: "网站主办单位",
            en: "the sponsor",
        },
        has: |marks| marks.sponsor.is_some(),
    },
    Mark {
        group: "contact",
        name: Words {
            zh: "联系方式",
            en: "a way to reach the sponsor",
        },
        has: |marks| marks.contact.is_some(),
    },
    Mark {
        group: ENTRANCE,
        name: Words {
            zh: "“我为政府网站找错”入口",
            en: "the entrance for reports of faults",
        },
        has: |marks| marks.fault_report,
    },
];

const CODE_WRONG: &str = "site-code-wrong";

const ID: RuleId = RuleId::new("mark-missing");
const PARTY: &str = "party-mark";

/// The group of the entrance for reports of faults (我为政府网站找错).
const ENTRANCE: &str = "fault-report";
