use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "站内搜索结果未分类",
        en: "search results not grouped",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/search-ungrouped.zh.md"),
        en: include_str!("../../docs/rules/search-ungrouped.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：站内搜索（搜索结果未分类展示）",
        certainty: Certainty::Confirmed,
        note: "以结果页是否出现政策、服务等类别的名称为准",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let grouped = site
        .probes
        .search
        .as_ref()
        .and_then(|probe| Some((probe, probe.grouped?)));
    let Some((probe, grouped)) = grouped else {
        return Check::new(ID).reach(Reach::Nothing(vec![Reason::NothingSeen {
            what: "站内搜索结果".to_owned(),
        }]));
    };
    let mut check = Check::new(ID);
    if !grouped {
        check
            .findings
            .push(Finding::new(ID, probe.page.as_str()).target(probe.action.as_str()));
    }
    check
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let target = finding.target.clone().unwrap_or_default();
    match lang {
        Lang::En => format!("the results of {target} name no groups such as policy or services"),
        Lang::Zh => format!("站内搜索{target}的结果未按政策、服务等分类"),
    }
}

const ID: RuleId = RuleId::new("search-ungrouped");
