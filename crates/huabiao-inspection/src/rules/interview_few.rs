use huabiao_facts::{ColumnKind, SiteFacts};
use huabiao_finding::RuleId;
use huabiao_types::{Certainty, Source, Words};

use crate::few::Few;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "在线访谈活动少",
        en: "few interviews",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/interview-few.zh.md"),
        en: include_str!("../../docs/rules/interview-few.en.md"),
    },
    source: Source {
        document: "国办发〔2015〕15号",
        clause: "全国政府网站普查评分表：互动回应情况（互动访谈类栏目）",
        certainty: Certainty::Secondary,
        note: "次数见于监测产品的默认设置，未见正式文本",
    },
    check: |site, limits| FEW.check(site, limits),
    describe: |finding, lang| FEW.describe(finding, lang),
};

static FEW: Few = Few {
    rule: ID,
    kind: ColumnKind::Interview,
    words: &["访谈", "发布会", "直播"],
    not: &["预告", "预报"],
    name: Words {
        zh: "在线访谈",
        en: "interviews",
    },
    limit,
};

/// How many a set asks for: of portals, and of other sites at most one, for the sources
/// give no other number.
fn limit(site: &SiteFacts, limits: &Limits) -> u32 {
    match site.profile.category {
        Some(category) if category.is_portal() => limits.interviews,
        _ => limits.interviews.min(1),
    }
}

const ID: RuleId = RuleId::new("interview-few");
