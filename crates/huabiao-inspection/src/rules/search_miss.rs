use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Evidence, Finding, Population, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "站内搜索首页结果搜不到已发布内容",
        en: "search does not find a published title",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/search-miss.zh.md"),
        en: include_str!("../../docs/rules/search-miss.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：站内搜索（随机选取4条信息或服务的标题，第一页未找到）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let unseen = Reason::NothingSeen {
        what: "站内搜索结果".to_owned(),
    };
    let Some(probe) = site
        .probes
        .search
        .as_ref()
        .filter(|probe| !probe.trials.is_empty())
    else {
        return Check::new(ID).reach(Reach::Nothing(vec![unseen]));
    };
    let told = probe.trials.iter().filter(|trial| trial.found.is_some());
    let mut check = Check::new(ID).measure("titles", i64::from(crate::seen::count(told.count())));
    check.populations.push(Population::new(
        "titles",
        &format!("{}\n{}", site.profile.host, site.today),
        probe.trials.iter().map(|trial| trial.of.as_str()),
    ));
    // A search that finds none of them is broken in some way of its own, or was not
    // understood: it is not held against the site title by title.
    let found = probe
        .trials
        .iter()
        .filter(|trial| trial.found == Some(true))
        .count();
    if found == 0 {
        return check.reach(Reach::Nothing(vec![unseen]));
    }
    for trial in probe
        .trials
        .iter()
        .filter(|trial| trial.found == Some(false))
    {
        check.findings.push(
            Finding::new(ID, trial.of.as_str())
                .target(trial.url.as_str())
                .value("title", trial.title.as_str())
                .evidence(Evidence {
                    outcome: Some(trial.outcome.to_string()),
                    ..Evidence::default()
                }),
        );
    }
    let unknown = probe
        .trials
        .iter()
        .filter(|trial| trial.found.is_none())
        .count();
    let reasons = (unknown > 0).then_some(Reason::UnknownOutcomes {
        addresses: crate::seen::count(unknown),
    });
    check.reach(Reach::from_reasons(reasons.into_iter().collect()))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let title = value(finding, "title");
    match lang {
        Lang::En => format!("the first page of results does not show “{title}”"),
        Lang::Zh => format!("站内搜索“{title}”，第一页结果中没有该条"),
    }
}

const ID: RuleId = RuleId::new("search-miss");
