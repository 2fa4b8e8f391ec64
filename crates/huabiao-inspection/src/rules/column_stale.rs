use huabiao_facts::SiteFacts;
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use super::service_statistics_stale;
use crate::column_state::{Freshness, Judged, judged_columns};
use crate::rule::value;
use crate::seen::{Seen, page_evidence};
use crate::unjudged::unjudged_kinds;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "栏目不更新",
        en: "stale column",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/column-stale.zh.md"),
        en: include_str!("../../docs/rules/column-stale.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站单项否决：栏目不更新",
        certainty: Certainty::Confirmed,
        note: "应更新但长期未更新：条文未规定具体天数",
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
    let columns = judged_columns(&seen, limits);
    let mut check = Check::new(ID);
    let mut undated = 0_u32;
    for judged in &columns {
        match (&judged.column.state, &judged.unknown) {
            (Freshness::Stale, _) => {
                let mut finding = finding(&seen, judged);
                // The indicator on statistics of services has a rule of its own.
                if judged.group == "statistics" {
                    let whole = service_statistics_stale::check(site, limits).findings;
                    let same = whole.iter().find(|whole| whole.url == finding.url);
                    if let Some(whole) = same {
                        finding = finding.part_of(whole);
                    }
                }
                check.findings.push(finding);
            }
            (_, Some(Reason::Undated { entries })) => undated = undated.saturating_add(*entries),
            (_, Some(Reason::UnseenLists { .. })) | (_, None) => {}
            (_, Some(reason)) => {
                if !reasons.contains(reason) {
                    reasons.push(reason.clone());
                }
            }
        }
    }
    if undated > 0 {
        reasons.push(Reason::Undated { entries: undated });
    }
    if columns.is_empty() {
        reasons.push(Reason::NothingSeen {
            what: "栏目".to_owned(),
        });
    }
    reasons.extend(unjudged_kinds(&seen, &columns));
    check.reach(Reach::from_reasons(reasons))
}

fn finding(seen: &Seen<'_>, judged: &Judged<'_>) -> Finding {
    let column = &judged.column;
    let mut finding = Finding::new(ID, column.url.as_str())
        .group(judged.group)
        .value("items", column.items)
        .value("kind", column.kind.as_str())
        .value("level", u32::from(judged.visit.depth.max(1)))
        .value("name", column.name.as_str());
    if let Some(newest) = column.newest {
        finding = finding
            .value("age_days", seen.age(newest))
            .value("newest", newest);
    }
    if let Some(limit) = judged.limit {
        finding = finding.value("limit_days", limit);
    }
    finding.evidence(page_evidence(judged.visit))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (name, newest) = (of("name"), of("newest"));
    let (age, limit) = (of("age_days"), of("limit_days"));
    match lang {
        Lang::En => format!(
            "the newest entry of the column “{name}” is of {newest}, {age} days old (limit {limit})"
        ),
        Lang::Zh => {
            format!("栏目“{name}”最新信息为{newest}，已{age}天未更新（时限{limit}天）")
        }
    }
}

const ID: RuleId = RuleId::new("column-stale");
