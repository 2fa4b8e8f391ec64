use huabiao_facts::{ColumnKind, SiteFacts};
use huabiao_finding::RuleId;
use huabiao_types::{Certainty, Source, Words};

use crate::few::Few;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "调查征集活动少",
        en: "few surveys",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/survey-few.zh.md"),
        en: include_str!("../../docs/rules/survey-few.en.md"),
    },
    source: Source {
        document: "国办发〔2015〕15号",
        clause: "全国政府网站普查评分表：互动回应情况（调查征集类栏目）",
        certainty: Certainty::Uncertain,
        note: "活动次数少的扣分两种说法不一；2019年指标只在加分指标中计次数",
    },
    check: |site, limits| FEW.check(site, limits),
    describe: |finding, lang| FEW.describe(finding, lang),
};

static FEW: Few = Few {
    rule: ID,
    kind: ColumnKind::Survey,
    words: &["征集", "调查", "征求", "问卷"],
    not: &["结果", "反馈", "采纳"],
    name: Words {
        zh: "调查征集",
        en: "surveys",
    },
    limit,
};

/// How many a set asks for; the smaller number where nobody said what the site is.
fn limit(site: &SiteFacts, limits: &Limits) -> u32 {
    match site.profile.category {
        Some(category) if category.is_portal() => limits.surveys_portal,
        _ => limits.surveys_other,
    }
}

const ID: RuleId = RuleId::new("survey-few");
