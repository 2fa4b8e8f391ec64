use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::column_state::{Freshness, judged_columns};
use crate::rule::value;
use crate::seen::{Seen, page_evidence};
use crate::unjudged::unjudged_kinds;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "空白栏目",
        en: "blank column",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/column-blank.zh.md"),
        en: include_str!("../../docs/rules/column-blank.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：栏目不更新（空白栏目）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    let seen = Seen::new(site);
    let mut reasons = seen.gaps();
    if seen.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let mut check = Check::new(ID);
    let columns = judged_columns(&seen, limits);
    if columns.is_empty() {
        reasons.push(Reason::NothingSeen {
            what: "栏目".to_owned(),
        });
    }
    reasons.extend(unjudged_kinds(&seen, &columns));
    for judged in columns {
        if judged.column.state == Freshness::Blank {
            let column = judged.visit.page.column.as_ref();
            let why = column.map_or("", |column| column.why.as_str());
            let (why, text) = why.split_once(": ").unwrap_or((why, ""));
            check.findings.push(
                Finding::new(ID, judged.column.url)
                    .value("name", judged.column.name)
                    .value("why", why)
                    .evidence(Evidence {
                        snippet: (!text.is_empty()).then(|| text.to_owned()),
                        ..page_evidence(judged.visit)
                    }),
            );
        } else if let Some(reason) = judged.unread {
            // Lists that scripts fill are counted among the gaps already.
            if !matches!(reason, Reason::UnseenLists { .. }) && !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    check.reach(Reach::from_reasons(reasons))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let name = value(finding, "name");
    let why = value(finding, "why");
    let why = WHYS
        .iter()
        .find(|(code, _)| *code == why)
        .map(|(_, words)| words.get(lang));
    let said = match (lang, name.is_empty()) {
        (Lang::En, true) => "the column has no content at all".to_owned(),
        (Lang::En, false) => format!("the column “{name}” has no content at all"),
        (Lang::Zh, true) => "该栏目没有任何内容".to_owned(),
        (Lang::Zh, false) => format!("栏目“{name}”没有任何内容"),
    };
    match (lang, why) {
        (Lang::En, Some(why)) => format!("{said} ({why})"),
        (Lang::Zh, Some(why)) => format!("{said}（{why}）"),
        (_, None) => said,
    }
}

const ID: RuleId = RuleId::new("column-blank");

/// What spoke for it, by the code in `Column::why`.
const WHYS: [(&str, Words); 7] = [
    (
        "bare",
        Words {
            zh: "正文处没有任何内容",
            en: "nothing stands between its trail and its foot",
        },
    ),
    (
        "head-row-alone",
        Words {
            zh: "列表只有表头",
            en: "its table has a head row and no other",
        },
    ),
    (
        "list-empty",
        Words {
            zh: "列表处为空",
            en: "its list is empty",
        },
    ),
    (
        "paging-alone",
        Words {
            zh: "没有条目，分页只有一页",
            en: "no entry, and its paging has one page",
        },
    ),
    (
        "paging-no-entries",
        Words {
            zh: "有分页而没有条目",
            en: "paging without entries",
        },
    ),
    (
        "paging-zero",
        Words {
            zh: "分页记录数为0",
            en: "its paging counts no entry",
        },
    ),
    (
        "says-empty",
        Words {
            zh: "页面自己注明没有内容",
            en: "the page says so itself",
        },
    ),
];
