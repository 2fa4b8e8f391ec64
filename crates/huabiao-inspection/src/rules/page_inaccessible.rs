use std::collections::HashSet;

use huabiao_facts::{Barrier, BarrierKind, PageVisit, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Population, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "页面存在无障碍问题",
        en: "page not accessible",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/page-inaccessible.zh.md"),
        en: include_str!("../../docs/rules/page-inaccessible.en.md"),
    },
    source: Source {
        document: "中华人民共和国无障碍环境建设法",
        clause: "第三十二条；WCAG 2.2 1.1.1、1.4.4、2.4.2、2.4.4、3.1.1、4.1.2",
        certainty: Certainty::Confirmed,
        note: "法律要求逐步符合标准，未列出本规则所查各项",
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
    check.populations.push(Population::new(
        "pages",
        &format!("{}\n{}", site.profile.host, site.today),
        seen.pages.iter().map(|visit| address(visit)),
    ));
    // What the template repeats on every page is one fault, told where it first stands.
    let mut told: HashSet<(BarrierKind, &str)> = HashSet::new();
    for visit in &seen.pages {
        for barrier in &visit.page.access.barriers {
            let whole = matches!(
                barrier.kind,
                BarrierKind::Lang | BarrierKind::Title | BarrierKind::Viewport
            );
            let key = if whole {
                (barrier.kind, address(visit))
            } else {
                (barrier.kind, barrier.what.as_str())
            };
            // The title of what a frame shows is that of the frame.
            if barrier.kind == BarrierKind::Title && seen.is_fragment(visit) {
                continue;
            }
            if told.insert(key) {
                check.findings.push(finding(visit, barrier));
            }
        }
    }
    check.reach(Reach::from_reasons(reasons))
}

fn finding(visit: &PageVisit, barrier: &Barrier) -> Finding {
    Finding::new(ID, address(visit))
        .group(barrier.kind.as_str())
        .value("what", barrier.what.as_str())
        .value("line", barrier.line)
        .evidence(Evidence {
            line: Some(barrier.line),
            snippet: Some(barrier.what.clone()),
            ..page_evidence(visit)
        })
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (what, line) = (value(finding, "what"), value(finding, "line"));
    let words = KINDS
        .iter()
        .find(|(kind, _)| kind.as_str() == finding.group)
        .map(|(_, words)| words.get(lang))
        .unwrap_or_default();
    match (lang, what.is_empty()) {
        (Lang::En, true) => format!("{words} (line {line})"),
        (Lang::Zh, true) => format!("{words}（第{line}行）"),
        (Lang::En, false) => format!("{words}: {what} (line {line})"),
        (Lang::Zh, false) => format!("{words}：{what}（第{line}行）"),
    }
}

static KINDS: [(BarrierKind, Words); 8] = [
    (
        BarrierKind::Alt,
        Words {
            zh: "图片没有替代文字",
            en: "picture without a text alternative",
        },
    ),
    (
        BarrierKind::EmptyButton,
        Words {
            zh: "按钮没有名称",
            en: "button without a name",
        },
    ),
    (
        BarrierKind::EmptyLink,
        Words {
            zh: "链接没有名称",
            en: "link without a name",
        },
    ),
    (
        BarrierKind::FrameTitle,
        Words {
            zh: "框架没有标题",
            en: "frame without a title",
        },
    ),
    (
        BarrierKind::Label,
        Words {
            zh: "表单项没有名称",
            en: "form field without a name",
        },
    ),
    (
        BarrierKind::Lang,
        Words {
            zh: "页面未声明语言",
            en: "the language of the page is not stated",
        },
    ),
    (
        BarrierKind::Title,
        Words {
            zh: "页面没有标题",
            en: "page without a title",
        },
    ),
    (
        BarrierKind::Viewport,
        Words {
            zh: "页面禁止放大",
            en: "the page forbids to enlarge it",
        },
    ),
];

const ID: RuleId = RuleId::new("page-inaccessible");
