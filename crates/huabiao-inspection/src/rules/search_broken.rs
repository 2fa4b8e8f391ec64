use huabiao_facts::{SearchWay, SiteFacts};
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "站内搜索缺失或不可用",
        en: "site search missing or broken",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/search-broken.zh.md"),
        en: include_str!("../../docs/rules/search-broken.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标 功能设计：站内搜索",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let Some(probe) = &site.probes.search else {
        return Check::new(ID).reach(Reach::Nothing(vec![unseen()]));
    };
    let seen = Seen::new(site);
    let mut check = Check::new(ID);
    match probe.way {
        SearchWay::None => {
            let home = match seen.home() {
                Ok(home) => home,
                Err(reason) => return check.reach(Reach::Nothing(vec![reason])),
            };
            let mut reasons = seen.gaps();
            if seen.is_shell() || home.page.truncated {
                reasons.push(unseen());
            }
            if !reasons.is_empty() {
                return check.reach(Reach::Part(reasons));
            }
            let finding = Finding::new(ID, address(home)).group("none");
            check.findings.push(finding.evidence(page_evidence(home)));
            check
        }
        SearchWay::Get => {
            let dead = probe.trials.iter().filter(|trial| trial.outcome.is_dead());
            let all = probe.trials.len();
            if all > 0 && dead.clone().count() == all {
                let finding = Finding::new(ID, probe.page.as_str())
                    .group("broken")
                    .target(probe.action.as_str())
                    .value("trials", crate::seen::count(all));
                check.findings.push(finding.evidence(Evidence {
                    outcome: probe.trials.first().map(|trial| trial.outcome.to_string()),
                    ..Evidence::default()
                }));
                return check;
            }
            if probe.trials.iter().any(|trial| trial.outcome.is_ok()) {
                check
            } else {
                check.reach(Reach::Part(vec![Reason::UnknownOutcomes {
                    addresses: crate::seen::count(all),
                }]))
            }
        }
        SearchWay::Post | SearchWay::Script => check.reach(Reach::Part(vec![unseen()])),
    }
}

fn unseen() -> Reason {
    Reason::NothingSeen {
        what: "站内搜索结果".to_owned(),
    }
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let trials = value(finding, "trials");
    let target = finding.target.clone().unwrap_or_default();
    match (lang, finding.group.as_str()) {
        (Lang::En, "none") => "no page has a search of the site".to_owned(),
        (Lang::Zh, "none") => "网站未提供站内搜索".to_owned(),
        (Lang::En, _) => format!("the search {target} failed in all of {trials} trials"),
        (Lang::Zh, _) => format!("站内搜索{target}试搜{trials}次均失败"),
    }
}

const ID: RuleId = RuleId::new("search-broken");
